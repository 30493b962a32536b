import {
  type Evaluation,
  evaluationJobName,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationId, UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import { mayStopLaunch } from '@rung/core/launch/stop-rule.ts';
import type { Deps } from './deps.ts';
import { moveEvaluation } from './move-evaluation.ts';
import { tellEvaluation, threadOf } from './tell-evaluation.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'evaluations' | 'evaluationJobs' | 'people' | 'messenger'>;

/** "Stop it": the wish is recorded first, so that a job that is just being made is stopped too; then AWS is asked. */
export async function stopEvaluation(deps: Needs, click: { evaluationId: EvaluationId; by: UserId }): Promise<void> {
  const evaluation = await deps.evaluations.find(click.evaluationId);
  if (!evaluation) return;
  if (evaluation.state !== 'running')
    return whisper(deps, evaluation, { by: click.by, detail: `It is ${evaluation.state} already.` });
  const policy = policyIn(evaluation.root.channel, deps.settings.approval, 'stop');
  const answer = mayStopLaunch(evaluation, await deps.people.find(click.by), policy);
  if (answer.kind === 'not-allowed') return whisper(deps, evaluation, { by: click.by, detail: answer.because });
  const wish = { by: click.by, atMs: deps.clock.nowMs(), why: undefined };
  const to = (from: RunningEvaluation): RunningEvaluation => ({
    ...from,
    stop: from.stop ?? wish,
    version: from.version + 1,
  });
  const moved = evaluation.stop ? evaluation : await moveEvaluation(deps, evaluation, { to });
  if (moved === 'lost') return stopEvaluation(deps, click);
  for (const { arm } of moved.plan.sets) {
    const job = await deps.evaluationJobs.find(evaluationJobName(moved.id, arm));
    if (job?.status === 'InProgress') await deps.evaluationJobs.stop(job.arn);
  }
  await tellEvaluation(deps, moved);
}

function whisper(deps: Needs, evaluation: Evaluation, { by, detail }: { by: UserId; detail: string }): Promise<void> {
  const notice = { kind: 'notice', headline: 'Your click stopped nothing.', detail } as const;
  return deps.messenger.whisper({ place: threadOf(evaluation), user: by }, notice);
}
