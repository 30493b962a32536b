import type { Person } from '@rung/core/chat/person.ts';
import type { PriceUnit } from '@rung/core/cost/price.ts';
import {
  ALONE_UP_TO,
  amountToConfirm,
  mayConfirm,
  needsSecondConfirmer,
} from '@rung/core/evaluation/judgement/confirm-rule.ts';
import { hashJudgementPlan, type PricedJudgement, passesToHosting } from '@rung/core/evaluation/judgement/judgement.ts';
import { type JudgementForm, parseJudgementForm } from '@rung/core/evaluation/judgement/judgement-form.ts';
import { answerLimit, estimateJudgement, type JudgementWork } from '@rung/core/evaluation/judgement/judgement-price.ts';
import type { ServingPrices } from '@rung/core/evaluation/judgement/serving-cost.ts';
import type { UserId } from '@rung/core/ids.ts';
import { type MicroUsd, microUsd, usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priced } from '../../../slack/view/sample-judgements.ts';
import { ANA, BO, member, POLICY } from '../../launch/plans.ts';

const QUIET = { text: 'quiet', many: 3 };
const FAY = 'U0FAY' as UserId;

/** A price of so much. */
const at = (high: MicroUsd): PricedJudgement =>
  priced(QUIET, { estimate: { kind: 'known', low: usd('0'), high, asOf: '2026-08-02' } });
const UNKNOWN = priced(QUIET, { estimate: { kind: 'unknown', why: 'no price' } });

const tries = (
  judgement: PricedJudgement,
  person: Person,
  changes: { shownHash?: string; nowMs?: number; approvers?: UserId[] } = {},
) =>
  mayConfirm(
    judgement,
    { person, shownHash: changes.shownHash ?? judgement.planHash, nowMs: changes.nowMs ?? 5000 },
    { ...POLICY, approvers: changes.approvers ?? [] },
  ).kind;

describe('who may confirm a price', () => {
  it('is anybody of the workspace up to ten dollars, the one who asked included', () => {
    expect(tries(at(ALONE_UP_TO), member(ANA))).toBe('allowed');
    expect(tries(at(ALONE_UP_TO), member(FAY), { approvers: [BO] })).toBe('allowed');
  });

  it('is somebody else above that, and where the price is not known, and an approver where there are such', () => {
    for (const judgement of [at(microUsd(ALONE_UP_TO + 1)), UNKNOWN]) {
      expect(needsSecondConfirmer(judgement)).toBe(true);
      expect(tries(judgement, member(ANA))).toBe('not-allowed');
      expect(tries(judgement, member(BO))).toBe('allowed');
      expect(tries(judgement, member(FAY), { approvers: [BO] })).toBe('not-allowed');
      expect(tries(judgement, member(BO), { approvers: [BO] })).toBe('allowed');
    }
  });

  it.each(['guest', 'stranger', 'bot', 'gone'] as const)('is never a %s', (standing) => {
    expect(tries(at(usd('1')), { id: BO, standing })).toBe('not-allowed');
  });

  it('is nobody once the price expired, or over a card that showed another plan', () => {
    const judgement = at(usd('1'));

    expect(tries(judgement, member(BO), { nowMs: judgement.expiresAtMs })).toBe('not-allowed');
    expect(tries(judgement, member(BO), { shownHash: 'f'.repeat(64) })).toBe('not-allowed');
  });

  it('commits the estimate’s upper end, or the budget where a price is missing', () => {
    expect(amountToConfirm(at(usd('3')).plan.estimate, usd('5'))).toBe(usd('3'));
    expect(amountToConfirm(UNKNOWN.plan.estimate, usd('5'))).toBe(usd('5'));
  });
});

