import type { Card, LeaseNote } from '@rung/core/chat/card.ts';
import type { Lease } from '@rung/core/hosting/lease/lease.ts';
import { type LeasePressers, pressersOf } from '@rung/core/hosting/lease/lease-rule.ts';
import type { UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

export type TellLeaseNeeds = Pick<Deps, 'clock' | 'settings' | 'leases' | 'messenger'>;

/**
 * Brings a lease's one card to what its record says and marks it as shown. While Slack is away the record stays owed, the watch shows it
 * later, and nothing waits for it.
 */
export async function tellLease(deps: TellLeaseNeeds, lease: Lease): Promise<Lease> {
  const policy = policyIn(lease.root.channel, deps.settings.approval);
  const card: Card = { kind: 'lease', lease, policy, pressers: pressers(deps, lease) };
  const shown =
    lease.card.ts === ''
      ? await deps.messenger.post(threadOf(lease), card)
      : await deps.messenger.edit(lease.card, card);
  const told = { ...lease, card: shown, isOwed: false, version: lease.version + 1 };
  return (await deps.leases.move(told)) === 'moved' ? told : lease;
}

/** The same, where a silent Slack may not keep a step from being done: what was not shown stays owed. */
export async function tellLeaseOrOwe(deps: TellLeaseNeeds, lease: Lease, note?: LeaseNote): Promise<void> {
  await tellLease(deps, lease).catch(() => undefined);
  if (note) await sayOfLease(deps, lease, note).catch(() => undefined);
}

/** One message in the thread that mentions somebody, because an edit notifies nobody. */
async function sayOfLease(deps: Pick<Deps, 'messenger' | 'settings'>, lease: Lease, note: LeaseNote): Promise<void> {
  const { owners } = deps.settings.idle;
  await deps.messenger.post(threadOf(lease), {
    kind: 'lease-note',
    lease,
    note,
    owners,
    pressers: pressers(deps, lease),
  });
}

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
