import { choose, isTimestamp } from './choice.ts';
import type { FailState, GuardedState, State, WaitState } from './definition.ts';
import { Failure, Interruption, isSuspension, withinDataLimit } from './failure.ts';
import type { Json } from './json.ts';
import { demandCount, demandPath } from './paths.ts';
import { evaluateReference } from './payload-template.ts';
import { nextRetry, takes } from './retry.ts';
import { emit, enterPhase, forgetInside, scopeOf, sleepUntil, type Visit } from './run.ts';
import { runMap, runParallel } from './run-branches.ts';
import { runTask } from './run-task.ts';
import { effectiveInput, filled, outputOf, placed, resultInto } from './shaping.ts';

/** Where a state leads: to another, or, without `next`, to the end of its flow. */
export interface Move {
  readonly next?: string;
  readonly output: Json;
}

/** Runs the state of a visit, with its retries and catchers, and writes that it was left. */
export async function runState(visit: Visit): Promise<Move> {
  const move = await moved(visit).catch((error: unknown) => caught(visit, error));
  withinDataLimit(move.output, `output of state '${visit.frame.state}'`);
  emit(visit.run, visit.frame, {
    type: `${visit.state.Type}StateExited`,
    details: {
      name: visit.frame.state,
      output: JSON.stringify(move.output),
      outputDetails: { truncated: false },
    },
  });
  return move;
}

async function moved(visit: Visit): Promise<Move> {
  const { state } = visit;
  switch (state.Type) {
    case 'Fail':
      throw failureOf(visit, state);
    case 'Task':
      return await guarded({ ...visit, state }, runTask);
    case 'Parallel':
      return await guarded({ ...visit, state }, runParallel);
    case 'Map':
      return await guarded({ ...visit, state }, runMap);
    default:
      return await plain(visit, state);
  }
}

async function plain(visit: Visit, state: Exclude<State, FailState | GuardedState>): Promise<Move> {
  const input = effectiveInput({ ...visit, state });
  switch (state.Type) {
    case 'Choice':
      return { next: choose(state, scopeOf(visit, input)), output: outputOf({ ...visit, state }, input) };
    case 'Succeed':
      return { output: outputOf({ ...visit, state }, input) };
    case 'Wait':
      await sleepUntil(visit, wakeMs(visit, state, input));
      return onward(state, outputOf({ ...visit, state }, input));
    case 'Pass': {
      const result = state.Result ?? filled(visit, state.Parameters, { input });
      return onward(state, resultInto({ ...visit, state }, result));
    }
    default:
      return state satisfies never;
  }
}

const onward = ({ Next }: { readonly Next?: string }, output: Json): Move => ({
  ...(Next ? { next: Next } : {}),
  output,
});

function failureOf(visit: Visit, state: FailState): Failure {
  const scope = scopeOf(visit, visit.frame.input);
  const read = (text: string | undefined, path: string | undefined) =>
    path === undefined ? (text ?? '') : String(evaluateReference(path, scope));
  return new Failure(read(state.Error, state.ErrorPath), read(state.Cause, state.CausePath));
}

/** When a Wait is over: counted from its entering, so that a restart does not begin it anew. */
function wakeMs(visit: Visit, state: WaitState, input: Json): number {
  const scope = scopeOf(visit, input);
  const seconds = state.SecondsPath === undefined ? state.Seconds : demandCount(state.SecondsPath, scope);
  if (seconds !== undefined) return visit.frame.enteredMs + seconds * 1000;
  const timestamp =
    state.TimestampPath === undefined ? (state.Timestamp ?? '') : demandPath(state.TimestampPath, scope);
  if (isTimestamp(timestamp)) return Date.parse(timestamp);
  throw new Failure('States.Runtime', `${JSON.stringify(timestamp)} is not a timestamp that a Wait state takes`);
}

/** Runs `work` until it gives a result or no retrier takes its error. */
async function guarded<S extends GuardedState>(
  visit: Visit<S>,
  work: (visit: Visit<S>) => Promise<Json>,
): Promise<Move> {
  const { frame, state, run } = visit;
  for (;;) {
    if (frame.phase.kind === 'retrying') {
      await sleepUntil(visit, frame.phase.untilMs);
      enterPhase(visit, { kind: 'entered' });
    }
    try {
      const result = await work(visit);
      forgetInside(run.record, visit.path);
      return onward(state, resultInto(visit, filled(visit, state.ResultSelector, { input: result })));
    } catch (error) {
      if (isSuspension(error)) throw error;
      forgetInside(run.record, visit.path);
      const { retries } = frame;
      const retry = error instanceof Failure && nextRetry(state.Retry ?? [], error, { retries, random: Math.random });
      if (!retry) throw error;
      frame.retries = retry.retries;
      enterPhase(visit, { kind: 'retrying', untilMs: run.world.clock.nowMs() + retry.afterMs });
    }
  }
}

/** Where an uncaught error leads: to the catcher that takes it, or out of the flow. */
function caught(visit: Visit, error: unknown): Move {
  const { run, frame, state } = visit;
  if (error instanceof Interruption && !isSuspension(error) && ABORTABLE.includes(state.Type))
    emit(run, frame, { type: `${state.Type}StateAborted` });
  const catchers = 'Catch' in state ? (state.Catch ?? []) : [];
  const catcher = error instanceof Failure && catchers.find(({ ErrorEquals }) => takes(ErrorEquals, error.error));
  if (!catcher) throw error;
  return { next: catcher.Next, output: placed(visit, catcher.ResultPath, { Error: error.error, Cause: error.detail }) };
}

const ABORTABLE: readonly State['Type'][] = ['Task', 'Wait', 'Parallel', 'Map'];
