import http from 'node:http';
import { type Listening, listen, readBody } from '@rung/sandbox/kit/http.ts';

/** One request on its way to the service behind the proxy. */
export interface Passing {
  /** "PutItem" where the request names its target, "POST /model-customization-jobs" where it does not. */
  readonly operation: string;
  /** Counts all requests from 1. */
  readonly serial: number;
}

/**
 * What happens to a request on its way: `lose-reply` and `truncate` let the service do its work and spoil the answer; `drop` and
 * `throttle` keep the request from the service. `pass` is no fault.
 */
export type Fault = Spoilt | Refusal;
type Spoilt = 'pass' | 'lose-reply' | 'truncate' | 'drop' | 'throttle';

/** AWS's own no, which an SDK client does not try again. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

export interface FaultProxy extends Listening {
  /** How often each fault has happened. */
  readonly counts: Readonly<Record<Spoilt, number>>;
}

/** An HTTP/1.1 proxy between a real SDK client and a service (DynamoDB, Bedrock, S3, Step Functions, Lambda) that can spoil any exchange. */
export async function startFaultProxy(options: {
  /** Where the service answers, such as `LocalAws.url`. */
  readonly upstream: string;
  readonly decide: (passing: Passing) => Fault;
}): Promise<FaultProxy> {
  const counts = { pass: 0, 'lose-reply': 0, truncate: 0, drop: 0, throttle: 0 };
  const agent = new http.Agent({ keepAlive: true });
  let serial = 0;
  const listening = await listen(async (request, reply) => {
    const body = await readBody(request);
    const operation = nameOf(request);
    const fault = options.decide({ operation, serial: ++serial });
    if (typeof fault === 'object') return refuse(reply, fault);
    counts[fault]++;
    if (fault === 'drop') return void request.socket.destroy();
    if (fault === 'throttle') return throttle(reply);
    const { method = 'GET', url = '/', headers } = request;
    const answer = await forward(new URL(url, options.upstream), { method, headers, agent, body });
    if (fault === 'lose-reply') return void request.socket.destroy();
    reply.writeHead(answer.status, answer.headers);
    if (fault === 'pass') return void reply.end(answer.body);
    reply.write(answer.body.subarray(0, 1));
    setImmediate(() => request.socket.destroy());
  });
  return {
    ...listening,
    counts,
    async close() {
      await listening.close();
      agent.destroy();
    },
  };
}

/** A generator of faults that is the same for the same seed: `rate` of all requests are spoiled, each fault as often as the others. */
export function seededFaults(options: { readonly seed: number; readonly rate: number }): () => Fault {
  const kinds = ['lose-reply', 'truncate', 'drop', 'throttle'] as const;
  let state = options.seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (next() < options.rate ? (kinds[Math.floor(next() * kinds.length)] ?? 'pass') : 'pass');
}

function nameOf(request: http.IncomingMessage): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  return `${request.method} ${(request.url ?? '').split('?')[0]}`;
}

const throttle = (reply: http.ServerResponse) =>
  refuse(reply, { status: 400, type: 'ThrottlingException', message: 'Rate exceeded' });

function refuse(reply: http.ServerResponse, { status, type, message }: Refusal): void {
  reply.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type });
  reply.end(JSON.stringify({ __type: `com.amazonaws#${type}`, message }));
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

function forward(
  to: URL,
  request: { method: string; headers: http.IncomingHttpHeaders; agent: http.Agent; body: Buffer },
): Promise<Answer> {
  const { method, headers, agent, body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = http.request(to, { method, headers, agent }, (incoming) => {
      readBody(incoming, Number.POSITIVE_INFINITY).then(
        (read) => resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: read }),
        reject,
      );
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
