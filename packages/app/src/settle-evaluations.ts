import type { Bill } from '@rung/core/cost/bill/bill.ts';
import { isBilledBy } from '@rung/core/cost/bill/bill.ts';
import { settle } from '@rung/core/cost/budget.ts';
import { isPaidEvaluation, type PaidEvaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { billedCost, countedCost, waitsForBill } from '@rung/core/evaluation/evaluation-job/evaluation-cost.ts';
import type { EpochMs } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { countersOf } from './give-back.ts';
import { tellEvaluation } from './tell-evaluation.ts';

type Needs = Pick<Deps, 'evaluations' | 'messenger' | 'settings'>;

/** Newest evaluations that may still wait for their bill. */
const LOOKED_THROUGH = 200;

/** "Which evaluations does the bill not know yet?": those that are over, and cost something. */
export async function unbilledEvaluations(deps: Needs, nowMs: EpochMs): Promise<PaidEvaluation[]> {
  const all = await deps.evaluations.recent(LOOKED_THROUGH);
  return all.filter(isPaidEvaluation).filter((evaluation) => waitsForBill(evaluation, nowMs));
}

/** "What did Bedrock's evaluations really cost?": the bill's amount takes the place of the estimate, in the record, the budget and the card. */
export async function settleEvaluations(deps: Needs, waiting: readonly PaidEvaluation[], bill: Bill): Promise<number> {
  const known = waiting.filter((evaluation) => isBilledBy(bill, evaluation.endedAtMs));
  const settled = await Promise.all(known.map((evaluation) => settleWithBill(deps, evaluation, bill)));
  const changed = settled.filter((evaluation) => evaluation !== undefined);
  const told = await Promise.allSettled(changed.map((evaluation) => tellEvaluation(deps, evaluation)));
  for (const one of told) if (one.status === 'rejected') throw one.reason;
  return changed.length;
}

/** Not tried again where another reading wrote it first: what that one settled would be settled twice. */
async function settleWithBill(
  deps: Needs,
  evaluation: PaidEvaluation,
  bill: Bill,
): Promise<PaidEvaluation | undefined> {
  const amount = billedCost(evaluation.id, bill.evaluations ?? []);
  if (amount === undefined) return undefined;
  const { approval, cost, version } = evaluation;
  const billed = { kind: 'billed', amount, readAtMs: bill.readAtMs } as const;
  const moved: PaidEvaluation = { ...evaluation, cost: billed, version: version + 1 };
  const budget = settle({ amount: countedCost(cost, approval.amount), keys: countersOf(approval) }, amount);
  return (await deps.evaluations.move(moved, budget)) === 'moved' ? moved : undefined;
}
