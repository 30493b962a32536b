import type { TuningMethod } from '../dataset-report.ts';
import { mostNames, type NamesAmount } from '../names/names-price.ts';
import { repairPlanFor } from '../repair/repair-plan-for.ts';
import type { CheckedJob } from './check-job.ts';
import type { Job } from './job-page.ts';

/** What can be asked for after a check, beside its card. */
export interface CheckOffers {
  /** Says which file was checked, in which state, and for what. */
  readonly ticket: string;
  /** Undefined where there is nothing to look into. */
  readonly names: NamesAmount | undefined;
  /** What a repaired copy would do better; none where there is nothing or it is not offered here. */
  readonly repair: readonly string[];
}

/** A larger file is repaired in a terminal: a copy is put together in memory before it is written. */
export const MOST_REPAIRED_BYTES = 64 * 1024 * 1024;

/** Files that are read line by line, so that a line of theirs can be named. */
const OPEN: readonly string[] = ['conversation', 'prompt-completion', 'openai-chat', 'plain-text', 'instruction'];

export function offersFor({ training }: CheckedJob, { model, method }: Job, of: OfferBasis): CheckOffers {
  const repairs = isRepaired(method, of.bytes) ? repairPlanFor(training, { model, seed: REPAIR_SEED }) : undefined;
  // A split alone is no repair of anything that was found.
  const mends = repairs?.steps.some(({ id }) => id !== 'split') ? repairs.steps : [];
  const names = training.records > 0 && OPEN.includes(training.format) ? mostNames(training.records) : undefined;
  return { ticket: of.ticket, names, repair: mends.map(({ sentence }) => sentence) };
}

interface OfferBasis {
  readonly ticket: string;
  readonly bytes: number;
}

/** The same file is split the same way in Slack and on every machine. */
export const REPAIR_SEED = 'rung';

const isRepaired = (method: TuningMethod, bytes: number) => method === 'fine-tuning' && bytes <= MOST_REPAIRED_BYTES;
