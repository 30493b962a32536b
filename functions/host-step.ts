import { askForHosting, concludeHosting, followHosting, readHostDecision } from '@rung/app/make-hosting.ts';
import { type LeaseId, parseLeaseId } from '@rung/core/ids.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, type Wired, wire } from './wiring.ts';
import { type Caught, errorOf, takeNamedStep } from './workflow-step.ts';

/** What the host workflow sends: the name of a step and what that step needs. */
export interface HostStepEvent {
  readonly step: string;
  readonly leaseId: string;
  readonly taskToken?: string;
  readonly state?: { readonly error?: Caught };
}

type Step = (deps: Wired, id: LeaseId, event: HostStepEvent) => Promise<unknown>;

const STEPS: Readonly<Record<string, Step>> = {
  ask: (deps, id, { taskToken }) => askForHosting(deps, { id, taskToken: taskToken ?? '' }),
  'read-decision': (deps, id) => readHostDecision(deps, id),
  look: (deps, id) => followHosting(deps, id),
  conclude: (deps, id, { state }) => concludeHosting(deps, id, state?.error && errorOf(state.error)),
};

/** One step of the host workflow. */
export function hostStepFunction(
  env: RungEnv,
  clock: Clock,
): (event: HostStepEvent, context: Invocation) => Promise<unknown> {
  const wired = wire(env, clock);
  const ids = (event: HostStepEvent) => ({ leaseId: event.leaseId, step: event.step });
  return invocation({ name: 'host-step', log: wired.log, ids }, (event: HostStepEvent) =>
    takeNamedStep(wired, event, { steps: STEPS, id: parseLeaseId(event.leaseId), of: event.leaseId }),
  );
}

let running: ReturnType<typeof hostStepFunction> | undefined;

export const handler = (event: HostStepEvent, context: Invocation): Promise<unknown> => {
  running ??= hostStepFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
