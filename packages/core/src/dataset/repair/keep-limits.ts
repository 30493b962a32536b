import type { BaseModel } from '../base-models.ts';
import type { Column } from './column.ts';
import type { Fingerprints } from './fingerprints.ts';
import { FATE } from './group-alike.ts';
import { walkInOrder } from './walk-in-order.ts';

/** Leaves out of training what the model takes no more of, by the hash of the prompt: which ones is chance, but the same chance every time. */
export function keepLimits(prints: Fingerprints, fate: Column, model: BaseModel): void {
  const count = fate.length();
  const tally = { training: 0, validation: 0 };
  for (let index = 0; index < count; index += 1) {
    if (fate.get(index) === FATE.training) tally.training += 1;
    else if (fate.get(index) === FATE.validation) tally.validation += 1;
  }
  let room = Math.min(model.records.max, model.records.sumMax - tally.validation);
  if (tally.training <= room) return;
  const keyOf = (index: number) => (fate.get(index) === FATE.training ? prints.high.get(index) : undefined);
  walkInOrder(count, keyOf, (run) => {
    // Answers to one prompt stay or go together; which of them came first in the file must not matter.
    const prompts = [...Map.groupBy(run, (index) => prints.low.get(index))].sort(([a], [b]) => a - b);
    for (const [, indices] of prompts) {
      if (indices.length <= room) room -= indices.length;
      else for (const index of indices) fate.set(index, FATE.surplus);
    }
  });
}
