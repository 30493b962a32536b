import type { Json } from './json.ts';

/** A checked definition in the words of Amazon States Language, JSONPath only (https://states-language.net/spec.html). */
export interface Machine extends Flow {
  readonly TimeoutSeconds?: number;
}

/** States that lead from `StartAt` to an end: the machine itself, a branch of Parallel, the processor of Map. */
export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface Common {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

interface Onward extends Common {
  readonly Next?: string;
  readonly ResultPath?: string | null;
  readonly Parameters?: Json;
}

interface Guarded extends Onward {
  readonly ResultSelector?: Json;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
}

export interface ChoiceRule {
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly Variable?: string;
  readonly Next?: string;
}

export interface PassState extends Onward {
  readonly Type: 'Pass';
  readonly Result?: Json;
}
export interface TaskState extends Guarded {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number;
  readonly HeartbeatSecondsPath?: string;
}
export interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}
export interface WaitState extends Common {
  readonly Type: 'Wait';
  readonly Next?: string;
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}
export interface SucceedState extends Common {
  readonly Type: 'Succeed';
}
export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}
export interface ParallelState extends Guarded {
  readonly Type: 'Parallel';
  readonly Branches: readonly Flow[];
}
export interface MapState extends Guarded {
  readonly Type: 'Map';
  readonly ItemProcessor?: Flow;
  readonly Iterator?: Flow;
  readonly ItemsPath?: string;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number;
  readonly MaxConcurrencyPath?: string;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** States that run something, and so may be retried and may have their errors caught. */
export type GuardedState = TaskState | ParallelState | MapState;
