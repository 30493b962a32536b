import { servingPrices } from '@rung/app/serving-prices.ts';
import type { Card } from '@rung/core/chat/card.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { findBaseModel } from '@rung/core/dataset/base-models.ts';
import type { ArmResult } from '@rung/core/evaluation/judgement/answer.ts';
import { ARM_NAMES, type ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import {
  type AnsweringJudgement,
  hashJudgementPlan,
  type JudgedJudgement,
  type JudgementPlan,
  type PricedJudgement,
  type RefusedJudgement,
} from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementRequest } from '@rung/core/evaluation/judgement/judgement-form.ts';
import { measureTraffic } from '@rung/core/evaluation/judgement/measured-traffic.ts';
import { lookAgain, reversalOf } from '@rung/core/evaluation/judgement/reversal.ts';
import type { ArmCost } from '@rung/core/evaluation/judgement/serving-cost.ts';
import { judgeArms, type Verdict, verdictAt } from '@rung/core/evaluation/judgement/verdict.ts';
import { confusionOf } from '@rung/core/evaluation/metrics/confusion.ts';
import { meanMeasure } from '@rung/core/evaluation/statistics/paired-measure.ts';
import { judgementIdFor, type LaunchId, launchIdFor } from '@rung/core/ids.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { ANA, BO } from '../../core/launch/plans.ts';

/** What people write anywhere in a card, and how much of everything there is. */
interface Stuff {
  readonly text: string;
  readonly many: number;
}

const LAUNCH: LaunchId = launchIdFor({ user: ANA, formId: 'V1' });
const base = findBaseModel('amazon.nova-2-lite-v1:0:256k');

function requestOf(stuff: Stuff): JudgementRequest {
  return {
    heldOut: `s3://b/${stuff.text}`.slice(0, 1024) as S3Uri,
    metric: stuff.many % 2 === 0 ? { kind: 'macro-f1', field: stuff.text } : { kind: 'rubric', rubric: stuff.text },
    shots: 5,
    ownPrompt: stuff.text,
    requestsAMonth: 30_000,
    worthAPoint: usd('100'),
    budget: usd('5'),
  };
}

function planOf(stuff: Stuff, changes: Partial<JudgementPlan> = {}): JudgementPlan {
  return {
    heldOut: {
      uri: 's3://b/k' as S3Uri,
      versionId: undefined,
      etag: '"e"',
      bytes: 9,
      sha256: 'a'.repeat(64),
      records: 200,
    },
    examples: 200,
    chunkSize: 25,
    arms: ARM_NAMES,
    prompts: {
      instruction: stuff.text,
      shots: Array.from({ length: Math.min(20, stuff.many) }, () => ({ question: stuff.text, answer: stuff.text })),
    },
    serving: 'on-demand',
    trialHours: 0,
    judge: stuff.text,
    maxTokens: 64,
    estimate: { kind: 'known', low: usd('0.80'), high: usd('1.20'), asOf: '2026-08-02' },
    prices: servingPrices({ base: baseOf(stuff).model.base, region: 'us-east-1', judge: undefined }, shippedPrice),
    ...changes,
  };
}

function baseOf(stuff: Stuff) {
  if (base.kind !== 'tunable') throw new Error('Nova 2 Lite is tunable');
  return {
    id: judgementIdFor({ launch: LAUNCH, formId: 'V2' }),
    model: {
      launchId: LAUNCH,
      name: stuff.text.slice(0, 40),
      base: base.model,
      region: 'us-east-1',
      modelArn: 'arn:aws:bedrock:us-east-1:123456789012:custom-model/m/abcdefghijkl',
      trainedOn: 'b'.repeat(64),
    },
    request: requestOf(stuff),
    declared: undefined,
    requester: ANA,
    requestedAtMs: 1000,
    root: { channel: 'C1', ts: '1.1' },
    card: { channel: 'C1', ts: '1.2' },
    version: 3,
  };
}

export function priced(stuff: Stuff, changes: Partial<JudgementPlan> = {}): PricedJudgement {
  const plan = planOf(stuff, changes);
  const planHash = hashJudgementPlan({ ...baseOf(stuff), plan });
  return { ...baseOf(stuff), state: 'priced', plan, planHash, expiresAtMs: 90_000_000, taskToken: 'token' };
}

