import type { MicroUsd } from '../../money.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import type { ArmName } from './arms.ts';
import type { MeasuredTraffic } from './measured-traffic.ts';
import type { ArmCost } from './serving-cost.ts';
import type { Verdict } from './verdict.ts';

/** A number that would turn a verdict; stored with it and looked at again. */
export type ReversalCriterion =
  /** On the other side of so many requests a month, the tuned model is what it is not at the number that was told: cheaper, or dearer. That alone turns no verdict. */
  | {
      readonly kind: 'traffic';
      readonly turns: 'above' | 'below';
      readonly requestsAMonth: number;
      readonly becomes: 'cheaper' | 'dearer';
      readonly than: ArmName;
    }
  /** On the other side of so many requests a month, a point costs more than it is worth, or no more: the verdict turns with it. */
  | {
      readonly kind: 'worth';
      readonly turns: 'above' | 'below';
      readonly requestsAMonth: number;
      readonly becomes: 'worth-it' | 'not-worth-it';
    }
  /** A judgement over so many examples would settle a difference as small as this one. */
  | { readonly kind: 'more-examples'; readonly examples: number }
  /** The base model ends; the tuned one ends with it. ISO date. */
  | { readonly kind: 'base-ends'; readonly on: string }
  /** A price that was missing. */
  | { readonly kind: 'price-known'; readonly why: string };

/** When a verdict is looked at again. */
export const LOOK_AGAIN_MS = 30 * DAY_MS;

export interface Reversal {
  readonly criteria: readonly ReversalCriterion[];
  readonly lookAgainAtMs: EpochMs;
}

/** What the one who asked said of the month, and what it costs. */
interface Told {
  readonly costs: readonly ArmCost[];
  readonly requestsAMonth: number;
  /** A month; undefined when nobody said. */
  readonly worthAPoint: MicroUsd | undefined;
}

/** What would turn this verdict. */
export function reversalOf(
  verdict: Verdict,
  given: Told & { endOfLife: string | undefined; nowMs: EpochMs },
): Reversal {
  const { endOfLife, nowMs } = given;
  const criteria: ReversalCriterion[] = [
    ...(verdict.kind === 'needs-data' && verdict.because === 'too-few'
      ? [{ kind: 'more-examples', examples: verdict.wanted } as const]
      : []),
    ...(verdict.kind === 'too-close' && verdict.duel.comparison.settlesAt !== undefined
      ? [{ kind: 'more-examples', examples: verdict.duel.comparison.settlesAt } as const]
      : []),
    ...('duel' in verdict ? moneyCriteria(verdict, given) : []),
    ...(endOfLife === undefined ? [] : [{ kind: 'base-ends', on: endOfLife } as const]),
  ];
  return { criteria, lookAgainAtMs: nowMs + LOOK_AGAIN_MS };
}

type Compared = Exclude<Verdict, { kind: 'needs-data' }>;

/** Money turns only what is clearly better: no price makes a tie or a worse answer worth hosting. */
const isForMoney = (verdict: Compared) =>
  verdict.kind === 'ship' || (verdict.kind === 'keep' && verdict.because === 'not-worth-it');

function moneyCriteria(verdict: Compared, told: Told): ReversalCriterion[] {
  const { costs, requestsAMonth } = told;
  const { rival } = verdict.duel;
  const tuned = costs.find(({ arm }) => arm === 'tuned');
  const other = costs.find(({ arm }) => arm === rival);
  if (!tuned || !other) return [];
  const missing = [tuned.monthly, other.monthly].find((cost) => cost.kind === 'unknown');
  if (missing) return isForMoney(verdict) ? [{ kind: 'price-known', why: missing.why }] : [];
  const worth = isForMoney(verdict) ? worthCriterion(verdict.duel, { tuned, other, told }) : [];
  const evenAt = breakEven(tuned, other);
  if (evenAt === undefined) return worth;
  const turns = requestsAMonth > evenAt.requestsAMonth ? 'below' : 'above';
  const becomes = turns === evenAt.cheaper ? 'cheaper' : 'dearer';
  return [{ kind: 'traffic', turns, requestsAMonth: evenAt.requestsAMonth, becomes, than: rival }, ...worth];
}

