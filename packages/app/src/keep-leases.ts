import { isSameHosting } from '@rung/core/hosting/hosting.ts';
import { type HeldLease, isHeld, type Lease, nextStands, soughtOf } from '@rung/core/hosting/lease/lease.ts';
import { type LeaseStep, leaseStep, MOST_ENDS_A_LOOK } from '@rung/core/hosting/lease/lease-watch.ts';
import type { Stopper } from '@rung/core/hosting/spell.ts';
import type { Found } from '@rung/core/hosting/watch-plan.ts';
import type { Deps } from './deps.ts';
import { beginEnd } from './extend-lease.ts';
import { inTurns } from './in-turns.ts';
import { foundIn, type Survey } from './look-at-hostings.ts';
import { concludeHosting } from './make-hosting.ts';
import { endedWith, type SettleNeeds } from './settle-lease.ts';
import { type TellLeaseNeeds, tellLeaseOrOwe } from './tell-lease.ts';

type Needs = TellLeaseNeeds & SettleNeeds & Pick<Deps, 'endFlow' | 'made' | 'hostingRecords' | 'spending' | 'spells'>;

interface Due {
  readonly lease: Lease;
  readonly step: LeaseStep;
}

const AT_ONCE = 4;

/** "Whose time is over?": announces ends a day ahead, ends what nobody extended, and shows what people are owed. */
export async function keepLeases(deps: Needs, survey: Survey): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const open = await deps.leases.open();
  const due = open
    .map((lease): Due => ({ lease, step: leaseStep(lease, lookOf(survey, lease), nowMs) }))
    .filter(({ step }) => step.kind !== 'nothing');
  const stops = due.filter(({ step }) => step.kind === 'stop').slice(MOST_ENDS_A_LOOK);
  await inTurns(
    due.filter((one) => !stops.includes(one)),
    (one) => follow(deps, one),
    AT_ONCE,
  );
}

const lookOf = (survey: Survey, lease: Lease): Found => (isHeld(lease) ? foundIn(survey, soughtOf(lease)) : 'unread');

/** Each step is one conditional move, so two watches take it once. */
async function follow(deps: Needs, { lease, step }: Due): Promise<void> {
  if (step.kind === 'tell') return tellLeaseOrOwe(deps, lease);
  if (step.kind === 'take-over')
    return concludeHosting(deps, lease.id, { name: 'Stopped', cause: 'its workflow ended without a word' });
  if (!isHeld(lease)) return;
  switch (step.kind) {
    case 'nothing':
      return;
    case 'announce':
      return announce(deps, lease);
    case 'hold':
      return hold(deps, lease, step.because);
    case 'gone':
      return gone(deps, lease);
    case 'stop':
      return stop(deps, lease, { kind: 'date' });
    case 'stop-anew':
      return stop(deps, lease, step.by);
    default:
      return step satisfies never;
  }
}

async function announce(deps: Needs, lease: HeldLease): Promise<void> {
  if (lease.state !== 'standing') return;
  const announced = { ...lease, ...nextStands(lease), announcedAtMs: deps.clock.nowMs() };
  if ((await deps.leases.move(announced)) === 'moved') await tellLeaseOrOwe(deps, announced, { kind: 'ends-soon' });
}

async function hold(deps: Needs, lease: HeldLease, because: string): Promise<void> {
  if (lease.state !== 'standing') return;
  const held = { ...lease, ...nextStands(lease), heldAtMs: deps.clock.nowMs() };
  if ((await deps.leases.move(held)) === 'moved') await tellLeaseOrOwe(deps, held, { kind: 'stays', because });
}

/** What is gone after a deletion whose answer was lost was deleted by it, as far as anybody can know. */
async function gone(deps: Needs, lease: HeldLease): Promise<void> {
  const by = lease.state === 'deleting' ? lease.by : await deletedBy(deps, lease);
  const how = by ? ({ kind: 'deleted', by } as const) : ({ kind: 'gone' } as const);
  const { ended, budget } = await endedWith(deps, lease, how);
  if ((await deps.leases.move(ended, budget)) === 'moved') await tellLeaseOrOwe(deps, ended, { kind: 'ended' });
}

/** Newest resolved alerts, among which the one of a hosting is looked for. */
const LOOKED_THROUGH = 200;

/** Who deleted its hosting by an idle alert; undefined where nobody did. */
async function deletedBy({ spells }: Needs, lease: HeldLease): Promise<Stopper | undefined> {
  const resolved = await spells.resolved(LOOKED_THROUGH);
  const outcomes = resolved.flatMap((one) => (isSameHosting(one, lease) ? [one.outcome] : []));
  return outcomes.find((outcome) => outcome.kind === 'deleted')?.by;
}

async function stop(deps: Needs, lease: HeldLease, by: Parameters<typeof beginEnd>[2]): Promise<void> {
  const stopping = await beginEnd(deps, lease, by);
  if (stopping) await tellLeaseOrOwe(deps, stopping, { kind: 'stopping' });
}