function answering(stuff: Stuff, trialArn: string | undefined): AnsweringJudgement {
  const { plan, planHash } = priced(stuff);
  const approval = { planHash, by: BO, atMs: 2000, amount: usd('1.20') };
  return {
    ...baseOf(stuff),
    state: 'answering',
    plan,
    approval,
    startedAtMs: 2000,
    trialArn,
    progress: { chunks: 7, atMs: 3000 },
  };
}

const result = (arm: ArmName, value: number): ArmResult => ({
  arm,
  answered: 199,
  failed: 1,
  value,
  exactMatch: value,
  validJson: 0.99,
  fieldsRight: 0.97,
  cutOff: 2,
  meanCharacters: 40,
  inputTokens: 40_000,
  outputTokens: 8000,
  latencyMs: { median: 320, p95: 900 },
});

/** Costs of which the tuned one's is that. */
function costsOf(tuned: MicroUsd | undefined): ArmCost[] {
  const known = (amount: MicroUsd) => ({ kind: 'known', amount }) as const;
  const unknown = { kind: 'unknown', why: 'no dated price' } as const;
  return ARM_NAMES.map((arm) => {
    const monthly = arm !== 'tuned' ? known(usd('90')) : tuned === undefined ? unknown : known(tuned);
    return { arm, standing: known(usd(arm === 'tuned' ? '20' : '0')), perThousand: known(usd('1')), monthly };
  });
}

/** `right` of 200 examples right. */
const scores = (right: number) => Float64Array.from({ length: 200 }, (_, index) => (index < right ? 1 : 0));

function verdictOf(tuned: number, given: { monthly: MicroUsd | undefined; examples?: number }): Verdict {
  const right = { prompt: 120, 'few-shot': 150, retrieval: 130, tuned };
  return judgeArms({
    examples: given.examples ?? 200,
    arms: ARM_NAMES.map((arm) => ({ arm, value: right[arm] / 200, failed: 1 })),
    pair: (before, after) => meanMeasure(scores(right[before]), scores(right[after])),
    costs: costsOf(given.monthly),
    worthAPoint: usd('100'),
    seed: 'sample',
  });
}

export function judged(stuff: Stuff, verdict: Verdict, monthly: MicroUsd | undefined): JudgedJudgement {
  const { plan, approval } = answering(stuff, undefined);
  const costs = costsOf(monthly);
  return {
    ...baseOf(stuff),
    state: 'judged',
    plan,
    approval,
    startedAtMs: 2000,
    endedAtMs: 900_000,
    results: [result('prompt', 0.6), result('few-shot', 0.75), result('retrieval', 0.65), result('tuned', 0.9)],
    costs,
    verdict,
    flips: { gained: 30, lost: 2, first: [{ line: 7, kind: 'gained' }] },
    judge: {
      modelId: stuff.text,
      known: 20,
      agreed: 19,
      labelled: { pairs: 30, agreed: 27 },
      judged: 800,
      differed: 7,
      inputTokens: 9,
      outputTokens: 9,
    },
    confusion: confusionOf([{ right: stuff.text, said: 'x' }]),
    reversal: reversalOf(verdict, {
      ...{ costs, requestsAMonth: 30_000, worthAPoint: usd('100') },
      ...{ endOfLife: '2027-01-01', nowMs: 900_000 },
    }),
    trial: { kind: 'deleted' },
    spent: monthly,
    lookedAgainAtMs: undefined,
  };
}

/** The verdicts by name, with what the tuned model costs a month. */
export const VERDICTS: readonly (readonly [string, Verdict, MicroUsd | undefined])[] = [
  ['ship', verdictOf(190, { monthly: usd('410') }), usd('410')],
  ['ship, cheaper', verdictOf(190, { monthly: usd('40') }), usd('40')],
  ['keep, better', verdictOf(90, { monthly: usd('410') }), usd('410')],
  ['keep, too dear', verdictOf(170, { monthly: usd('44000') }), usd('44000')],
  ['keep, price not known', verdictOf(190, { monthly: undefined }), undefined],
  ['too close', verdictOf(152, { monthly: usd('410') }), usd('410')],
  ['a tie', verdictOf(150, { monthly: undefined }), undefined],
  ['needs data', { kind: 'needs-data', because: 'too-few', answered: 20, wanted: 30 }, usd('1')],
  ['too many failed', verdictOf(190, { monthly: usd('1'), examples: 10 }), usd('1')],
];

