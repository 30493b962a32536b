import { refreshDuePrices, refreshPrices } from '@rung/app/refresh-prices.ts';
import { awsClients } from '@rung/aws/clients.ts';
import { priceList, priceListRegion } from '@rung/aws/price-list.ts';
import { priceStore } from '@rung/aws/price-store.ts';
import { bookOf } from '@rung/core/cost/price-sheet.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { type Handler, sendJson } from '@rung/sandbox/kit/http.ts';
import { openPricing } from '@rung/sandbox/pricing/open-pricing.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalTable, localTable } from './local-dynamo.ts';

const NOVA = 'amazon.nova-2-lite-v1:0:256k';
const TRAINING = 'USE1-Nova2.0Lite-Customization-Training';
const STORAGE = 'USE1-Nova2.0Lite-Customization-Storage';
const DAY_MS = 86_400_000;

const clock = createClock({ startMs: Date.parse('2026-11-26T12:00:00Z') });
const pricing = openPricing({ clock, wireLog: { write: () => undefined } });
let isDenied = false;
const fragile: Handler = (request, reply) => {
  if (!isDenied) return pricing.handler(request, reply);
  return sendJson(reply, 400, { __type: 'AccessDeniedException', message: 'not authorized' });
};

let front: Awaited<ReturnType<typeof startAwsFront>>;
let local: LocalTable;

beforeAll(async () => {
  front = await startAwsFront({ pricing: fragile });
  local = await localTable();
});
afterAll(async () => {
  await front.close();
  await local.close();
});

function deps(nowMs: number) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const clients = awsClients({ region: 'us-east-1', endpoint: front.url, credentials });
  return {
    clock: { nowMs: () => nowMs },
    settings: { region: 'us-east-1' } as Parameters<typeof refreshPrices>[0]['settings'],
    prices: priceStore(local.table),
    priceList: priceList(clients),
  };
}

describe('the prices of a day', () => {
  const FIRST = Date.parse('2026-11-26T12:00:00Z');

  it('are read product by product and kept, and what has none is named by its usage type', async () => {
    await refreshPrices(deps(FIRST));

    const sheet = await priceStore(local.table).find('us-east-1');
    const book = bookOf(sheet, FIRST);
    const of = (unit: Parameters<typeof book>[1], model = NOVA) => book(model, unit, 'us-east-1');
    expect(of('training-tokens-1k')).toMatchObject({ price: { amount: 3780, kind: 'live', asOf: '2026-11-26' } });
    expect(of('input-tokens-1k')).toMatchObject({ price: { amount: 330, kind: 'live' } });
    expect(of('cached-input-tokens-1m')).toMatchObject({ price: { amount: 82_500, kind: 'live' } });
    expect(of('instance-hour', 'ml.g5.2xlarge')).toMatchObject({ price: { amount: 1_520_000, kind: 'live' } });
    expect(sheet?.faults.map(({ usageType }) => usageType)).toContain('USE1-Nova2.0Lite-RFT-Training-Hours');
    expect(of('training-hour').kind).toBe('unknown');
  });

  it('are not asked for again before the day is over, and then are', async () => {
    pricing.reprice(TRAINING, '0.0050000000');

    expect(await refreshDuePrices(deps(FIRST + DAY_MS / 2))).toBeUndefined();
    const sheet = await refreshDuePrices(deps(FIRST + DAY_MS));

    expect(bookOf(sheet, FIRST + DAY_MS)(NOVA, 'training-tokens-1k', 'us-east-1')).toMatchObject({
      price: { amount: 5000, asOf: '2026-11-27' },
    });
  });

  it('are not taken from two products under one usage type', async () => {
    pricing.repeat(STORAGE);

    const { faults } = await refreshPrices(deps(FIRST + DAY_MS));

    expect(faults).toContainEqual({
      usageType: STORAGE,
      why: `${STORAGE} stands 2 times in AWS’s price list: nobody can tell which of them is meant.`,
    });
  });

  it('stay those of yesterday when AWS refuses to answer, which is said', async () => {
    isDenied = true;
    const nowMs = FIRST + 2 * DAY_MS;

    const sheet = await refreshPrices(deps(nowMs));

    isDenied = false;
    expect(sheet.faults[0]?.why).toContain('the role may not ask (pricing:GetProducts)');
    expect(bookOf(sheet, nowMs)(NOVA, 'training-tokens-1k', 'us-east-1')).toMatchObject({
      price: { amount: 5000, asOf: '2026-11-27' },
    });
  });
});

it.each([
  ['us-west-2', 'us-east-1'],
  ['eu-west-1', 'eu-central-1'],
  ['ap-southeast-2', 'ap-south-1'],
])('from %s the price list is asked in %s', (region, nearest) => {
  expect(priceListRegion(region)).toBe(nearest);
});
