import { priceHosting, priceImport } from '../../cost/compare-serving.ts';
import { type CopyUnits, whyNotPriced } from '../../cost/import-units.ts';
import type { PriceBook } from '../../cost/price.ts';
import { changeWords } from '../../cost/price-change.ts';
import { servingChoice } from '../../cost/serving-choice.ts';
import { HOURS_A_MONTH } from '../../cost/traffic.ts';
import { BASE_MODELS, type BaseModel } from '../../dataset/base-models.ts';
import { costOf, formatUsd, type MicroUsd } from '../../money.ts';
import type { HostWish } from './host-form.ts';
import type { Imported } from './imported.ts';
import { isTerm } from './ways.ts';

/** What a hosting costs, at the traffic that its requester stated. */
export type LeasePrice =
  | {
      readonly kind: 'known';
      /** A month of 730 hours at that traffic. */
      readonly monthly: MicroUsd;
      /** A month in which nobody asks. */
      readonly idle: MicroUsd;
      /** What the yes commits: until the lease ends, or the whole term; nothing for what the term of its unit has paid. */
      readonly committed: MicroUsd;
      /** ISO date of the oldest price in it. */
      readonly asOf: string;
    }
  | { readonly kind: 'unknown'; readonly why: string };

const HOURS_A_DAY = 24;

/** What decides the price of a wish: the base that was tuned, or the units that a copy of an imported model takes. */
export type PricedBy = { readonly region: string } & (
  | { readonly base: BaseModel }
  | { readonly units: CopyUnits | undefined }
);

/** Prices a wish; a missing price is unknown, never zero. */
export function priceLease(wish: HostWish, at: PricedBy, book: PriceBook): LeasePrice {
  const { requestsAMonth, inputTokens, outputTokens } = wish;
  const traffic = { requestsAMonth, inputTokens, outputTokens, activeHoursADay: 24, busiestHourPercent: 100 };
  if ('base' in at) {
    const way = priceHosting(wish.way, servingChoice(at.base, at.region, traffic), book);
    return priceOfWay(way, wish);
  }
  const why = whyNotPriced(at.units);
  if (!at.units || why !== undefined) return { kind: 'unknown', why: why ?? '' };
  const choice = { region: at.region, traffic, importUnits: at.units.perCopy, importCopies: wish.copies ?? 1 };
  return priceOfWay({ ...priceImport(choice, book), committed: undefined }, wish);
}

function priceOfWay(way: ReturnType<typeof priceHosting>, wish: HostWish): LeasePrice {
  if (way.monthly === undefined || way.idle === undefined)
    return { kind: 'unknown', why: way.why ?? 'Rung ships no price for it.' };
  const asOf = way.prices.map((price) => price.asOf).sort()[0] ?? '';
  const { monthly, idle } = way;
  return {
    kind: 'known',
    monthly,
    idle,
    asOf,
    committed: way.committed ?? shareOf(monthly, wish.unpaidDays ?? wish.days),
  };
}

/** How what it costs moved since its card was shown; undefined while it is the same, and where it is not known then or now. */
export function leasePriceMoved(lease: LeasePlan, book: PriceBook): string | undefined {
  const { price, wish, model } = lease;
  const at = pricedBy(model);
  if (price.kind === 'unknown' || !at) return undefined;
  const now = priceLease(wish, at, book);
  if (now.kind === 'unknown') return undefined;
  if (now.monthly === price.monthly && now.idle === price.idle && now.committed === price.committed) return undefined;
  const words = ({ monthly }: { monthly: MicroUsd }) => formatUsd(monthly);
  const per = words(now) === words(price) ? 'a month, a difference of less than a cent,' : 'a month';
  return changeWords({ what: 'Hosting it', from: words(price), to: words(now), per });
}

function pricedBy({ baseName, region, imported }: LeasePlan['model']): PricedBy | undefined {
  if (imported) return { units: imported.units, region };
  const base = BASE_MODELS.find(({ name }) => name === baseName);
  return base && { base, region };
}

interface LeasePlan {
  readonly price: LeasePrice;
  readonly wish: HostWish;
  readonly model: { readonly baseName: string; readonly region: string; readonly imported?: Pick<Imported, 'units'> };
}

/** What so many days cost of what a month costs. */
export function shareOf(monthly: MicroUsd, days: number): MicroUsd {
  return costOf(monthly, days * HOURS_A_DAY, HOURS_A_MONTH);
}

/** What a yes reserves: the price, or the requester's own budget where there is none. */
export function amountOf(price: LeasePrice, { budget }: Pick<HostWish, 'budget'>): MicroUsd {
  return price.kind === 'known' ? price.committed : budget;
}

/** Why the form is not taken: what a yes would commit is more than was typed. Undefined within it, and where no price is known. */
export function whyAboveBudget(price: LeasePrice, { budget, way }: HostWish): string | undefined {
  if (price.kind === 'unknown' || price.committed <= budget) return undefined;
  const less = isTerm(way) ? 'take a way without a term' : 'take fewer days, or another way';
  return `It may cost ${formatUsd(price.committed)} until its end, above your budget of ${formatUsd(budget)}. Raise the budget, or ${less}.`;
}

/** What more days reserve. */
export function amountOfMore(plan: { price: LeasePrice; wish: HostWish }, days: number): MicroUsd {
  const { price, wish } = plan;
  return price.kind === 'known' ? shareOf(price.monthly, days) : costOf(wish.budget, days, wish.days);
}