describe('the hash that a confirmation binds', () => {
  const judgement = at(usd('1'));
  const { plan } = judgement;
  const changed = {
    examples: { ...plan, examples: 201 },
    bytes: { ...plan, heldOut: { ...plan.heldOut, sha256: 'c'.repeat(64) } },
    prompt: { ...plan, prompts: { ...plan.prompts, instruction: 'Answer otherwise.' } },
    shots: { ...plan, prompts: { ...plan.prompts, shots: plan.prompts.shots.slice(1) } },
    serving: { ...plan, serving: 'provisioned' as const },
    hours: { ...plan, trialHours: 3 },
    price: { ...plan, estimate: { kind: 'known', low: usd('0'), high: usd('2'), asOf: '2026-08-02' } as const },
  };

  it.each(Object.entries(changed))('changes with its %s', (_what, other) => {
    expect(hashJudgementPlan({ ...judgement, plan })).toBe(judgement.planHash);
    expect(hashJudgementPlan({ ...judgement, plan: other })).not.toBe(judgement.planHash);
  });

  it('changes with the metric that decides', () => {
    const request = { ...judgement.request, metric: { kind: 'exact-match' } as const };

    expect(hashJudgementPlan({ ...judgement, request })).not.toBe(judgement.planHash);
  });
});

describe('hosting', () => {
  it('is open to what was judged to be shipped, and to nothing else', () => {
    const of = (verdict: 'ship' | 'keep' | 'too-close' | 'needs-data') =>
      passesToHosting({ id: at(usd('1')).id, verdict, atMs: 1 }).kind;

    expect(of('ship')).toBe('passed');
    expect((['keep', 'too-close', 'needs-data'] as const).map(of)).toEqual(['not-passed', 'not-passed', 'not-passed']);
    expect(passesToHosting(undefined)).toMatchObject({
      kind: 'not-passed',
      because: expect.stringContaining('Nobody has judged'),
    });
  });
});

const GOOD: JudgementForm = {
  heldOut: 's3://rung-data/held-out.jsonl',
  metric: 'accuracy',
  labelField: ' team ',
  rubric: '',
  labels: '',
  shots: '5',
  ownPrompt: '',
  requestsAMonth: '30,000',
  worthAPointUsd: '',
  budgetUsd: '5',
};

describe('the judgement form', () => {
  it('is read into a request', () => {
    expect(parseJudgementForm(GOOD)).toMatchObject({
      kind: 'request',
      request: {
        metric: { kind: 'accuracy', field: 'team' },
        shots: 5,
        requestsAMonth: 30_000,
        worthAPoint: undefined,
      },
    });
  });

  it.each([
    ['heldOut', 'held-out.jsonl'],
    ['metric', 'charm'],
    ['shots', '21'],
    ['shots', '1.5'],
    ['requestsAMonth', ''],
    ['requestsAMonth', '0'],
    ['worthAPointUsd', 'a lot'],
    ['worthAPointUsd', '-1'],
    ['budgetUsd', '0'],
    ['ownPrompt', 'x'.repeat(4001)],
  ] as const)('says under %s alone that it is wrong', (field, typed) => {
    const parsed = parseJudgementForm({ ...GOOD, [field]: typed });

    expect(parsed.kind === 'wrong' && Object.keys(parsed.errors)).toEqual([field]);
  });

  it('takes a rubric where one decides, and says under the field what is wrong with it', () => {
    const form = { ...GOOD, metric: 'rubric', rubric: ' Names the team. ' };

    expect(parseJudgementForm(form)).toMatchObject({
      kind: 'request',
      request: { metric: { kind: 'rubric', rubric: 'Names the team.' } },
    });
    for (const rubric of [' ', 'x'.repeat(2001)]) {
      const parsed = parseJudgementForm({ ...form, rubric });
      expect(parsed.kind === 'wrong' && Object.keys(parsed.errors)).toEqual(['rubric']);
    }
  });

  it('never ends without a request or a sentence, whatever is typed', () => {
    const text = fc.string({ maxLength: 30 });
    fc.assert(
      fc.property(
        fc.record({
          heldOut: text,
          metric: text,
          labelField: text,
          rubric: text,
          labels: text,
          shots: text,
          ownPrompt: text,
          requestsAMonth: text,
          worthAPointUsd: text,
          budgetUsd: text,
        }),
        (form) => {
          const parsed = parseJudgementForm(form);

          expect(parsed.kind === 'request' || Object.keys(parsed.errors).length > 0).toBe(true);
        },
      ),
    );
  });
});

