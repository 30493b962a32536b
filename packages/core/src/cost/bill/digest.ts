import { burnBetween, burnPerHour, isLosing, storageOfMonth } from '../../hosting/burn.ts';
import { type HostingLook, isSameHosting } from '../../hosting/hosting.ts';
import { endingWithBase, type KeptModel } from '../../hosting/kept.ts';
import { type EndedLease, type HeldLease, isHeld, type Lease } from '../../hosting/lease/lease.ts';
import type { Spell } from '../../hosting/spell.ts';
import { sha256 } from '../../ids.ts';
import type { Launch } from '../../launch/launch.ts';
import { costOf, type MicroUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../../time.ts';
import { HOURS_A_MONTH } from '../traffic.ts';
import type { HostingMeter } from './hosting-meter.ts';
import { launchOfModel } from './month-costs.ts';

/** A channel that asked for its week. */
export interface DigestOrder {
  readonly channel: string;
  readonly by: string;
  readonly orderedAtMs: EpochMs;
  /** When it was last looked whether there is something to say. */
  readonly lookedAtMs: EpochMs;
  /** What the last digest said; undefined before the first. */
  readonly said: string | undefined;
}

export const DIGEST_EVERY_MS = 7 * DAY_MS;
/** What ends within this time is named. */
const SOON_MS = 14 * DAY_MS;

export interface DigestFacts {
  readonly channel: string;
  /** The watch’s channel hears of everything that stands, another of what its own launches made. */
  readonly hearsAll: boolean;
  readonly sinceMs: EpochMs;
  readonly nowMs: EpochMs;
  readonly looks: readonly HostingLook[];
  /** Whether some kinds of hosting could not be listed. */
  readonly isPartial: boolean;
  readonly launches: readonly Launch[];
  readonly spells: readonly Spell[];
  /** Hostings that Rung made: those that stand, and those that ended of late. */
  readonly leases: readonly Lease[];
  readonly meters: readonly HostingMeter[];
  /** Models that are kept in Bedrock, with the day on which their base ends. */
  readonly kept: readonly KeptModel[];
}

/** A week of a channel. Amounts are lower bounds where something's price is not known. */
export interface Digest {
  readonly sinceMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly running: Standing;
  readonly idle: Standing;
  /** Cost of standing idle within the time, of what stands and of what was deleted in it. */
  readonly lost: MicroUsd;
  /** What was deleted through Rung within the time would have cost since. */
  readonly saved: MicroUsd;
  readonly stopped: readonly string[];
  readonly endingSoon: readonly EndingSoon[];
  /** Tuned models whose base AWS retires soon, and they with it. */
  readonly basesEnding: readonly { readonly name: string; readonly endsAtMs: EpochMs }[];
  /** Imported models that nobody uses: they bill their storage until somebody deletes them. */
  readonly unusedImports: Stored;
  readonly launches: { readonly done: readonly string[]; readonly failed: readonly string[]; readonly open: number };
  readonly isPartial: boolean;
}

/** What ends by a date, and what a month costs less from then on. */
export interface EndingSoon {
  readonly name: string;
  readonly untilMs: EpochMs;
  /** A lease ends unless somebody extends it; a term only stops binding. */
  readonly what: 'lease' | 'term';
  readonly saves: { readonly kind: 'monthly'; readonly amount: MicroUsd } | { readonly kind: 'by-use' | 'unknown' };
}

/** What is stored for months on end. */
export interface Stored {
  readonly names: readonly string[];
  readonly monthly: MicroUsd;
  readonly unknown: number;
}

export interface Standing {
  readonly names: readonly string[];
  readonly hourly: MicroUsd;
  readonly unknown: number;
}

export function digestOf(facts: DigestFacts): Digest {
  const { sinceMs, nowMs, launches, channel } = facts;
  const looks = facts.looks.filter(({ hosting, hourly }) => hourly.kind !== 'by-use' && isHeard(facts, hosting));
  const idle = looks.filter(isLosing);
  const stopped = [
    ...facts.spells.flatMap((spell) => stoppedIn(facts, spell)),
    ...facts.leases.flatMap((lease) => (lease.state === 'ended' ? leaseEndedIn(facts, lease) : [])),
  ];
  const own = launches.filter(({ card }) => card.channel === channel);
  const ended = own.filter((launch) => 'endedAtMs' in launch && launch.endedAtMs >= sinceMs);
  return {
    ...{ sinceMs, untilMs: nowMs, isPartial: facts.isPartial },
    running: together(looks.filter(({ state }) => state.kind !== 'idle')),
    idle: together(idle),
    lost: sumUsd(ZERO_USD, ...idle.map((look) => lostOf(look, facts)), ...stopped.map(({ lost }) => lost)),
    saved: sumUsd(ZERO_USD, ...stopped.map(({ saved }) => saved)),
    stopped: stopped.map(({ name }) => name),
    endingSoon: endingSoon(facts, looks),
    ...whatIsKept(facts),
    launches: {
      done: ended.filter(({ state }) => state === 'done' || state === 'made').map(({ recipe }) => recipe.name),
      failed: own
        .filter(({ state, requestedAtMs }) => state === 'failed' && requestedAtMs >= sinceMs)
        .map(({ recipe }) => recipe.name),
      open: own.filter(({ state }) => OPEN.includes(state)).length,
    },
  };
}

const OPEN: readonly Launch['state'][] = [
  'requested',
  'checked',
  'awaitingApproval',
  'approved',
  'training',
  'unknown',
];

/** What bills for being kept: bases that end, and imported models that nobody asks. */
function whatIsKept(facts: DigestFacts): Pick<Digest, 'basesEnding' | 'unusedImports'> {
  const basesEnding = endingWithBase(facts.kept, facts.nowMs)
    .filter(({ model }) => isHeard(facts, { modelArn: model.arn }))
    .map(({ model }) => ({ name: model.name, endsAtMs: model.baseEndsAtMs ?? facts.nowMs }));
  const unused = facts.looks.filter(
    ({ hosting, state }) =>
      hosting.kind === 'imported-model' && state.kind === 'idle' && isHeard(facts, { modelArn: hosting.arn }),
  );
  const prices = unused.flatMap((look) => storageOfMonth(look) ?? []);
  return {
    basesEnding,
    unusedImports: {
      names: unused.map(({ hosting }) => hosting.name).sort(),
      monthly: sumUsd(ZERO_USD, ...prices),
      unknown: unused.length - prices.length,
    },
  };
}

function isHeard({ hearsAll, launches, channel }: DigestFacts, hosting: object): boolean {
  if (hearsAll) return true;
  const modelArn = 'modelArn' in hosting ? (hosting.modelArn as string | undefined) : undefined;
  return launchOfModel(modelArn, launches)?.card.channel === channel;
}

function together(looks: readonly HostingLook[]): Standing {
  const rates = looks.flatMap((look) => burnPerHour(look) ?? []);
  return {
    names: looks.map(({ hosting }) => hosting.name).sort(),
    hourly: sumUsd(ZERO_USD, ...rates),
    unknown: looks.length - rates.length,
  };
}

function lostOf(look: HostingLook, { sinceMs, nowMs }: DigestFacts): MicroUsd {
  if (look.state.kind !== 'idle') return ZERO_USD;
  return burnBetween(look, Math.max(sinceMs, look.state.provenSinceMs), nowMs) ?? ZERO_USD;
}

interface Stopped {
  readonly name: string;
  readonly lost: MicroUsd;
  readonly saved: MicroUsd;
}

/** A hosting that was deleted in the time, at the rate that our own meter last saw. */
function stoppedIn(facts: DigestFacts, { name, sinceMs: idleSinceMs, outcome, ...made }: Spell): Stopped[] {
  const { sinceMs, nowMs } = facts;
  if (outcome.kind !== 'deleted' || outcome.atMs < sinceMs || outcome.atMs > nowMs) return [];
  const metered = meteredAs(facts, made);
  if (!isHeard(facts, metered ?? {})) return [];
  const lost = metered ? costBetween(metered, Math.max(sinceMs, idleSinceMs), outcome.atMs) : ZERO_USD;
  return [{ name, lost, saved: metered ? costBetween(metered, outcome.atMs, nowMs) : ZERO_USD }];
}

/** A lease that was deleted in the time, by a person or its date; what idled of it before has its own alert. */
function leaseEndedIn(facts: DigestFacts, lease: EndedLease): Stopped[] {
  const { sinceMs, nowMs, spells } = facts;
  const isTold = spells.some(({ arn, outcome }) => arn === lease.arn && outcome.kind === 'deleted');
  if (lease.how.kind !== 'deleted' || lease.atMs < sinceMs || lease.atMs > nowMs || isTold) return [];
  if (!hearsOf(facts, lease)) return [];
  const metered = meteredAs(facts, lease);
  return [
    { name: lease.model.name, lost: ZERO_USD, saved: metered ? costBetween(metered, lease.atMs, nowMs) : ZERO_USD },
  ];
}

const meteredAs = ({ meters }: DigestFacts, made: { arn: string; createdAtMs: EpochMs }) =>
  meters.flatMap(({ hostings }) => hostings).find((metered) => isSameHosting(metered, made));

const costBetween = ({ hourly }: { hourly: MicroUsd | undefined }, fromMs: EpochMs, toMs: EpochMs): MicroUsd =>
  hourly === undefined ? ZERO_USD : costOf(hourly, Math.max(0, toMs - fromMs) / HOUR_MS);

const hearsOf = ({ hearsAll, channel }: DigestFacts, { root }: Lease) => hearsAll || root.channel === channel;

/** Leases by their date, and terms of what Rung did not make; the nearest end first. */
function endingSoon(facts: DigestFacts, looks: readonly HostingLook[]): EndingSoon[] {
  const leases = facts.leases.filter(isHeld).filter((lease) => hearsOf(facts, lease));
  const leased = new Set(leases.map(({ arn }) => arn));
  const terms = looks.flatMap((look): EndingSoon[] => {
    const { hosting } = look;
    const untilMs = 'committedUntilMs' in hosting ? hosting.committedUntilMs : undefined;
    if (untilMs === undefined || leased.has(hosting.arn)) return [];
    return [{ name: hosting.name, untilMs, what: 'term', saves: savesOf(look) }];
  });
  return [...leases.map((lease) => leaseEnd(facts, lease)), ...terms]
    .filter(({ untilMs }) => untilMs > facts.nowMs && untilMs - facts.nowMs <= SOON_MS)
    .sort((a, b) => a.untilMs - b.untilMs);
}

function leaseEnd(facts: DigestFacts, { arn, endsAtMs, model }: HeldLease): EndingSoon {
  const look = facts.looks.find(({ hosting }) => hosting.arn === arn);
  return { name: model.name, untilMs: endsAtMs, what: 'lease', saves: look ? savesOf(look) : { kind: 'unknown' } };
}

function savesOf(look: HostingLook): EndingSoon['saves'] {
  const stored = storageOfMonth(look);
  if (stored !== undefined) return { kind: 'monthly', amount: stored };
  if (look.hourly.kind !== 'known') return { kind: look.hourly.kind };
  return { kind: 'monthly', amount: costOf(look.hourly.amount, HOURS_A_MONTH) };
}

/** What stands, but for amounts that grow by themselves: two alike say the same. */
export function saidBy({ running, idle, endingSoon, basesEnding, unusedImports, isPartial }: Digest): string {
  const ends = endingSoon.map(({ name, untilMs, what }) => [name, untilMs, what]);
  const bases = basesEnding.map(({ name, endsAtMs }) => [name, endsAtMs]);
  const kept = bases.length + unusedImports.names.length > 0 ? [bases, unusedImports.names] : [];
  return sha256(JSON.stringify([running.names, idle.names, ends, isPartial, ...kept]));
}

/** Whether a week is worth a message: something ended or was stopped, something idle cost money, or what stands is not what stood. */
export function isNews(digest: Digest, said: string | undefined): boolean {
  const { running, idle, stopped, launches, lost, endingSoon, basesEnding, unusedImports } = digest;
  if (lost > 0 || stopped.length + launches.done.length + launches.failed.length > 0) return true;
  const kept = basesEnding.length + unusedImports.names.length;
  const nothingStands = running.names.length + idle.names.length + endingSoon.length + kept === 0;
  return saidBy(digest) !== said && !(nothingStands && said === undefined);
}
