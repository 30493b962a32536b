import {
  type Ender,
  type HeldLease,
  isHeld,
  type Lease,
  nextStands,
  type StandingLease,
  type StoppingLease,
} from '@rung/core/hosting/lease/lease.ts';
import { amountOfMore } from '@rung/core/hosting/lease/lease-price.ts';
import { EXTENSION_DAYS, extendedEnd, mayEnd, mayExtend } from '@rung/core/hosting/lease/lease-rule.ts';
import { GRACE_MS } from '@rung/core/hosting/spell.ts';
import type { LeaseId, UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { EpochMs } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { recordYes } from './record-yes.ts';
import { refuseLeaseClick, type TellLeaseNeeds, tellLease } from './tell-lease.ts';

/** A click on a hosting that stands. */
export interface LeaseClick {
  readonly leaseId: LeaseId;
  readonly by: UserId;
  readonly channel: string;
  /** The end that the clicked message showed; undefined where its button is older than that. */
  readonly shownEndMs?: EpochMs | undefined;
}

type Needs = TellLeaseNeeds & Pick<Deps, 'launches' | 'spending' | 'people' | 'endFlow'>;

const MOVED_ON = 'It has moved on since; the card says where it stands.';

/** Why a message that shows an end of before decides nothing about this one; undefined where it shows what stands. */
function whyOld({ shownEndMs }: LeaseClick, { endsAtMs, extensions }: HeldLease): string | undefined {
  if (shownEndMs === undefined || shownEndMs === endsAtMs) return undefined;
  const by = extensions.at(-1)?.by;
  const who = by === undefined ? 'It was extended' : `<@${by}> extended it`;
  return `${who} since that message was written, ${count(extensions.length, 'time')} in all. Its card says until when, and has the buttons.`;
}

const count = (times: number, what: string) => `${times} ${what}${times === 1 ? '' : 's'}`;

/** "Extend 7 days": more money, so the rule, the reservation and the new end are one write. It also calls off a stop that is not claimed yet. */
export async function extendLease(deps: Needs, click: LeaseClick): Promise<void> {
  const lease = await deps.leases.find(click.leaseId);
  const at = lease ? whereOf(click, lease) : click;
  if (lease?.state !== 'standing' && lease?.state !== 'stopping') return refuseLeaseClick(deps, at, MOVED_ON);
  const old = whyOld(click, lease);
  if (old !== undefined) return refuseLeaseClick(deps, at, old);
  const policy = policyIn(lease.root.channel, deps.settings.approval);
  const amount = amountOfMore(lease, EXTENSION_DAYS);
  const answer = mayExtend(lease, { person: await deps.people.find(click.by), amount }, policy);
  if (answer.kind === 'not-allowed') return refuseLeaseClick(deps, at, answer.because);
  const yes = { planHash: lease.approval.planHash, by: click.by, amount, channel: lease.root.channel };
  const outcome = await recordYes(deps, yes, async (extension, budget) => {
    const extended: StandingLease = {
      ...{ ...nextStands(lease), state: 'standing', announcedAtMs: undefined, heldAtMs: undefined },
      endsAtMs: extendedEnd(lease, extension.atMs),
      extensions: [...lease.extensions, extension],
    };
    const moved = await deps.leases.move(extended, budget);
    return moved === 'moved' ? extended : moved;
  });
  if (outcome.kind === 'recorded') return void (await tellLease(deps, outcome.record));
  return refuseLeaseClick(deps, at, outcome.kind === 'lost' ? MOVED_ON : outcome.because);
}

/** "Stop now": the kill switch, confirmed in its dialog; it ends in a minute whatever its traffic, unless somebody keeps it. */
export async function stopLease(deps: Needs, click: LeaseClick): Promise<void> {
  const lease = await ours(deps, click);
  if (!lease) return;
  const { committedUntilMs } = lease;
  const at = whereOf(click, lease);
  if (lease.state !== 'standing') return refuseLeaseClick(deps, at, MOVED_ON);
  const old = whyOld(click, lease);
  if (old !== undefined) return refuseLeaseClick(deps, at, old);
  if (committedUntilMs !== undefined && committedUntilMs > deps.clock.nowMs())
    return refuseLeaseClick(deps, at, 'Its term cannot be left: AWS deletes nothing before it ends.');
  const stopping = await beginEnd(deps, lease, { kind: 'person', id: click.by });
  if (!stopping) return refuseLeaseClick(deps, at, MOVED_ON);
  await tellLease(deps, stopping);
}

/** "Keep it": within its minute a stop is taken back, and the lease goes on to its end as before. */
export async function keepLease(deps: Needs, click: LeaseClick): Promise<void> {
  const lease = await ours(deps, click);
  if (!lease) return;
  if (lease.state !== 'stopping') return refuseLeaseClick(deps, click, MOVED_ON);
  const kept: StandingLease = { ...nextStands(lease), state: 'standing' };
  if ((await deps.leases.move(kept)) !== 'moved') return refuseLeaseClick(deps, click, MOVED_ON);
  await tellLease(deps, kept);
}

/** The lease, when this person may end it; otherwise they have been told why nothing happened. */
async function ours(deps: Needs, click: LeaseClick): Promise<HeldLease | undefined> {
  const lease = await deps.leases.find(click.leaseId);
  const policy = policyIn(lease?.root.channel ?? click.channel, deps.settings.approval, 'stop');
  if (!lease || !isHeld(lease)) {
    await refuseLeaseClick(deps, click, MOVED_ON);
    return undefined;
  }
  const answer = mayEnd(lease, await deps.people.find(click.by), policy);
  if (answer.kind === 'allowed') return lease;
  await refuseLeaseClick(deps, whereOf(click, lease), answer.because);
  return undefined;
}

/** Where the clicker reads why nothing happened: a click in Home stands in no channel. */
const whereOf = ({ by }: LeaseClick, { root }: Lease) => ({ by, channel: root.channel });

/** Records the stop with its minute, then starts the workflow that waits it out; undefined when somebody else was first. */
export async function beginEnd(
  deps: Pick<Deps, 'clock' | 'leases' | 'endFlow'>,
  lease: HeldLease,
  by: Ender,
): Promise<StoppingLease | undefined> {
  const atMs = deps.clock.nowMs();
  const dueMs = atMs + GRACE_MS;
  const stopping: StoppingLease = { ...nextStands(lease), state: 'stopping', by, atMs, dueMs };
  if ((await deps.leases.move(stopping)) !== 'moved') return undefined;
  await deps.endFlow.start({ id: lease.id, version: stopping.version, dueMs });
  return stopping;
}
