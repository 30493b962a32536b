import type { BaseModel } from '../base-models.ts';
import { minimumRecords } from '../judge.ts';
import type { Fingerprints } from './fingerprints.ts';
import { FATE, type Groups, type Repeats } from './group-alike.ts';
import { type Shares, sharesFor } from './share-curve.ts';
import { walkInOrder } from './walk-in-order.ts';

/** How far a set may be off its share of a label, in parts of that share or one group, whichever is more. */
export const TOLERANCE = 0.1;

const HASHES = 2 ** 32;
const LABELS = 256;

export interface SplitOutcome {
  readonly shares: Shares;
  /** Groups of records that must stay together, and how many records stand in one with another. */
  readonly groups: number;
  readonly grouped: number;
}

interface Group {
  readonly root: number;
  readonly size: number;
  readonly label: number;
  /** Where its key stands among all keys, 0 to 1. */
  readonly position: number;
}

/**
 * Puts every group of alike records into one set by the place of its hash: the lowest are the test set, the next
 * validation. A set's share of a label is the one that the hashes give where that is within `TOLERANCE`, so a new record
 * moves others only at the edges; else the nearest that is.
 */
export function assignSets(
  prints: Fingerprints,
  repeats: Repeats,
  use: { groups: Groups; model: BaseModel },
): SplitOutcome {
  const { fate } = repeats;
  const { groups, model } = use;
  const count = fate.length();
  // The likeness has served its purpose; in the room of its sketch the sizes of the groups are counted.
  const sizes = prints.sketch;
  for (let index = 0; index < count; index += 1) sizes.set(index, 0);
  const perLabel = new Array<number>(LABELS).fill(0);
  const totals = { records: 0, groups: 0, grouped: 0 };
  for (let index = 0; index < count; index += 1) {
    if (fate.get(index) !== FATE.training) continue;
    const root = groups.rootOf(index);
    const label = prints.label.get(root);
    sizes.set(root, sizes.get(root) + 1);
    perLabel[label] = (perLabel[label] ?? 0) + 1;
    totals.records += 1;
  }
  const shares = sharesFor(totals.records, model);
  const place = createPlacer({ shares, perLabel, model, records: totals.records });
  eachGroup(
    prints,
    (index) => sizes.get(index),
    (group) => {
      totals.groups += 1;
      if (group.size > 1) totals.grouped += group.size;
      fate.set(group.root, place(group));
    },
  );
  for (let index = 0; index < count; index += 1)
    if (fate.get(index) === FATE.training) fate.set(index, fate.get(groups.rootOf(index)));
  return { shares, groups: totals.groups, grouped: totals.grouped };
}

/** Visits the groups by ascending hash of their roots. */
function eachGroup(prints: Fingerprints, sizeOf: (index: number) => number, visit: (group: Group) => void): void {
  const { high, low, label } = prints;
  const keyOf = (index: number) => (sizeOf(index) > 0 ? high.get(index) : undefined);
  walkInOrder(high.length(), keyOf, (run, key) => {
    const ordered = run.length === 1 ? run : run.toSorted((a, b) => low.get(a) - low.get(b));
    for (const root of ordered) visit({ root, size: sizeOf(root), label: label.get(root), position: key / HASHES });
  });
}

interface Placing {
  readonly shares: Shares;
  readonly perLabel: readonly number[];
  readonly model: BaseModel;
  readonly records: number;
}

/** Says for one group after the other where it goes. */
function createPlacer({ shares, perLabel, model, records }: Placing): (group: Group) => number {
  const held = { test: perLabel.map(() => 0), validation: perLabel.map(() => 0) };
  const room = { test: records, validation: model.records.validationMax };
  let spare = Math.max(0, records - minimumRecords(model));
  const takes = (set: 'test' | 'validation', { size, label, position }: Group, upTo: number): boolean => {
    const share = shares[set] * (perLabel[label] ?? 0);
    const have = held[set][label] ?? 0;
    const isDue = position < upTo || have < Math.floor(share * (1 - TOLERANCE));
    const hasRoom = have + size <= Math.ceil(share * (1 + TOLERANCE)) && size <= Math.min(room[set], spare);
    if (!isDue || !hasRoom) return false;
    held[set][label] = have + size;
    room[set] -= size;
    spare -= size;
    return true;
  };
  return (group) => {
    if (takes('test', group, shares.test)) return FATE.test;
    return takes('validation', group, shares.test + shares.validation) ? FATE.validation : FATE.training;
  };
}
