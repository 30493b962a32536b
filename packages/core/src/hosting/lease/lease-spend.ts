import type { BudgetChange } from '../../cost/budget.ts';
import { settleAll } from '../../cost/budget.ts';
import { costOfRequests } from '../../cost/cost-of-requests.ts';
import { monthOf } from '../../cost/month.ts';
import type { PriceBook } from '../../cost/price.ts';
import { HOURS_A_MONTH, type TrafficHour } from '../../cost/traffic.ts';
import { costOf, type MicroUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { type EpochMs, HOUR_MS } from '../../time.ts';
import type { HeldLease } from './lease.ts';
import { isTerm } from './ways.ts';

/** What a hosting cost by our own meter; `unknown` where a part of it cannot be counted, and then its reservation stays. */
export type LeaseSpend =
  | { readonly kind: 'metered'; readonly amount: MicroUsd }
  | { readonly kind: 'unknown'; readonly why: string };

/** What it answered while it stood: the hours with requests, as AWS counted them, and the base that prices them. */
export interface LeaseUse {
  readonly hours: readonly TrafficHour[];
  readonly baseModelId: string;
  readonly book: PriceBook;
}

/** What a lease cost from its making until it was gone: hours at the price of its yes, a term whole, tokens as they were counted. */
export function spendOf(lease: HeldLease, untilMs: EpochMs, use: LeaseUse | undefined): LeaseSpend {
  const { price, wish } = lease;
  const hours = Math.max(0, untilMs - paidFromMs(lease)) / HOUR_MS;
  if (hours === 0 && wish.inPlaceOf?.paidUntilMs !== undefined) return metered(ZERO_USD);
  if (price.kind === 'unknown') return price;
  const stood = costOf(price.idle, hours, HOURS_A_MONTH);
  if (isTerm(wish.way)) return metered(Math.max(stood, price.committed) as MicroUsd);
  if (wish.way === 'throughput') return metered(stood);
  if (!use) return { kind: 'unknown', why: 'AWS did not say what it answered.' };
  // No point is no proof of no request: AWS does not document under which id it counts every shape.
  if (use.hours.length === 0) return { kind: 'unknown', why: 'No request of it is on record.' };
  const asked = tokensOf(use.hours);
  const tokens = costOfRequests(
    { modelId: use.baseModelId, whose: 'tuned', region: lease.model.region, requests: 1, ...asked },
    use.book,
  );
  return tokens.kind === 'known' ? metered(sumUsd(stood, tokens.amount)) : tokens;
}

/** From when on this lease pays: what it took over was paid by another until then, and the unit of a term until that ends. */
export function paidFromMs({ wish, approval, createdAtMs }: HeldLease): EpochMs {
  if (!wish.inPlaceOf) return createdAtMs;
  return wish.inPlaceOf.paidUntilMs ?? approval.atMs;
}

const metered = (amount: MicroUsd): LeaseSpend => ({ kind: 'metered', amount });

function tokensOf(hours: readonly TrafficHour[]) {
  const total = (read: (hour: TrafficHour) => number) => hours.reduce((sum, hour) => sum + read(hour), 0);
  return { inputTokens: total((hour) => hour.inputTokens), outputTokens: total((hour) => hour.outputTokens) };
}

/** Every yes that a lease was paid by: its first one and its extensions. */
const approvalsOf = ({ approval, extensions }: Pick<HeldLease, 'approval' | 'extensions'>) => [approval, ...extensions];

/** All that is reserved for a lease. */
export function reservedFor(lease: Pick<HeldLease, 'approval' | 'extensions'>): MicroUsd {
  return approvalsOf(lease).reduce((sum, { amount }) => sumUsd(sum, amount), ZERO_USD);
}

/** What the counters hold of a lease that is over: what it cost. Undefined where that is not known: all that was reserved stays. */
export function settleLease(lease: HeldLease, spend: LeaseSpend): BudgetChange | undefined {
  if (spend.kind === 'unknown') return undefined;
  const reserved = approvalsOf(lease).map(({ amount, atMs, counters }) => ({
    amount,
    keys: counters ?? [monthOf(atMs)],
  }));
  return settleAll(reserved, spend.amount);
}
