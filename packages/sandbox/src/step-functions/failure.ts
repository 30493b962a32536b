import type { Json } from './json.ts';

/** A state's error as Amazon States Language knows it: what `Retry` and `Catch` match on, and what they hand on. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly error: string;
  readonly detail: string;

  constructor(error: string, detail = '') {
    super(`${error}: ${detail}`);
    this.error = error;
    this.detail = detail;
  }
}

/**
 * Why running states were told to end: `stopped` by StopExecution, `timedOut` by the machine's TimeoutSeconds, `overtaken` because a
 * sibling failed or the task already ended, `suspended` because the process closes and will resume them.
 */
export type InterruptionKind = 'stopped' | 'timedOut' | 'overtaken' | 'suspended';

export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly kind: InterruptionKind;

  constructor(kind: InterruptionKind) {
    super(kind);
    this.kind = kind;
  }
}

/** Whether a state is only left for now: nothing is written, nothing is given up. */
export const isSuspension = (error: unknown): boolean => error instanceof Interruption && error.kind === 'suspended';

/** The most bytes of JSON that a task or state takes or gives (Step Functions quotas, read 2026-11-21). */
export const DATA_LIMIT_BYTES = 256 * 1024;

/** `value`, or States.DataLimitExceeded when it is too large to be `what`. */
export function withinDataLimit(value: Json, what: string): Json {
  if (Buffer.byteLength(JSON.stringify(value)) <= DATA_LIMIT_BYTES) return value;
  throw new Failure(
    'States.DataLimitExceeded',
    `The ${what} has a size exceeding the maximum number of bytes service limit of ${DATA_LIMIT_BYTES}.`,
  );
}
