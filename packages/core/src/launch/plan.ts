import type { TrainingEstimate } from '../cost/estimate-training.ts';
import { type PlanHash, sha256 } from '../ids.ts';
import type { FolderLook } from '../ports.ts';
import type { S3Uri } from '../s3-uri.ts';
import type { Override } from './diagnosis-on-launch.ts';
import type { Acceptance } from './personal-data.ts';
import type { Recipe } from './recipe.ts';

/** One version of a file, as it was when it was read line by line. */
export interface CheckedFile {
  readonly uri: S3Uri;
  /** S3 version id; undefined where the bucket keeps no versions. */
  readonly versionId: string | undefined;
  readonly etag: string;
  readonly bytes: number;
  /** Hexadecimal SHA-256 of the bytes that were checked. */
  readonly sha256: string;
  readonly records: number;
}

/** A folder as it was listed: what is in it may not change between the yes and the job. */
export interface CheckedFolder {
  readonly uri: S3Uri;
  /** Hexadecimal SHA-256 over the key, ETag and size of every file, in the order of keys. */
  readonly sha256: string;
  readonly files: number;
  readonly bytes: number;
}

/** A listing as it is approved. */
export function checkedFolder(listed: Extract<FolderLook, { kind: 'listed' }>): CheckedFolder {
  const lines = listed.files.map(({ key, etag, bytes }) => JSON.stringify([key, etag, bytes])).sort();
  return {
    uri: listed.uri,
    sha256: sha256(lines.join('\n')),
    files: listed.files.length,
    bytes: listed.files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** What a person says yes to: the recipe, the very bytes, and the price. */
export interface Plan {
  readonly recipe: Recipe;
  /** The file that is learnt from; undefined for kinds that read a folder, or nothing. */
  readonly training: CheckedFile | undefined;
  readonly validation: CheckedFile | undefined;
  readonly folder: CheckedFolder | undefined;
  readonly estimate: TrainingEstimate;
  /** Set when it is launched against its diagnosis. */
  readonly override: Override | undefined;
  /** Set when the files hold personal data and somebody answers for it. */
  readonly acceptance?: Acceptance | undefined;
}

/** The hash that an approval binds: any change of recipe, bytes or price gives another. */
export function hashPlan(plan: Plan): PlanHash {
  const { recipe, training, validation, folder, estimate, override, acceptance } = plan;
  const price =
    estimate.kind === 'known'
      ? [estimate.price.amount, estimate.price.unit, estimate.price.asOf, estimate.low, estimate.high]
      : ['unknown'];
  const bound = [
    inOrder('base' in recipe ? { ...recipe, base: recipe.base.id } : recipe),
    file(training),
    file(validation),
    folder ? [folder.uri, folder.sha256] : [],
    price,
    override ? [override.by, override.reason] : [],
    ...(acceptance ? [[acceptance.by, acceptance.reason]] : []),
  ];
  return sha256(JSON.stringify(bound)) as PlanHash;
}

const file = (checked: CheckedFile | undefined) =>
  checked ? [checked.uri, checked.versionId ?? '', checked.etag, checked.sha256] : [];

/** The same value with the members of objects in the order of their names, so that a record read back hashes alike. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, inOrder(member)]);
}
