import { followEvaluation } from '@rung/app/follow-evaluation.ts';
import { giveUpEvaluation } from '@rung/app/give-up-evaluation.ts';
import { askForEvaluation, makeEvaluation } from '@rung/app/make-evaluation.ts';
import { priceEvaluation } from '@rung/app/price-evaluation.ts';
import { type EvaluationId, parseEvaluationId } from '@rung/core/ids.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, type Wired, wire } from './wiring.ts';
import { takeNamedStep } from './workflow-step.ts';

/** What the evaluate workflow sends: the name of a step and what that step needs. */
export interface EvaluateStepEvent {
  readonly step: string;
  readonly evaluationId: string;
  readonly taskToken?: string;
}

type Step = (deps: Wired, id: EvaluationId, event: EvaluateStepEvent) => Promise<unknown>;

const STEPS: Readonly<Record<string, Step>> = {
  price: (deps, id) => priceEvaluation(deps, id),
  'ask-confirmation': (deps, id, { taskToken }) => askForEvaluation(deps, { id, taskToken: taskToken ?? '' }),
  make: (deps, id) => makeEvaluation(deps, id),
  look: (deps, id) => followEvaluation(deps, id),
  'give-up': (deps, id) => giveUpEvaluation(deps, id),
};

/** One step of the evaluate workflow. */
export function evaluateStepFunction(
  env: RungEnv,
  clock: Clock,
): (event: EvaluateStepEvent, context: Invocation) => Promise<unknown> {
  const wired = wire(env, clock);
  const ids = (event: EvaluateStepEvent) => ({ evaluationId: event.evaluationId, step: event.step });
  return invocation({ name: 'evaluate-step', log: wired.log, ids }, (event: EvaluateStepEvent) =>
    takeNamedStep(wired, event, { steps: STEPS, id: parseEvaluationId(event.evaluationId), of: event.evaluationId }),
  );
}

let running: ReturnType<typeof evaluateStepFunction> | undefined;

export const handler = (event: EvaluateStepEvent, context: Invocation): Promise<unknown> => {
  running ??= evaluateStepFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
