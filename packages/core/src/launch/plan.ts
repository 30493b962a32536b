import type { TrainingEstimate } from '../cost/estimate-training.ts';
import { type PlanHash, sha256 } from '../ids.ts';
import type { S3Uri } from '../s3-uri.ts';
import type { Override } from './diagnosis-on-launch.ts';
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

/** What a person says yes to: the recipe, the very bytes, and the price. */
export interface Plan {
  readonly recipe: Recipe;
  readonly training: CheckedFile;
  readonly validation: CheckedFile | undefined;
  readonly estimate: TrainingEstimate;
  /** Set when it is launched against its diagnosis. */
  readonly override: Override | undefined;
}

/** The hash that an approval binds: any change of recipe, bytes or price gives another. */
export function hashPlan(plan: Plan): PlanHash {
  const { recipe, training, validation, estimate, override } = plan;
  const price =
    estimate.kind === 'known'
      ? [estimate.price.amount, estimate.price.unit, estimate.price.asOf, estimate.low, estimate.high]
      : ['unknown'];
  const bound = [
    recipe.kind,
    recipe.name,
    recipe.base.id,
    recipe.region,
    recipe.budget,
    Object.entries(recipe.hyperParameters).sort(([a], [b]) => a.localeCompare(b)),
    [training.uri, training.versionId ?? '', training.etag, training.sha256],
    validation ? [validation.uri, validation.versionId ?? '', validation.etag, validation.sha256] : [],
    price,
    override ? [override.by, override.reason] : [],
  ];
  return sha256(JSON.stringify(bound)) as PlanHash;
}
