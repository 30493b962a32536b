import type { LaunchId } from '@rung/core/ids.ts';
import { type Failed, nextBase, type Training } from '@rung/core/launch/launch.ts';
import type { TrainingJob } from '@rung/core/ports.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';
import { giveBack } from './give-back.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'messenger' | 'jobs'>;

/** Where the workflow goes: `missing` when AWS knows no job of this name. */
export type AfterFollow = { readonly next: 'wait' | 'conclude' | 'missing' | 'ended' };

/** "How is the job?": looks it up by its name, whatever the call that made it seemed to answer. */
export async function followJob(deps: Needs, id: LaunchId): Promise<AfterFollow> {
  const launch = await deps.launches.find(id);
  if (launch?.state === 'failed') await endLaunch(deps, launch);
  if (launch?.state !== 'training') return { next: 'ended' };
  const job = await deps.jobs.find(launch);
  if (!job) return { next: 'missing' };
  switch (job.status) {
    case 'InProgress':
    case 'Stopping':
      return { next: 'wait' };
    case 'Completed':
      return { next: 'conclude' };
    case 'Failed':
    case 'Stopped':
      return fail(deps, launch, job);
    default:
      return job.status satisfies never;
  }
}

async function fail(deps: Needs, launch: Training, job: TrainingJob): Promise<AfterFollow> {
  const why = job.failureMessage ?? (job.status === 'Stopped' ? 'The job was stopped in AWS.' : 'AWS gave no reason.');
  const failed: Failed = {
    ...nextBase(launch),
    state: 'failed',
    plan: launch.plan,
    approval: launch.approval,
    why,
    jobArn: job.arn,
  };
  // A job that AWS failed or stopped may have trained for a while; the reservation stays until its bill is known.
  const budget = job.status === 'Failed' ? giveBack(launch.approval, undefined) : undefined;
  if ((await deps.launches.move(failed, budget)) === 'moved') await endLaunch(deps, failed);
  return { next: 'ended' };
}
