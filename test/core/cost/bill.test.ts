import { actualCost, splitDifference } from '@rung/core/cost/bill/actual-cost.ts';
import { type Bill, type BillLine, launchOfTagGroup, parseAwsAmount, usageKind } from '@rung/core/cost/bill/bill.ts';
import { differenceWords } from '@rung/core/cost/bill/difference-words.ts';
import { emptyMeter, meterHostings } from '@rung/core/cost/bill/hosting-meter.ts';
import { monthCosts } from '@rung/core/cost/bill/month-costs.ts';
import type { HostingLook } from '@rung/core/hosting/hosting.ts';
import { parseLaunchId } from '@rung/core/ids.ts';
import type { Done } from '@rung/core/launch/launch.ts';
import { microUsd, sumUsd, usd } from '@rung/core/money.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyLaunch, QUIET } from '../../slack/view/sample-cards.ts';
import { lookAt, SILENT, THROUGHPUT } from '../hosting/build-hostings.ts';

const done = everyLaunch(QUIET).flatMap(([, launch]) => (launch.state === 'done' ? [launch] : []))[0];
if (!done) throw new Error('no finished launch');
const ENDED_MS = Date.parse('2026-11-20T12:00:00Z');
const ID = parseLaunchId('lch_0123456789abcdef0123');
if (!ID) throw new Error('no id');

/** 1,000,000 tokens in two epochs at $0.001 per 1,000: $1.00, good for 0.8 to 1.25. */
const launch: Done = {
  ...done,
  id: ID,
  endedAtMs: ENDED_MS,
  cost: usd('1.00'),
  recipe: { ...done.recipe, epochs: 2 } as Done['recipe'],
  plan: {
    ...done.plan,
    estimate: {
      kind: 'known',
      low: usd('0.80'),
      high: usd('1.25'),
      billedTokens: { estimate: 1_000_000, low: 800_000, high: 1_250_000 },
      price: {
        ...{ amount: usd('0.001'), currency: 'USD', unit: 'training-tokens-1k', region: 'us-east-1', kind: 'shipped' },
        ...{ source: 'a table', asOf: '2026-11-20' },
      },
    },
  },
};

const line = (over: Partial<BillLine>): BillLine => ({
  month: '2026-11',
  launch: ID,
  usageType: 'USE1-NovaMicro-Customization-Training',
  amount: usd('1.10'),
  quantity: 1100,
  unit: '1K tokens',
  ...over,
});
const billOf = (lines: readonly BillLine[], readAtMs = ENDED_MS + DAY_MS): Bill => ({
  readAtMs,
  lines,
  recent: { days: 30, services: [] },
});
const explained = (lines: readonly BillLine[]) => differenceWords(launch, actualCost(launch, billOf(lines)));

describe('what a training cost', () => {
  it('is our own count until the bill is a day older than its end, and names why', () => {
    expect(actualCost(launch, undefined)).toMatchObject({ kind: 'metered', amount: usd('1.00'), why: 'not-read' });
    expect(actualCost(launch, billOf([line({})], ENDED_MS + DAY_MS - 1))).toMatchObject({ why: 'lag' });
    expect(actualCost(launch, billOf([]))).toMatchObject({ kind: 'metered', why: 'no-line' });
    expect(actualCost(launch, billOf([line({ launch: undefined })]))).toMatchObject({ why: 'no-line' });
    expect(actualCost(launch, billOf([line({})]))).toMatchObject({ amount: usd('1.10'), tokens: 1_100_000 });
  });

  it('counts what trained, in every month, and neither storage nor hours', () => {
    const others = ['USE1-NovaMicro-Customization-Storage', 'USE1-NovaMicro-ProvisionedThroughput-NoCommit-ModelUnits'];
    const lines = [line({}), line({ month: '2026-10' }), ...others.map((usageType) => line({ usageType }))];

    expect(actualCost(launch, billOf(lines))).toMatchObject({ kind: 'billed', amount: usd('2.20') });
  });

  it.each([
    ['within the estimate', [line({})], 'Within the estimate.'],
    ['another price', [line({ amount: usd('2.00'), quantity: 1000 })], 'AWS charged $0.002 per 1,000 tokens'],
    ['more epochs', [line({ amount: usd('1.50'), quantity: 1500 })], 'which are 3 epochs of this file; 2 were planned'],
    ['more tokens', [line({ amount: usd('1.30'), quantity: 1300 })], 'AWS counted 1,300,000 tokens'],
    ['no tokens', [line({ amount: usd('9'), unit: 'N/A' })], 'why it differs is not known'],
    ['nothing under the tag', [], 'the tag is not activated'],
  ])('explains %s', (_name, lines, says) => {
    expect(explained(lines)).toContain(says);
  });

  it('splits every difference into price and tokens without a remainder', () => {
    const amount = fc.integer({ min: 0, max: 10 ** 10 }).map(microUsd);
    const tokens = fc.integer({ min: 1, max: 10 ** 9 });
    const epochs = fc.integer({ min: 1, max: 10 });
    const estimated = fc.record({ amount, price: fc.integer({ min: 0, max: 10 ** 6 }).map(microUsd), tokens, epochs });
    fc.assert(
      fc.property(estimated, fc.record({ amount, tokens }), (estimate, billed) => {
        const split = splitDifference(estimate, billed);

        expect(sumUsd(split.ofPrice, split.ofTokens)).toBe(split.total);
        expect(split.total).toBe(billed.amount - estimate.amount);
      }),
    );
  });

  it('reads AWS’s amounts, names and tags', () => {
    expect(['0.0012340000', '12', '', 'many', undefined].map(parseAwsAmount)).toEqual([
      ...[1234, 12_000_000, undefined, undefined, undefined],
    ]);
    expect(launchOfTagGroup(`rung:launch$${ID}`)).toBe(ID);
    expect(launchOfTagGroup('rung:launch$')).toBeUndefined();
    expect(
      ['USE1-Nova2.0Lite-RFT-Training-Hours', 'USE1-NovaMicro-input-tokens', 'USE1-Host:ml.g5.2xlarge', 'X'].map(
        usageKind,
      ),
    ).toEqual(['training', 'tokens', 'hosting', 'other']);
  });
});

