import type { BudgetChange } from '../../cost/budget.ts';
import { settleAll } from '../../cost/budget.ts';
import { costOfRequests } from '../../cost/cost-of-requests.ts';
import { whyNotPriced } from '../../cost/import-units.ts';
import { monthOf } from '../../cost/month.ts';
import { IMPORTED_MODEL, type PriceBook } from '../../cost/price.ts';
import { HOURS_A_MONTH, type TrafficHour } from '../../cost/traffic.ts';
import { costOf, formatUsd, type MicroUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { type EpochMs, HOUR_MS } from '../../time.ts';
import type { HeldLease } from './lease.ts';
import { isTerm } from './ways.ts';

/** What a hosting cost by our own meter; `unknown` where a part of it cannot be counted, and then its reservation stays. */
export type LeaseSpend =
  | { readonly kind: 'metered'; readonly amount: MicroUsd }
  | { readonly kind: 'unknown'; readonly why: string };

/** What it answered while it stood: the hours with requests, as AWS counted them, and the base that prices them. */
export interface TokenUse {
  readonly kind: 'tokens';
  readonly hours: readonly TrafficHour[];
  readonly baseModelId: string;
  readonly book: PriceBook;
}

/** What its copies ran: windows of five minutes, one for each copy in each. */
export interface CopyUse {
  readonly kind: 'copies';
  readonly windows: number;
  readonly book: PriceBook;
}

export type LeaseUse = TokenUse | CopyUse;

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
  const used = use.kind === 'copies' ? copiesCost(lease, use) : tokensCost(lease, use, stood);
  return used.kind === 'metered' ? metered(sumUsd(stood, used.amount)) : used;
}

function tokensCost({ model }: HeldLease, use: TokenUse, stood: MicroUsd): LeaseSpend {
  // No point is no proof of no request: AWS does not document under which id it counts every shape.
  if (use.hours.length === 0) return { kind: 'unknown', why: `${UNASKED} ${formatUsd(stood)}.` };
  const asked = tokensOf(use.hours);
  const tokens = costOfRequests(
    { modelId: use.baseModelId, whose: 'tuned', region: model.region, requests: 1, ...asked },
    use.book,
  );
  return tokens.kind === 'known' ? metered(tokens.amount) : tokens;
}

const UNASKED = 'No request of it is on record; if there was none, it cost its storage alone,';

/** Windows × minutes × units × price. No window on record is no proof that no copy ran. */
function copiesCost({ model }: HeldLease, { windows, book }: CopyUse): LeaseSpend {
  if (windows === 0) return { kind: 'unknown', why: 'No copy of it is on record.' };
  const units = model.imported?.units;
  const why = whyNotPriced(units);
  if (!units || why !== undefined) return { kind: 'unknown', why: why ?? '' };
  const minute = book(IMPORTED_MODEL, 'import-unit-minute', model.region);
  if (minute.kind === 'unknown') return minute;
  return metered(costOf(minute.price.amount, windows * COPY_WINDOW_MINUTES * units.perCopy));
}

/** AWS bills a copy in windows of so many minutes (user guide, import-model-calculate-cost, read 2026-11). */
const COPY_WINDOW_MINUTES = 5;

/**
 * From when on this lease pays: what it took over was paid by another until then, the unit of a term until that ends, and an imported model
 * stood before anybody hosted it.
 */
export function paidFromMs({ wish, model, approval, createdAtMs }: HeldLease): EpochMs {
  if (!wish.inPlaceOf) return model.imported ? approval.atMs : createdAtMs;
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
