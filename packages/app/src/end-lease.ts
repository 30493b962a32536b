import type { LeaseNote } from '@rung/core/chat/card.ts';
import type { BudgetChange } from '@rung/core/cost/budget.ts';
import type { ImportAside } from '@rung/core/hosting/lease/import-end.ts';
import {
  type DeletingLease,
  type EndedLease,
  nextStands,
  type StandingLease,
  soughtOf,
} from '@rung/core/hosting/lease/lease.ts';
import { isEndDue, judgeEnd } from '@rung/core/hosting/lease/lease-watch.ts';
import type { LeaseId } from '@rung/core/ids.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { lookAgain, ownerOf } from './look-at-hostings.ts';
import { endedWith, type SettleNeeds } from './settle-lease.ts';
import { type TellLeaseNeeds, tellLeaseOrOwe } from './tell-lease.ts';

/** What spoke against an end is seldom over within the hour, and nobody wants to read of it hourly. */
const TRIED_AGAIN_MS = 6 * HOUR_MS;

type Needs = TellLeaseNeeds & SettleNeeds & Pick<Deps, 'hostings' | 'hostingRecords' | 'datasets'>;

/**
 * "The minute is over": claims the deletion, looks at hosting, owner and, where a date ends it, traffic again, and deletes only what the
 * lease is about. Called again, it finds nothing due and does nothing; a Slack that is away keeps nothing standing.
 */
export async function endLease(deps: Needs, id: LeaseId): Promise<void> {
  const found = await deps.leases.find(id);
  if (!found || !isEndDue(found, deps.clock.nowMs())) return;
  if (found.state !== 'stopping' && found.state !== 'deleting') return;
  const claimed: DeletingLease = { ...nextStands(found), state: 'deleting', by: found.by, atMs: deps.clock.nowMs() };
  // Whoever was in the way may have been no more than its card: what is still due is claimed on what stands now.
  if ((await deps.leases.move(claimed)) !== 'moved') return endLease(deps, id);
  const look = await lookAgain(deps, soughtOf(claimed));
  const ownership =
    typeof look === 'string' ? ({ kind: 'unknown', why: look } as const) : await ownerOf(deps, look.hosting);
  const answer = judgeEnd(claimed, claimed.by, { look, ownership, aside: await lookAside(deps, claimed) });
  if (answer.kind === 'stay') return stay(deps, claimed, answer.because);
  if (answer.kind === 'gone' || typeof look === 'string') return end(deps, claimed, { kind: 'gone' });
  const result = await deps.hostings.delete(look.hosting).catch(() => 'unknown' as const);
  // The claim stands: the watch looks again in an hour, and nobody deletes twice meanwhile.
  if (result === 'unknown') return tellLeaseOrOwe(deps, claimed, { kind: 'in-doubt' });
  if (typeof result === 'object') return stay(deps, claimed, `AWS refused: ${result.refused}`);
  return end(deps, claimed, result === 'gone' ? { kind: 'gone' } : { kind: 'deleted', by: claimed.by });
}

/** An imported model goes with its hosting: whether it could be imported again, and who else holds it. */
async function lookAside(deps: Needs, { model }: DeletingLease): Promise<ImportAside | undefined> {
  if (!model.imported) return undefined;
  const [weights, leases] = await Promise.all([
    deps.datasets.list(model.imported.weights.uri).catch(() => undefined),
    deps.leases.open(),
  ]);
  return { weights, leases };
}

async function end(deps: Needs, claimed: DeletingLease, how: EndedLease['how']): Promise<void> {
  const { ended, budget } = await endedWith(deps, claimed, how);
  await move(deps, ended, { note: { kind: 'ended' }, budget });
}

async function stay(deps: Needs, claimed: DeletingLease, because: string): Promise<void> {
  const standing: StandingLease = {
    ...nextStands(claimed),
    state: 'standing',
    notBeforeMs: deps.clock.nowMs() + TRIED_AGAIN_MS,
  };
  await move(deps, standing, { note: { kind: 'stays', because }, budget: undefined });
}

/** The claim is ours alone: when its card was in the way, the same end is written on top of it. */
async function move(
  deps: Needs,
  to: EndedLease | StandingLease,
  end: { note: LeaseNote; budget: BudgetChange | undefined },
): Promise<void> {
  if ((await deps.leases.move(to, end.budget)) === 'moved') return tellLeaseOrOwe(deps, to, end.note);
  const now = await deps.leases.find(to.id);
  if (now?.state === 'deleting' && now.version >= to.version)
    await move(deps, { ...to, card: now.card, version: now.version + 1 }, end);
}
