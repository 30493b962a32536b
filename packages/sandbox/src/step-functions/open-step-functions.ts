import path from 'node:path';
import type { SandboxClock } from '../kit/clock.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';
import { openExecutions } from './executions.ts';
import { operationsOf } from './operations.ts';
import type { ExecutionRecord } from './record.ts';
import { openRecords } from './record-folder.ts';
import type { CallAws, InvokeLambda } from './run.ts';
import { type NewStateMachine, openStateMachines } from './state-machines.ts';

/** What an observer sees of an execution. Times are sandbox epoch milliseconds. */
export interface ExecutionView {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startMs: number;
  readonly stopMs?: number;
  /** The state of the machine that a running execution is in. */
  readonly state?: string;
}

/** The sandbox's Step Functions. */
export interface StepFunctions {
  /** Serves what is signed for "states". */
  readonly handler: Handler;
  /** Creates a state machine in us-east-1, or deploys over the one of that name. Throws `AwsError` InvalidDefinition. */
  createStateMachine(given: NewStateMachine): { readonly stateMachineArn: string };
  /** All executions, in the order of starting. */
  executions(): ExecutionView[];
  /** Resolves when no task is being worked on: every execution is closed, or waits for the clock or for a token. */
  idle(): Promise<void>;
  /** Leaves running executions as they stand; the next `openStepFunctions` on the same directory goes on with them. */
  close(): Promise<void>;
}

export interface StepFunctionsOptions {
  /** Where state machines and executions outlive the process; without it they live in memory. */
  readonly directory?: string;
  readonly clock: SandboxClock;
  readonly wireLog: WireLog;
  readonly invokeLambda: InvokeLambda;
  readonly call: CallAws;
  /** Executions of the process before go on once this has resolved: when what `invokeLambda` and `call` reach is up. */
  readonly ready?: Promise<unknown>;
}

export function openStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { directory, clock } = options;
  const work = openWork();
  const world = { clock, invokeLambda: options.invokeLambda, call: options.call, working: work.during };
  const machines = openStateMachines(() => clock.nowMs(), directory);
  const records = openRecords(directory && path.join(directory, 'executions'));
  const executions = openExecutions({
    records,
    world,
    definition: machines.machine,
    ready: Promise.allSettled([options.ready]),
  });
  return {
    handler: serveModel({
      model: loadModel('stepfunctions'),
      operations: operationsOf(machines, executions),
      wireLog: options.wireLog,
    }),
    createStateMachine: (given) => {
      const { stateMachineArn } = machines.deploy({ ...given, region: 'us-east-1' });
      return { stateMachineArn };
    },
    executions: () => executions.all().map(viewOf),
    idle: work.idle,
    close: () => executions.suspend(),
  };
}

function viewOf({ executionArn, stateMachineArn, name, startMs, outcome, frames }: ExecutionRecord): ExecutionView {
  const state = frames['']?.state;
  return {
    executionArn,
    stateMachineArn,
    name,
    startMs,
    status: outcome.status,
    ...('stopMs' in outcome ? { stopMs: outcome.stopMs } : {}),
    ...(state === undefined ? {} : { state }),
  };
}

/** Keeps what executions have going on outside themselves. Between two such works they move within one turn of the event loop. */
function openWork() {
  const going = new Set<Promise<unknown>>();
  return {
    during<T>(promise: Promise<T>): Promise<T> {
      going.add(promise);
      return promise.finally(() => going.delete(promise));
    },
    async idle(): Promise<void> {
      do {
        await Promise.allSettled(going);
        await new Promise<void>((resolve) => setImmediate(resolve));
      } while (going.size > 0);
    },
  };
}
