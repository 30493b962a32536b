import type { BaseModel } from '../base-models.ts';
import { minimumRecords } from '../judge.ts';

/** Sets up to the first size give the first share to validation, from the second size on the second. */
const SMALL = { records: 500, percent: 20 } as const;
const LARGE = { records: 10_000, percent: 10 } as const;

/**
 * Share of a set that is held out for validation, in whole percent: 20 up to 500 records, 10 from 10,000, between them
 * falling with the logarithm of the size (guides advise 20, or 10 to 20; whole percents keep the shares where they are
 * while a set grows by a line).
 */
export function holdOutPercent(records: number): number {
  if (records <= SMALL.records) return SMALL.percent;
  if (records >= LARGE.records) return LARGE.percent;
  const way = Math.log(records / SMALL.records) / Math.log(LARGE.records / SMALL.records);
  return Math.round(SMALL.percent + (LARGE.percent - SMALL.percent) * way);
}

/** Shares of the records that go where training does not see them, 0 to 1. */
export interface Shares {
  readonly validation: number;
  readonly test: number;
}

/**
 * The test set gets half of what validation gets, or all of it where the model is tuned without a validation set. Of more
 * records than a job takes the shares are those of what it takes; what training needs at least is never held out.
 */
export function sharesFor(records: number, model: BaseModel): Shares {
  const spare = records - minimumRecords(model);
  if (spare <= 0) return { validation: 0, test: 0 };
  const taken = Math.min(records, model.records.sumMax);
  const held = (holdOutPercent(taken) / 100) * (taken / records);
  const shares = model.validationSet
    ? { validation: Math.min(held, model.records.validationMax / records), test: held / 2 }
    : { validation: 0, test: held };
  const scale = Math.min(1, spare / records / (shares.validation + shares.test));
  return { validation: shares.validation * scale, test: shares.test * scale };
}
