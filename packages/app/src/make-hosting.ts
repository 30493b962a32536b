import { leaseOn } from '@rung/core/hosting/lease/import-end.ts';
import {
  type EndedLease,
  type FailedLease,
  firstEnd,
  hostingNameOf,
  leaseTags,
  type MakingLease,
  nextLeaseBase,
  type PricedLease,
  type RefusedLease,
  type StandingLease,
} from '@rung/core/hosting/lease/lease.ts';
import type { MadeHosting } from '@rung/core/hosting/lease/ports.ts';
import type { Replaced } from '@rung/core/hosting/lease/replaced.ts';
import { type HostWay, TERM_MONTHS } from '@rung/core/hosting/lease/ways.ts';
import type { LeaseId } from '@rung/core/ids.ts';
import { type EpochMs, HOUR_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { allPaidUnits } from './paid-units.ts';
import { endedWith, type SettleNeeds } from './settle-lease.ts';
import { type TellLeaseNeeds, tellLease, tellLeaseOrOwe } from './tell-lease.ts';
import { waitForYes } from './wait-for-yes.ts';

type Needs = TellLeaseNeeds & SettleNeeds & Pick<Deps, 'made' | 'hostingRecords' | 'spending'>;

/** "Somebody has to say yes": shows plan and price, and lets the workflow wait for a click. */
export async function askForHosting(
  deps: Needs & Pick<Deps, 'hostFlow'>,
  ask: { id: LeaseId; taskToken: string },
): Promise<void> {
  const waits = await waitForYes<PricedLease>(ask.taskToken, {
    find: async () => {
      const lease = await deps.leases.find(ask.id);
      return lease?.state === 'priced' ? lease : lease && 'decided';
    },
    besides: async (lease) => ({ isOwed: true, paidUnits: await allPaidUnits(deps, lease) }),
    move: (to) => deps.leases.move(to),
    wake: (taskToken) => deps.hostFlow.wake(taskToken),
  });
  if (waits) await tellLease(deps, waits.asked);
}

/** What the workflow needs to make it. Names are those of the calls' Parameters. */
export interface Making {
  readonly next: HostWay | 'move-on-demand' | 'move-throughput' | 'ended';
  readonly make: {
    readonly name: string;
    readonly modelArn: string;
    /** ARN of the hosting that is moved; empty where one is made. */
    readonly hosting: string;
    /** Derived from the lease: AWS ignores a repeat of it. */
    readonly token: string;
    readonly term: 'OneMonth' | 'SixMonths' | '';
    readonly tags: ReturnType<typeof leaseTags>;
  } | null;
}

const ENDED: Making = { next: 'ended', make: null };

/** "What was decided?": the record answers, not the wake-up; nothing is made while spending is stopped. */
export async function readHostDecision(deps: Needs, id: LeaseId): Promise<Making> {
  const lease = await deps.leases.find(id);
  if (lease?.state === 'priced') await expire(deps, lease);
  if (lease?.state !== 'making') return ENDED;
  const why = await whyNotNow(deps, lease);
  if (why !== undefined) {
    await fail(deps, lease, { why });
    return ENDED;
  }
  const { inPlaceOf, way } = lease.wish;
  const months = TERM_MONTHS[way];
  const term = months === undefined ? '' : months === 1 ? 'OneMonth' : 'SixMonths';
  const { modelArn } = lease.model;
  const make = {
    name: hostingNameOf(lease),
    modelArn,
    hosting: inPlaceOf?.arn ?? '',
    token: id.replace('_', '-'),
    term,
    tags: leaseTags(lease),
  } as const;
  if (!inPlaceOf) return { next: way, make };
  return { next: way === 'on-demand' ? 'move-on-demand' : 'move-throughput', make };
}

/** What changed between the yes and the making. */
async function whyNotNow(deps: Needs, lease: MakingLease): Promise<string | undefined> {
  if ((await deps.spending.read()).state === 'stopped')
    return 'All spending was stopped after the yes and before anything was made.';
  const { inPlaceOf } = lease.wish;
  if (inPlaceOf && (await standsStill(deps, inPlaceOf)) === undefined)
    return `The hosting of ${inPlaceOf.modelName} does not stand any more, or is being stopped.`;
  if (inPlaceOf?.paidUntilMs !== undefined && inPlaceOf.paidUntilMs <= deps.clock.nowMs())
    return 'The term that paid for its unit is over, so it would cost what the card did not say.';
  if (!lease.model.imported) return undefined;
  const decided = (await deps.leases.open()).filter(({ state }) => state !== 'priced');
  return leaseOn(lease.model.modelArn, decided, lease) && 'Another hosting of this model stands already.';
}

async function expire(deps: Needs, lease: PricedLease): Promise<void> {
  const refused: RefusedLease = { ...nextLeaseBase(lease), state: 'refused', reason: { kind: 'expired' } };
  if ((await deps.leases.move(refused)) === 'moved') await tellLeaseOrOwe(deps, refused, { kind: 'ended' });
}

/** Where the workflow goes: look again in a minute, end, or take down what came up wrong. */
export type AfterMaking = { readonly next: 'wait' | 'stands' | 'failed' };

/** Longest time that a hosting may take to stand; a field log has eight minutes for a deployment (2026-08). */
const LONGEST_CREATION_MS = HOUR_MS;

/** "Does it stand?": looked up by its name, whatever the call that made it seemed to answer. */
export async function followHosting(deps: Needs, id: LeaseId): Promise<AfterMaking> {
  const lease = await deps.leases.find(id);
  if (lease?.state !== 'making') return { next: lease?.state === 'standing' ? 'stands' : 'failed' };
  const made = await findMade(deps, lease);
  if (made?.status === 'active') {
    await stand(deps, lease, made);
    return { next: 'stands' };
  }
  const isLate = deps.clock.nowMs() - lease.startedAtMs > LONGEST_CREATION_MS;
  // While AWS moves a hosting, it names the model before.
  const isUnderWay = made ? made.status === 'creating' : lease.wish.inPlaceOf !== undefined;
  return { next: isUnderWay && !isLate ? 'wait' : 'failed' };
}

/** A hosting of this name that serves another model is not the one that was asked for. */
async function findMade(deps: Needs, lease: MakingLease): Promise<MadeHosting | undefined> {
  const made = await deps.made.find({ name: hostingNameOf(lease), way: lease.wish.way, lease: lease.id });
  const { modelArn, imported } = lease.model;
  if (made?.modelArn !== modelArn) return undefined;
  return imported === undefined || made.createdAtMs === imported.createdAtMs ? made : undefined;
}

/** The lease of what is taken over, while it stands and nobody stops it; or the one that this very taking over ended. */
async function standsStill(deps: Needs, replaced: Replaced): Promise<StandingLease | EndedLease | undefined> {
  const before = await deps.leases.find(replaced.leaseId);
  if (before?.state === 'standing' && before.arn === replaced.arn) return before;
  return before?.state === 'ended' && before.how.kind === 'taken-over' ? before : undefined;
}

/** Ends the lease that was there before, so that one alone ever ends the hosting; its end. A write that somebody else won is tried anew by the workflow. */
async function takeOver(deps: Needs, lease: MakingLease, replaced: Replaced): Promise<EpochMs | undefined> {
  const before = await standsStill(deps, replaced);
  if (before?.state !== 'standing') return before?.endsAtMs;
  const { ended, budget } = await endedWith(deps, before, { kind: 'taken-over', modelName: lease.model.name });
  if ((await deps.leases.move(ended, budget)) !== 'moved') throw new Error('the lease that is taken over moved on');
  await tellLeaseOrOwe(deps, ended, { kind: 'ended' });
  return ended.endsAtMs;
}

/** Our own record first: without it nobody may ever delete what stands. */
async function stand(deps: Needs, lease: MakingLease, made: MadeHosting): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const { inPlaceOf } = lease.wish;
  const sameEnd = inPlaceOf && (await takeOver(deps, lease, inPlaceOf));
  if (inPlaceOf && sameEnd === undefined)
    return fail(deps, lease, { why: `Somebody stopped the hosting of ${inPlaceOf.modelName} meanwhile.` });
  const { arn, createdAtMs, committedUntilMs } = made;
  await deps.hostingRecords.add({ kind: 'made', arn, createdAtMs, by: lease.requester, atMs: nowMs, version: 1 });
  const standing: StandingLease = {
    ...{ ...nextLeaseBase(lease), state: 'standing', approval: lease.approval, arn, createdAtMs, committedUntilMs },
    ...{
      endsAtMs: sameEnd ?? firstEnd(lease, { nowMs, committedUntilMs }),
      announcedAtMs: undefined,
      heldAtMs: undefined,
    },
    notBeforeMs: undefined,
    extensions: [],
  };
  if ((await deps.leases.move(standing)) === 'moved') await tellLeaseOrOwe(deps, standing, { kind: 'stands' });
}