describe('our own meter of what stands', () => {
  const FROM_MS = Date.parse('2026-11-01T00:00:00Z');
  const standing = (createdAtMs: number): HostingLook => {
    const hosting = { ...THROUGHPUT, arn: `${THROUGHPUT.arn}${createdAtMs}`, createdAtMs, modelUnits: 1 };
    return lookAt(hosting, SILENT, 0);
  };

  it('counts from the making or the month’s begin to the month’s end, and keeps what is gone', () => {
    const at = (day: number) => FROM_MS + day * DAY_MS;
    const first = meterHostings(emptyMeter('2026-11'), [standing(at(-5)), standing(at(1))], at(2));
    const gone = meterHostings(first, [], at(9));
    const over = meterHostings(first, [standing(at(-5))], at(40));

    // 2 days and 1 day at $108.15 an hour; the first then to the end of 30 days.
    expect(first.hostings.map(({ amount }) => amount)).toEqual([usd('5191.20'), usd('2595.60')]);
    expect(gone.hostings).toEqual(first.hostings);
    expect(over.hostings[0]).toMatchObject({ amount: usd('77868'), hours: 720 });
  });

  it('comes to the same however often it looks', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 24 * 29 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(hours, (looked) => {
        const moments = [...looked].sort((a, b) => a - b).map((hour) => FROM_MS + hour * HOUR_MS);
        const meter = moments.reduce(
          (sum, nowMs) => meterHostings(sum, [standing(FROM_MS)], nowMs),
          emptyMeter('2026-11'),
        );
        const [last = FROM_MS] = moments.slice(-1);

        expect(meter.hostings[0]?.amount).toBe(((last - FROM_MS) / HOUR_MS) * usd('108.15'));
      }),
    );
  });
});

describe('a month', () => {
  const meter = { ...emptyMeter('2026-11') };

  it('adds up to its channels, people and models, and tells the bill from our count', () => {
    const others = { ...launch, id: `${ID.slice(0, -1)}4` as Done['id'], requester: 'U0BO' as Done['requester'] };
    const costs = monthCosts({
      ...{ month: '2026-11', judgements: [], evaluations: [], meter },
      launches: [launch, others],
      bill: billOf([line({}), line({ launch: undefined, amount: usd('5') })]),
    });

    expect(costs.total).toMatchObject({ amount: usd('2.10'), unknown: 0, from: ['bill', 'meter'] });
    expect(costs.byPerson.map(({ key, amount, from }) => [key, amount, from])).toEqual([
      [launch.requester, usd('1.10'), ['bill']],
      ['U0BO', usd('1.00'), ['meter']],
    ]);
    expect(costs.untagged).toBe(usd('5'));
    // Each is held against the range that was approved for it, by which its own card says whether it is within.
    expect(costs.against).toMatchObject({ trainings: 2, actual: usd('2.10') });
    expect([costs.against?.above.trainings, costs.against?.below.trainings]).toEqual([
      explained([line({})]) === 'Within the estimate.' ? 0 : 1,
      0,
    ]);
  });

  it('never adds what is not known as nothing', () => {
    const costs = monthCosts({
      ...{ month: '2026-11', judgements: [], evaluations: [], meter, bill: undefined },
      launches: [{ ...launch, cost: undefined }],
    });

    expect(costs.total).toMatchObject({ amount: 0, unknown: 1 });
    expect(costs.against).toBeUndefined();
  });
});
