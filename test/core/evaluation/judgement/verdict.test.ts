import type { PriceAnswer } from '@rung/core/cost/price.ts';
import type { ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import { measureTraffic } from '@rung/core/evaluation/judgement/measured-traffic.ts';
import { breakEven, lookAgain, reversalOf } from '@rung/core/evaluation/judgement/reversal.ts';
import { armCost } from '@rung/core/evaluation/judgement/serving-cost.ts';
import { judgeArms, verdictAt } from '@rung/core/evaluation/judgement/verdict.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import { DAY_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidence, PRICES } from './build-evidence.ts';

/** So many requests in 30 days. */
const trafficOf = (requests: number | undefined) =>
  measureTraffic(requests === undefined ? undefined : { requests, sinceMs: 0 }, 30 * DAY_MS);
const UNKNOWN: PriceAnswer = { kind: 'unknown', why: 'no price' };

/** `right` of 200 examples right, from the `skip`th on. */
const right = (many: number, skip = 0) => Array.from({ length: 200 }, (_, i) => (i >= skip && i < many + skip ? 1 : 0));

describe('a verdict', () => {
  it('lets no judge model decide that misses what is known', () => {
    const arms = { prompt: right(120), tuned: right(180) };
    const by = (agreed: number, known: number) => judgeArms(evidence(arms, { judge: { agreed, known } })).kind;

    expect([by(20, 20), by(16, 20)]).toEqual(['ship', 'ship']);
    expect([by(15, 20), by(0, 0)]).toEqual(['needs-data', 'needs-data']);
  });

  it('ships what is clearly better than the best of the others, and says what a point costs', () => {
    const verdict = judgeArms(
      evidence({ prompt: right(120), 'few-shot': right(140), tuned: right(180) }, { serving: 'provisioned' }),
    );

    expect(verdict).toMatchObject({ kind: 'ship', duel: { rival: 'few-shot', comparison: { outcome: 'better' } } });
    // $60.50 an hour × 730 + $1.95 − (1,200 × $0.33 + 40 × $2.75 per million) × 100,000; by 20 points.
    const extra = 60.5 * 730 + 1.95 - (1.2 * 0.00033 + 0.04 * 0.00275) * 100_000;
    expect('duel' in verdict && verdict.duel.trade.extraAMonth).toBeCloseTo(extra * 1e6, -1);
    expect('duel' in verdict && verdict.duel.trade.perPoint).toBeCloseTo((extra / 20) * 1e6, -1);
  });

  it('calls it too close when the tuned model only ties with few-shot, and keeps few-shot', () => {
    const verdict = judgeArms(evidence({ prompt: right(120), 'few-shot': right(176), tuned: right(177) }));

    expect(verdict).toMatchObject({ kind: 'too-close', arm: 'few-shot', duel: { rival: 'few-shot' } });
  });

  it('calls it too close when both are right the same number of times on other examples', () => {
    const verdict = judgeArms(evidence({ prompt: right(100), 'few-shot': right(150), tuned: right(150, 40) }));

    expect(verdict).toMatchObject({ kind: 'too-close', duel: { comparison: { settlesAt: undefined } } });
  });

  it('never ships what ties, in any sample', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (base, shift) => {
        const few = right(base);
        const turned = few.map((_, index) => few[(index + shift) % 200] ?? 0);

        expect(judgeArms(evidence({ prompt: few, tuned: turned })).kind).toBe('too-close');
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the simplest arm that nothing clearly beats', () => {
    const worse = judgeArms(evidence({ prompt: right(170), 'few-shot': right(171), tuned: right(120) }));
    const better = judgeArms(evidence({ prompt: right(120), 'few-shot': right(171), tuned: right(120) }));

    expect(worse).toMatchObject({ kind: 'keep', arm: 'prompt', because: 'better' });
    expect(better).toMatchObject({ kind: 'keep', arm: 'few-shot', because: 'better' });
  });

  it('does not ship a gain that is clear against the prompt and not against few-shot', () => {
    const verdict = judgeArms(evidence({ prompt: right(150), 'few-shot': right(163), tuned: right(165) }));

    expect(verdict.kind).toBe('too-close');
  });

  it('keeps the cheaper arm when a point costs more than it is worth, or nobody knows what it costs', () => {
    const arms = { prompt: right(120), tuned: right(180) };
    const dear = judgeArms(evidence(arms, { serving: 'provisioned', worthAPoint: usd('100') }));
    const cheap = judgeArms(evidence(arms, { worthAPoint: usd('100') }));
    const costs = [
      armCost(
        'tuned',
        { tokens: { input: 1, output: 1 }, requestsAMonth: 1, serving: 'on-demand' },
        { ...PRICES, tunedInput: UNKNOWN },
      ),
    ];
    const unknown = judgeArms(evidence(arms, { worthAPoint: usd('100'), costs }));

    expect(dear).toMatchObject({ kind: 'keep', because: 'not-worth-it' });
    expect(cheap.kind).toBe('ship');
    expect(unknown).toMatchObject({
      kind: 'keep',
      because: 'not-worth-it',
      duel: { trade: { extraAMonth: undefined } },
    });
  });

  it('needs data when there is too little of it, or too many answers failed', () => {
    const few = judgeArms(evidence({ prompt: right(20).slice(0, 20), tuned: right(0).slice(0, 20) }));
    const arms = [
      { arm: 'prompt', value: 0.5, failed: 0 },
      { arm: 'tuned', value: 0.9, failed: 11 },
    ] as const;

    expect(few).toEqual({ kind: 'needs-data', because: 'too-few', answered: 20, wanted: 30 });
    expect(judgeArms(evidence({ prompt: right(100), tuned: right(180) }, { arms }))).toMatchObject({
      kind: 'needs-data',
      because: 'too-many-failed',
    });
  });
});

describe('what an arm costs', () => {
  it('is what stands and what each request adds, and unknown when a price is', () => {
    const use = { tokens: { input: 1000, output: 100 }, requestsAMonth: 10_000, serving: 'on-demand' } as const;

    expect(armCost('prompt', use, PRICES)).toMatchObject({
      standing: { kind: 'known', amount: 0 },
      monthly: { kind: 'known', amount: usd('6.05') },
    });
    expect(armCost('tuned', use, PRICES)).toMatchObject({
      standing: { kind: 'known', amount: usd('1.95') },
      monthly: { kind: 'known', amount: usd('7.45') },
    });
    expect(armCost('tuned', { ...use, serving: 'provisioned' }, PRICES).perThousand).toEqual({
      kind: 'known',
      amount: 0,
    });
    expect(armCost('tuned', use, { ...PRICES, storedMonth: UNKNOWN }).monthly).toEqual(UNKNOWN);
  });
});

describe('what would turn a verdict', () => {
  const cost = (arm: ArmName, input: number) =>
    armCost(arm, { tokens: { input, output: 40 }, requestsAMonth: 100, serving: 'on-demand' }, PRICES);

  const told = { requestsAMonth: 100, worthAPoint: undefined, endOfLife: undefined, nowMs: 0 };

  it('is money only where a point has a worth, and never where the answers are no better', () => {
    const costs = [cost('tuned', 200), cost('few-shot', 1200), cost('prompt', 900)];
    const kinds = (tuned: number, worthAPoint: MicroUsd | undefined) => {
      const verdict = judgeArms({
        ...evidence({ 'few-shot': right(100), tuned: right(tuned) }),
        ...{ costs, worthAPoint },
      });
      return reversalOf(verdict, { ...told, costs, worthAPoint }).criteria;
    };

    expect(kinds(178, undefined).map(({ kind }) => kind)).toEqual(['traffic']);
    expect(kinds(100, usd('0.01')).map(({ kind }) => kind)).toEqual(['traffic']);
    // 39 points at a cent are worth $0.39 of the $1.95 that storing costs.
    expect(kinds(178, usd('0.01'))).toMatchObject([
      { kind: 'traffic', turns: 'above', requestsAMonth: Math.ceil(1.95 / ((506 - 160) / 1e6)) },
      { kind: 'worth', turns: 'above', requestsAMonth: Math.ceil(1.56 / ((506 - 160) / 1e6)), becomes: 'worth-it' },
    ]);
  });

  it('is the number of requests from which the tuned model is the cheaper one', () => {
    const [tuned, few] = [cost('tuned', 200), cost('few-shot', 1200)];

    const at = breakEven(tuned, few);

    // $1.95 / (1,200 × 0.33 + 40 × 2.75 − 200 × 0.30 − 40 × 2.50 per million).
    expect(at).toEqual({ cheaper: 'above', requestsAMonth: Math.ceil(1.95 / ((506 - 160) / 1e6)) });
    expect(breakEven(cost('tuned', 200), cost('prompt', 0))).toBeUndefined();
  });

  it('is stored with the verdict and looked at again after 30 days, with the traffic that was measured', () => {
    const verdict = judgeArms(evidence({ prompt: right(100), 'few-shot': right(176), tuned: right(178) }));
    const costs = [cost('tuned', 200), cost('few-shot', 1200)];
    const reversal = reversalOf(verdict, { ...told, costs, endOfLife: '2027-01-01' });

    const at = (requestsAMonth: number | undefined, nowMs = 0) =>
      lookAgain(reversal, { nowMs, traffic: trafficOf(requestsAMonth), costs }).map(({ kind }) => kind);

    expect(reversal.lookAgainAtMs).toBe(30 * 86_400_000);
    expect(reversal.criteria.map(({ kind }) => kind)).toEqual(['more-examples', 'traffic', 'base-ends']);
    const [, traffic] = reversal.criteria;
    expect(traffic).toMatchObject({ turns: 'above', becomes: 'cheaper', than: 'few-shot' });
    expect(at(undefined)).toEqual(['not-known', 'not-known', 'holds']);
    expect(at(1000)).toEqual(['not-known', 'holds', 'holds']);
    expect(at(9000, Date.parse('2027-01-01'))).toEqual(['not-known', 'turned', 'turned']);
  });

  it('is a price that was missing, until it is known', () => {
    const verdict = judgeArms(evidence({ prompt: right(100), tuned: right(178) }));
    const unknown = [cost('prompt', 100), { ...cost('tuned', 100), monthly: UNKNOWN }];
    const reversal = reversalOf(verdict, { ...told, costs: unknown });
    const look = (costs: typeof unknown) => lookAgain(reversal, { nowMs: 0, traffic: trafficOf(undefined), costs });

    expect(look(unknown)).toMatchObject([{ kind: 'holds', criterion: { kind: 'price-known' } }]);
    expect(look([cost('prompt', 100), cost('tuned', 100)])).toMatchObject([{ kind: 'turned' }]);
  });
});

it('money of a verdict is in whole micro-dollars', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 10_000_000 }), (input, requestsAMonth) => {
      const { monthly } = armCost(
        'few-shot',
        { tokens: { input, output: 7.3 }, requestsAMonth, serving: 'on-demand' },
        PRICES,
      );

      expect(monthly.kind === 'known' && Number.isSafeInteger(monthly.amount as MicroUsd)).toBe(true);
    }),
  );
});

