import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../kit/clock.ts';
import type { Handler, Listening } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { createEventQueue } from './event-queue.ts';
import { functionArn, functionNotFound, parseFunctionReference } from './function-name.ts';
import { listenForFunction } from './function-url.ts';
import { serveInvoke } from './invoke-api.ts';
import { type LambdaFunction, type RegisteredFunction, runFunction } from './run-function.ts';

export interface FunctionConfig {
  /** Default 3 s, as on AWS. */
  readonly timeoutMs?: number;
  /** Name of the function that an asynchronous invocation's failure is reported to. */
  readonly onFailure?: string;
  /** Retries of a failed asynchronous invocation; default 2, as on AWS. */
  readonly maxRetries?: 0 | 1 | 2;
}

/** The sandbox's Lambda: functions of this process behind Lambda's API; its signing name is "lambda". */
export interface Lambda {
  readonly handler: Handler;
  register(name: string, run: LambdaFunction, config?: FunctionConfig): void;
  /** Invokes synchronously, for the sandbox's own services. Rejects with `ResourceNotFoundException` when there is no such function. */
  invoke(
    reference: string,
    event: unknown,
  ): Promise<{ payload: unknown } | { error: { type: string; message: string } }>;
  /** Accepts an invocation that nobody waits for, as from an event rule: retried, and reported to its on-failure destination. */
  invokeLater(reference: string, event: unknown): void;
  /** Resolves when no asynchronous invocation is queued, running or waiting for a retry. */
  idle(): Promise<void>;
  /** Serves the function over HTTP as a function URL does. */
  functionUrl(name: string, port?: number): Promise<Listening>;
  /** Drops asynchronous invocations that wait for a retry. */
  close(): void;
}

export function createLambda(options: { clock: SandboxClock; wireLog: WireLog }): Lambda {
  const { clock, wireLog } = options;
  const functions = new Map<string, RegisteredFunction>();
  const find = (reference: string, region = 'us-east-1'): RegisteredFunction => {
    const { name, version } = parseFunctionReference(reference);
    const found = version === '$LATEST' ? functions.get(name) : undefined;
    if (found) return found;
    throw functionNotFound(functionArn(name, region) + (version === '$LATEST' ? '' : `:${version}`));
  };
  const queue = createEventQueue(clock, find);
  return {
    handler: serveInvoke({ find, queue, wireLog }),
    register(name, run, config = {}) {
      functions.set(name, { timeoutMs: 3_000, maxRetries: 2, ...config, name, run });
    },
    async invoke(reference, event) {
      const payload = JSON.stringify(event) ?? '{}';
      const outcome = await runFunction(find(reference), { payload, requestId: randomUUID() });
      if ('json' in outcome) return { payload: JSON.parse(outcome.json) };
      return { error: { type: outcome.error.errorType, message: outcome.error.errorMessage } };
    },
    invokeLater(reference, event) {
      const registered = find(reference);
      queue.accept({ registered, payload: JSON.stringify(event), requestId: randomUUID(), region: 'us-east-1' });
    },
    idle: queue.idle,
    async functionUrl(name, port = 0) {
      const registered = find(name);
      return listenForFunction(registered, { clock, port });
    },
    close: queue.close,
  };
}
