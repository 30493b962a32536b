import type { TaskState } from './definition.ts';
import { Failure, Interruption } from './failure.ts';
import { isObject, type Json } from './json.ts';
import type { TokenPhase } from './record.ts';
import type { Task } from './resources.ts';
import { beforeDeadline, enterPhase, sleepUntil, unlessEnded, type Visit, withinWorkTime } from './run.ts';
import { serviceFailure } from './service-failure.ts';
import { begin, fail, parametersOf, report } from './task-events.ts';
import { mintToken } from './task-tokens.ts';

/** Calls a function and gives its answer. */
export async function runLambda(visit: Visit<TaskState>, task: Task): Promise<Json> {
  const parameters = parametersOf(visit);
  const { timeoutMs } = begin(visit, task, parameters);
  try {
    const output = await withinWorkTime(visit, timeoutMs, (signal) => invoke(visit, parameters, signal));
    report(visit, task, { type: 'TaskSucceeded', output });
    return output;
  } catch (error) {
    return fail(visit, task, { error });
  }
}

/** Calls a function that carries a task token away, and waits until somebody answers with it. */
export async function runLambdaWithToken(visit: Visit<TaskState>, task: Task): Promise<Json> {
  const phase = visit.frame.phase.kind === 'token' ? visit.frame.phase : scheduled(visit, task);
  try {
    if (!phase.submitted && !phase.answer) await submit(visit, task, phase);
    const output = await answered(visit, phase.token);
    report(visit, task, { type: 'TaskSucceeded', output });
    return output;
  } catch (error) {
    return error instanceof SubmitFailure
      ? fail(visit, task, { error: error.failure, type: 'TaskSubmitFailed' })
      : fail(visit, task, { error });
  }
}

function scheduled(visit: Visit<TaskState>, task: Task): TokenPhase {
  const token = mintToken(visit.run.record, visit.path);
  const limits = begin(visit, task, parametersOf(visit, token));
  const nowMs = visit.run.world.clock.nowMs();
  const phase: TokenPhase = {
    kind: 'token',
    token,
    submitted: false,
    ...(limits.timeoutMs === undefined ? {} : { deadlineMs: nowMs + limits.timeoutMs }),
    ...(limits.heartbeatMs === undefined
      ? {}
      : { heartbeatMs: limits.heartbeatMs, heartbeatDueMs: nowMs + limits.heartbeatMs }),
  };
  enterPhase(visit, phase);
  return phase;
}

class SubmitFailure extends Error {
  override readonly name = 'SubmitFailure';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

async function submit(visit: Visit<TaskState>, task: Task, { token, deadlineMs }: TokenPhase): Promise<void> {
  const parameters = parametersOf(visit, token);
  const output = await beforeDeadline(visit, deadlineMs, (signal) => invoke(visit, parameters, signal)).catch(
    (error) => {
      throw error instanceof Failure && error.error !== 'States.Timeout' ? new SubmitFailure(error) : error;
    },
  );
  report(visit, task, { type: 'TaskSubmitted', output });
  // The answer may have come while the function ran: what is marked is the phase as it is now.
  if (visit.frame.phase.kind === 'token') enterPhase(visit, { ...visit.frame.phase, submitted: true });
}

/** Waits for the answer to a token, on the clock's terms: until the deadline and from heartbeat to heartbeat. */
async function answered(visit: Visit<TaskState>, token: string): Promise<Json> {
  const { run, frame } = visit;
  for (;;) {
    const { phase } = frame;
    if (phase.kind !== 'token') throw new Error(`the state left its token phase for ${phase.kind}`);
    if (phase.answer) {
      if ('output' in phase.answer) return phase.answer.output;
      throw new Failure(phase.answer.error, phase.answer.cause);
    }
    const { deadlineMs = Number.POSITIVE_INFINITY, heartbeatDueMs = Number.POSITIVE_INFINITY } = phase;
    const nowMs = run.world.clock.nowMs();
    if (deadlineMs <= nowMs) throw new Failure('States.Timeout');
    if (heartbeatDueMs <= nowMs) throw new Failure('States.HeartbeatTimeout');
    await news(visit, token, Math.min(deadlineMs, heartbeatDueMs));
  }
}

/** Resolves when the token's phase changes or `untilMs` has come. */
async function news(visit: Visit<TaskState>, token: string, untilMs: number): Promise<void> {
  const rung = Promise.withResolvers<void>();
  visit.run.bells.set(token, rung.resolve);
  const over = new AbortController();
  const signal = AbortSignal.any([visit.signal, over.signal]);
  const waits = [unlessEnded(visit.signal, rung.promise)];
  if (Number.isFinite(untilMs)) waits.push(sleepUntil(visit, untilMs, signal));
  try {
    await Promise.race(waits);
  } finally {
    visit.run.bells.delete(token);
    over.abort(new Interruption('overtaken'));
  }
}

async function invoke(visit: Visit<TaskState>, parameters: Json, signal: AbortSignal): Promise<Json> {
  const { FunctionName, Payload = {} } = isObject(parameters) ? parameters : {};
  if (typeof FunctionName !== 'string')
    throw new Failure('States.Runtime', 'The Parameters of lambda:invoke need a FunctionName that is a string.');
  const { world } = visit.run;
  const call = world.working(world.invokeLambda(FunctionName, Payload)).catch((error: unknown) => {
    throw serviceFailure('Lambda', error);
  });
  const answer = await unlessEnded(signal, call);
  if ('payload' in answer)
    return { ExecutedVersion: '$LATEST', Payload: (answer.payload ?? null) as Json, StatusCode: 200 };
  const { type, message } = answer.error;
  throw new Failure(type, JSON.stringify({ errorMessage: message, errorType: type, trace: [] }));
}
