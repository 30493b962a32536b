import type { LaunchId } from '@rung/core/ids.ts';
import { progressOf } from '@rung/core/launch/job-progress.ts';
import { type Failed, nextBase, type Stopped, type Training } from '@rung/core/launch/launch.ts';
import type { TrainingJob } from '@rung/core/ports.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { moveLaunch } from './move-launch.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'jobs'>;

/** Where the workflow goes: `missing` when AWS knows no job of this name. */
export type AfterFollow = { readonly next: 'wait' | 'conclude' | 'missing' | 'ended' };

/** "How is the job?": looks it up by its name, whatever the call that made it seemed to answer. */
export async function followJob(deps: Needs, id: LaunchId): Promise<AfterFollow> {
  const launch = await deps.launches.find(id);
  if (launch?.state !== 'training') {
    if (launch) await tellLaunch(deps, launch);
    return { next: 'ended' };
  }
  const job = await deps.jobs.find(launch);
  if (!job) return { next: 'missing' };
  switch (job.status) {
    case 'InProgress':
    case 'Stopping':
      await noteProgress(deps, launch, job);
      return { next: 'wait' };
    case 'Completed':
      return { next: 'conclude' };
    case 'Failed':
    case 'Stopped':
      await endedInAws(deps, launch, job);
      return { next: 'ended' };
    default:
      return job.status satisfies never;
  }
}

/** The card changes when the job has come further, not with every look. */
async function noteProgress(deps: Needs, launch: Training, job: TrainingJob): Promise<void> {
  const progress = progressOf(job, deps.clock.nowMs());
  if (progress === launch.progress) return;
  const to = (from: Training): Training => ({ ...from, progress, version: from.version + 1 });
  if ((await moveLaunch(deps, launch, { to })) !== 'lost') await tellLaunch(deps, launch);
}

/** Ends a launch whose job AWS failed or stopped. */
export async function endedInAws(deps: Needs, launch: Training, job: TrainingJob): Promise<void> {
  const to = (from: Training) => (job.status === 'Stopped' ? stopped(deps, from, job) : failed(from, job));
  // What was trained until a stop may be billed: that reservation stays until the bill is known.
  const budget = job.status === 'Failed' ? giveBack(launch.approval, undefined) : undefined;
  await moveLaunch(deps, launch, { to, budget });
  await tellLaunch(deps, launch);
}

function failed(launch: Training, job: TrainingJob): Failed {
  const { plan, approval } = launch;
  const why = job.failureMessage ?? 'AWS gave no reason.';
  return { ...nextBase(launch), state: 'failed', plan, approval, why, jobArn: job.arn };
}

function stopped(deps: Needs, launch: Training, job: TrainingJob): Stopped {
  const { plan, approval, stop } = launch;
  return {
    ...nextBase(launch),
    ...{ state: 'stopped', plan, approval, by: stop?.by },
    startedAtMs: job.startedAtMs,
    endedAtMs: job.endedAtMs ?? deps.clock.nowMs(),
    jobArn: job.arn,
  };
}
