import { assignSets, type SplitOutcome } from './assign-sets.ts';
import type { Column } from './column.ts';
import type { Fingerprints } from './fingerprints.ts';
import { FATE, groupAlike, markRepeats } from './group-alike.ts';
import { keepLimits } from './keep-limits.ts';
import type { RepairPlan } from './repair-plan.ts';

/** What becomes of every record, and why. */
export interface Fates {
  readonly fate: Column;
  readonly duplicates: number;
  readonly contradictions: number;
  /** Places of the first contradicting records among those that could be read. */
  readonly contradicting: ReadonlySet<number>;
  readonly split: SplitOutcome | undefined;
}

/** Decides from the fingerprints alone which record goes into which set and which stays behind. */
export function decideFates(prints: Fingerprints, plan: RepairPlan, maxShown: number): Fates {
  let contradicting: number[] = [];
  const keepFirst = () => {
    contradicting = contradicting.sort((a, b) => a - b).slice(0, maxShown);
  };
  const repeats = markRepeats(prints, {
    leavesOutDuplicates: plan.duplicates === 'leave-out',
    leavesOutContradictions: plan.contradictions === 'leave-out',
    contradicts(index) {
      contradicting.push(index);
      if (contradicting.length > 2 * maxShown + 100) keepFirst();
    },
  });
  keepFirst();
  const isAlive = (index: number) => repeats.fate.get(index) === FATE.training;
  const split = plan.split
    ? assignSets(prints, repeats, { groups: groupAlike(prints, isAlive), model: plan.model })
    : undefined;
  keepLimits(prints, repeats.fate, plan.model);
  return { ...repeats, contradicting: new Set(contradicting), split };
}
