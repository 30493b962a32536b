import { answerChunk, missChunk } from '@rung/app/answer-chunk.ts';
import { askConfirmation, readConfirmation } from '@rung/app/await-confirmation.ts';
import { concludeJudgement } from '@rung/app/conclude-judgement.ts';
import { followTrial } from '@rung/app/follow-trial.ts';
import { giveUpJudgement } from '@rung/app/give-up-judgement.ts';
import type { Chunk } from '@rung/app/judgement-files.ts';
import { priceJudgement } from '@rung/app/price-judgement.ts';
import { ARM_NAMES } from '@rung/core/evaluation/judgement/arms.ts';
import { type JudgementId, parseJudgementId } from '@rung/core/ids.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, type Wired, wire } from './wiring.ts';
import { type Caught, errorOf, takeNamedStep } from './workflow-step.ts';

/** What the judge workflow sends: the name of a step and what that step needs. */
export interface JudgeStepEvent {
  readonly step: string;
  readonly judgementId: string;
  readonly taskToken?: string;
  readonly chunk?: { readonly arm: string; readonly chunk: number };
  readonly state?: { readonly error?: Caught };
  readonly error?: Caught;
}

type Step = (deps: Wired, id: JudgementId, event: JudgeStepEvent) => Promise<unknown>;

const STEPS: Readonly<Record<string, Step>> = {
  price: (deps, id) => priceJudgement(deps, id),
  'ask-confirmation': (deps, id, event) => askConfirmation(deps, { id, taskToken: event.taskToken ?? '' }),
  'read-confirmation': (deps, id) => readConfirmation(deps, id),
  'look-at-trial': (deps, id) => followTrial(deps, id),
  answer: (deps, id, event) => answerChunk(deps, id, chunkOf(event)),
  miss: (deps, id, event) => missChunk(deps, id, chunkOf(event)),
  conclude: (deps, id, { state }) => concludeJudgement(deps, id, state?.error && errorOf(state.error)),
  'give-up': (deps, id, { error }) => giveUpJudgement(deps, id, errorOf(error ?? {})),
};

function chunkOf({ chunk }: JudgeStepEvent): Chunk {
  const arm = ARM_NAMES.find((name) => name === chunk?.arm);
  if (!arm || !chunk) throw new Error('the workflow sent no file of work');
  return { arm, chunk: chunk.chunk };
}

/** One step of the judge workflow. */
export function judgeStepFunction(
  env: RungEnv,
  clock: Clock,
): (event: JudgeStepEvent, context: Invocation) => Promise<unknown> {
  const wired = wire(env, clock);
  const ids = (event: JudgeStepEvent) => ({ judgementId: event.judgementId, step: event.step });
  return invocation({ name: 'judge-step', log: wired.log, ids }, (event: JudgeStepEvent) =>
    takeNamedStep(wired, event, { steps: STEPS, id: parseJudgementId(event.judgementId), of: event.judgementId }),
  );
}

let running: ReturnType<typeof judgeStepFunction> | undefined;

export const handler = (event: JudgeStepEvent, context: Invocation): Promise<unknown> => {
  running ??= judgeStepFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
