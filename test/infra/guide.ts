import fs from 'node:fs';
import path from 'node:path';

const GUIDE = fs.readFileSync(path.resolve(import.meta.dirname, '../../packages/infra/OPERATIONS.md'), 'utf8');
const FROM_ZERO = GUIDE.split(/^## /m).find((section) => section.startsWith('From zero')) ?? '';

/** What a person has to type or paste in place of "…". */
export interface Typed {
  readonly signingSecret: string;
  readonly botToken: string;
  readonly channel: string;
}

/** The numbered steps from zero to the first answer. */
export const steps: readonly string[] = FROM_ZERO.split(/^(?=\d\. )/m).slice(1);

/** A person's minutes, by step. */
export const minutes: readonly number[] = steps.map((step) => {
  const [, whole = '', half = ''] = /\((\d*)(½?) min\)/.exec(step) ?? [];
  return Number(whole) + (half === '' ? 0 : 0.5);
});

/** The lines of step 4 that are commands, as somebody types them who follows them literally. */
export function commands(typed: Typed): string[] {
  return FROM_ZERO.split('\n')
    .filter((line) => line.startsWith('       '))
    .map((line) =>
      line
        .trim()
        .replace(/(SlackSigningSecret) …/, `$1 ${typed.signingSecret}`)
        .replace('xoxb-…', typed.botToken)
        .replace('C…', typed.channel),
    );
}

/** A command in the words of a step, the longest that it names. */
export function commandOf(step: string): string {
  const named = [...step.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
  return named.filter((command) => /npm run|git clone/.test(command)).sort((a, b) => b.length - a.length)[0] ?? '';
}
