import type { Card } from '@rung/core/chat/card.ts';
import type { Evaluation, SettledEvaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'evaluations' | 'messenger' | 'settings'>;

/** "Where does it stand?": brings the evaluation's one card to what its record says. Hands back the record it showed. */
export async function tellEvaluation<E extends Evaluation>(deps: Needs, evaluation: E): Promise<E> {
  const { approvers } = policyIn(evaluation.root.channel, deps.settings.approval);
  const card: Card = { kind: 'evaluation', evaluation, approvers };
  const shown =
    evaluation.card.ts === ''
      ? await deps.messenger.post(threadOf(evaluation), card)
      : await deps.messenger.edit(evaluation.card, card);
  if (shown.ts === evaluation.card.ts) return evaluation;
  const moved: E = { ...evaluation, card: shown, version: evaluation.version + 1 };
  return (await deps.evaluations.move(moved)) === 'moved' ? moved : evaluation;
}

/** "How did it end?": the card, and the one mention of the requester. What Slack would not take is told by the next look. */
export async function endEvaluation(deps: Needs, settled: SettledEvaluation): Promise<void> {
  if (settled.isTold) return;
  const evaluation = await tellEvaluation(deps, settled);
  await deps.messenger.post(threadOf(evaluation), { kind: 'evaluation-ended', evaluation });
  await deps.evaluations.move({ ...evaluation, isTold: true, version: evaluation.version + 1 });
}

/** The thread of the launch. */
export const threadOf = ({ root }: Evaluation) => ({ channel: root.channel, threadTs: root.ts });
