import type { FindingLog } from '../finding-log.ts';
import { thousands } from '../judge.ts';

/** Answers that stand for none, and answers that many prompts share. */
export interface Repeats {
  add(completion: string, line: number): void;
  note(log: FindingLog, records: number): void;
}

const PLACEHOLDER =
  /^[\s[({<"']*(?:n\/?a|to ?do|tbd|tba|fixme|x{3,}|\.{2,}|…|-{1,3}|\?+|undefined|null|nan|none|lorem ipsum.{0,400}|(?:insert|your) .{1,60} here|placeholder|no (?:answer|response|output))[\s\])}>"'.!]*$/i;
/** Past this share a placeholder is one of the answers that the task has. */
const MANY_PLACEHOLDERS = 0.2;
/** Shorter answers repeat because they are labels. */
const LEAST_CHARACTERS = 40;
/** So often, and in so much of the set, an answer that is no label stands before it is boilerplate. */
const LEAST_TIMES = 5;
const LEAST_SHARE = 0.02;
/** From this share of repeated answers on, they are the task's own: canned replies to choose from. */
const CANNED_SHARE = 0.5;
/** Different answers that are counted; what comes after is passed over. */
const MOST_ANSWERS = 50_000;

interface Counted {
  count: number;
  readonly lines: number[];
}

export function createRepeats(): Repeats {
  const placeholders: number[] = [];
  const answers = new Map<string, Counted>();
  return {
    add(completion, line) {
      if (PLACEHOLDER.test(completion)) placeholders.push(line);
      if (completion.length < LEAST_CHARACTERS || /^[{[]/.test(completion)) return;
      const key = completion.replaceAll(/\s+/g, ' ').toLowerCase();
      const entry = answers.get(key);
      if (entry) {
        entry.count += 1;
        if (entry.lines.length < LEAST_TIMES) entry.lines.push(line);
      } else if (answers.size < MOST_ANSWERS) answers.set(key, { count: 1, lines: [line] });
    },
    note(log, records) {
      if (placeholders.length <= records * MANY_PLACEHOLDERS)
        for (const line of placeholders)
          log.note({ rule: 'boilerplate', line, message: 'The answer is a placeholder, not an answer.' });
      const often = [...answers.values()].filter(({ count }) => count >= Math.max(LEAST_TIMES, records * LEAST_SHARE));
      const all = often.reduce((sum, { count }) => sum + count, 0);
      if (all > records * CANNED_SHARE) return;
      for (const { count, lines } of often.sort((a, b) => b.count - a.count)) {
        const message = `The same long answer stands ${thousands(count)} times, on lines ${lines.join(', ')}${count > lines.length ? ' and more' : ''}.`;
        log.note({ rule: 'boilerplate', line: lines[0] ?? 1, message });
      }
    },
  };
}
