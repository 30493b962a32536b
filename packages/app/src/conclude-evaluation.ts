import {
  type DoneEvaluation,
  type EvaluatedArm,
  nextEvaluationBase,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { costOfJobs, countedCost } from '@rung/core/evaluation/evaluation-job/evaluation-cost.ts';
import type { EvaluationJob } from '@rung/core/evaluation/evaluation-job/ports.ts';
import {
  compareScores,
  lackScore,
  meanOf,
  readScores,
  type ScoredLine,
} from '@rung/core/evaluation/evaluation-job/read-scores.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { breakOffEvaluation } from './break-off-evaluation.ts';
import type { Deps } from './deps.ts';
import { readResults } from './evaluation-files.ts';
import { giveBack } from './give-back.ts';
import { moveEvaluation } from './move-evaluation.ts';
import { endEvaluation } from './tell-evaluation.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'evaluations' | 'evaluationJobs' | 'evaluationFiles' | 'messenger'>;

/** S3 shows what was written at once, so results that are not there an hour after their job are not coming. */
const RESULTS_WITHIN_MS = HOUR_MS;

/** "What does Bedrock say?": reads both arms' scores and sets them beside the verdict, which stays as it is. */
export async function concludeEvaluation(
  deps: Needs,
  evaluation: RunningEvaluation,
  jobs: readonly EvaluationJob[],
): Promise<{ readonly next: 'wait' | 'ended' }> {
  const { id, plan } = evaluation;
  const texts = await Promise.all(plan.sets.map(({ arm }) => readResults(deps, id, arm)));
  const endedAtMs = Math.max(...jobs.map((job) => job.changedAtMs));
  if (texts.includes(undefined) && deps.clock.nowMs() - endedAtMs < RESULTS_WITHIN_MS) return { next: 'wait' };
  const [rival, tuned] = texts.map((text) => readScores(text ?? ''));
  if (!rival?.length || !tuned?.length) {
    const why = 'AWS says that the jobs are complete, and what they wrote is no list of scores.';
    await breakOffEvaluation(deps, evaluation, { state: 'failed', why });
    return { next: 'ended' };
  }
  const scored = plan.sets.map(({ arm }, index) => {
    const lines = arm === 'tuned' ? tuned : rival;
    return armOf(lines, { arm, jobArn: jobs[index]?.arn ?? '', metrics: plan.metrics });
  });
  const comparison = compareScores({ rival, tuned }, id);
  const { approval } = evaluation;
  const cost = costOfJobs(plan.sets.map(({ estimate }) => ({ estimate, end: 'complete' })));
  const to = (from: RunningEvaluation): DoneEvaluation => ({
    ...nextEvaluationBase(from),
    ...{ state: 'done', plan, approval, endedAtMs, arms: scored, comparison, cost, isTold: false },
  });
  const budget = giveBack(approval, countedCost(cost, approval.amount));
  const done = await moveEvaluation(deps, evaluation, { to, budget });
  if (done !== 'lost') await endEvaluation(deps, done);
  return { next: 'ended' };
}

function armOf(
  lines: readonly ScoredLine[],
  { arm, jobArn, metrics }: Pick<EvaluatedArm, 'arm' | 'jobArn'> & Pick<RunningEvaluation['plan'], 'metrics'>,
): EvaluatedArm {
  const means = metrics.map((metric) => ({ metric, mean: meanOf(lines, metric) }));
  return { arm, jobArn, means, withoutScore: lackScore(lines) };
}
