import type { LaunchId } from '@rung/core/ids.ts';
import {
  type Failed,
  isSettled,
  jobNameOf,
  type Launch,
  nextBase,
  type Refused,
  type Unknown,
} from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';
import { giveBack } from './give-back.ts';

/** What the workflow knows of its failure: Step Functions' error name and cause. */
export interface FlowError {
  readonly name: string;
  readonly cause: string;
}

/** Errors with which Bedrock refuses a job outright: nothing was made. Everything else leaves it open. */
const REFUSED_BY_AWS = /(?:Validation|AccessDenied|ResourceNotFound|ServiceQuotaExceeded|TooManyTags)Exception$/;

/** "It cannot go on": ends the launch in a card that says what is known, and starts nothing a second time. */
export async function giveUpLaunch(
  deps: Pick<Deps, 'launches' | 'messenger' | 'settings'>,
  id: LaunchId,
  error: FlowError,
): Promise<void> {
  const launch = await deps.launches.find(id);
  if (!launch) return;
  if (isSettled(launch)) return endLaunch(deps, launch);
  const ended = ending(launch, error);
  const budget = ended.state !== 'unknown' && 'approval' in launch ? giveBack(launch.approval, undefined) : undefined;
  if ((await deps.launches.move(ended, budget)) === 'lost') return giveUpLaunch(deps, id, error);
  await endLaunch(deps, ended);
}

function ending(
  launch: Exclude<Launch, { state: 'done' | 'refused' | 'failed' | 'unknown' }>,
  error: FlowError,
): Failed | Refused | Unknown {
  if (launch.state === 'training' && REFUSED_BY_AWS.test(error.name)) {
    return {
      ...nextBase(launch),
      state: 'failed',
      plan: launch.plan,
      approval: launch.approval,
      why: error.cause,
      jobArn: undefined,
    };
  }
  if (launch.state === 'training') {
    const why = `The workflow ended with ${error.name}. A job named ${jobNameOf(launch)} may be running in Bedrock, or may never have started.`;
    return { ...nextBase(launch), state: 'unknown', why };
  }
  const message = 'Rung stopped over an error of its own before anything was sent to Bedrock.';
  return {
    ...nextBase(launch),
    state: 'refused',
    reason: {
      kind: 'findings',
      findings: [
        { level: 'stop', rule: 'internal', message, remedy: 'Launch it again; the log of this time names the error.' },
      ],
    },
  };
}
