import {
  type MakingLease,
  nextLeaseBase,
  type PricedLease,
  type RefusedLease,
} from '@rung/core/hosting/lease/lease.ts';
import { amountOf, leasePriceMoved } from '@rung/core/hosting/lease/lease-price.ts';
import { approversNeeded, mayDecideLease } from '@rung/core/hosting/lease/lease-rule.ts';
import type { LeaseId, UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';
import { type PriceAgainNeeds, priceAgain } from './price-again.ts';
import { recordYes } from './record-yes.ts';
import { refuseLeaseClick, tellLease } from './tell-lease.ts';

/** A click on a hosting's price. `shownHash` is the plan that the clicked card showed. */
export interface HostDecision {
  readonly leaseId: LeaseId;
  readonly decision: 'approve' | 'deny';
  readonly by: UserId;
  readonly channel: string;
  readonly shownHash: string;
}

type Needs = PriceAgainNeeds & Pick<Deps, 'spending' | 'launches' | 'leases' | 'hostFlow' | 'people' | 'messenger'>;

const DECIDED = 'Somebody decided first; the card says what.';

/** "Host it" or "no": the first recorded decision wins; a term waits for a second yes of somebody else. */
export async function decideHosting(deps: Needs, click: HostDecision): Promise<void> {
  const lease = await deps.leases.find(click.leaseId);
  if (lease?.state !== 'priced') return refuseLeaseClick(deps, click, DECIDED);
  const attempt = { ...click, person: await deps.people.find(click.by), nowMs: deps.clock.nowMs() };
  const answer = mayDecideLease(lease, attempt, policyIn(lease.root.channel, deps.settings.approval));
  if (answer.kind === 'not-allowed') return refuseLeaseClick(deps, click, answer.because);
  const moved =
    click.decision === 'approve'
      ? await approve(deps, lease, click)
      : await refuse(deps, lease, { kind: 'denied', by: click.by, atMs: deps.clock.nowMs() });
  if (typeof moved === 'string') return refuseLeaseClick(deps, click, moved);
  const [told] = await Promise.allSettled([tellLease(deps, moved)]);
  if (moved.state !== 'priced') await deps.hostFlow.wake(lease.taskToken);
  if (told.status === 'rejected') throw told.reason;
}

type Decided = MakingLease | PricedLease | RefusedLease;

/** The last yes and the reservation are one write; a price that moved since the card was shown ends it. A sentence when nothing was decided. */
async function approve(deps: Needs, lease: PricedLease, click: HostDecision): Promise<Decided | string> {
  const { by } = click;
  const what = await priceAgain(deps, (book) => leasePriceMoved(lease, book));
  if (what !== undefined) {
    await refuseLeaseClick(deps, click, what);
    return refuse(deps, lease, { kind: 'changed', what });
  }
  if (approversNeeded(lease) === 2 && lease.firstYes === undefined) {
    const half: PricedLease = { ...lease, ...nextLeaseBase(lease), firstYes: { by, atMs: deps.clock.nowMs() } };
    return (await deps.leases.move(half)) === 'moved' ? half : DECIDED;
  }
  const yes = { planHash: lease.planHash, by, amount: amountOf(lease.price, lease.wish), channel: lease.root.channel };
  const outcome = await recordYes(deps, yes, async (approval, budget) => {
    const both = lease.firstYes ? { ...approval, alsoBy: lease.firstYes.by } : approval;
    const base = nextLeaseBase(lease);
    const making: MakingLease = { ...base, state: 'making', startedAtMs: approval.atMs, approval: both };
    const moved = await deps.leases.move(making, budget);
    return moved === 'moved' ? making : moved;
  });
  if (outcome.kind === 'recorded') return outcome.record;
  return outcome.kind === 'lost' ? DECIDED : outcome.because;
}

async function refuse(deps: Needs, lease: PricedLease, reason: RefusedLease['reason']): Promise<RefusedLease | string> {
  const refused: RefusedLease = { ...nextLeaseBase(lease), state: 'refused', reason };
  return (await deps.leases.move(refused)) === 'moved' ? refused : DECIDED;
}
