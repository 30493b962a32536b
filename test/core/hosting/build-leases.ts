import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { findBaseModel } from '@rung/core/dataset/base-models.ts';
import type { HostForm, HostWish } from '@rung/core/hosting/lease/host-form.ts';
import {
  hashLeasePlan,
  type LeasedModel,
  type PricedLease,
  type StandingLease,
} from '@rung/core/hosting/lease/lease.ts';
import { priceLease } from '@rung/core/hosting/lease/lease-price.ts';
import { launchIdFor, leaseIdFor } from '@rung/core/ids.ts';
import { checkedFolder } from '@rung/core/launch/plan.ts';
import { usd } from '@rung/core/money.ts';
import type { FolderLook } from '@rung/core/ports.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import { ANA, BO } from '../launch/plans.ts';
import { IMPORTED, THROUGHPUT } from './build-hostings.ts';

export const TYPED: HostForm = {
  ...{ way: 'throughput', days: '7', requestsAMonth: '30,000', inputTokens: '800', outputTokens: '120' },
  ...{ copies: '1', budgetUsd: '50', reason: '', confirmation: '' },
};

export const WISH: HostWish = {
  ...{ way: 'throughput', days: 7, requestsAMonth: 30_000, inputTokens: 800, outputTokens: 120 },
  budget: usd('50'),
};

const found = findBaseModel('amazon.nova-2-lite-v1:0:256k');
if (found.kind !== 'tunable') throw new Error('the table lacks Nova 2 Lite');
export const NOVA_2_LITE = found.model;

export const priceOf = (wish: HostWish) => priceLease(wish, { base: NOVA_2_LITE, region: 'us-east-1' }, shippedPrice);

/** The files that the imported model of `build-hostings` was imported from. */
export const WEIGHTS: Extract<FolderLook, { kind: 'listed' }> = {
  kind: 'listed',
  uri: 's3://rung-data/weights/' as S3Uri,
  files: ['config.json', 'model.safetensors', 'tokenizer.json'].map((name, index) => ({
    ...{ key: `weights/${name}`, etag: `"e${index}"`, bytes: 100 + index },
  })),
};

/** That model, as its launch left it. */
export const IMPORTED_MODEL: LeasedModel = {
  ...{ launchId: launchIdFor({ user: ANA, formId: 'V1' }), name: 'weights', baseName: IMPORTED.architecture },
  ...{ region: 'us-east-1', modelArn: IMPORTED.arn },
  imported: {
    ...{ name: IMPORTED.name, jobArn: IMPORTED.jobArn ?? '', createdAtMs: 0, units: IMPORTED.units },
    weights: checkedFolder(WEIGHTS),
  },
};

/** That it is hosted, and what that costs. */
export const IMPORT_WISH: HostWish = { ...WISH, way: 'import', inputTokens: 0, outputTokens: 0, copies: 1 };
export const importPriceOf = (wish: HostWish) =>
  priceLease(wish, { units: IMPORTED.units, region: 'us-east-1' }, shippedPrice);

/** Its lease: approved at hour 0, over at hour 168, announced a day before. */
export const importedLease = (changes: Partial<StandingLease> = {}): StandingLease => ({
  ...standingLease({ model: IMPORTED_MODEL, wish: IMPORT_WISH, price: importPriceOf(IMPORT_WISH) }),
  ...{ arn: IMPORTED.arn, createdAtMs: IMPORTED.createdAtMs },
  ...changes,
});

/** A hosting of Ana's that waits for a yes since hour 0. */
export function pricedLease(changes: Partial<PricedLease> = {}): PricedLease {
  const launchId = launchIdFor({ user: ANA, formId: 'V1' });
  const model = changes.model ?? {
    ...{ launchId, name: 'tone', baseName: 'Nova 2 Lite', region: 'us-east-1' },
    modelArn: 'arn:aws:bedrock:us-east-1:123456789012:custom-model/nova/abcdefghijkl',
  };
  const wish = changes.wish ?? WISH;
  const plan = { model, wish, price: changes.price ?? priceOf(wish), override: changes.override };
  return {
    ...{
      state: 'priced',
      id: leaseIdFor({ launch: launchId, formId: 'V2' }),
      ...plan,
      requester: ANA,
      requestedAtMs: 0,
    },
    ...{ root: { channel: 'C1', ts: '1.1' }, card: { channel: 'C1', ts: '1.2' }, isOwed: false, version: 2 },
    ...{ planHash: hashLeasePlan(plan), expiresAtMs: DAY_MS, taskToken: 'T', firstYes: undefined },
    ...changes,
  };
}

/** The throughput of `build-hostings`, made for a lease that ends at hour 168 and was announced a day before. */
export function standingLease(changes: Partial<StandingLease> = {}): StandingLease {
  const { planHash, expiresAtMs: _, taskToken: __, firstYes: ___, ...base } = pricedLease();
  return {
    ...{ ...base, state: 'standing', arn: THROUGHPUT.arn, createdAtMs: THROUGHPUT.createdAtMs },
    approval: { planHash, by: BO, atMs: 0, amount: usd('100') },
    ...{ endsAtMs: 7 * DAY_MS, committedUntilMs: undefined, announcedAtMs: 6 * DAY_MS, heldAtMs: undefined },
    ...{ notBeforeMs: undefined, extensions: [] },
    ...changes,
  };
}

export const atHour = (hours: number) => hours * HOUR_MS;
