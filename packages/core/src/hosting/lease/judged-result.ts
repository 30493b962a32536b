import type { JudgedJudgement } from '../../evaluation/judgement/judgement.ts';
import type { ArmCost, Cost, Serving } from '../../evaluation/judgement/serving-cost.ts';
import type { Verdict } from '../../evaluation/judgement/verdict.ts';
import { type MicroUsd, microUsd } from '../../money.ts';
import type { EpochMs } from '../../time.ts';
import type { PricedLease } from './lease.ts';
import type { HostWay } from './ways.ts';

/** What a model’s judgement said and counted, as whoever approves its hosting reads it. */
export interface JudgedResult {
  readonly atMs: EpochMs;
  readonly verdict: Verdict;
  /** How the tuned model’s month was counted. */
  readonly serving: Serving;
  readonly requestsAMonth: number;
  readonly costs: readonly ArmCost[];
  /** A month; undefined when nobody said. */
  readonly worthAPoint: MicroUsd | undefined;
}

export function resultOf({ endedAtMs, verdict, plan, request, costs }: JudgedJudgement): JudgedResult {
  const { requestsAMonth, worthAPoint } = request;
  return { atMs: endedAtMs, verdict, serving: plan.serving, requestsAMonth, costs, worthAPoint };
}

/** The month of the tuned model that a judgement counted. */
export function countedFor({ costs }: Pick<JudgedResult, 'costs'>): Cost {
  const unknown = { kind: 'unknown', why: 'it was not counted' } as const;
  return costs.find(({ arm }) => arm === 'tuned')?.monthly ?? unknown;
}

/** A hosting beside what its judgement counted. */
export type BesideJudged =
  | { readonly kind: 'as-counted' }
  /** What a point costs a month by this way; undefined where that is not known, or this way is no dearer than what was judged best. */
  | { readonly kind: 'not-counted'; readonly counted: Cost; readonly perPoint: MicroUsd | undefined };

/** Tokens of a form are whole where a judgement’s are an average: as much is no other price. */
const SAME_PRICE_SHARE = 0.1;

const SERVED: Readonly<Partial<Record<HostWay, Serving>>> = { 'on-demand': 'on-demand', throughput: 'provisioned' };

/** Whether a judgement counted the way and the price of this hosting. */
export function besideJudged({ wish, price }: Pick<PricedLease, 'wish' | 'price'>, judged: JudgedResult): BesideJudged {
  const counted = countedFor(judged);
  const isSameWay = SERVED[wish.way] === judged.serving;
  if (isSameWay && counted.kind === 'known' && price.kind === 'known') {
    const moved = Math.abs(price.monthly - counted.amount);
    if (moved <= counted.amount * SAME_PRICE_SHARE) return { kind: 'as-counted' };
  }
  return { kind: 'not-counted', counted, perPoint: pointAt({ wish, price }, judged) };
}

/** What a point of the gain costs a month at the price of this hosting, beside the best of the others at its requests. */
function pointAt({ wish, price }: Pick<PricedLease, 'wish' | 'price'>, judged: JudgedResult): MicroUsd | undefined {
  const { verdict, costs } = judged;
  if (price.kind === 'unknown' || wish.inPlaceOf?.paidUntilMs !== undefined || !('duel' in verdict)) return undefined;
  const { rival, comparison } = verdict.duel;
  const other = costs.find(({ arm }) => arm === rival);
  const points = comparison.difference.estimate * 100;
  if (other?.standing.kind !== 'known' || other.perThousand.kind !== 'known' || points <= 0) return undefined;
  const extra = price.monthly - other.standing.amount - (other.perThousand.amount * wish.requestsAMonth) / 1000;
  return extra > 0 ? microUsd(Math.round(extra / points)) : undefined;
}
