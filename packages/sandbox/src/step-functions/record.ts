import type { Json, JsonObject } from './json.ts';

/** How an execution ended. Times are sandbox epoch milliseconds. */
export type Outcome =
  | { readonly status: 'RUNNING' }
  | { readonly status: 'SUCCEEDED'; readonly stopMs: number; readonly output: string }
  | { readonly status: 'FAILED'; readonly stopMs: number; readonly error: string; readonly cause: string }
  | { readonly status: 'ABORTED'; readonly stopMs: number; readonly error?: string; readonly cause?: string }
  | { readonly status: 'TIMED_OUT'; readonly stopMs: number };

/** What a task token was answered with. */
export type Answer = { readonly output: Json } | { readonly error: string; readonly cause: string };

/** How far a state has come: enough to go on after a restart without doing again what was done. */
export type Phase =
  | { readonly kind: 'entered' }
  | { readonly kind: 'retrying'; readonly untilMs: number }
  | TokenPhase
  | { readonly kind: 'job'; readonly jobArn: string; readonly deadlineMs?: number }
  | { readonly kind: 'branches'; readonly startedEventId: number }
  | { readonly kind: 'ended'; readonly output: Json };

export interface TokenPhase {
  readonly kind: 'token';
  readonly token: string;
  /** Whether the function that carries the token away has been called and has not failed. */
  readonly submitted: boolean;
  readonly deadlineMs?: number;
  readonly heartbeatMs?: number;
  readonly heartbeatDueMs?: number;
  readonly answer?: Answer;
}

/** Where one flow of an execution stands: the machine itself at path "", a branch or an iteration at "/State[0]". */
export interface Frame {
  state: string;
  /** The state's input as it came in, before InputPath. */
  input: Json;
  enteredMs: number;
  /** The history event that the flow's next event follows. */
  lastEventId: number;
  /** Retries made since the state was entered, for each of its retriers. */
  retries: number[];
  /** `$$.Map` of a Map's iteration. */
  readonly map?: JsonObject;
  phase: Phase;
}

/** One execution as it is kept on disk. */
export interface ExecutionRecord {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly roleArn: string;
  /** The definition it started with: a later one does not change a running execution. */
  readonly definitionHash: string;
  readonly input: string;
  readonly startMs: number;
  outcome: Outcome;
  /** Where the machine stood when it ended without success: a redrive goes on from there. */
  restart?: Pick<Frame, 'state' | 'input' | 'lastEventId'>;
  redriveCount?: number;
  eventCount: number;
  readonly frames: Record<string, Frame>;
  /** Every token given out, with the path of the flow that waits for it, or waited. */
  readonly tokens: Record<string, string>;
}
