import type { PriceAnswer } from '../cost/price.ts';
import type { Done, Launch } from '../launch/launch.ts';
import { DAY_MS, type EpochMs } from '../time.ts';
import type { PriceOf } from './burn.ts';

/** A custom model in Bedrock: it bills its storage by the month, served or not. */
export interface StoredModel {
  readonly kind: 'stored-model';
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly createdAtMs: EpochMs;
  /** ARN of the foundation model that it was made from. */
  readonly baseArn: string;
  /** When AWS retires that; undefined where AWS names no day. */
  readonly baseEndsAtMs: EpochMs | undefined;
  /** Whether a deployment or a throughput serves it. */
  readonly isServed: boolean;
}

/** What the vectors behind a Knowledge Base lie in, as AWS names it ("OPENSEARCH_SERVERLESS"). */
export interface VectorStore {
  readonly kind: 'vector-store';
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly createdAtMs: EpochMs;
  readonly store: string;
}

/** What costs while it is kept and has no traffic of its own to be idle by. It is shown, and never deleted from here. */
export type Kept = StoredModel | VectorStore;

/** What AWS lists of it, and what it would not list. */
export interface KeptInventory {
  readonly kept: readonly Kept[];
  readonly unread: readonly { readonly what: 'custom models' | 'Knowledge Bases'; readonly why: string }[];
}

/** A stored model with what is known of its price and of its launch. */
export interface KeptModel {
  readonly model: StoredModel;
  readonly monthly: PriceAnswer;
  /** The launch that made it; undefined where none of the newest did. */
  readonly launch: Done | undefined;
}

/** Models that serve nobody after this long are told; a new one is still being judged. */
const SERVES_NOBODY_AFTER_MS = 14 * DAY_MS;
/** AWS announces an end of life half a year ahead at least (user guide, model-lifecycle, read 2026-11). */
const NEAR_END_MS = 180 * DAY_MS;

/** Custom models that bill their storage and that nothing serves, the oldest first. */
export function orphans(models: readonly KeptModel[], nowMs: EpochMs): KeptModel[] {
  return models
    .filter(({ model }) => !model.isServed && nowMs - model.createdAtMs >= SERVES_NOBODY_AFTER_MS)
    .sort((a, b) => a.model.createdAtMs - b.model.createdAtMs);
}

/** Custom models whose base AWS retires soon, and they with it; the next first. */
export function endingWithBase(models: readonly KeptModel[], nowMs: EpochMs): KeptModel[] {
  const end = ({ model }: KeptModel) => model.baseEndsAtMs ?? Number.POSITIVE_INFINITY;
  return models.filter((one) => end(one) - nowMs <= NEAR_END_MS).sort((a, b) => end(a) - end(b));
}

export function keptModels(
  kept: readonly Kept[],
  known: { priceOf: PriceOf; launches: readonly Launch[] },
): KeptModel[] {
  return kept.flatMap((model) => {
    if (model.kind !== 'stored-model') return [];
    const launch = known.launches.find((one): one is Done => one.state === 'done' && one.modelArn === model.arn);
    return [{ model, monthly: known.priceOf(model.baseArn, 'stored-model-month', model.region), launch }];
  });
}
