import {
  evaluationJobName,
  isSettledEvaluation,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationJob } from '@rung/core/evaluation/evaluation-job/ports.ts';
import type { EvaluationId } from '@rung/core/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import { breakOffEvaluation, stoppedFor } from './break-off-evaluation.ts';
import { concludeEvaluation } from './conclude-evaluation.ts';
import type { Deps } from './deps.ts';
import { moveEvaluation } from './move-evaluation.ts';
import { endEvaluation } from './tell-evaluation.ts';

export type FollowNeeds = Pick<
  Deps,
  'clock' | 'settings' | 'evaluations' | 'evaluationJobs' | 'evaluationFiles' | 'messenger'
>;

/** A job is made within an hour of its yes, and a function works a quarter of one at most: what AWS does not know then is not coming. */
const LOOK_FOR_MS = 2 * HOUR_MS;
/** A function that makes jobs works for a quarter of an hour at most, and AWS's lists follow within minutes. */
const LISTED_WITHIN_MS = 20 * MINUTE_MS;
/** A thousand prompts took hours at most in field reports; what takes longer hangs, and may cost. */
const LONGEST_MS = 3 * DAY_MS;

/** "How far is Bedrock?": looks the jobs up by their names, whatever the calls that made them seemed to answer. */
export async function followEvaluation(
  deps: FollowNeeds,
  id: EvaluationId,
): Promise<{ readonly next: 'wait' | 'ended' }> {
  const evaluation = await deps.evaluations.find(id);
  if (evaluation && isSettledEvaluation(evaluation)) await endEvaluation(deps, evaluation);
  if (evaluation?.state !== 'running') return { next: 'ended' };
  const names = evaluation.plan.sets.map(({ arm }) => evaluationJobName(id, arm));
  const found = await Promise.all(names.map((name) => deps.evaluationJobs.find(name)));
  const jobs = found.filter((job) => job !== undefined);
  if (jobs.some(({ status }) => status === 'InProgress' || status === 'Stopping'))
    return stillRunning(deps, evaluation, jobs);
  return jobs.length < found.length ? missing(deps, evaluation) : ended(deps, evaluation, jobs);
}

/** A job that was made shows in AWS's list sooner or later; one that nobody asks for any more is waited for that long only. */
async function missing(deps: FollowNeeds, evaluation: RunningEvaluation): Promise<{ next: 'wait' | 'ended' }> {
  const { stop, approval } = evaluation;
  const nowMs = deps.clock.nowMs();
  const isOver = stop ? nowMs - stop.atMs >= LISTED_WITHIN_MS : nowMs - approval.atMs >= LOOK_FOR_MS;
  if (!isOver) return { next: 'wait' };
  const why = 'AWS knows no evaluation job of its name, two hours after the yes.';
  await breakOffEvaluation(deps, evaluation, stop ? stoppedFor(stop.why) : { state: 'failed', why });
  return { next: 'ended' };
}

/** One that was wanted stopped, or whose other half has failed or never came, is asked to stop; asking again does no harm. */
async function stillRunning(
  deps: FollowNeeds,
  evaluation: RunningEvaluation,
  jobs: readonly EvaluationJob[],
): Promise<{ next: 'wait' }> {
  const nowMs = deps.clock.nowMs();
  const { stop: wish, approval, plan } = evaluation;
  if (!wish && nowMs - approval.atMs > LONGEST_MS) {
    const stop = { by: undefined, atMs: nowMs, why: undefined };
    await moveEvaluation(deps, evaluation, {
      to: (from) => ({ ...from, stop: from.stop ?? stop, version: from.version + 1 }),
    });
    return { next: 'wait' };
  }
  const isAlone = jobs.length < plan.sets.length && nowMs - approval.atMs >= LOOK_FOR_MS;
  const isOver = jobs.some(({ status }) => status !== 'InProgress' && status !== 'Completed');
  if (wish || isAlone || isOver)
    for (const { arn, status } of jobs) if (status === 'InProgress') await deps.evaluationJobs.stop(arn);
  return { next: 'wait' };
}

async function ended(
  deps: FollowNeeds,
  evaluation: RunningEvaluation,
  jobs: readonly EvaluationJob[],
): Promise<{ next: 'wait' | 'ended' }> {
  const failed = jobs.filter(({ status }) => status === 'Failed');
  if (failed.length > 0) {
    const why = [...new Set(failed.map((job) => job.why || 'AWS gave no reason.'))].join(' ');
    await breakOffEvaluation(deps, evaluation, { state: 'failed', why });
    return { next: 'ended' };
  }
  const [stopped] = jobs.filter(({ status }) => status === 'Stopped');
  if (stopped) {
    await breakOffEvaluation(deps, evaluation, stoppedFor(evaluation.stop?.why, stopped.why));
    return { next: 'ended' };
  }
  return concludeEvaluation(deps, evaluation, jobs);
}
