import type { LaunchId } from '@rung/core/ids.ts';
import {
  type Approved,
  type Failed,
  type Launch,
  nextBase,
  type Training,
  type Unknown,
} from '@rung/core/launch/launch.ts';
import { DAY_MS, MINUTE_MS } from '@rung/core/time.ts';
import { concludeLaunch } from './conclude-launch.ts';
import type { Deps } from './deps.ts';
import { followJob } from './follow-job.ts';
import { giveBack } from './give-back.ts';
import { giveUpLaunch } from './give-up-launch.ts';
import { moveLaunch } from './move-launch.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

export type ReconcileNeeds = TellNeeds & Pick<Deps, 'flow' | 'flowLook' | 'jobs'>;

/** How long an approval may lie before the workflow is woken once more. */
const WAKE_AGAIN_AFTER_MS = 2 * MINUTE_MS;
/** How long AWS is asked for a job that may never have been made. */
const LOOK_FOR_MS = DAY_MS;

/**
 * "Is it still on its way?": settles a launch against what AWS says, whoever should have done so, and tells what is owed. Everything here
 * can be done twice, and beside the workflow.
 */
export async function reconcileLaunch(deps: ReconcileNeeds, id: LaunchId): Promise<void> {
  const launch = await deps.launches.find(id);
  if (!launch) return;
  await settle(deps, launch);
  await tellLaunch(deps, launch);
}

function settle(deps: ReconcileNeeds, launch: Launch): Promise<unknown> {
  switch (launch.state) {
    case 'requested':
    case 'checked':
    case 'awaitingApproval':
      return carryOn(deps, launch);
    case 'approved':
      return carryOnApproved(deps, launch);
    case 'training':
      return followTraining(deps, launch);
    case 'unknown':
      return lookForJob(deps, launch);
    case 'done':
    case 'made':
    case 'refused':
    case 'failed':
    case 'stopped':
      return Promise.resolve();
    default:
      return launch satisfies never;
  }
}

/** Starts a workflow that was never started; ends a launch whose workflow is gone. */
async function carryOn(deps: ReconcileNeeds, launch: Launch): Promise<void> {
  const flow = await deps.flowLook.look(launch.id);
  if (flow === 'none') return deps.flow.start(launch.id);
  if (flow === 'ended')
    return giveUpLaunch(deps, launch.id, { name: 'WorkflowEnded', cause: 'The workflow ended before the launch did.' });
}

/** The wake-up after a decision can be lost, and the workflow would sleep until the approval expires. */
async function carryOnApproved(deps: ReconcileNeeds, launch: Approved): Promise<void> {
  const isLate = deps.clock.nowMs() - launch.approval.atMs >= WAKE_AGAIN_AFTER_MS;
  if (isLate && launch.taskToken !== undefined) await deps.flow.wake(launch.taskToken);
  await carryOn(deps, launch);
}

/** AWS's events are best effort: the job itself is asked. */
async function followTraining(deps: ReconcileNeeds, launch: Training): Promise<void> {
  const { next } = await followJob(deps, launch.id);
  if (next === 'conclude') return concludeLaunch(deps, launch.id);
  if (next === 'wait' && launch.stop) return void (await deps.jobs.stop(launch));
  if (next === 'missing' && (await deps.flowLook.look(launch.id)) !== 'running')
    return giveUpLaunch(deps, launch.id, { name: 'WorkflowEnded', cause: 'The workflow ended before the launch did.' });
}

/** A job that nobody could name turns up and is taken on; or a day passes, and AWS still knows none. */
async function lookForJob(deps: ReconcileNeeds, launch: Unknown): Promise<void> {
  const job = await deps.jobs.find(launch);
  const { plan, approval, warnings, startedAtMs } = launch;
  if (job) {
    const to = (from: Unknown): Training => ({
      ...nextBase(from),
      ...{ state: 'training', plan, approval, warnings, startedAtMs },
    });
    const found = await moveLaunch(deps, launch, { to });
    return typeof found === 'string' ? undefined : followTraining(deps, found);
  }
  if (deps.clock.nowMs() - launch.sinceMs < LOOK_FOR_MS) return;
  const why = 'AWS has known no job of this name for a day, so none was made.';
  const to = (from: Unknown): Failed => ({
    ...nextBase(from),
    ...{ state: 'failed', plan, approval, why, jobArn: undefined },
  });
  await moveLaunch(deps, launch, { to, budget: giveBack(approval, undefined) });
}