/** An error as the workflow caught it. */
export interface HostError {
  readonly name: string;
  readonly cause: string;
}

/** "What came of it?": AWS is asked what is left, whatever was deleted; ends in a card, from whatever step it is called. */
export async function concludeHosting(deps: Needs, id: LeaseId, error: HostError | undefined): Promise<void> {
  const lease = await deps.leases.find(id);
  if (lease?.state === 'priced') return expire(deps, lease);
  if (lease?.state !== 'making') return;
  const made = await findMade(deps, lease);
  if (made?.status === 'active') return stand(deps, lease, made);
  // What was to be moved stands on, under the lease that it had; an imported model, as it stood before.
  const left = lease.wish.inPlaceOf || lease.model.imported ? undefined : made?.arn;
  await fail(deps, lease, { why: whyOf(error), arn: left });
}

async function fail(deps: Needs, lease: MakingLease, end: { why: string; arn?: string | undefined }): Promise<void> {
  const left = end.arn === undefined ? ({ kind: 'nothing' } as const) : ({ kind: 'stands', arn: end.arn } as const);
  const failed: FailedLease = {
    ...nextLeaseBase(lease),
    state: 'failed',
    approval: lease.approval,
    why: end.why,
    left,
  };
  // What stands bills: its reservation stays.
  const back = left.kind === 'nothing' ? giveBack(lease.approval, undefined) : undefined;
  if ((await deps.leases.move(failed, back)) === 'moved') await tellLeaseOrOwe(deps, failed, { kind: 'ended' });
}

function whyOf(error: HostError | undefined): string {
  if (error === undefined) return 'It did not come up within an hour.';
  return error.cause === '' ? error.name : `${error.name}: ${error.cause}`;
}
