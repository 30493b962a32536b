import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../kit/clock.ts';
import { type Incoming, type Listening, listen, readBody } from '../kit/http.ts';
import { type RegisteredFunction, runFunction } from './run-function.ts';
import { urlEvent } from './url-event.ts';
import { type UrlReply, urlReply } from './url-reply.ts';

/** Lambda's limit on the request of a function URL (Lambda quotas, read 2026-11). */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** Serves a function over HTTP on loopback, as its function URL would. */
export function listenForFunction(
  registered: RegisteredFunction,
  { clock, port }: { clock: SandboxClock; port: number },
): Promise<Listening> {
  return listen(async (request, reply) => {
    const { status, headers, body } = await answer(registered, request, clock);
    reply.writeHead(status, headers);
    reply.end(body);
  }, port);
}

async function answer(registered: RegisteredFunction, request: Incoming, clock: SandboxClock): Promise<UrlReply> {
  const body = await readBody(request, MAX_BODY_BYTES).catch(() => undefined);
  if (!body) return message(413, 'Request Entity Too Large');
  const payload = JSON.stringify(urlEvent(request, body, clock.nowMs()));
  const outcome = await runFunction(registered, { payload, requestId: randomUUID() });
  const reply = 'json' in outcome ? urlReply(outcome.json) : undefined;
  if (reply) return reply;
  console.error('sandbox lambda', registered.name, 'answered 502:', 'error' in outcome ? outcome.error : outcome.json);
  return message(502, 'Internal Server Error');
}

const message = (status: number, text: string): UrlReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message: text })),
});
