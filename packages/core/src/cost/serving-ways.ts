import { requestRate } from './cost-of-requests.ts';
import { type MonthlyCurve, nano } from './monthly-curve.ts';
import { IMPORTED_MODEL, type Price, type PriceBook, type PriceUnit } from './price.ts';
import { activeHoursAMonth, busiestHour, HOURS_A_MONTH, type Traffic } from './traffic.ts';

/** Ways to have a customized model answer, in the order of commitment. */
export const HOSTING_NAMES = [
  'on-demand',
  'throughput',
  'throughput-1-month',
  'throughput-6-months',
  'endpoint',
  'endpoint-to-zero',
  'import',
] as const;
export type HostingName = (typeof HOSTING_NAMES)[number];

/** Ways to have the base model answer well without changing it. */
export type PromptingName = 'prompt' | 'few-shot' | 'caching' | 'retrieval';

/** A way to answer with its cost, or the reason why that is not known. */
export interface Way<Name extends string> {
  readonly name: Name;
  readonly curve: MonthlyCurve | undefined;
  /** Why there is no curve. */
  readonly why: string | undefined;
  readonly prices: readonly Price[];
  /** What it takes: units, instances, copies. */
  readonly size: string;
}

export interface ServingChoice {
  readonly modelId: string;
  readonly region: string;
  readonly traffic: Traffic;
  /** Why AWS does not serve a tune of this base on demand in this region; undefined when it does. */
  readonly notOnDemand: string | undefined;
  /** Whether the base model's weights are open: endpoints and imports serve no other (a Nova tuned in Bedrock never leaves it). */
  readonly openWeights: boolean;
  /** Requests that one model unit answers in an hour, as the team measured it: AWS publishes none. Undefined: one unit is taken to do. */
  readonly requestsPerUnitHour: number | undefined;
  readonly instanceType: string;
  readonly instances: number;
  /** Custom model units of one copy, as AWS says after an import. */
  readonly importUnits: number;
  readonly importCopies: number;
}

/** What an import is priced by: no base model is in it. */
export type ImportChoice = Pick<ServingChoice, 'region' | 'traffic' | 'importUnits' | 'importCopies'>;

const WINDOWS_AN_HOUR = 12;
const WINDOW_MINUTES = 5n;

/** One hosting with its cost. */
export function hostingWay(name: HostingName, choice: ServingChoice, book: PriceBook): Way<HostingName> {
  switch (name) {
    case 'on-demand':
      return onDemand(choice, book);
    case 'throughput':
      return throughput(name, 'model-unit-hour', { choice, book });
    case 'throughput-1-month':
      return throughput(name, 'model-unit-hour-1-month', { choice, book });
    case 'throughput-6-months':
      return throughput(name, 'model-unit-hour-6-months', { choice, book });
    case 'endpoint':
      return endpoint(choice, book);
    case 'endpoint-to-zero':
      return endpointToZero(choice, book);
    case 'import':
      return importWay(choice, book);
    default:
      return name satisfies never;
  }
}

const STILL = { standing: 0n, perRequest: 0n, window: 0n, windows: 0n } as const;

function onDemand(choice: ServingChoice, book: PriceBook): Way<HostingName> {
  const size = 'billed per token, nothing runs';
  if (choice.notOnDemand !== undefined) return unknown('on-demand', choice.notOnDemand, size);
  const rate = requestRate({ ...choice, ...choice.traffic, whose: 'tuned' }, book);
  const stored = book(choice.modelId, 'stored-model-month', choice.region);
  if (rate.kind === 'unknown') return unknown('on-demand', rate.why, size);
  if (stored.kind === 'unknown') return unknown('on-demand', stored.why, size);
  const curve = { ...STILL, standing: nano(stored.price.amount), perRequest: rate.perRequest };
  return { name: 'on-demand', curve, why: undefined, prices: [...rate.prices, stored.price], size };
}

/** Model units for the busiest hour of this traffic; one where nobody measured what a unit takes. */
export function modelUnits({ requestsPerUnitHour, traffic }: ServingChoice): number {
  return requestsPerUnitHour === undefined ? 1 : Math.max(1, Math.ceil(busiestHour(traffic) / requestsPerUnitHour));
}

function throughput(
  name: HostingName,
  unit: PriceUnit,
  { choice, book }: { choice: ServingChoice; book: PriceBook },
): Way<HostingName> {
  const units = modelUnits(choice);
  const size = `${units} model unit${units === 1 ? '' : 's'} rented day and night, used or not`;
  const hourly = book(choice.modelId, unit, choice.region);
  const stored = book(choice.modelId, 'stored-model-month', choice.region);
  if (hourly.kind === 'unknown') return unknown(name, hourly.why, size);
  if (stored.kind === 'unknown') return unknown(name, stored.why, size);
  const standing = nano(hourly.price.amount) * BigInt(units * HOURS_A_MONTH) + nano(stored.price.amount);
  return { name, curve: { ...STILL, standing }, why: undefined, prices: [hourly.price, stored.price], size };
}

function endpoint(choice: ServingChoice, book: PriceBook): Way<HostingName> {
  const size = `${choice.instances} × ${choice.instanceType} rented day and night, used or not`;
  const hourly = book(choice.instanceType, 'instance-hour', choice.region);
  if (hourly.kind === 'unknown') return unknown('endpoint', hourly.why, size);
  const standing = nano(hourly.price.amount) * BigInt(choice.instances * HOURS_A_MONTH);
  return { name: 'endpoint', curve: { ...STILL, standing }, why: undefined, prices: [hourly.price], size };
}

/** An instance that woke is taken to stay for the hour; while it wakes, requests fail for minutes. */
function endpointToZero(choice: ServingChoice, book: PriceBook): Way<HostingName> {
  const name = 'endpoint-to-zero';
  const size = `${choice.instances} × ${choice.instanceType} rented in hours with requests`;
  const hourly = book(choice.instanceType, 'instance-hour', choice.region);
  if (hourly.kind === 'unknown') return unknown(name, hourly.why, size);
  const window = nano(hourly.price.amount) * BigInt(choice.instances);
  const windows = BigInt(activeHoursAMonth(choice.traffic));
  return { name, curve: { ...STILL, window, windows }, why: undefined, prices: [hourly.price], size };
}

/** Five-minute windows × copies × units (docs.aws.amazon.com/bedrock/latest/userguide/import-model-calculate-cost.html). */
export function importWay(choice: ImportChoice, book: PriceBook): Way<HostingName> {
  const { importUnits: units, importCopies: copies } = choice;
  const size = `${copies} cop${copies === 1 ? 'y' : 'ies'} of ${units} unit${units === 1 ? '' : 's'}, in 5-minute windows`;
  const minute = book(IMPORTED_MODEL, 'import-unit-minute', choice.region);
  const stored = book(IMPORTED_MODEL, 'import-unit-month', choice.region);
  if (minute.kind === 'unknown') return unknown('import', minute.why, size);
  if (stored.kind === 'unknown') return unknown('import', stored.why, size);
  const window = nano(minute.price.amount) * WINDOW_MINUTES * BigInt(units * copies);
  const windows = BigInt(activeHoursAMonth(choice.traffic) * WINDOWS_AN_HOUR);
  const curve = { ...STILL, standing: nano(stored.price.amount) * BigInt(units), window, windows };
  return { name: 'import', curve, why: undefined, prices: [minute.price, stored.price], size };
}

/** A way whose cost is not known. */
export function unknown<Name extends string>(name: Name, why: string, size: string): Way<Name> {
  return { name, curve: undefined, why, prices: [], size };
}
