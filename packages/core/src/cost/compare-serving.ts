import { costOf, type MicroUsd } from '../money.ts';
import { type BreakEven, breakEven, costAt, toMicroUsd } from './monthly-curve.ts';
import type { PriceBook } from './price.ts';
import { type PromptingChoice, promptingWays } from './prompting-ways.ts';
import {
  HOSTING_NAMES,
  type HostingName,
  hostingWay,
  type ImportChoice,
  importWay,
  modelUnits,
  type PromptingName,
  type ServingChoice,
  type Way,
} from './serving-ways.ts';
import { HOURS_A_MONTH } from './traffic.ts';

/** A way to answer, priced at the traffic. */
export interface PricedWay<Name extends string> extends Way<Name> {
  /** A month at this traffic; undefined where the price is not known. */
  readonly monthly: MicroUsd | undefined;
  /** A month in which nobody asks. */
  readonly idle: MicroUsd | undefined;
}

export interface PricedHosting extends PricedWay<HostingName> {
  /** Against each way that needs no customized model; absent where either price is unknown. */
  readonly beats: Readonly<Partial<Record<PromptingName, BreakEven>>>;
  /** The least that a term commits to, since it cannot be left; undefined without a term. */
  readonly committed: MicroUsd | undefined;
}

export interface ServingComparison {
  readonly choice: ServingChoice & PromptingChoice;
  readonly hostings: readonly PricedHosting[];
  readonly promptings: readonly PricedWay<PromptingName>[];
}

const TERM_MONTHS: Readonly<Partial<Record<HostingName, number>>> = {
  'throughput-1-month': 1,
  'throughput-6-months': 6,
};

/** Every hosting and every way that needs none, per month at the team's traffic, and where each hosting becomes the cheaper one. */
export function compareServing(choice: ServingChoice & PromptingChoice, book: PriceBook): ServingComparison {
  const requests = BigInt(choice.traffic.requestsAMonth);
  const promptings = promptingWays(choice, book);
  const hostings = HOSTING_NAMES.map((name) => {
    const priced = priceHosting(name, choice, book);
    return { ...priced, beats: crossings(priced, promptings) };
  });
  return { choice, hostings, promptings: promptings.map((way) => priceWay(way, requests)) };
}

/** One hosting at the traffic, without what it is compared with. */
export function priceHosting(name: HostingName, choice: ServingChoice, book: PriceBook): Omit<PricedHosting, 'beats'> {
  const way = hostingWay(name, choice, book);
  return { ...priceWay(way, BigInt(choice.traffic.requestsAMonth)), committed: committedBy(way, choice) };
}

/** Copies of an imported model at the traffic: its storage, and at worst a window of five minutes for each request. */
export function priceImport(choice: ImportChoice, book: PriceBook): PricedWay<HostingName> {
  return priceWay(importWay(choice, book), BigInt(choice.traffic.requestsAMonth));
}

/** Units × hours × months of the term: that much is owed with the click, whatever the traffic does. */
function committedBy({ name, curve, prices }: Way<HostingName>, choice: ServingChoice): MicroUsd | undefined {
  const months = TERM_MONTHS[name];
  const [hourly] = prices;
  if (!curve || !hourly || months === undefined) return undefined;
  return costOf(hourly.amount, modelUnits(choice) * HOURS_A_MONTH * months);
}

function priceWay<Name extends string>(way: Way<Name>, requests: bigint): PricedWay<Name> {
  const at = (many: bigint) => (way.curve ? toMicroUsd(costAt(way.curve, many)) : undefined);
  return { ...way, monthly: at(requests), idle: at(0n) };
}

function crossings(hosting: Way<HostingName>, promptings: readonly Way<PromptingName>[]): PricedHosting['beats'] {
  const { curve } = hosting;
  if (!curve) return {};
  return Object.fromEntries(promptings.flatMap((way) => (way.curve ? [[way.name, breakEven(curve, way.curve)]] : [])));
}

const NEEDS_WEIGHTS: readonly HostingName[] = ['endpoint', 'endpoint-to-zero', 'import'];

/** Whether a tune of this very base can be hosted that way; the others are shown for a model with open weights in its place. */
export function hostsThisBase(name: HostingName, { openWeights }: Pick<ServingChoice, 'openWeights'>): boolean {
  return openWeights || !NEEDS_WEIGHTS.includes(name);
}

/** The cheapest of the ways whose price is known. */
export function cheapest<Name extends string>(ways: readonly PricedWay<Name>[]): PricedWay<Name> | undefined {
  return ways.reduce<PricedWay<Name> | undefined>((least, way) => {
    if (way.monthly === undefined) return least;
    return least?.monthly !== undefined && least.monthly <= way.monthly ? least : way;
  }, undefined);
}

/** The same comparison for a day whose busiest hour carries `percent` of the average one, in `activeHoursADay` hours. */
export function onSpikyDay(
  choice: ServingChoice & PromptingChoice,
  day: { activeHoursADay: number; busiestHourPercent: number },
  book: PriceBook,
): ServingComparison {
  return compareServing({ ...choice, traffic: { ...choice.traffic, ...day } }, book);
}
