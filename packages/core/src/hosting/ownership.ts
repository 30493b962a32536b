import type { UserId } from '../ids.ts';
import type { EpochMs } from '../time.ts';
import { type Hosting, isSameHosting, type Ownership } from './hosting.ts';

/** The tag by which a team says that Rung may delete a hosting; Rung's role can delete nothing without it, whoever clicks. */
export const MAY_DELETE_TAG = { key: 'rung:may-delete', value: 'yes' } as const;
/** Names the launch that a hosting was made for. */
export const LAUNCH_TAG = 'rung:launch';

/** Rung's own record of a hosting: that it made it, or that an approver said it is the team's to delete. A tag alone can be copied. */
export interface HostingRecord {
  readonly kind: 'made' | 'adopted';
  readonly arn: string;
  readonly createdAtMs: EpochMs;
  readonly by: UserId;
  readonly atMs: EpochMs;
  readonly version: number;
}

/** The tags of a hosting, or why they could not be read. */
export type Tags = ReadonlyMap<string, string> | { readonly why: string };

/** Whose a hosting is: both the tag and a record of the same hosting are needed to call it ours. */
export function ownershipOf(hosting: Hosting, seen: { tags: Tags; record: HostingRecord | undefined }): Ownership {
  const { tags, record } = seen;
  if ('why' in tags) return { kind: 'unknown', why: tags.why };
  const isTagged = tags.get(MAY_DELETE_TAG.key) === MAY_DELETE_TAG.value;
  const isRecorded = record !== undefined && isSameHosting(record, hosting);
  if (!isTagged || !isRecorded) return { kind: 'others', isTagged };
  return record.kind === 'adopted'
    ? { kind: 'adopted', by: record.by }
    : { kind: 'ours', launchId: tags.get(LAUNCH_TAG), by: record.by };
}

/** Whether Rung may delete what is owned like this. */
export function isDeletable({ kind }: Ownership): boolean {
  return kind === 'ours' || kind === 'adopted';
}
