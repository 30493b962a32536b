import { askApproval } from '@rung/app/ask-approval.ts';
import { concludeLaunch } from '@rung/app/conclude-launch.ts';
import { followJob } from '@rung/app/follow-job.ts';
import { freezeLaunch } from '@rung/app/freeze-launch.ts';
import { giveUpLaunch } from '@rung/app/give-up-launch.ts';
import { optimisePrompts } from '@rung/app/optimise-prompts.ts';
import { preflightLaunch } from '@rung/app/preflight-launch.ts';
import { readDecision } from '@rung/app/read-decision.ts';
import { type LaunchId, parseLaunchId } from '@rung/core/ids.ts';
import type { AwsRequest } from '@rung/core/launch/aws-request.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, type Wired, wire } from './wiring.ts';
import { type Caught, errorOf, takeNamedStep } from './workflow-step.ts';

/** What the launch workflow sends: the name of a step and what that step needs. */
export interface StepEvent {
  readonly step: string;
  readonly launchId: string;
  readonly taskToken?: string;
  readonly request?: AwsRequest['request'];
  readonly state?: { readonly error?: Caught };
}

type Step = (deps: StepDeps, id: LaunchId, event: StepEvent) => Promise<unknown>;

/** What the steps reach the world through. */
export type StepDeps = Pick<
  Wired,
  | 'clock'
  | 'settings'
  | 'messenger'
  | 'launches'
  | 'tellings'
  | 'flow'
  | 'spending'
  | 'datasets'
  | 'jobs'
  | 'prices'
  | 'quotas'
  | 'roles'
  | 'keys'
>;

const STEPS: Readonly<Record<string, Step>> = {
  preflight: (deps, id) => preflightLaunch(deps, id),
  'ask-approval': (deps, id, event) => askApproval(deps, { id, taskToken: event.taskToken ?? '' }),
  'read-decision': (deps, id) => readDecision(deps, id),
  freeze: (deps, id) => freezeLaunch(deps, id),
  optimise: (deps, id, event) => optimisePrompts(deps, { id, request: event.request }),
  'find-job': (deps, id) => followJob(deps, id),
  conclude: (deps, id) => concludeLaunch(deps, id),
  'give-up': (deps, id, event) => giveUpLaunch(deps, id, errorOf(event.state?.error ?? {})),
};

/** One step of the launch workflow. */
export function launchStepFunction(
  env: RungEnv,
  clock: Clock,
): (event: StepEvent, context: Invocation) => Promise<unknown> {
  const wired = wire(env, clock);
  const ids = (event: StepEvent) => ({ launchId: event.launchId, step: event.step });
  return invocation({ name: 'launch-step', log: wired.log, ids }, (event: StepEvent) => takeStep(wired, event));
}

/** Takes the step that the workflow asks for. */
export function takeStep(deps: StepDeps, event: StepEvent): Promise<unknown> {
  return takeNamedStep(deps, event, { steps: STEPS, id: parseLaunchId(event.launchId), of: event.launchId });
}

let running: ReturnType<typeof launchStepFunction> | undefined;

export const handler = (event: StepEvent, context: Invocation): Promise<unknown> => {
  running ??= launchStepFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
