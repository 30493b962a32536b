import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { endingWithBase, keptModels, orphans, type StoredModel } from '@rung/core/hosting/kept.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { expect, it } from 'vitest';

const NOW = 400 * DAY_MS;
const model = (name: string, changes: Partial<StoredModel> = {}): StoredModel => ({
  ...{ kind: 'stored-model', arn: `arn:${name}`, name, region: 'us-east-1', createdAtMs: 0, isServed: false },
  ...{ baseArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-lite-v1:0:256k', baseEndsAtMs: undefined },
  ...changes,
});
const known = (...models: StoredModel[]) => keptModels(models, { priceOf: shippedPrice, launches: [] });
const names = (models: ReturnType<typeof known>) => models.map((one) => one.model.name);

it('a model serves nobody when nothing serves it and it had two weeks', () => {
  const models = known(
    model('young', { createdAtMs: NOW - 13 * DAY_MS }),
    model('old', { createdAtMs: NOW - 14 * DAY_MS }),
    model('older'),
    model('served', { isServed: true }),
  );

  expect(names(orphans(models, NOW))).toEqual(['older', 'old']);
  expect(models[0]?.monthly).toMatchObject({ kind: 'known', price: { amount: 1_950_000 } });
});

it('a model ends with its base, which is told half a year ahead and after it', () => {
  const models = known(
    model('later', { baseEndsAtMs: NOW + 181 * DAY_MS }),
    model('soon', { baseEndsAtMs: NOW + 180 * DAY_MS, isServed: true }),
    model('gone', { baseEndsAtMs: NOW - DAY_MS }),
    model('never'),
  );

  expect(names(endingWithBase(models, NOW))).toEqual(['gone', 'soon']);
});
