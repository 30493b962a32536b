import { burnPerHour } from '../../hosting/burn.ts';
import type { Hosting, HostingLook } from '../../hosting/hosting.ts';
import { costOf, type MicroUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { type EpochMs, HOUR_MS } from '../../time.ts';

/** Our own meter of what stood in a month: the watch adds to it every hour, so what is gone by now is still in it. */
export interface HostingMeter {
  /** "2026-11", in UTC. */
  readonly month: string;
  readonly hostings: readonly MeteredHosting[];
  /** Hostings that found no room in the record; the dearest are kept. */
  readonly leftOut: number;
}

export interface MeteredHosting {
  readonly arn: string;
  readonly name: string;
  readonly kind: Hosting['kind'];
  readonly createdAtMs: EpochMs;
  /** ARN of the model it serves, where AWS says so. */
  readonly modelArn: string | undefined;
  /** ARN or id of what decides its price: the base model, or the instance type. */
  readonly base: string | undefined;
  /** What an hour cost when it was last seen; undefined where no price is known. */
  readonly hourly: MicroUsd | undefined;
  /** Within the month, until it was last seen. */
  readonly amount: MicroUsd;
  readonly hours: number;
  readonly seenAtMs: EpochMs;
}

/** A document of DynamoDB holds 400 KB; one hosting takes about 500 bytes. */
const MOST_KEPT = 600;

/** The meter after a look. A hosting that was not seen before counts from its making, or from the month's begin. */
export function meterHostings(before: HostingMeter, looks: readonly HostingLook[], nowMs: EpochMs): HostingMeter {
  const { fromMs, toMs } = bounds(before.month);
  const untilMs = Math.min(nowMs, toMs);
  const kept = new Map(before.hostings.map((one) => [keyOf(one), one]));
  for (const look of looks.filter(({ hourly }) => hourly.kind !== 'by-use')) {
    const { hosting } = look;
    const known = kept.get(keyOf(hosting));
    const sinceMs = known ? known.seenAtMs : Math.max(fromMs, hosting.createdAtMs);
    const hours = Math.max(0, untilMs - sinceMs) / HOUR_MS;
    if (hosting.createdAtMs >= toMs) continue;
    kept.set(keyOf(hosting), metered(look, { known, hours, seenAtMs: Math.max(sinceMs, untilMs) }));
  }
  const ranked = [...kept.values()].sort((a, b) => b.amount - a.amount || b.hours - a.hours);
  return {
    month: before.month,
    hostings: ranked.slice(0, MOST_KEPT),
    leftOut: Math.max(before.leftOut, ranked.length - MOST_KEPT),
  };
}

export const emptyMeter = (month: string): HostingMeter => ({ month, hostings: [], leftOut: 0 });

function metered(
  look: HostingLook,
  at: { known: MeteredHosting | undefined; hours: number; seenAtMs: EpochMs },
): MeteredHosting {
  const { hosting } = look;
  const { arn, name, kind, createdAtMs } = hosting;
  const hourly = burnPerHour(look);
  const added = hourly === undefined ? ZERO_USD : costOf(hourly, at.hours);
  return {
    ...{ arn, name, kind, createdAtMs, hourly },
    modelArn: 'modelArn' in hosting ? hosting.modelArn : undefined,
    base: baseOf(hosting),
    amount: sumUsd(at.known?.amount ?? ZERO_USD, added),
    hours: (at.known?.hours ?? 0) + at.hours,
    seenAtMs: at.seenAtMs,
  };
}

function baseOf(hosting: Hosting): string | undefined {
  if (hosting.kind === 'provisioned-throughput') return hosting.foundationModelArn;
  return 'variants' in hosting ? hosting.variants[0]?.instanceType : undefined;
}

/** A name can be given again; ARN and making cannot. */
const keyOf = ({ arn, createdAtMs }: { arn: string; createdAtMs: EpochMs }) => `${arn}#${createdAtMs}`;

function bounds(month: string): { fromMs: EpochMs; toMs: EpochMs } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { fromMs: Date.UTC(year, number - 1, 1), toMs: Date.UTC(year, number, 1) };
}