describe('a verdict 30 days on', () => {
  it('is what judging the same answers at the costs of today would say, but for which of the others to keep', () => {
    const score = fc.integer({ min: 0, max: 200 });
    const money = fc.record({
      requestsAMonth: fc.integer({ min: 0, max: 1_000_000 }),
      serving: fc.constantFrom('on-demand', 'provisioned'),
    });
    const worth = fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined });

    fc.assert(
      fc.property(
        fc.record({ prompt: score, fewShot: score, tuned: score, told: money, now: money, worth }),
        (dealt) => {
          const { prompt, fewShot, tuned, told, now, worth: worthAPoint } = dealt;
          const scores = { prompt: right(prompt), 'few-shot': right(fewShot), tuned: right(tuned) };
          const at = ({ requestsAMonth, serving }: typeof now) =>
            Object.keys(scores).map((arm) =>
              armCost(arm as ArmName, { tokens: { input: 900, output: 40 }, requestsAMonth, serving }, PRICES),
            );
          const given = { worthAPoint: worthAPoint as MicroUsd | undefined };
          const before = judgeArms(evidence(scores, { ...given, costs: at(told) }));
          const anew = judgeArms(evidence(scores, { ...given, costs: at(now) }));

          const again = verdictAt(before, { costs: at(now), ...given });

          const bare = ({ kind, ...rest }: typeof again) => ({ kind, duel: 'duel' in rest ? rest.duel : undefined });
          expect(bare(again)).toEqual(bare(anew));
          expect(verdictAt(before, { costs: at(told), ...given })).toEqual(before);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes traffic by the days in which its model was served, and calls less than a week not known', () => {
    const nowMs = 60 * DAY_MS;
    const since = (days: number) => measureTraffic({ requests: 100, sinceMs: nowMs - days * DAY_MS }, nowMs);

    expect(since(30)).toEqual({ kind: 'measured', requestsAMonth: 100, requests: 100, days: 30 });
    expect(since(10)).toEqual({ kind: 'measured', requestsAMonth: 300, requests: 100, days: 10 });
    expect(since(6.9).kind).toBe('not-known');
    expect(measureTraffic(undefined, nowMs).kind).toBe('not-known');
  });
});
