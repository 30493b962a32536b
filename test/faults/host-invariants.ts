import type { ImportedModel } from '@rung/core/hosting/hosting.ts';
import { hashLeasePlan, isHeld } from '@rung/core/hosting/lease/lease.ts';
import { isTerm } from '@rung/core/hosting/lease/ways.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { IDLE_POLICY, IMPORTED } from '../core/hosting/build-hostings.ts';
import { WEIGHTS } from '../core/hosting/build-leases.ts';
import { ANA } from '../core/launch/plans.ts';
import type { Creation, HostWorld } from './host-history.ts';
import { type Deletion, type LeaseWorld, ownedAs } from './lease-world.ts';

/** Why a deletion was wrong; undefined when it was right. */
export function wrongDeletion(deletion: Deletion): string | undefined {
  const { record, hosting, isTagged, areMetricsOut, lastRequestAtMs, atMs } = deletion;
  if (hosting.kind === 'imported-model') {
    const lost = lostWith(deletion, hosting);
    if (lost !== undefined) return lost;
  }
  if (record.state !== 'deleting') return `deleted while ${record.state}`;
  if (hosting.createdAtMs !== record.createdAtMs) return 'deleted another of the same name';
  if (!isTagged) return 'deleted what is not ours any more';
  if ('committedUntilMs' in hosting && (hosting.committedUntilMs ?? 0) > atMs) return 'deleted inside its term';
  if (record.by.kind === 'person') return undefined;
  if (atMs < record.endsAtMs) return 'deleted before its end';
  if (record.announcedAtMs === undefined || atMs - record.announcedAtMs < HOUR_MS) return 'deleted and not announced';
  if (areMetricsOut) return 'deleted without a reading';
  return lastRequestAtMs !== undefined && atMs - lastRequestAtMs < IDLE_POLICY.idleAfterMs
    ? 'deleted while in use'
    : undefined;
}

/** What went with an imported model that should not have. */
function lostWith({ record, weights, other }: Deletion, hosting: ImportedModel): string | undefined {
  if (weights.kind !== 'listed' || weights.files !== WEIGHTS.files) return 'deleted what cannot be imported again';
  if (hosting.jobArn !== record.model.imported?.jobArn) return 'deleted what somebody else imported';
  return other ? 'deleted under another lease' : undefined;
}

/** All months together. */
export const committedIn = ({ committed }: LeaseWorld) =>
  [...committed].reduce((sum, [key, amount]) => (/^\d{4}-\d{2}$/.test(key) ? sum + amount : sum), 0);

/** What the counters have to hold: nothing before the yes, all that was reserved while it stands, what it cost once it is over. */
export function dueIn({ record }: LeaseWorld): number {
  if (record.state === 'ended' && record.spend.kind === 'metered') return record.spend.amount;
  if (record.state === 'priced' || record.state === 'refused') return 0;
  if (record.state === 'failed' && record.left.kind === 'nothing') return 0;
  const extended = 'extensions' in record ? record.extensions.reduce((sum, { amount }) => sum + amount, 0) : 0;
  return record.approval.amount + extended;
}

function wrongCreation({ record, isSpendingStopped, other }: Creation): string | undefined {
  if (record.state !== 'making') return `made while ${record.state}`;
  if (other) return 'tagged under another lease';
  const { approval } = record;
  if (approval.by === undefined || approval.by === ANA) return 'made on its requester’s own yes';
  if (approval.planHash !== hashLeasePlan(record)) return 'made on a yes to another plan';
  return isSpendingStopped ? 'made while all spending is stopped' : undefined;
}

/** Ended by its date although nobody was told after the last extension, an hour before at least. */
function isSudden({ announcedAtMs }: HostWorld, { record, atMs }: Deletion): boolean {
  if (announcedAtMs === undefined || record.state !== 'deleting' || record.by.kind === 'person') return false;
  const sinceMs = record.extensions.at(-1)?.atMs ?? 0;
  return !announcedAtMs.some((saidAtMs) => saidAtMs >= sinceMs && saidAtMs <= atMs - HOUR_MS);
}

/** What is wrong with a history now, whatever comes later. */
export function wrongNow(world: HostWorld): string[] {
  const { record, creations, deletions, stands } = world;
  const wrong = [...creations.map(wrongCreation), ...deletions.map(wrongDeletion)];
  if (deletions.some((one) => isSudden(world, one))) wrong.push('deleted without a word before');
  const { imported } = record.model;
  if (isHeld(record) && imported && record.createdAtMs !== imported.createdAtMs)
    wrong.push('stands on another model than was asked for');
  if (isHeld(record) && creations.length === 0) wrong.push('stands, and was never tagged');
  if (creations.length > 1) wrong.push(`${creations.length} hostings for one lease`);
  if (world.takenDown.some(({ state }) => state !== 'making')) wrong.push('taken down by nobody');
  if (record.state === 'ended' && record.how.kind === 'deleted' && stands && ownedAs(stands) === ownedAs(record))
    wrong.push('said to be deleted, and stands');
  if (committedIn(world) !== dueIn(world))
    wrong.push(`${committedIn(world)} of the budget held for ${dueIn(world)} (${record.state})`);
  if (isTerm(record.wish.way) && creations.length > 0 && world.yeses.size < 2) wrong.push('a term on one yes');
  return wrong.filter((one) => one !== undefined);
}

/** An imported model that nobody may delete, and one whose hosting failed and that stands as before. */
function isKeptForGood({ record, weights, other, stands }: HostWorld): boolean {
  if (record.state === 'failed' || other !== undefined || weights !== WEIGHTS) return true;
  return stands?.kind === 'imported-model' && stands.jobArn !== IMPORTED.jobArn;
}

/** What is wrong once everybody is back and everything had its time. */
export function wrongAtTheEnd(world: HostWorld): string[] {
  const { record, stands, creations } = world;
  const wrong = wrongNow(world);
  if (!stands || creations.length === 0) return wrong;
  if (record.model.imported && isKeptForGood(world)) return wrong;
  if (record.state === 'failed')
    return record.left.kind === 'stands' ? wrong : [...wrong, 'stands, and nobody says so'];
  const isRecreated = stands.createdAtMs !== creations[0]?.createdAtMs;
  if (isRecreated || !world.isTagged) return wrong;
  if (!world.owned.has(ownedAs(stands))) wrong.push('stands without a record of ours');
  if (record.state === 'ended') wrong.push('over, and stands');
  else wrong.push(`never ends (${record.state})`);
  return wrong;
}
