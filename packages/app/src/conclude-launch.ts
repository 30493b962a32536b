import { judgeLosses, type Losses } from '@rung/core/evaluation/loss-verdict.ts';
import { thinCurve } from '@rung/core/evaluation/thin-curve.ts';
import type { LaunchId } from '@rung/core/ids.ts';
import { type Done, type Made, nextBase, type Training } from '@rung/core/launch/launch.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { costOf, type MicroUsd } from '@rung/core/money.ts';
import type { TrainingJob } from '@rung/core/ports.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { moveLaunch } from './move-launch.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'jobs'>;

/** Most points of a curve that a record keeps; Slack's chart takes 20. */
const KEPT_POINTS = 20;

/** "What came of it?": reads the losses that a training wrote and judges them, or notes what was made; settles the reservation, tells once. */
export async function concludeLaunch(deps: Needs, id: LaunchId): Promise<void> {
  const launch = await deps.launches.find(id);
  if (launch?.state === 'training') {
    const job = await deps.jobs.find(launch);
    if (job?.status !== 'Completed') throw new Error(`the job of ${id} is ${job?.status ?? 'missing'}, not completed`);
    const losses = isTrained(launch.recipe) ? await deps.jobs.losses(job) : NO_LOSSES;
    return concludeWith(deps, launch, { job, losses });
  }
  if (launch) await tellLaunch(deps, launch);
}

type ReadLosses = Losses | { readonly unreadable: string };

const NO_LOSSES: Losses = { training: [], validation: [] };

/** Records what a completed job came to. */
export async function concludeWith(
  deps: Needs,
  launch: Training,
  ended: { readonly job: TrainingJob; readonly losses: ReadLosses },
): Promise<void> {
  const { job, losses } = ended;
  const isTuned = isTrained(launch.recipe);
  const cost = isTuned ? meteredCost(launch.plan) : undefined;
  const budget = cost === undefined ? undefined : giveBack(launch.approval, cost);
  const to = (from: Training): Done | Made =>
    isTuned ? { ...endOf(deps, from, job), ...learned(job, losses), cost } : made(deps, from, job);
  await moveLaunch(deps, launch, { to, budget });
  await tellLaunch(deps, launch);
}

function learned(job: TrainingJob, losses: ReadLosses): Pick<Done, 'state' | 'modelArn' | 'curve' | 'verdict'> {
  const curve = 'unreadable' in losses ? NO_LOSSES : losses;
  return {
    state: 'done',
    modelArn: job.made ?? '',
    curve: { training: thinCurve(curve.training, KEPT_POINTS), validation: thinCurve(curve.validation, KEPT_POINTS) },
    verdict: 'unreadable' in losses ? { kind: 'unreadable', why: losses.unreadable } : judgeLosses(losses),
  };
}

function made(deps: Needs, launch: Training, job: TrainingJob): Made {
  return { ...endOf(deps, launch, job), state: 'made', made: job.made ?? job.arn, note: job.failureMessage };
}

function endOf(deps: Needs, launch: Training, job: TrainingJob) {
  const { plan, approval } = launch;
  const { arn: jobArn, startedAtMs, endedAtMs = deps.clock.nowMs() } = job;
  return { ...nextBase(launch), plan, approval, jobArn, startedAtMs, endedAtMs };
}

/** Our own meter until AWS's bill knows: the estimated tokens of the trained bytes × epochs × price. */
function meteredCost(plan: Plan): MicroUsd | undefined {
  const { estimate } = plan;
  return estimate.kind === 'known' ? costOf(estimate.price.amount, estimate.billedTokens.estimate, 1000) : undefined;
}
