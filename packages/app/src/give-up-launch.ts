import type { LaunchId } from '@rung/core/ids.ts';
import {
  type Failed,
  isSettled,
  jobNameOf,
  type Launch,
  nextBase,
  type Refused,
  type Settled,
  type Training,
  type Unknown,
} from '@rung/core/launch/launch.ts';
import type { TrainingJob } from '@rung/core/ports.ts';
import { concludeWith } from './conclude-launch.ts';
import type { Deps } from './deps.ts';
import { endedInAws } from './follow-job.ts';
import { giveBack } from './give-back.ts';
import { moveLaunch } from './move-launch.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'jobs'>;

/** What the workflow knows of its failure: Step Functions' error name and cause. */
export interface FlowError {
  readonly name: string;
  readonly cause: string;
}

/** Errors with which Bedrock refuses a job outright: nothing was made. Everything else leaves it open. */
const REFUSED_BY_AWS = /(?:Validation|AccessDenied|ResourceNotFound|ServiceQuotaExceeded|TooManyTags)Exception$/;

/** "It cannot go on": ends the launch in a card that says what is known, and starts nothing a second time. */
export async function giveUpLaunch(deps: Needs, id: LaunchId, error: FlowError): Promise<void> {
  const launch = await deps.launches.find(id);
  if (!launch) return;
  if (isSettled(launch)) return tellLaunch(deps, launch);
  const moved = launch.state === 'training' ? await endTraining(deps, launch, error) : await refuse(deps, launch);
  if (moved === 'lost') return giveUpLaunch(deps, id, error);
  await tellLaunch(deps, launch);
}

type Unsettled = Exclude<Launch, Settled>;

function refuse(deps: Needs, launch: Exclude<Unsettled, Training>) {
  const budget = 'approval' in launch ? giveBack(launch.approval, undefined) : undefined;
  const message = 'Rung stopped over an error of its own before anything was sent to Bedrock.';
  const remedy = 'Launch it again; the log of this time names the error.';
  const finding = { level: 'stop', rule: 'internal', message, remedy } as const;
  const to = (from: Launch): Refused => ({
    ...nextBase(from),
    state: 'refused',
    reason: { kind: 'findings', findings: [finding] },
  });
  return moveLaunch(deps, launch, { to, budget });
}

/** The workflow ended; the job may be anything. What AWS says of it decides, and without an answer nothing is claimed. */
async function endTraining(deps: Needs, launch: Training, error: FlowError) {
  const job = await deps.jobs.find(launch).catch((): TrainingJob | 'unasked' => 'unasked');
  if (job === undefined && REFUSED_BY_AWS.test(error.name))
    return moveLaunch(deps, launch, {
      to: (from: Training) => refusedByAws(from, error),
      budget: giveBack(launch.approval, undefined),
    });
  if (job === undefined || job === 'unasked')
    return moveLaunch(deps, launch, { to: (from: Training) => unknown(deps, from, error) });
  if (job.status === 'Completed')
    return concludeWith(deps, launch, { job, losses: { unreadable: 'Its losses could not be read from S3.' } });
  if (job.status === 'Failed' || job.status === 'Stopped') return endedInAws(deps, launch, job);
  // It runs: the reconciler follows it from here.
  return undefined;
}

function refusedByAws(launch: Training, error: FlowError): Failed {
  const { plan, approval } = launch;
  return { ...nextBase(launch), state: 'failed', plan, approval, why: error.cause, jobArn: undefined };
}

function unknown(deps: Needs, launch: Training, error: FlowError): Unknown {
  const { plan, approval, warnings, startedAtMs } = launch;
  const why = `The workflow ended with ${error.name}, and AWS does not name a job ${jobNameOf(launch)}: it may never have started, or not be listed yet.`;
  return {
    ...nextBase(launch),
    ...{ state: 'unknown', plan, approval, warnings, startedAtMs, why },
    sinceMs: deps.clock.nowMs(),
  };
}
