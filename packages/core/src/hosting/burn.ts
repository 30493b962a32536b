import { whyNotPriced } from '../cost/import-units.ts';
import { IMPORTED_MODEL, type PriceAnswer, type PriceUnit } from '../cost/price.ts';
import { costOf, formatHourly, type MicroUsd, sumUsd } from '../money.ts';
import { type EpochMs, HOUR_MS } from '../time.ts';
import type {
  Endpoint,
  Hosting,
  HostingLook,
  HourlyBurn,
  ImportedModel,
  ProvisionedThroughput,
  StorageMonth,
} from './hosting.ts';

/** A price of a model or an instance type in a region, from wherever prices come. */
export type PriceOf = (of: string, unit: PriceUnit, region: string) => PriceAnswer;

/** What an hour of this hosting costs now while it stands, whether or not anybody uses it. */
export function hourlyBurn(hosting: Hosting, priceOf: PriceOf, nowMs: EpochMs): HourlyBurn {
  switch (hosting.kind) {
    case 'provisioned-throughput':
      return times(priceOf(hosting.foundationModelArn, unitHour(hosting, nowMs), hosting.region), hosting.modelUnits);
    case 'custom-deployment':
      return { kind: 'by-use', why: 'AWS bills its tokens' };
    case 'imported-model':
      return {
        ...{ kind: 'by-use', why: 'AWS bills active copies in windows of five minutes, and storage' },
        storage: storageOf(hosting, priceOf),
      };
    case 'sagemaker-endpoint':
    case 'marketplace-endpoint':
      return endpointBurn(hosting, priceOf);
    default:
      return hosting satisfies never;
  }
}

/** Units × price of a month; how many units and of which version AWS says after the import. */
function storageOf({ units, region }: ImportedModel, priceOf: PriceOf): StorageMonth {
  const why = whyNotPriced(units);
  if (!units || why !== undefined) return { kind: 'unknown', why: why ?? '' };
  const stored = priceOf(IMPORTED_MODEL, 'import-unit-month', region);
  if (stored.kind === 'unknown') return stored;
  return { kind: 'known', amount: costOf(stored.price.amount, units.perCopy), price: stored.price };
}

/** A unit inside its term costs what the term costs. */
function unitHour({ termMonths, committedUntilMs }: ProvisionedThroughput, nowMs: EpochMs): PriceUnit {
  if (termMonths === undefined || committedUntilMs === undefined || committedUntilMs <= nowMs) return 'model-unit-hour';
  return termMonths === 1 ? 'model-unit-hour-1-month' : 'model-unit-hour-6-months';
}

function times(answer: PriceAnswer, quantity: number): HourlyBurn {
  if (answer.kind === 'unknown') return answer;
  return { kind: 'known', amount: costOf(answer.price.amount, quantity), price: answer.price };
}

/** Every variant that runs has to have a price: a sum with a gap in it would pass for the whole. What has scaled to zero costs nothing. */
function endpointBurn(endpoint: Endpoint, priceOf: PriceOf): HourlyBurn {
  const priced = partsOf(endpoint, priceOf);
  const parts = priced.filter(({ kind }, nth) => kind === 'known' || endpoint.variants[nth]?.instances !== 0);
  if (parts.length === 0 && priced.length > 0) return { kind: 'by-use', why: 'No instance of it runs.' };
  const [first] = parts;
  const gap = parts.find((part) => part.kind !== 'known');
  if (!first || gap) return gap ?? { kind: 'unknown', why: 'AWS lists no variant of it.' };
  const known = parts.filter((part) => part.kind === 'known');
  return known[0] ? { ...known[0], amount: sumUsd(...known.map(({ amount }) => amount)) } : first;
}

const partsOf = ({ variants, region }: Endpoint, priceOf: PriceOf) =>
  variants.map(({ instanceType, instances }) =>
    instanceType === undefined
      ? ({ kind: 'unknown', why: 'AWS names no one type of instance for it.' } as const)
      : times(priceOf(instanceType, 'instance-hour', region), instances),
  );

/** Idle, and costing by the hour as far as is known: what bills by use, or has scaled to zero, loses nothing while it stands. */
export function isLosing({ state, hourly }: HostingLook): boolean {
  return state.kind === 'idle' && hourly.kind !== 'by-use' && !(hourly.kind === 'known' && hourly.amount === 0);
}

/** What an hour of it costs; undefined when no price is known or standing costs nothing known. */
export function burnPerHour({ hourly }: HostingLook): MicroUsd | undefined {
  return hourly.kind === 'known' ? hourly.amount : undefined;
}

/** " It goes on at $108.15 an hour, $2,596 a day."; nothing where it is gone or no price is known. */
export function goesOnWords(look: HostingLook | undefined): string {
  const hourly = look && burnPerHour(look);
  return hourly === undefined ? '' : ` It goes on at ${formatHourly(hourly)}.`;
}

/** What a month of storing it costs; undefined where that is not known or it is not billed so. */
export function storageOfMonth({ hourly }: HostingLook): MicroUsd | undefined {
  return hourly.kind === 'by-use' && hourly.storage?.kind === 'known' ? hourly.storage.amount : undefined;
}

/** What it has cost between two moments; undefined where an hour's cost is. Hours are not rounded: AWS's rounding is not documented. */
export function burnBetween(look: HostingLook, fromMs: EpochMs, toMs: EpochMs): MicroUsd | undefined {
  const hourly = burnPerHour(look);
  return hourly === undefined ? undefined : costOf(hourly, Math.max(0, toMs - fromMs) / HOUR_MS);
}
