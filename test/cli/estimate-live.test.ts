import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { type Handler, sendJson } from '@rung/sandbox/kit/http.ts';
import { openPricing } from '@rung/sandbox/pricing/open-pricing.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rung } from './run-rung.ts';

const TRAFFIC = ['--requests', '2,000,000', '--input', '800', '--output', '120', '--tokens', '1,000,000'];
const TRAINING = 'USE1-Nova2.0Lite-Customization-Training';
const SIX_MONTHS = 'USE1-Nova2.0Lite-ProvisionedThroughput-6months-ModelUnits';

const open = () =>
  openPricing({
    clock: createClock({ startMs: Date.parse('2026-11-26T12:00:00Z') }),
    wireLog: { write: () => undefined },
  });
let pricing = open();
let isDenied = false;
let asked = 0;
const list: Handler = (request, reply) => {
  asked += 1;
  if (!isDenied) return pricing.handler(request, reply);
  return sendJson(reply, 400, { __type: 'AccessDeniedException', message: 'not authorized' });
};

let front: Awaited<ReturnType<typeof startAwsFront>>;
beforeAll(async () => {
  front = await startAwsFront({ pricing: list });
});
afterAll(() => front.close());
beforeEach(() => {
  pricing = open();
  [isDenied, asked] = [false, 0];
});

/** As somebody whose shell has credentials. */
const estimate = (...more: string[]) =>
  rung(['estimate', ...TRAFFIC, ...more], {
    env: { AWS_ENDPOINT_URL_PRICING: front.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
const words = (text: string) => text.replace(/\s+/g, ' ');

describe('rung estimate --live', () => {
  it('prices with what AWS lists at this moment, and says which prices are AWS’s and which are Rung’s own', async () => {
    pricing.reprice(TRAINING, '0.0050000000');
    const { code, out } = await estimate('--live');
    const today = new Date().toISOString().slice(0, 10);

    // 1,000,000 tokens × 2 epochs × $5 a million.
    expect(words(out)).toContain('Training $10.00 once');
    // 1,500 tokens of examples read from the cache, at a price that Rung ships none of.
    expect(words(out)).toMatch(/Examples, cached \$1,\d\d\d/);
    expect(words(out)).toMatch(new RegExp(`AWS’s price list, ${today} training · `));
    expect(words(out)).toContain(`No price from AWS: ${SIX_MONTHS} is not in AWS’s price list.`);
    expect(code).toBe(1);
  });

  it('asks nobody when it is not said', async () => {
    const { out } = await estimate();

    expect(words(out)).toContain('Training $7.56 once');
    expect(words(out)).toContain('--live asks AWS for the prices of now');
    expect(asked).toBe(0);
  });

  it.each([
    ['is sold twice under one name', () => pricing.repeat(TRAINING), `${TRAINING} stands 2 times in AWS’s price list`],
    ['is sold no more', () => pricing.reprice(TRAINING, undefined), `${TRAINING} is not in AWS’s price list.`],
  ])('what %s is an error that names the usage type; the dated price stands in and says so', async (_, given, why) => {
    given();
    const { code, out } = await estimate('--live');
    const json = await estimate('--live', '--json');
    const told = JSON.parse(json.out) as { lines: { prices: { kind: string }[] }[]; faults: { usageType: string }[] };

    expect(words(out)).toContain(`No price from AWS: ${why}`);
    expect(words(out)).toMatch(/Rung’s own table, 2026-08-02 training/);
    expect(told.lines[0]?.prices[0]).toMatchObject({ kind: 'shipped', asOf: '2026-08-02', unit: 'training-tokens-1k' });
    expect(told.faults.map(({ usageType }) => usageType)).toEqual([TRAINING, SIX_MONTHS]);
    expect([code, json.code]).toEqual([1, 1]);
  });

  it('estimates nothing where AWS would not say a single price', async () => {
    isDenied = true;
    const { code, out, err } = await estimate('--live');

    expect(err).toMatch(
      /the role may not ask \(pricing:GetProducts\)\. Nothing was estimated\.\nGive this shell AWS credentials/,
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