describe('what judging costs', () => {
  const price = (unit: PriceUnit, amount: string) =>
    ({
      kind: 'known',
      price: {
        amount: usd(amount),
        unit,
        currency: 'USD',
        region: 'us-east-1',
        kind: 'shipped',
        source: 's',
        asOf: '2026-08-02',
      },
    }) as const;
  const prices: ServingPrices = {
    baseInput: price('input-tokens-1k', '0.001'),
    baseOutput: price('output-tokens-1k', '0.004'),
    tunedInput: price('tuned-input-tokens-1k', '0.002'),
    tunedOutput: price('tuned-output-tokens-1k', '0.008'),
    storedMonth: price('stored-model-month', '1.95'),
    unitHour: price('model-unit-hour', '60.50'),
    judgeInput: price('input-tokens-1k', '0.01'),
    judgeOutput: price('output-tokens-1k', '0.04'),
  };
  const work = (examples: number, changes: Partial<JudgementWork> = {}): JudgementWork => ({
    examples: Array.from({ length: examples }, (_, line) => ({
      line,
      system: 'Name the team.',
      turns: [{ role: 'user', text: 'My invoice is wrong.' }],
      right: 'billing',
    })),
    arms: ['prompt', 'few-shot', 'tuned'],
    prompts: { instruction: 'One word.', shots: [{ question: 'It crashed.', answer: 'engineering' }] },
    serving: 'on-demand',
    trialHours: 0,
    maxTokens: 64,
    rubric: undefined,
    ...changes,
  });
  const high = (given: JudgementWork) => {
    const estimate = estimateJudgement(given, prices);
    if (estimate.kind !== 'known') throw new Error(estimate.why);
    return estimate.high;
  };

  it('counts two looks of the judge model at every answer, and at every known pair', () => {
    const rubric = 'Names the team.';
    const judged = estimateJudgement(work(30, { rubric }), prices);
    const unknown: ServingPrices = { ...prices, judgeInput: { kind: 'unknown', why: 'no price of the judge' } };

    expect(high(work(30, { rubric }))).toBeGreaterThan(high(work(30)) * 2);
    expect(judged.kind === 'known' && judged.low < judged.high).toBe(true);
    expect(estimateJudgement(work(30, { rubric }), unknown)).toEqual({ kind: 'unknown', why: 'no price of the judge' });
    expect(estimateJudgement(work(30), unknown).kind).toBe('known');
  });

  it('grows with examples, arms and the longest answer, and its lower end is never above its upper', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 4000 }), (examples, maxTokens) => {
        const estimate = estimateJudgement(work(examples, { maxTokens }), prices);
        const more = high(work(examples + 1, { maxTokens }));

        expect(estimate.kind === 'known' && estimate.low <= estimate.high && estimate.high <= more).toBe(true);
        expect(high(work(examples, { maxTokens: maxTokens + 50 }))).toBeGreaterThanOrEqual(
          high(work(examples, { maxTokens })),
        );
        expect(high(work(examples, { arms: ['prompt', 'few-shot', 'retrieval', 'tuned'] }))).toBeGreaterThan(
          high(work(examples)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('is the hours of a trial that bills by the hour, and unknown where a price is', () => {
    const hourly = high(work(30, { serving: 'provisioned', trialHours: 2 }));
    const missing = estimateJudgement(work(30), { ...prices, tunedOutput: { kind: 'unknown', why: 'no dated price' } });

    expect(hourly).toBeGreaterThan(usd('121'));
    expect(missing).toEqual({ kind: 'unknown', why: 'no dated price' });
  });

  it('is bounded by a limit of tokens that leaves room for the longest right answer', () => {
    expect(answerLimit([{ right: 'x' }])).toBe(64);
    expect(answerLimit([{ right: 'x' }, { right: 'word '.repeat(2000) }])).toBeGreaterThan(2500);
  });
});
