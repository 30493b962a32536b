import { Readable } from 'node:stream';
import type { Handler, Incoming, Outgoing } from '@rung/sandbox/kit/http.ts';
import { signingScope } from '@rung/sandbox/kit/http.ts';

/** A request as the SDK's clients hand it to whatever sends it. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: Readable;
}

/** Carries what SDK clients send to the service that it is signed for, in this process: ten thousand accounts are too many for sockets. */
export function inProcess(services: Readonly<Record<string, Handler>>) {
  return {
    async handle(sent: Sent): Promise<{ response: Answer }> {
      const request = incoming(sent);
      const service = services[signingScope(request)?.service ?? ''];
      if (!service) throw new Error(`nothing here answers ${sent.method} ${sent.path}`);
      const answer: Answer = { statusCode: 0, headers: {}, body: Readable.from([]) };
      await service(request, outgoing(answer));
      return { response: answer };
    },
    destroy: () => undefined,
  };
}

function incoming({ method, path, query = {}, headers, body }: Sent): Incoming {
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const url = pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const chunks = body === undefined ? [] : [bytesOf(body)];
  const read = async function* () {
    yield* chunks;
  };
  return { method, url, headers: lower, [Symbol.asyncIterator]: read } as unknown as Incoming;
}

function outgoing(answer: Answer): Outgoing {
  return {
    writeHead(status: number, headers: Record<string, string>) {
      answer.statusCode = status;
      answer.headers = headers;
    },
    end(body: string) {
      answer.body = Readable.from([Buffer.from(body)]);
    },
  } as unknown as Outgoing;
}

const bytesOf = (body: string | Uint8Array) =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
