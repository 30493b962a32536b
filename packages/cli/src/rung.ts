import { enableCompileCache } from 'node:module';
import { VisibleError } from '@rung/core/errors.ts';
import { nearestName } from './nearest-name.ts';
import { wrongUse } from './read-options.ts';
import { processTerminal, type Terminal } from './terminal.ts';

type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** Rooms are loaded when they are asked for: help does not wait for the rules. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  diagnose: async () => (await import('./diagnose.ts')).diagnose,
  check: async () => (await import('./check.ts')).check,
  estimate: async () => (await import('./estimate.ts')).estimate,
  help: async () => printHelp,
  version: async () => printVersion,
};

const ALSO_CALLED: Readonly<Record<string, string>> = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
};

const WRONG_USE = 2;

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [typed, ...rest] = args;
  if (typed === undefined) {
    await printHelp([], terminal);
    return WRONG_USE;
  }
  const wantsHelp = rest.slice(0, [...rest, '--'].indexOf('--')).some((arg) => arg === '--help' || arg === '-h');
  const name = wantsHelp ? 'help' : (ALSO_CALLED[typed] ?? typed);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw unknownCommand(typed);
  const command = await load();
  return command(rest, terminal);
}

async function printHelp(_args: readonly string[], terminal: Terminal): Promise<number> {
  const { HELP } = await import('./help.ts');
  await terminal.print(HELP);
  return 0;
}

async function printVersion(_args: readonly string[], terminal: Terminal): Promise<number> {
  const { rungVersion } = await import('./version.ts');
  const { RULES_VERSION } = await import('@rung/core/diagnosis/version.ts');
  await terminal.print(`rung ${rungVersion()} · rule set ${RULES_VERSION}\n`);
  return 0;
}

function unknownCommand(typed: string): VisibleError {
  const nearest = nearestName(typed, Object.keys(COMMANDS));
  const meant = nearest === undefined ? '' : ` Did you mean "rung ${nearest}"?`;
  return wrongUse(`There is no command ${JSON.stringify(typed)}.${meant}`, 'rung diagnose | check | estimate | help');
}

/** One sentence for what a person can mend; anything else is a bug and shown whole. Never 1, which says that a set is not ready. */
async function answer(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    terminal.progress('');
    const words = error instanceof VisibleError ? `${error.message}\n${error.remedy}` : describeBug(error);
    terminal.tell(`rung: ${words}`);
    return WRONG_USE;
  }
}

function describeBug(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `something went wrong that is not your doing; this is a bug in Rung.\n${trace}`;
}

// Stripping the types of a hundred files is most of what a short command costs; Node keeps the result in the temporary directory.
enableCompileCache();
process.exitCode = await answer(process.argv.slice(2), processTerminal());