/** Where a point costs what it is worth to the team; nothing where nobody said what that is. */
function worthCriterion(
  { comparison }: Compared['duel'],
  { tuned, other, told }: { tuned: ArmCost; other: ArmCost; told: Told },
): ReversalCriterion[] {
  if (told.worthAPoint === undefined) return [];
  const at = breakEven(tuned, other, told.worthAPoint * comparison.difference.estimate * 100);
  if (at === undefined) return [];
  const turns = told.requestsAMonth > at.requestsAMonth ? 'below' : 'above';
  const becomes = turns === at.cheaper ? 'worth-it' : 'not-worth-it';
  return [{ kind: 'worth', turns, requestsAMonth: at.requestsAMonth, becomes }];
}

/** Requests a month at which two arms cost the same, or the tuned one `allowed` micro-dollars more, and on which side of them the tuned one is the cheaper; undefined when one is cheaper at any number, or a price is missing. */
export function breakEven(
  tuned: ArmCost,
  other: ArmCost,
  allowed = 0,
): { cheaper: 'above' | 'below'; requestsAMonth: number } | undefined {
  const parts = [tuned.standing, tuned.perThousand, other.standing, other.perThousand];
  const [standing = 0, each = 0, otherStanding = 0, otherEach = 0] = parts.map((cost) =>
    cost.kind === 'known' ? cost.amount : Number.NaN,
  );
  const thousands = (standing - otherStanding - allowed) / (otherEach - each);
  if (!Number.isFinite(thousands) || thousands <= 0) return undefined;
  const requestsAMonth = Math.ceil(thousands * 1000);
  return { cheaper: each < otherEach ? 'above' : 'below', requestsAMonth };
}

/** What became of a criterion when it was looked at again. */
export type CriterionNow =
  | { readonly kind: 'turned'; readonly criterion: ReversalCriterion }
  | { readonly kind: 'holds'; readonly criterion: ReversalCriterion }
  | { readonly kind: 'not-known'; readonly criterion: ReversalCriterion; readonly why: string };

/** A verdict 30 days on. */
export interface SecondLook {
  readonly criteria: readonly CriterionNow[];
  readonly traffic: MeasuredTraffic;
  /** What the same answers are worth at the traffic that was measured and at today's prices. */
  readonly verdict: Verdict;
  readonly costs: readonly ArmCost[];
}

/** Looks at the criteria again, with what is known today. Requests are those that were measured, never those that were promised. */
export function lookAgain(
  reversal: Reversal,
  today: { nowMs: EpochMs; traffic: MeasuredTraffic; costs: readonly ArmCost[] },
): CriterionNow[] {
  return reversal.criteria.map((criterion) => {
    switch (criterion.kind) {
      case 'traffic':
      case 'worth': {
        const { traffic } = today;
        if (traffic.kind === 'not-known') return { kind: 'not-known', criterion, why: traffic.why };
        const isAbove = traffic.requestsAMonth > criterion.requestsAMonth;
        return { kind: isAbove === (criterion.turns === 'above') ? 'turned' : 'holds', criterion };
      }
      case 'more-examples':
        return { kind: 'not-known', criterion, why: 'Rung does not see how many examples you have by now' };
      case 'base-ends':
        return { kind: today.nowMs >= Date.parse(criterion.on) ? 'turned' : 'holds', criterion };
      case 'price-known': {
        const isKnown = today.costs.every(({ monthly }) => monthly.kind === 'known');
        return { kind: isKnown ? 'turned' : 'holds', criterion };
      }
      default:
        return criterion satisfies never;
    }
  });
}
