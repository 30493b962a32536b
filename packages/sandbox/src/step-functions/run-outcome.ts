import { Failure, Interruption } from './failure.ts';
import type { Outcome } from './record.ts';
import { emit, type Run } from './run.ts';
import { errorDetails } from './task-events.ts';

/** What an execution has come to when its states ended with `error`; RUNNING when they were only suspended. */
export function outcomeOf(run: Run, error: unknown): Outcome {
  const stopMs = run.world.clock.nowMs();
  if (error instanceof Failure) return { status: 'FAILED', stopMs, ...errorDetails(error.error, error.detail) };
  if (!(error instanceof Interruption)) return broken(run, error);
  switch (error.kind) {
    case 'suspended':
      return { status: 'RUNNING' };
    case 'timedOut':
      return { status: 'TIMED_OUT', stopMs };
    case 'stopped':
      return { status: 'ABORTED', stopMs, ...run.stopReason };
    default:
      return broken(run, error);
  }
}

function broken(run: Run, error: unknown): Outcome {
  console.error('sandbox', 'stepfunctions', run.record.executionArn, error);
  return { status: 'FAILED', stopMs: run.world.clock.nowMs(), ...errorDetails('States.Runtime', String(error)) };
}

/** Writes the last event of an execution. */
export function writeOutcome(run: Run, outcome: Exclude<Outcome, { status: 'RUNNING' }>): void {
  const last = { lastEventId: run.record.frames['']?.lastEventId ?? 0 };
  switch (outcome.status) {
    case 'SUCCEEDED':
      emit(run, last, {
        type: 'ExecutionSucceeded',
        details: { output: outcome.output, outputDetails: { truncated: false } },
      });
      return;
    case 'FAILED':
      emit(run, last, { type: 'ExecutionFailed', details: { error: outcome.error, cause: outcome.cause } });
      return;
    case 'ABORTED':
      emit(run, { lastEventId: 0 }, { type: 'ExecutionAborted', details: { ...run.stopReason } });
      return;
    case 'TIMED_OUT':
      emit(run, { lastEventId: 0 }, { type: 'ExecutionTimedOut', details: {} });
      return;
    default:
      outcome satisfies never;
  }
}
