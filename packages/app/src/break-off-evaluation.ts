import {
  type BrokenOffEvaluation,
  evaluationJobName,
  nextEvaluationBase,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { moveEvaluation } from './move-evaluation.ts';
import { endEvaluation } from './tell-evaluation.ts';

type Needs = Pick<Deps, 'evaluations' | 'evaluationJobs' | 'messenger' | 'settings'>;

/**
 * "It goes no further": ends an evaluation that has no results, and asks AWS to stop what still runs of it. The reservation goes back where
 * no job was made; what a job had the evaluator read is told by the bill alone, so it stays reserved otherwise.
 */
export async function breakOffEvaluation(
  deps: Needs,
  evaluation: RunningEvaluation,
  end: { readonly state: BrokenOffEvaluation['state']; readonly why: string },
): Promise<void> {
  const names = evaluation.plan.sets.map(({ arm }) => evaluationJobName(evaluation.id, arm));
  const found = await Promise.all(names.map((name) => deps.evaluationJobs.find(name)));
  const jobs = found.filter((job) => job !== undefined);
  for (const { arn, status } of jobs) if (status === 'InProgress') await deps.evaluationJobs.stop(arn);
  const to = (from: RunningEvaluation): BrokenOffEvaluation => {
    const { plan, approval, stop } = from;
    const told = { stoppedBy: stop?.by, jobArns: jobs.map(({ arn }) => arn), isTold: false };
    return { ...nextEvaluationBase(from), ...end, plan, approval, ...told };
  };
  const budget = jobs.length === 0 ? giveBack(evaluation.approval, undefined) : undefined;
  const moved = await moveEvaluation(deps, evaluation, { to, budget });
  if (moved !== 'lost') await endEvaluation(deps, moved);
}
