import { burnBetween, burnPerHour } from '../../hosting/burn.ts';
import type { HostingLook } from '../../hosting/hosting.ts';
import type { Spell } from '../../hosting/spell.ts';
import { sha256 } from '../../ids.ts';
import type { Launch } from '../../launch/launch.ts';
import { costOf, type MicroUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../../time.ts';
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
/** Terms that end within this time are named. */
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
  readonly meters: readonly HostingMeter[];
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
  readonly endingSoon: readonly { readonly name: string; readonly untilMs: EpochMs }[];
  readonly launches: { readonly done: readonly string[]; readonly failed: readonly string[]; readonly open: number };
  readonly isPartial: boolean;
}

export interface Standing {
  readonly names: readonly string[];
  readonly hourly: MicroUsd;
  readonly unknown: number;
}

export function digestOf(facts: DigestFacts): Digest {
  const { sinceMs, nowMs, launches, channel } = facts;
  const looks = facts.looks.filter(({ hosting, hourly }) => hourly.kind !== 'by-use' && isHeard(facts, hosting));
  const idle = looks.filter(({ state }) => state.kind === 'idle');
  const stopped = facts.spells.flatMap((spell) => stoppedIn(facts, spell));
  const own = launches.filter(({ card }) => card.channel === channel);
  const ended = own.filter((launch) => 'endedAtMs' in launch && launch.endedAtMs >= sinceMs);
  return {
    ...{ sinceMs, untilMs: nowMs, isPartial: facts.isPartial },
    running: together(looks.filter((look) => !idle.includes(look))),
    idle: together(idle),
    lost: sumUsd(ZERO_USD, ...idle.map((look) => lostOf(look, facts)), ...stopped.map(({ lost }) => lost)),
    saved: sumUsd(ZERO_USD, ...stopped.map(({ saved }) => saved)),
    stopped: stopped.map(({ name }) => name),
    endingSoon: looks.flatMap(({ hosting }) => endOf(hosting, nowMs)),
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

/** A hosting that was deleted in the time, at the rate that our own meter last saw. */
function stoppedIn(facts: DigestFacts, { arn, createdAtMs, name, sinceMs: idleSinceMs, outcome }: Spell) {
  const { sinceMs, nowMs } = facts;
  if (outcome.kind !== 'deleted' || outcome.atMs < sinceMs || outcome.atMs > nowMs) return [];
  const metered = facts.meters
    .flatMap(({ hostings }) => hostings)
    .find((one) => one.arn === arn && one.createdAtMs === createdAtMs);
  if (!isHeard(facts, metered ?? {})) return [];
  const cost = (fromMs: EpochMs, toMs: EpochMs) =>
    metered?.hourly === undefined ? ZERO_USD : costOf(metered.hourly, Math.max(0, toMs - fromMs) / HOUR_MS);
  return [{ name, lost: cost(Math.max(sinceMs, idleSinceMs), outcome.atMs), saved: cost(outcome.atMs, nowMs) }];
}

function endOf(hosting: HostingLook['hosting'], nowMs: EpochMs) {
  const untilMs = 'committedUntilMs' in hosting ? hosting.committedUntilMs : undefined;
  return untilMs !== undefined && untilMs > nowMs && untilMs - nowMs <= SOON_MS
    ? [{ name: hosting.name, untilMs }]
    : [];
}

/** What stands, but for amounts that grow by themselves: two alike say the same. */
export function saidBy({ running, idle, endingSoon, isPartial }: Digest): string {
  return sha256(JSON.stringify([running.names, idle.names, endingSoon, isPartial]));
}

/** Whether a week is worth a message: something ended or was stopped, something idle cost money, or what stands is not what stood. */
export function isNews(digest: Digest, said: string | undefined): boolean {
  const { running, idle, stopped, launches, lost } = digest;
  if (lost > 0 || stopped.length + launches.done.length + launches.failed.length > 0) return true;
  const nothingStands = running.names.length + idle.names.length === 0;
  return saidBy(digest) !== said && !(nothingStands && said === undefined);
}
