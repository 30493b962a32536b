import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { HOUR_MS, type Usage } from './usage.ts';

/** AWS brings its cost data up to date at least once in 24 hours (Cost Management User Guide, ce-what-is, read 2026-11). */
export const LAG_MS = 24 * HOUR_MS;
/** Groups of one page; AWS does not document its own number. */
const PAGE_SIZE = 100;

interface Interval {
  readonly Start: string;
  readonly End: string;
}

interface Group {
  readonly time: Interval;
  readonly keys: readonly string[];
  readonly usages: readonly Usage[];
}

/** GetCostAndUsage over what was used and is old enough to be on the bill. */
export function getCostAndUsage(usages: readonly Usage[], input: Record<string, unknown>, nowMs: number): object {
  const { TimePeriod, Granularity, Metrics, GroupBy, Filter, NextPageToken } = input as unknown as CostRequest;
  const metrics = Metrics.map(metricOf);
  const by = (GroupBy ?? []).map(keyOf);
  if (by.length > 2) throw invalid('A request can have at most 2 groupings.');
  const known = usages.filter(({ atMs }) => atMs + LAG_MS <= nowMs).filter(matcher(Filter));
  const times = intervals(TimePeriod, Granularity);
  const groups = times.flatMap((time) => groupsIn(time, known, by));
  const offset = Number(NextPageToken ?? 0);
  if (!Number.isInteger(offset)) throw new AwsError('InvalidNextTokenException', 'The page token is not valid.');
  const page = groups.slice(offset, offset + PAGE_SIZE);
  return {
    ...(GroupBy ? { GroupDefinitions: GroupBy } : {}),
    ResultsByTime: timesOn(page).map((time) => resultOf(time, { page, metrics, isGrouped: by.length > 0, nowMs })),
    ...(offset + PAGE_SIZE < groups.length ? { NextPageToken: String(offset + PAGE_SIZE) } : {}),
  };
}

interface CostRequest {
  readonly TimePeriod: Interval;
  readonly Granularity: string;
  readonly Metrics: readonly string[];
  readonly GroupBy?: readonly { readonly Type?: string; readonly Key?: string }[];
  readonly Filter?: Expression;
  readonly NextPageToken?: string;
}

interface Expression {
  readonly And?: readonly Expression[];
  readonly Or?: readonly Expression[];
  readonly Not?: Expression;
  readonly Dimensions?: Values;
  readonly Tags?: Values;
}

interface Values {
  readonly Key?: string;
  readonly Values?: readonly string[];
  readonly MatchOptions?: readonly string[];
}

/** The value of a dimension; everything that the sandbox bills is usage. */
function dimension(usage: Usage, key = ''): string {
  if (key === 'SERVICE') return usage.service;
  if (key === 'USAGE_TYPE') return usage.usageType;
  if (key === 'RECORD_TYPE') return 'Usage';
  throw notInSandbox('ce', `GetCostAndUsage by ${key}`);
}

function matcher(filter: Expression | undefined): (usage: Usage) => boolean {
  if (!filter) return () => true;
  const { And, Or, Not, Dimensions, Tags } = filter;
  if (And) return (usage) => And.every((part) => matcher(part)(usage));
  if (Or) return (usage) => Or.some((part) => matcher(part)(usage));
  if (Not) return (usage) => !matcher(Not)(usage);
  if (Dimensions) return (usage) => (Dimensions.Values ?? []).includes(dimension(usage, Dimensions.Key));
  if (Tags) return (usage) => (Tags.Values ?? []).includes(usage.tags[Tags.Key ?? ''] ?? '');
  throw notInSandbox('ce', 'GetCostAndUsage filtered by categories or product attributes');
}

type KeyOf = (usage: Usage) => string;

/** A tag's group is its key, a dollar sign and the value, which is empty for what does not carry it. */
function keyOf({ Type = '', Key = '' }: { Type?: string; Key?: string }): KeyOf {
  if (Type === 'TAG') return ({ tags }) => `${Key}$${tags[Key] ?? ''}`;
  if (Type === 'DIMENSION') return (usage) => dimension(usage, Key);
  throw notInSandbox('ce', `GetCostAndUsage grouped by ${Type}`);
}

function groupsIn(time: Interval, usages: readonly Usage[], by: readonly KeyOf[]): Group[] {
  const [from, to] = [Date.parse(time.Start), Date.parse(time.End)];
  const found = new Map<string, { keys: string[]; usages: Usage[] }>();
  for (const usage of usages.filter(({ atMs }) => atMs >= from && atMs < to)) {
    const keys = by.map((key) => key(usage));
    const group = found.get(keys.join('\n')) ?? { keys, usages: [] };
    group.usages.push(usage);
    found.set(keys.join('\n'), group);
  }
  // A time without usage is answered too, with no groups in it.
  return found.size === 0 ? [{ time, keys: [], usages: [] }] : [...found.values()].map((group) => ({ time, ...group }));
}

const timesOn = (page: readonly Group[]) => [...new Map(page.map(({ time }) => [time.Start, time])).values()];

function resultOf(
  time: Interval,
  given: { page: readonly Group[]; metrics: readonly Metric[]; isGrouped: boolean; nowMs: number },
): object {
  const { page, metrics, isGrouped, nowMs } = given;
  const groups = page.filter((group) => group.time.Start === time.Start);
  const read = (usages: readonly Usage[]) => Object.fromEntries(metrics.map((metric) => metric(usages)));
  return {
    TimePeriod: time,
    Total: isGrouped ? {} : read(groups.flatMap(({ usages }) => usages)),
    Groups: isGrouped
      ? groups
          .filter(({ usages }) => usages.length > 0)
          .map(({ keys, usages }) => ({ Keys: keys, Metrics: read(usages) }))
      : [],
    Estimated: monthOf(time.Start) === monthOf(new Date(nowMs).toISOString()),
  };
}

const monthOf = (iso: string) => iso.slice(0, 7);

type Metric = (usages: readonly Usage[]) => [string, { Amount: string; Unit: string }];

function metricOf(name: string): Metric {
  const sum = (usages: readonly Usage[], of: (usage: Usage) => number) =>
    usages.reduce((total, usage) => total + of(usage), 0).toFixed(10);
  if (name === 'UnblendedCost') return (usages) => [name, { Amount: sum(usages, ({ usd }) => usd), Unit: 'USD' }];
  if (name !== 'UsageQuantity') throw notInSandbox('ce', `GetCostAndUsage of ${name}`);
  return (usages) => {
    const units = new Set(usages.map(({ unit }) => unit));
    const [unit = 'N/A'] = units.size === 1 ? units : [];
    return [name, { Amount: sum(usages, ({ quantity }) => quantity), Unit: unit }];
  };
}

/** The days or months of a period; the first and the last month can be a part. */
function intervals({ Start, End }: Interval, granularity: string): Interval[] {
  if (granularity === 'HOURLY') throw notInSandbox('ce', 'GetCostAndUsage by the hour');
  const [from, to] = [Date.parse(Start), Date.parse(End)];
  if (!(from < to)) throw invalid('Start date (and hour) should be before end date (and hour).');
  const found: Interval[] = [];
  for (let atMs = from; atMs < to; ) {
    const at = new Date(atMs);
    const next =
      granularity === 'DAILY'
        ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1)
        : Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
    found.push({ Start: day(atMs), End: day(Math.min(next, to)) });
    atMs = next;
  }
  return found;
}

const day = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
const invalid = (message: string) => new AwsError('ValidationException', message);
