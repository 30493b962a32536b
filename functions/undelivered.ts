import { showNotice } from '@rung/app/show-words.ts';
import type { Clock } from '@rung/core/ports.ts';
import type { Forwarded } from '@rung/slack/forwarded.ts';
import { parseBody } from '@rung/slack/receiver.ts';
import { whereOf } from '@rung/slack/tell-error.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, wire } from './wiring.ts';

/** What Lambda sends to an on-failure destination, as far as it is read. */
export interface FailedInvocation {
  readonly requestContext: { readonly requestId: string };
  readonly requestPayload: Forwarded;
}

/** A delivery that the desk could not finish in three tries: the person hears that nothing was done. */
export function undeliveredFunction(
  env: RungEnv,
  clock: Clock,
): (failed: FailedInvocation, context: Invocation) => Promise<void> {
  const wired = wire(env, clock);
  return invocation({ name: 'undelivered', log: wired.log }, async ({ requestContext, requestPayload }) => {
    const where = whereOf(parseBody(requestPayload));
    const detail = `I tried three times. Try once more later, or tell whoever runs Rung: request ${requestContext.requestId}.`;
    if (where) await showNotice(wired, where, { headline: 'I could not finish what you asked for.', detail });
  });
}

let running: ReturnType<typeof undeliveredFunction> | undefined;

export const handler = (failed: FailedInvocation, context: Invocation): Promise<void> => {
  running ??= undeliveredFunction(rungEnv(processEnv()), systemClock);
  return running(failed, context);
};
