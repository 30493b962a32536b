import type { FindingLog } from '../finding-log.ts';
import { thousands } from '../judge.ts';
import { languageOf } from './language-of.ts';

/** Which languages prompts and answers are in, and which answers change it. */
export interface Languages {
  add(texts: { prompt: string; completion: string }, line: number): void;
  note(log: FindingLog, records: number): void;
}

/** Up to this share of records the exception is a slip; past it, it is the task (translation). */
const SLIP_SHARE = 0.05;
/** Lines of a language that are named. */
const NAMED_LINES = 5;
/** Places that are remembered. */
const KEPT = 1_000;

export function createLanguages(): Languages {
  const seen = new Map<string, { count: number; lines: number[] }>();
  const switched: { line: number; from: string; to: string }[] = [];
  let known = 0;
  let switches = 0;

  return {
    add({ prompt, completion }, line) {
      const from = languageOf(prompt);
      if (from === undefined) return;
      known += 1;
      const entry = seen.get(from) ?? { count: 0, lines: [] };
      seen.set(from, entry);
      entry.count += 1;
      if (entry.lines.length < NAMED_LINES) entry.lines.push(line);
      const to = languageOf(completion);
      if (to === undefined || to === from) return;
      switches += 1;
      if (switched.length < KEPT) switched.push({ line, from, to });
    },
    note(log) {
      if (switches > 0 && switches <= known * SLIP_SHARE)
        for (const { line, from, to } of switched)
          log.note({
            rule: 'language-switch',
            line,
            message: `The prompt is in ${from}, the answer in ${to}; hardly any other record changes its language.`,
          });
      const [main, ...others] = [...seen].sort(([, a], [, b]) => b.count - a.count);
      if (!main || others.length === 0) return;
      const parts = others.map(
        ([name, { count, lines }]) =>
          `${thousands(count)} in ${name} (line${count === 1 ? '' : 's'} ${lines.join(', ')}${count > lines.length ? ' …' : ''})`,
      );
      const message = `${thousands(main[1].count)} prompts are in ${main[0]}, ${parts.join(', ')}.`;
      log.note({ rule: 'language-mix', line: others[0]?.[1].lines[0] ?? 1, message });
    },
  };
}
