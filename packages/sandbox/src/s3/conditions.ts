import { AwsError } from '../kit/aws-error.ts';
import type { ObjectVersion, Version } from './bucket.ts';
import { headerNotImplemented, noSuchKey, preconditionFailed } from './errors.ts';
import type { Input } from './members.ts';

/** The conditions of a read; dates are HTTP dates. */
export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: string | undefined;
  readonly IfUnmodifiedSince?: string | undefined;
}

/** Whether an object meets the conditions of a read, in the order of RFC 9110 13.2.2; the answer names the condition that is not met. */
export function unmetCondition(version: ObjectVersion, conditions: ReadConditions): keyof ReadConditions | undefined {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined && !matches(version.etag, IfMatch)) return 'IfMatch';
  if (IfMatch === undefined && changedSince(version, IfUnmodifiedSince) === true) return 'IfUnmodifiedSince';
  if (IfNoneMatch !== undefined && matches(version.etag, IfNoneMatch)) return 'IfNoneMatch';
  if (IfNoneMatch === undefined && changedSince(version, IfModifiedSince) === false) return 'IfModifiedSince';
  return undefined;
}

/** Refuses a read whose conditions are not met: 304 where the reader has the object already, else 412. */
export function checkRead(version: ObjectVersion, conditions: ReadConditions): void {
  const unmet = unmetCondition(version, conditions);
  if (unmet === undefined) return;
  if (unmet === 'IfMatch' || unmet === 'IfUnmodifiedSince') throw preconditionFailed(HEADER[unmet]);
  throw new AwsError('NotModified', 'Not Modified', {
    status: 304,
    members: { ETag: version.etag, LastModified: new Date(version.modifiedAtMs) },
  });
}

export const HEADER = {
  IfMatch: 'If-Match',
  IfNoneMatch: 'If-None-Match',
  IfModifiedSince: 'If-Modified-Since',
  IfUnmodifiedSince: 'If-Unmodified-Since',
} as const;

/** Refuses a write whose conditions the key's newest version does not meet. Source: S3 User Guide, "How to prevent object overwrites". */
export function checkWrite(key: string, current: ObjectVersion | undefined, { IfMatch, IfNoneMatch }: Input): void {
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*') throw headerNotImplemented('If-None-Match');
  if (IfNoneMatch !== undefined && current) throw preconditionFailed('If-None-Match');
  if (IfMatch === undefined) return;
  if (!current) throw noSuchKey(key);
  if (!matches(current.etag, IfMatch)) throw preconditionFailed('If-Match');
}

/** Refuses a conditional delete. Source: S3 User Guide, "How to perform conditional deletes", read November 2026. */
export function checkDelete(key: string, newest: Version | undefined, ifMatch: string | undefined): void {
  if (ifMatch === undefined) return;
  if (!newest) throw noSuchKey(key);
  if (newest.kind === 'marker' || !matches(newest.etag, ifMatch)) throw preconditionFailed('If-Match');
}

/** SDK users give ETags with and without their quotes; S3 takes both. */
function matches(etag: string, wanted: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^"|"$/g, '');
  return wanted.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

/** HTTP dates know whole seconds only; undefined when the date is absent or unreadable, which is as if it were not sent. */
function changedSince(version: ObjectVersion, date: string | undefined): boolean | undefined {
  const sinceMs = Date.parse(date ?? '');
  return Number.isNaN(sinceMs) ? undefined : Math.floor(version.modifiedAtMs / 1000) * 1000 > sinceMs;
}
