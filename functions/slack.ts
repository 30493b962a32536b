import { functionInvoker } from '@rung/aws/invoke-function.ts';
import type { Clock } from '@rung/core/ports.ts';
import type { Forwarded, ForwardedReply } from '@rung/slack/forwarded.ts';
import { frontDoor, type UrlReply, type UrlRequest } from '@rung/slack/front-door/front-door.ts';
import { type FrontDoorEnv, frontDoorEnv, processEnv, traceId } from './env.ts';

/** The front door: Slack's one URL. Verifies and hands on; no Bolt, no AWS SDK. */
export function slackFunction(env: FrontDoorEnv, clock: Clock): (request: UrlRequest) => Promise<UrlReply> {
  const invoke = functionInvoker({ region: env.region, ...env.local, credentials: env.credentials, trace: traceId });
  const ask = (delivery: Forwarded, how: 'async' | 'sync') => invoke(env.deskFunction, JSON.stringify(delivery), how);
  return frontDoor({
    signingSecret: env.signingSecret,
    clock,
    desk: {
      leave: async (delivery) => (await ask(delivery, 'async')).kind === 'accepted',
      call: async (delivery) => {
        const answer = await ask(delivery, 'sync');
        return answer.kind === 'answered' ? (JSON.parse(answer.payload) as ForwardedReply) : undefined;
      },
    },
  });
}

let running: ReturnType<typeof slackFunction> | undefined;

export const handler = (request: UrlRequest): Promise<UrlReply> => {
  running ??= slackFunction(frontDoorEnv(processEnv()), { nowMs: () => Date.now() });
  return running(request);
};
