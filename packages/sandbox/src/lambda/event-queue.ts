import { randomUUID } from 'node:crypto';
import { setImmediate as afterThisTurn } from 'node:timers/promises';
import type { SandboxClock } from '../kit/clock.ts';
import { functionArn } from './function-name.ts';
import { type FunctionError, type RegisteredFunction, runFunction } from './run-function.ts';

/** Waits before the first and the second retry (Lambda Developer Guide, asynchronous invocation, read 2026-11). */
const RETRY_DELAYS_MS = [60_000, 120_000];

/** An asynchronous invocation that Lambda has accepted. */
export interface QueuedEvent {
  readonly registered: RegisteredFunction;
  readonly payload: string;
  readonly requestId: string;
  readonly region: string;
}

/** Accepted asynchronous invocations: each runs soon, is retried when it fails, and ends at the function's on-failure destination. */
export interface EventQueue {
  accept(event: QueuedEvent): void;
  /** Resolves when nothing is queued, running or waiting for a retry. */
  idle(): Promise<void>;
  /** Drops what waits for a retry. */
  close(): void;
}

export function createEventQueue(clock: SandboxClock, find: (name: string) => RegisteredFunction): EventQueue {
  const closing = new AbortController();
  let atWork = 0;
  let waiting: (() => void)[] = [];
  const accept = (event: QueuedEvent) => {
    atWork += 1;
    deliver(event)
      .catch((error: unknown) => {
        if (!closing.signal.aborted) console.error('sandbox lambda', event.registered.name, error);
      })
      .finally(() => {
        atWork -= 1;
        if (atWork > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      });
  };
  const deliver = async (event: QueuedEvent) => {
    const { registered, payload, requestId, region } = event;
    const failure = await runWithRetries(event, { clock, signal: closing.signal });
    if (!failure) return;
    const record = failureRecord(event, failure, clock.nowMs());
    if (registered.onFailure === undefined) {
      console.error('sandbox lambda', registered.name, requestId, 'gave up on', payload, failure.error);
      return;
    }
    const destination = find(registered.onFailure);
    accept({ registered: destination, payload: JSON.stringify(record), requestId: randomUUID(), region });
  };
  return {
    accept,
    idle: () => (atWork === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: () => closing.abort(),
  };
}

/** The last error after all tries, or undefined once one went well. */
async function runWithRetries(
  { registered, payload, requestId }: QueuedEvent,
  { clock, signal }: { clock: SandboxClock; signal: AbortSignal },
): Promise<{ error: FunctionError; tries: number } | undefined> {
  for (let tries = 1; ; tries += 1) {
    await afterThisTurn();
    const outcome = await runFunction(registered, { payload, requestId });
    if ('json' in outcome) return undefined;
    const delayMs = RETRY_DELAYS_MS[tries - 1];
    if (tries > registered.maxRetries || delayMs === undefined) return { error: outcome.error, tries };
    await clock.sleep(delayMs, signal);
  }
}

/** The record that a destination receives (Lambda Developer Guide, "Invocation record", read 2026-11). */
function failureRecord(
  { registered, payload, requestId, region }: QueuedEvent,
  { error, tries }: { error: FunctionError; tries: number },
  nowMs: number,
): object {
  return {
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${functionArn(registered.name, region)}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: tries,
    },
    requestPayload: JSON.parse(payload),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: error,
  };
}
