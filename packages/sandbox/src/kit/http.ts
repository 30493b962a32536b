import http from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import net from 'node:net';

/** HTTP/2 requests and replies are handed on through Node's HTTP/1 compatible surface. */
export type Incoming = http.IncomingMessage;
export type Outgoing = http.ServerResponse;
export type Handler = (request: Incoming, reply: Outgoing) => Promise<void> | void;

/** A server on loopback that is listening. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The port somebody else holds, so that the one who starts Rung can say so. */
export class PortBusy extends Error {
  override readonly name = 'PortBusy';
  readonly port: number;
  constructor(port: number, cause: unknown) {
    super(`Port ${port} on 127.0.0.1 is in use.`, { cause });
    this.port = port;
  }
}

/**
 * Serves HTTP/1.1 and HTTP/2 without TLS on one loopback port: BedrockRuntime's client opens HTTP/2 by prior knowledge,
 * every other client speaks HTTP/1.1. The first three bytes tell which ("PRI" opens HTTP/2, RFC 9113 3.4).
 */
export async function listen(handler: Handler, port = 0): Promise<Listening> {
  const h1 = http.createServer((request, reply) => void handler(request, reply));
  const h2 = http2.createServer(
    (request, reply) => void handler(request as unknown as Incoming, reply as unknown as Outgoing),
  );
  const sockets = new Set<net.Socket>();
  const front = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    sniff(socket, (protocol) => (protocol === 'h2' ? h2 : h1).emit('connection', socket));
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? new PortBusy(port, cause) : cause),
    );
    front.listen(port, '127.0.0.1', resolve);
  });
  const address = front.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => front.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function sniff(socket: net.Socket, found: (protocol: 'h1' | 'h2') => void): void {
  socket.once('readable', () => {
    const head = socket.read(3) as Buffer | null;
    if (!head) return void socket.destroy();
    socket.unshift(head);
    found(head.toString('latin1') === 'PRI' ? 'h2' : 'h1');
  });
}

/** The whole body; refuses more than `limitBytes` (default 8 MiB). */
export async function readBody(request: Incoming, limitBytes = 8 * 1024 * 1024): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
  }
  // Read to its end also when it is too large: the answer to a request that is still being sent is lost with its connection.
  if (size > limitBytes) throw new RangeError(`body is larger than ${limitBytes} bytes`);
  return Buffer.concat(chunks);
}

/** One value of a header, or undefined. */
export function header(request: Incoming, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Answers with JSON. */
export function sendJson(reply: Outgoing, status: number, body: unknown): void {
  reply.writeHead(status, { 'content-type': 'application/json' });
  reply.end(JSON.stringify(body));
}

/** What the SigV4 credential scope says of a request: who signed, for which region and service. */
export interface SigningScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** Reads the credential scope of an Authorization header or of a presigned URL; undefined when unsigned. The signature itself is not checked. */
export function signingScope(request: Incoming): SigningScope | undefined {
  const match = /([^/=\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/.exec(credential(request));
  const [, accessKeyId, region, service] = match ?? [];
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined;
}

function credential(request: Incoming): string {
  const signed = /Credential=[^,\s]+/.exec(header(request, 'authorization') ?? '');
  if (signed) return signed[0];
  const url = request.url ?? '';
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('X-Amz-Credential') ?? '';
}
