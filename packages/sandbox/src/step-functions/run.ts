import type { SandboxClock } from '../kit/clock.ts';
import type { Flow, Machine, State } from './definition.ts';
import { Failure, Interruption } from './failure.ts';
import { detailsMember, type HistoryLog } from './history-log.ts';
import type { Json, JsonObject } from './json.ts';
import type { Scope } from './paths.ts';
import type { ExecutionRecord, Frame, Phase } from './record.ts';

/** Calls a Lambda function: its payload, or the error that it threw. */
export type InvokeLambda = (
  functionName: string,
  payload: unknown,
) => Promise<{ payload: unknown } | { error: { type: string; message: string } }>;

/** Makes one AWS SDK call under the API's own names; throws errors with `code` and `message`. */
export type CallAws = (service: 'bedrock', operation: string, input: object) => Promise<object>;

/** What states act on. */
export interface World {
  readonly clock: SandboxClock;
  readonly invokeLambda: InvokeLambda;
  readonly call: CallAws;
  /** Counts `work` as going on until it settles, and hands it back. */
  working<T>(work: Promise<T>): Promise<T>;
}

/** An execution that is running in this process. */
export interface Run {
  readonly record: ExecutionRecord;
  readonly machine: Machine;
  readonly history: HistoryLog;
  readonly world: World;
  /** Ends the run; the reason is an `Interruption`. */
  readonly ending: AbortController;
  /** What StopExecution gave. */
  stopReason?: { readonly error?: string; readonly cause?: string };
  /** Wakes who waits for a token whose phase has changed. */
  readonly bells: Map<string, () => void>;
  save(): void;
}

/** Where a flow runs. */
export interface Place {
  readonly path: string;
  readonly input: Json;
  readonly signal: AbortSignal;
  /** The event that the flow's first one follows. */
  readonly after: number;
  readonly map?: JsonObject;
}

/** One stay of a flow in a state. */
export interface Visit<S extends State = State> {
  readonly run: Run;
  readonly frame: Frame;
  readonly state: S;
  readonly path: string;
  readonly signal: AbortSignal;
  /** Runs a flow inside this state. */
  readonly into: (run: Run, flow: Flow, place: Place) => Promise<Json>;
}

/** Writes an event into the history, after `frame`'s last one. Returns its id. */
export function emit(run: Run, frame: { lastEventId: number }, event: { type: string; details?: JsonObject }): number {
  const id = run.record.eventCount + 1;
  run.history.append({
    id,
    previousEventId: frame.lastEventId,
    timestamp: run.world.clock.nowMs() / 1000,
    type: event.type,
    ...(event.details ? { [detailsMember(event.type)]: event.details } : {}),
  });
  run.record.eventCount = id;
  frame.lastEventId = id;
  return id;
}

/** Moves a state on and keeps that. */
export function enterPhase(visit: Visit, phase: Phase): void {
  visit.frame.phase = phase;
  visit.run.save();
}

/** `$` and `$$` of a state. */
export function scopeOf({ run, frame }: Visit, input: Json, task?: JsonObject): Scope {
  const { record } = run;
  const context: JsonObject = {
    Execution: {
      Id: record.executionArn,
      Input: JSON.parse(record.input) as Json,
      Name: record.name,
      RoleArn: record.roleArn,
      StartTime: new Date(record.startMs).toISOString(),
      RedriveCount: record.redriveCount ?? 0,
    },
    StateMachine: { Id: record.stateMachineArn, Name: record.stateMachineArn.split(':').at(-1) ?? '' },
    State: {
      Name: frame.state,
      EnteredTime: new Date(frame.enteredMs).toISOString(),
      RetryCount: frame.retries.reduce((sum, count) => sum + count, 0),
    },
    ...(frame.map ? { Map: frame.map } : {}),
    ...(task ? { Task: task } : {}),
  };
  return { input, context };
}

/** Forgets the flows inside the flow at `path`, and with them the tokens that they wait for. */
export function forgetInside(record: ExecutionRecord, path: string): void {
  for (const key of Object.keys(record.frames)) if (key.startsWith(`${path}/`)) delete record.frames[key];
}

/** Waits on the sandbox clock until a time; at once when it is past. */
export function sleepUntil(visit: Visit, untilMs: number, signal = visit.signal): Promise<void> {
  const { clock } = visit.run.world;
  return clock.sleep(untilMs - clock.nowMs(), signal);
}

/** `work`, unless `signal` ends first: then its reason. */
export async function unlessEnded<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Runs `work` until `deadlineMs` of the sandbox clock: then it is ended and States.Timeout thrown. */
export function beforeDeadline<T>(
  visit: Visit,
  deadlineMs: number | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (deadlineMs === undefined) return work(visit.signal);
  return unlessLate(visit, (signal) => sleepUntil(visit, deadlineMs, signal), work);
}

/** Runs a function for at most `timeoutMs` as its work sees time: however fast the sandbox clock runs, a function gets its real seconds. */
export function withinWorkTime<T>(
  visit: Visit,
  timeoutMs: number | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (timeoutMs === undefined) return work(visit.signal);
  const { clock } = visit.run.world;
  const endsAtMs = clock.workMs() + timeoutMs;
  const outOfTime = async (signal: AbortSignal) => {
    for (let leftMs = timeoutMs; leftMs > 0; leftMs = endsAtMs - clock.workMs()) {
      await clock.sleep(leftMs * clock.speed(), signal);
    }
  };
  return unlessLate(visit, outOfTime, work);
}

async function unlessLate<T>(
  visit: Visit,
  untilLate: (signal: AbortSignal) => Promise<void>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const signal = AbortSignal.any([visit.signal, over.signal]);
  const late = untilLate(signal).then(() => {
    throw new Failure('States.Timeout');
  });
  try {
    return await Promise.race([work(signal), late]);
  } finally {
    over.abort(new Interruption('overtaken'));
  }
}
