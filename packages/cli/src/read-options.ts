import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { VisibleError } from '@rung/core/errors.ts';
import { nearestName } from './nearest-name.ts';

/** Options and positional arguments of a command; throws a VisibleError that ends with its usage. */
export function readOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { options, usage }: { options: Options; usage: string },
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw wrongUse(explain(error, Object.keys(options)), usage);
  }
}

/** A command that was called in a way that it does not know. */
export function wrongUse(message: string, usage: string): VisibleError {
  return new VisibleError({ kind: 'bad-input', code: 'usage', message, remedy: `Usage: ${usage}` });
}

function explain(error: unknown, names: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return `${message.split('\n')[0]}.`.replace(/\.\.$/, '.');
  const nearest = nearestName(unknown.replace(/^-+/, ''), names);
  const meant = nearest === undefined ? '' : ` Did you mean --${nearest}?`;
  return `There is no option ${unknown}.${meant} Text that begins with a dash goes behind " -- ".`;
}
