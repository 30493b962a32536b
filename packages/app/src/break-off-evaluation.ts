import {
  type BrokenOffEvaluation,
  type EvaluationStop,
  evaluationJobName,
  nextEvaluationBase,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { costOfJobs, countedCost } from '@rung/core/evaluation/evaluation-job/evaluation-cost.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { moveEvaluation } from './move-evaluation.ts';
import { endEvaluation, tellEvaluation } from './tell-evaluation.ts';

type Needs = Pick<Deps, 'clock' | 'evaluations' | 'evaluationJobs' | 'messenger' | 'settings'>;

/**
 * "It goes no further": ends an evaluation that has no results, and asks AWS to stop what still runs of it. Its reservation is settled by
 * what the jobs that were made can have cost; all of it is free again where none was.
 */
export async function breakOffEvaluation(
  deps: Needs,
  evaluation: RunningEvaluation,
  end: { readonly state: BrokenOffEvaluation['state']; readonly why: string },
): Promise<void> {
  const { plan, approval, id } = evaluation;
  const found = await Promise.all(plan.sets.map(({ arm }) => deps.evaluationJobs.find(evaluationJobName(id, arm))));
  const jobs = found.filter((job) => job !== undefined);
  for (const { arn, status } of jobs) if (status === 'InProgress') await deps.evaluationJobs.stop(arn);
  const cost = costOfJobs(plan.sets.map(({ estimate }, index) => ({ estimate, end: endOf(found[index]) })));
  const endedAtMs = deps.clock.nowMs();
  const to = (from: RunningEvaluation): BrokenOffEvaluation => {
    const told = { stoppedBy: from.stop?.by, jobArns: jobs.map(({ arn }) => arn), isTold: false };
    return { ...nextEvaluationBase(from), ...end, plan, approval, endedAtMs, cost, ...told };
  };
  const budget = giveBack(approval, countedCost(cost, approval.amount));
  const moved = await moveEvaluation(deps, evaluation, { to, budget });
  if (moved !== 'lost') await endEvaluation(deps, moved);
}

type Found = Awaited<ReturnType<Needs['evaluationJobs']['find']>>;

function endOf(job: Found): 'complete' | 'cut-off' | 'never-made' {
  if (!job) return 'never-made';
  return job.status === 'Completed' ? 'complete' : 'cut-off';
}

/** How an evaluation ends that was asked to stop: stopped as somebody wished, in AWS's words if it said any, or failed for what stood in its way. */
export const stoppedFor = (why: EvaluationStop['why'], said = '') =>
  why === undefined ? ({ state: 'stopped', why: said } as const) : ({ state: 'failed', why } as const);

/**
 * "Not now": what stands in the way of its jobs ends it at once where Bedrock was never asked. Where it was, a job may be there that no list
 * shows yet, so it is only marked, and ends once that is known.
 */
export async function haltEvaluation(
  deps: Needs,
  evaluation: RunningEvaluation,
  why: EvaluationStop['why'],
): Promise<{ readonly next: 'wait' | 'ended' }> {
  if (evaluation.askedAtMs === undefined) {
    await breakOffEvaluation(deps, evaluation, stoppedFor(why));
    return { next: 'ended' };
  }
  if (evaluation.stop) return { next: 'wait' };
  const stop = { by: undefined, atMs: deps.clock.nowMs(), why };
  const to = (from: RunningEvaluation) => ({ ...from, stop: from.stop ?? stop, version: from.version + 1 });
  const moved = await moveEvaluation(deps, evaluation, { to });
  if (moved !== 'lost') await tellEvaluation(deps, moved);
  return { next: 'wait' };
}
