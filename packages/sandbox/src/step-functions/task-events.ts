import type { TaskState } from './definition.ts';
import { Failure, withinDataLimit } from './failure.ts';
import type { Json, JsonObject } from './json.ts';
import { demandCount } from './paths.ts';
import type { Task } from './resources.ts';
import { emit, scopeOf, type Visit } from './run.ts';
import { effectiveInput, filled } from './shaping.ts';

/** The task's parameters. `token` becomes `$$.Task.Token`. */
export function parametersOf(visit: Visit<TaskState>, token?: string): Json {
  const task = token === undefined ? undefined : { Token: token };
  return filled(visit, visit.state.Parameters, { input: effectiveInput(visit), ...(task ? { task } : {}) });
}

/** How long a task may take, and go without a heartbeat; in milliseconds, undefined for no limit. */
export interface Limits {
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
}

export function limitsOf(visit: Visit<TaskState>): Limits {
  const { state } = visit;
  const scope = scopeOf(visit, effectiveInput(visit));
  const seconds = (count: number | undefined, path: string | undefined) =>
    path === undefined ? count : demandCount(path, scope);
  const timeout = seconds(state.TimeoutSeconds, state.TimeoutSecondsPath);
  const heartbeat = seconds(state.HeartbeatSeconds, state.HeartbeatSecondsPath);
  return {
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(heartbeat === undefined ? {} : { heartbeatMs: heartbeat * 1000 }),
  };
}

/** Writes that a task is scheduled and started. */
export function begin(visit: Visit<TaskState>, task: Task, parameters: Json): Limits {
  const limits = limitsOf(visit);
  withinDataLimit(parameters, 'parameters of the task');
  emit(visit.run, visit.frame, {
    type: 'TaskScheduled',
    details: {
      ...names(task),
      region: visit.run.record.executionArn.split(':')[3] ?? '',
      parameters: JSON.stringify(parameters),
      ...(limits.timeoutMs === undefined ? {} : { timeoutInSeconds: limits.timeoutMs / 1000 }),
      ...(limits.heartbeatMs === undefined ? {} : { heartbeatInSeconds: limits.heartbeatMs / 1000 }),
    },
  });
  emit(visit.run, visit.frame, { type: 'TaskStarted', details: names(task) });
  return limits;
}

/** Writes what a task was submitted with, or gave in the end. */
export function report(
  visit: Visit,
  task: Task,
  event: { type: 'TaskSubmitted' | 'TaskSucceeded'; output: Json },
): void {
  emit(visit.run, visit.frame, {
    type: event.type,
    details: { ...names(task), output: JSON.stringify(event.output), outputDetails: { truncated: false } },
  });
}

/** Writes a task's failure, when the error is one, and throws the error on. */
export function fail(visit: Visit, task: Task, { error, type }: { error: unknown; type?: 'TaskSubmitFailed' }): never {
  if (error instanceof Failure) {
    const timedOut = error.error === 'States.Timeout' || error.error === 'States.HeartbeatTimeout';
    emit(visit.run, visit.frame, {
      type: timedOut ? 'TaskTimedOut' : (type ?? 'TaskFailed'),
      details: { ...names(task), ...errorDetails(error.error, error.detail) },
    });
  }
  throw error;
}

/** Error and cause within the lengths that AWS's model of the API allows. */
export const errorDetails = (error: string, cause: string): { error: string; cause: string } => ({
  error: error.slice(0, 256),
  cause: cause.slice(0, 32_768),
});

const names = ({ resourceType, resource }: Task): JsonObject => ({ resourceType, resource });
