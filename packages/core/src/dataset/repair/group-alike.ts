import { type Column, createColumn } from './column.ts';
import type { Fingerprints } from './fingerprints.ts';
import { bitsApart } from './likeness.ts';
import { walkInOrder } from './walk-in-order.ts';

/**
 * How many bits sketches may be apart where so many prompts share a beginning or an end: the more share it, the likelier
 * some are near each other by chance. What still more share is a template, not a likeness.
 */
const LIMITS = [
  { sharedBy: 32, bits: 4 },
  { sharedBy: 512, bits: 2 },
] as const;

/** Records that must not be told apart: the forest's roots stand for their groups. */
export interface Groups {
  /** The root of a record's group: of its members the one with the smallest key. */
  rootOf(index: number): number;
}

/**
 * Joins records with the same prompt and those that are nearly the same, whatever order they came in. Works in the room
 * of `answer`, which is of no use afterwards.
 */
export function groupAlike(prints: Fingerprints, isAlive: (index: number) => boolean): Groups {
  const count = prints.high.length();
  const parent = prints.answer;
  for (let index = 0; index < count; index += 1) parent.set(index, index);
  const rootOf = (index: number) => findRoot(parent, index);
  const join = (a: number, b: number) => {
    const [first, second] = [rootOf(a), rootOf(b)];
    if (first === second) return;
    if (isBefore(prints, first, second)) parent.set(second, first);
    else parent.set(first, second);
  };
  const aliveKey = (column: Column) => (index: number) => {
    const key = column.get(index);
    return key === 0 || !isAlive(index) ? undefined : key;
  };
  const joinAll = (indices: readonly number[]) => {
    const [first, ...others] = indices;
    if (first !== undefined) for (const other of others) join(first, other);
  };
  const joinAlike = (indices: readonly number[]) => {
    const most = LIMITS.find(({ sharedBy }) => indices.length <= sharedBy)?.bits;
    if (most === undefined) return;
    for (const [at, one] of indices.entries())
      for (const other of indices.slice(at + 1))
        if (bitsApart(prints.sketch.get(one), prints.sketch.get(other)) <= most) join(one, other);
  };
  walkInOrder(count, (index) => (isAlive(index) ? prints.whole.get(index) : undefined), joinAll);
  walkInOrder(count, aliveKey(prints.start), joinAlike);
  walkInOrder(count, aliveKey(prints.end), joinAlike);
  for (const [one, other] of prints.pairs) if (isAlive(one) && isAlive(other)) join(one, other);
  return { rootOf };
}

function findRoot(parent: Column, index: number): number {
  let at = index;
  for (;;) {
    const above = parent.get(at);
    if (above === at) return at;
    const higher = parent.get(above);
    parent.set(at, higher);
    at = higher;
  }
}

/** By key, then by label: what is equal in both is the same to whoever asks for the root. */
function isBefore({ high, low, label }: Fingerprints, a: number, b: number): boolean {
  for (const column of [high, low, label]) {
    const [one, other] = [column.get(a), column.get(b)];
    if (one !== other) return one < other;
  }
  return a < b;
}

/** What becomes of each record; the numbers stand in a column of one byte. */
export const FATE = { training: 0, validation: 1, test: 2, duplicate: 3, contradiction: 4, surplus: 5 } as const;

/** What repeats and what contradicts, when nothing has been decided yet. */
export interface Repeats {
  readonly fate: Column;
  readonly duplicates: number;
  readonly contradictions: number;
}

export interface RepeatRules {
  readonly leavesOutDuplicates: boolean;
  readonly leavesOutContradictions: boolean;
  /** Called with each record whose prompt has another answer elsewhere, the first of its prompt excepted. */
  readonly contradicts: (index: number) => void;
}

/** Finds exact repeats (the first stays) and prompts with several answers. */
export function markRepeats(prints: Fingerprints, rules: RepeatRules): Repeats {
  const count = prints.high.length();
  const fate = createColumn(1);
  for (let index = 0; index < count; index += 1) fate.push(FATE.training);
  let duplicates = 0;
  let contradictions = 0;
  walkInOrder(
    count,
    (index) => prints.high.get(index),
    (run) => {
      if (run.length < 2) return;
      for (const samePrompt of Map.groupBy(run, (index) => prints.low.get(index)).values()) {
        const firsts = new Map<number, number>();
        for (const index of samePrompt) {
          const answer = prints.answer.get(index);
          if (!firsts.has(answer)) firsts.set(answer, index);
          else {
            duplicates += 1;
            if (rules.leavesOutDuplicates) fate.set(index, FATE.duplicate);
          }
        }
        if (firsts.size < 2) continue;
        const answers = [...firsts.values()];
        contradictions += answers.length - 1;
        for (const index of answers.slice(1)) rules.contradicts(index);
        if (!rules.leavesOutContradictions) continue;
        for (const index of samePrompt) if (fate.get(index) === FATE.training) fate.set(index, FATE.contradiction);
      }
    },
  );
  return { fate, duplicates, contradictions };
}
