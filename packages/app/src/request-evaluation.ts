import type { JudgedPair, RequestedEvaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { whyNoEvaluator } from '@rung/core/evaluation/evaluation-job/evaluator.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { metricWords } from '@rung/core/evaluation/metrics/target-metric.ts';
import { evaluationIdFor, type JudgementId, type UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { parseUsd } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';

/** What the form says: whose answers, and which model would score them. */
export type EvaluationStart =
  | { readonly kind: 'can'; readonly name: string; readonly rival: string; readonly evaluator: string }
  | { readonly kind: 'cannot'; readonly because: string };

/** A filled-in form. `formId` is the form's own id: sending it twice asks for one evaluation. */
export interface EvaluationAsked {
  readonly judgementId: JudgementId;
  readonly budgetUsd: string;
  readonly formId: string;
  readonly requester: UserId;
}

/** What the form shows next: nothing (it closes), or one sentence under its field. */
export type EvaluationReply =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'wrong' | 'not-allowed'; readonly because: string };

/** "Could Bedrock score these answers, too?" */
export async function evaluationChoices(
  deps: Pick<Deps, 'judgements' | 'settings'>,
  id: JudgementId,
): Promise<EvaluationStart> {
  const judgement = await deps.judgements.find(id);
  const pair = judgement?.state === 'judged' ? pairOf(judgement) : undefined;
  if (judgement?.state !== 'judged' || !pair)
    return { kind: 'cannot', because: 'There are no two arms of this judgement to compare.' };
  const { evaluatorModel } = deps.settings;
  const obstacle = whyNoEvaluator(evaluatorModel, judgement.model.base.id);
  if (obstacle) return { kind: 'cannot', because: `${obstacle.message} ${obstacle.remedy}` };
  return { kind: 'can', name: pair.name, rival: pair.rival, evaluator: evaluatorModel ?? '' };
}

type Needs = Pick<Deps, 'clock' | 'settings' | 'judgements' | 'evaluations' | 'evaluateFlow' | 'people'>;

/** "Also as a Bedrock evaluation": records the intent, then starts the workflow under its id. Nothing is made before its price is confirmed. */
export async function requestEvaluation(deps: Needs, asked: EvaluationAsked): Promise<EvaluationReply> {
  const budget = parseUsd(asked.budgetUsd);
  if (!budget) return { kind: 'wrong', because: 'An amount in US dollars above 0, such as 5 or 12.50.' };
  const person = await deps.people.find(asked.requester);
  const judgement = await deps.judgements.find(asked.judgementId);
  const channel = judgement?.root.channel ?? '';
  const mayNot = whyNotAct('judge', { person, channel }, deps.settings.approval);
  if (mayNot !== undefined) return { kind: 'not-allowed', because: mayNot };
  const pair = judgement?.state === 'judged' ? pairOf(judgement) : undefined;
  if (!judgement || !pair)
    return { kind: 'not-allowed', because: 'There are no two arms of this judgement to compare.' };
  const evaluation: RequestedEvaluation = {
    state: 'requested',
    id: evaluationIdFor({ judgement: judgement.id, formId: asked.formId }),
    judged: pair,
    requester: asked.requester,
    budget,
    requestedAtMs: deps.clock.nowMs(),
    root: judgement.root,
    card: { channel, ts: '' },
    version: 1,
  };
  await deps.evaluations.create(evaluation);
  await deps.evaluateFlow.start(evaluation.id);
  return { kind: 'accepted' };
}

/** The tuned model and the best of the others; undefined where the verdict compared none. */
function pairOf({ id, model, verdict, request }: JudgedJudgement): JudgedPair | undefined {
  if (!('duel' in verdict) || verdict.duel.rival === 'tuned') return undefined;
  const { rival, comparison } = verdict.duel;
  return { judgement: id, name: model.name, rival, comparison, metric: metricWords(request.metric) };
}
