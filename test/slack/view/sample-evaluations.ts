import type { Card } from '@rung/core/chat/card.ts';
import {
  type BrokenOffEvaluation,
  type DoneEvaluation,
  type Evaluation,
  type EvaluationPlan,
  hashEvaluationPlan,
  type PricedEvaluation,
  type RefusedEvaluation,
  type RequestedEvaluation,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationCost } from '@rung/core/evaluation/evaluation-job/evaluation-cost.ts';
import { METRICS } from '@rung/core/evaluation/evaluation-job/evaluator.ts';
import type { Comparison } from '@rung/core/evaluation/statistics/compare-arms.ts';
import { evaluationIdFor, judgementIdFor, launchIdFor } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { ANA, BO } from '../../core/launch/plans.ts';
import type { Stuff } from './stuff.ts';

const JUDGEMENT = judgementIdFor({ launch: launchIdFor({ user: ANA, formId: 'V1' }), formId: 'V2' });
const ESTIMATE = { kind: 'known', low: usd('0.40'), high: usd('1.10'), asOf: '2026-11-26' } as const;
const UNKNOWN = { kind: 'unknown', why: 'no dated price' } as const;

const comparison = (outcome: Comparison['outcome'], estimate: number): Comparison => ({
  ...{ examples: 60, difference: { estimate, low: estimate - 0.05, high: estimate + 0.05 }, outcome },
  ...{ pValue: 0.01, test: 'permutation', settlesAt: undefined },
});

const baseOf = (stuff: Stuff): Omit<RequestedEvaluation, 'state'> => ({
  id: evaluationIdFor({ judgement: JUDGEMENT, formId: 'V3' }),
  judged: {
    ...{ judgement: JUDGEMENT, name: stuff.text, metric: stuff.text, comparison: comparison('better', 0.2) },
    rival: 'few-shot',
  },
  requester: ANA,
  budget: usd('5'),
  requestedAtMs: 1000,
  root: { channel: 'C1', ts: '1.1' },
  card: { channel: 'C1', ts: '1.3' },
  version: 3,
});

function planOf(stuff: Stuff, estimate: EvaluationPlan['estimate'] = ESTIMATE): EvaluationPlan {
  const set = { uri: 's3://b/k' as S3Uri, sha256: 'a'.repeat(64), estimate };
  return {
    ...{ region: 'us-east-1', evaluator: stuff.text.slice(0, 100), metrics: METRICS },
    sets: [
      { ...set, arm: 'few-shot' },
      { ...set, arm: 'tuned' },
    ],
    ...{ prompts: 60, answered: 90, roleArn: stuff.text.slice(0, 100), key: undefined, estimate },
    prices: { input: UNKNOWN, output: UNKNOWN },
  };
}

function priced(stuff: Stuff, estimate?: EvaluationPlan['estimate']): PricedEvaluation {
  const plan = planOf(stuff, estimate);
  const planHash = hashEvaluationPlan({ ...baseOf(stuff), plan });
  return { ...baseOf(stuff), state: 'priced', plan, planHash, expiresAtMs: 90_000_000, taskToken: 'token' };
}

function running(stuff: Stuff, stop?: RunningEvaluation['stop']): RunningEvaluation {
  const { plan, planHash, taskToken } = priced(stuff);
  const approval = { planHash, by: BO, atMs: 2000, amount: usd('1.10') };
  return { ...baseOf(stuff), state: 'running', plan, approval, taskToken, askedAtMs: 2500, stop };
}

/** What an evaluation can have come to. */
export const EVALUATION_COSTS: readonly EvaluationCost[] = [
  { kind: 'nothing' },
  { kind: 'estimated', low: usd('0.12'), high: usd('2.50') },
  { kind: 'unknown' },
  { kind: 'billed', amount: usd('0.42'), readAtMs: 9_000_000 },
];
const ESTIMATED: EvaluationCost = { kind: 'estimated', low: usd('0.40'), high: usd('1.10') };

function done(stuff: Stuff, theirs: Comparison | undefined): DoneEvaluation {
  const { plan, approval } = running(stuff);
  const means = METRICS.map((metric, index) => ({ metric, mean: index === 0 ? 0.75 : undefined }));
  const arms = plan.sets.map(({ arm }) => ({ arm, jobArn: stuff.text.slice(0, 200), means, withoutScore: 2 }));
  const ended = { endedAtMs: 900_000, arms, comparison: theirs, cost: ESTIMATED, isTold: true };
  return { ...baseOf(stuff), state: 'done', plan, approval, ...ended };
}

function brokenOff(stuff: Stuff, state: BrokenOffEvaluation['state'], cost: EvaluationCost): BrokenOffEvaluation {
  const { plan, approval } = running(stuff);
  const jobArns = cost.kind === 'nothing' ? [] : plan.sets.map(() => stuff.text.slice(0, 200));
  const ended = { endedAtMs: 900_000, why: stuff.text, stoppedBy: BO, jobArns, cost, isTold: true };
  return { ...baseOf(stuff), state, plan, approval, ...ended };
}

/** Every card of an evaluation in Bedrock, in every state. */
export function everyEvaluation(stuff: Stuff): [string, Card][] {
  const shown = (name: string, evaluation: Evaluation): [string, Card] => [
    `evaluation, ${name}`,
    { kind: 'evaluation', evaluation, approvers: [ANA, BO] },
  ];
  const refused = (reason: RefusedEvaluation['reason']) =>
    shown(`refused, ${reason.kind}`, { ...baseOf(stuff), state: 'refused', reason, isTold: true });
  return [
    shown('requested', { ...baseOf(stuff), state: 'requested' }),
    shown('priced', priced(stuff)),
    shown('priced, price not known', priced(stuff, { kind: 'unknown', why: stuff.text })),
    shown('running', running(stuff)),
    shown('being stopped', running(stuff, { by: BO, atMs: 3000, why: undefined })),
    shown('being ended', running(stuff, { by: undefined, atMs: 3000, why: stuff.text })),
    shown('done, agrees', done(stuff, comparison('better', 0.1))),
    shown('done, does not confirm', done(stuff, comparison('too-close', 0))),
    shown('done, disagrees', done(stuff, comparison('worse', -0.1))),
    shown('done, says nothing', done(stuff, undefined)),
    ...EVALUATION_COSTS.map((cost) => shown(`failed, ${cost.kind}`, brokenOff(stuff, 'failed', cost))),
    shown('stopped', brokenOff(stuff, 'stopped', ESTIMATED)),
    refused({ kind: 'finding', message: stuff.text, remedy: stuff.text }),
    refused({ kind: 'denied', by: BO, atMs: 1 }),
    refused({ kind: 'expired' }),
    refused({ kind: 'changed', what: stuff.text }),
    ['evaluation ended', { kind: 'evaluation-ended', evaluation: done(stuff, undefined) }],
  ];
}