/** Every card of a judgement, in every state. */
export function everyJudgement(stuff: Stuff): [string, Card][] {
  const shown = (name: string, judgement: Extract<Card, { kind: 'judgement' }>['judgement']): [string, Card] => [
    `judgement, ${name}`,
    { kind: 'judgement', judgement, approvers: name === 'priced, dear' ? [ANA, BO] : [] },
  ];
  const { plan, approval } = answering(stuff, undefined);
  const refused = (reason: RefusedJudgement['reason']): RefusedJudgement => ({
    ...baseOf(stuff),
    state: 'refused',
    reason,
  });
  const refusals = [
    refused({ kind: 'finding', message: stuff.text, remedy: stuff.text }),
    refused({ kind: 'denied', by: BO, atMs: 1 }),
    refused({ kind: 'expired' }),
    refused({ kind: 'changed', what: stuff.text }),
  ];
  const arn = 'arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl';
  const failed = { ...baseOf(stuff), state: 'failed', plan, approval, why: stuff.text } as const;
  const [ship] = VERDICTS;
  const sample = judged(stuff, ship?.[1] ?? verdictOf(1, { monthly: undefined }), usd('1'));
  const flips = Array.from({ length: Math.min(16, stuff.many) }, (_, line) => ({
    ...{ line, question: stuff.text, right: stuff.text, rival: stuff.text, tuned: stuff.text },
    ...(line % 3 === 0 ? { fields: { of: 4, rival: 1, tuned: 3 } } : {}),
    kind: line % 2 === 0 ? ('gained' as const) : ('lost' as const),
  }));
  return [
    shown('requested', { ...baseOf(stuff), state: 'requested' }),
    shown('priced', priced(stuff)),
    shown(
      'priced, dear',
      priced(stuff, {
        estimate: { kind: 'known', low: usd('90'), high: usd('130'), asOf: '2026-08-02' },
        serving: 'provisioned',
        trialHours: 2,
      }),
    ),
    shown('priced, price not known', priced(stuff, { estimate: { kind: 'unknown', why: stuff.text } })),
    shown('waiting for its trial', answering(stuff, undefined)),
    shown('answering', answering(stuff, arn)),
    ...VERDICTS.map(([name, verdict, monthly]) => shown(name, judged(stuff, verdict, monthly))),
    shown('trial stands', { ...sample, trial: { kind: 'stands', arn } }),
    shown('failed', { ...failed, trial: { kind: 'deleted' } }),
    shown('failed, trial stands', { ...failed, trial: { kind: 'stands', arn } }),
    ...refusals.map((judgement) => shown(`refused, ${judgement.reason.kind}`, judgement)),
    ...[sample, { ...failed, trial: { kind: 'deleted' } as const }, ...refusals].map((judgement): [string, Card] => [
      `judgement ended, ${judgement.state}`,
      { kind: 'judgement-ended', judgement },
    ]),
    ...VERDICTS.flatMap(([name, verdict, monthly]) =>
      [undefined, 41_000, 1000].map((requestsAMonth): [string, Card] => [
        `looked again at ${requestsAMonth ?? 'no'} requests: ${name}`,
        lookedAgain(judged(stuff, verdict, monthly), requestsAMonth),
      ]),
    ),
    ['what arms are asked', { kind: 'arm-prompts', judgement: priced(stuff) }],
    ['flips', { kind: 'flips', judgement: sample, rival: 'few-shot', flips, all: 's3://b/judgements/j/flips.jsonl' }],
  ];
}

/** The same verdict 30 days on, at the traffic that was measured; the tuned model's cost grows with it. */
function lookedAgain(judgement: JudgedJudgement, requestsAMonth: number | undefined): Card {
  const nowMs = 30 * DAY_MS;
  const traffic = measureTraffic(
    requestsAMonth === undefined ? undefined : { requests: requestsAMonth, sinceMs: 0 },
    nowMs,
  );
  const at = (requestsAMonth ?? 30_000) / 30_000;
  const costs = judgement.costs.map((cost) =>
    cost.monthly.kind === 'known' && cost.arm !== 'tuned'
      ? { ...cost, monthly: { ...cost.monthly, amount: Math.round(cost.monthly.amount * at) as MicroUsd } }
      : cost,
  );
  const verdict = verdictAt(judgement.verdict, { costs, worthAPoint: judgement.request.worthAPoint });
  const criteria = lookAgain(judgement.reversal, { nowMs, traffic, costs });
  return { kind: 'looked-again', judgement, look: { criteria, traffic, verdict, costs } };
}
