import type { EvaluationLine } from '../../cost/bill/bill.ts';
import { type MicroUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import type { JudgementEstimate } from '../judgement/judgement-price.ts';

/** What an evaluation came to. Bedrock reports no tokens of such a job, so it is an estimate until AWS's bill names it. */
export type EvaluationCost =
  /** No job was made. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'estimated'; readonly low: MicroUsd; readonly high: MicroUsd }
  /** No price was known. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'billed'; readonly amount: MicroUsd; readonly readAtMs: EpochMs };

/** One of the jobs that were asked for. */
export interface JobMade {
  readonly estimate: JudgementEstimate;
  /** How far it came: one that failed or was stopped may have read nothing, or all. */
  readonly end: 'complete' | 'cut-off' | 'never-made';
}

/** What the jobs of an evaluation can have cost. */
export function costOfJobs(jobs: readonly JobMade[]): EvaluationCost {
  const made = jobs.filter(({ end }) => end !== 'never-made');
  if (made.length === 0) return { kind: 'nothing' };
  const bounds = made.flatMap(({ estimate, end }) =>
    estimate.kind === 'known' ? [{ low: end === 'complete' ? estimate.low : ZERO_USD, high: estimate.high }] : [],
  );
  if (bounds.length < made.length) return { kind: 'unknown' };
  return {
    kind: 'estimated',
    low: sumUsd(...bounds.map(({ low }) => low)),
    high: sumUsd(...bounds.map(({ high }) => high)),
  };
}

/** What the budget holds for it: the most that it can have cost, all that was reserved where no price is known, the bill's amount once there is one. */
export function countedCost(cost: EvaluationCost, reserved: MicroUsd): MicroUsd {
  switch (cost.kind) {
    case 'nothing':
      return ZERO_USD;
    case 'estimated':
      return cost.high;
    case 'unknown':
      return reserved;
    case 'billed':
      return cost.amount;
    default:
      return cost satisfies never;
  }
}

/** A line that is missing for this long will never come: its tag was not active when the job ran, or AWS does not hand it on. */
const LINE_COMES_WITHIN_MS = 7 * DAY_MS;

/** Whether AWS's bill may still say what it cost. */
export function waitsForBill(ended: { readonly cost: EvaluationCost; readonly endedAtMs: EpochMs }, nowMs: EpochMs) {
  const isOpen = ended.cost.kind === 'estimated' || ended.cost.kind === 'unknown';
  return isOpen && nowMs - ended.endedAtMs < LINE_COMES_WITHIN_MS + DAY_MS;
}

/** What the bill says under its tag; undefined where it says nothing. */
export function billedCost(id: EvaluationLine['evaluation'], lines: readonly EvaluationLine[]): MicroUsd | undefined {
  const own = lines.filter(({ evaluation }) => evaluation === id);
  return own.length === 0 ? undefined : sumUsd(...own.map(({ amount }) => amount));
}
