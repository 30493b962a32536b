import type { Card, LeaseNote } from '@rung/core/chat/card.ts';
import type { EndedLease, HeldLease, Lease, LeaseQuestion } from '@rung/core/hosting/lease/lease.ts';
import { questionNow, unsettled } from '@rung/core/hosting/lease/lease-question.ts';
import { type LeasePressers, pressersOf } from '@rung/core/hosting/lease/lease-rule.ts';
import type { LeaseId, UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

export type TellLeaseNeeds = Pick<Deps, 'clock' | 'settings' | 'leases' | 'messenger'>;

/**
 * Brings a lease's one card, and what asks about its end, to what its record says and marks it as shown. While Slack is away the record
 * stays owed, the watch shows it later, and nothing waits for it.
 */
export async function tellLease(deps: TellLeaseNeeds, lease: Lease): Promise<Lease> {
  const policy = policyIn(lease.root.channel, deps.settings.approval);
  const card: Card = { kind: 'lease', lease, policy, pressers: pressers(deps, lease) };
  const shown =
    lease.card.ts === ''
      ? await deps.messenger.post(threadOf(lease), card)
      : await deps.messenger.edit(lease.card, card);
  const told = { ...(await withQuestions(deps, lease)), card: shown, isOwed: false, version: lease.version + 1 };
  return (await deps.leases.move(told)) === 'moved' ? told : lease;
}

/** The questions of its thread, brought to what stands; those that are answered are let go. */
async function withQuestions(deps: TellLeaseNeeds, lease: Lease): Promise<Lease> {
  if (!('questions' in lease) || !lease.questions) return lease;
  for (const question of lease.questions) await deps.messenger.edit(question.message, askedNow(deps, lease, question));
  return { ...lease, questions: unsettled(lease) };
}

function askedNow(deps: TellLeaseNeeds, lease: HeldLease | EndedLease, question: LeaseQuestion): Card {
  const now = questionNow(lease, question);
  if (now === 'open') return noteCard(deps, lease, question.ask);
  return { kind: 'lease-answer', lease, isAskedAgain: now === 'asked-again' };
}

/** The same, where a silent Slack may not keep a step from being done: what was not shown stays owed. */
export async function tellLeaseOrOwe(deps: TellLeaseNeeds, lease: Lease, note?: LeaseNote): Promise<void> {
  await tellLease(deps, lease).catch(() => undefined);
  if (note) await sayOfLease(deps, lease, note).catch(() => undefined);
}

/** One message in the thread that mentions somebody, because an edit notifies nobody. A question is kept, to be edited once it is answered. */
async function sayOfLease(deps: TellLeaseNeeds, lease: Lease, note: LeaseNote): Promise<void> {
  const message = await deps.messenger.post(threadOf(lease), noteCard(deps, lease, note));
  if ((note.kind === 'ends-soon' || note.kind === 'stays') && 'endsAtMs' in lease)
    await keepQuestion(deps, lease.id, { ask: note, message, endsAtMs: lease.endsAtMs });
}

/** Written on what stands by now; whoever was faster has answered it, or an older one is asked anew, and is shown so at once. */
async function keepQuestion(deps: TellLeaseNeeds, id: LeaseId, question: LeaseQuestion): Promise<void> {
  const now = await deps.leases.find(id);
  if (!now || !('endsAtMs' in now)) return;
  const questions = [...(now.questions ?? []), question];
  const asked = { ...now, questions, version: now.version + 1 };
  if ((await deps.leases.move(asked)) !== 'moved') return keepQuestion(deps, id, question);
  if (questions.length > 1 || questionNow(asked, question) !== 'open') await tellLease(deps, asked);
}

const noteCard = (deps: Pick<Deps, 'settings'>, lease: Lease, note: LeaseNote): Card => ({
  ...{ kind: 'lease-note', lease, note },
  ...{ owners: deps.settings.idle.owners, pressers: pressers(deps, lease) },
});

function pressers({ settings }: Pick<Deps, 'settings'>, lease: Lease): LeasePressers {
  const of = (action?: 'stop') => policyIn(lease.root.channel, settings.approval, action);
  return pressersOf(lease, { approval: of(), stop: of('stop') });
}

const threadOf = ({ root }: Lease) => ({ channel: root.channel, threadTs: root.ts });

/** Tells the clicker alone that nothing was done, and why. */
export async function refuseLeaseClick(
  deps: Pick<Deps, 'messenger'>,
  click: { by: UserId; channel: string },
  because: string,
): Promise<void> {
  await deps.messenger.whisper(
    { place: { channel: click.channel }, user: click.by },
    { kind: 'notice', headline: 'Your click changed nothing.', detail: because },
  );
}
