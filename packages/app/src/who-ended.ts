import { isSameHosting } from '@rung/core/hosting/hosting.ts';
import type { Lease } from '@rung/core/hosting/lease/lease.ts';
import type { KeptBecause, Spell } from '@rung/core/hosting/spell.ts';
import type { Deps } from './deps.ts';

/** Newest leases that are over, among which the one of a hosting is looked for. */
const LOOKED_THROUGH = 200;

/** "Who deleted it?": what AWS lists no more was ended with its lease, or by somebody elsewhere. */
export async function goneBecause(
  { leases }: Pick<Deps, 'leases'>,
  spell: Spell,
): Promise<Extract<KeptBecause, { kind: 'gone' }>> {
  if (spell.ownership.kind !== 'ours') return { kind: 'gone' };
  const all: readonly Lease[] = [...(await leases.open()), ...(await leases.over(LOOKED_THROUGH))];
  const lease = all.find((one) => 'arn' in one && isSameHosting(one, spell));
  return lease?.state === 'ended' && lease.how.kind === 'deleted'
    ? { kind: 'gone', ended: { by: lease.how.by, atMs: lease.atMs } }
    : { kind: 'gone' };
}
