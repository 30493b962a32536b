import { overLaunchCap, reserve } from '@rung/core/cost/budget.ts';
import {
  type MakingLease,
  nextLeaseBase,
  type PricedLease,
  type RefusedLease,
} from '@rung/core/hosting/lease/lease.ts';
import { amountOf } from '@rung/core/hosting/lease/lease-price.ts';
import { approversNeeded, mayDecideLease } from '@rung/core/hosting/lease/lease-rule.ts';
import type { LeaseId, UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';
import { refuseLeaseClick, tellLease } from './tell-lease.ts';
import { whyNoRoom } from './why-no-room.ts';

/** A click on a hosting's price. `shownHash` is the plan that the clicked card showed. */
export interface HostDecision {
  readonly leaseId: LeaseId;
  readonly decision: 'approve' | 'deny';
  readonly by: UserId;
  readonly channel: string;
  readonly shownHash: string;
}

type Needs = Pick<
  Deps,
  'clock' | 'settings' | 'spending' | 'launches' | 'leases' | 'hostFlow' | 'people' | 'messenger'
>;

const DECIDED = 'Somebody decided first; the card says what.';

/** "Host it" or "no": the first recorded decision wins; a term waits for a second yes of somebody else. */
export async function decideHosting(deps: Needs, click: HostDecision): Promise<void> {
  const lease = await deps.leases.find(click.leaseId);
  if (lease?.state !== 'priced') return refuseLeaseClick(deps, click, DECIDED);
  const attempt = { ...click, person: await deps.people.find(click.by), nowMs: deps.clock.nowMs() };
  const answer = mayDecideLease(lease, attempt, policyIn(lease.root.channel, deps.settings.approval));
  if (answer.kind === 'not-allowed') return refuseLeaseClick(deps, click, answer.because);
  const moved = click.decision === 'approve' ? await approve(deps, lease, click.by) : await deny(deps, lease, click.by);
  if (typeof moved === 'string') return refuseLeaseClick(deps, click, moved);
  const [told] = await Promise.allSettled([tellLease(deps, moved)]);
  if (moved.state !== 'priced') await deps.hostFlow.wake(lease.taskToken);
  if (told.status === 'rejected') throw told.reason;
}

/** The last yes and the reservation are one write. A sentence when nothing was approved. */
async function approve(deps: Needs, lease: PricedLease, by: UserId): Promise<MakingLease | PricedLease | string> {
  const atMs = deps.clock.nowMs();
  if (approversNeeded(lease) === 2 && lease.firstYes === undefined) {
    const half: PricedLease = { ...lease, ...nextLeaseBase(lease), firstYes: { by, atMs } };
    return (await deps.leases.move(half)) === 'moved' ? half : DECIDED;
  }
  const { caps } = deps.settings.approval;
  const amount = amountOf(lease.price, lease.wish);
  const tooMuch = overLaunchCap(amount, caps);
  if (tooMuch !== undefined) return tooMuch;
  const spend = { amount, atMs, channel: lease.root.channel };
  const budget = reserve(spend, caps);
  const counters = budget.counters.map(({ key }) => key);
  const making: MakingLease = {
    ...{ ...nextLeaseBase(lease), state: 'making', startedAtMs: atMs },
    approval: { planHash: lease.planHash, by, atMs, amount, counters },
  };
  const moved = await deps.leases.move(making, budget);
  if (moved === 'moved') return making;
  if (moved === 'lost') return DECIDED;
  return (await whyNoRoom(deps, spend)) ?? 'A cap left no room at that moment. Press again.';
}

async function deny(deps: Needs, lease: PricedLease, by: UserId): Promise<RefusedLease | string> {
  const reason = { kind: 'denied', by, atMs: deps.clock.nowMs() } as const;
  const refused: RefusedLease = { ...nextLeaseBase(lease), state: 'refused', reason };
  return (await deps.leases.move(refused)) === 'moved' ? refused : DECIDED;
}
