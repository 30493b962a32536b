import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createClock, type SandboxClock } from '@rung/sandbox/kit/clock.ts';
import type { Exchange } from '@rung/sandbox/kit/wire-log.ts';
import { openS3, type S3 } from '@rung/sandbox/s3/s3.ts';

/** An S3 on loopback with its state in a directory of its own, and a real client in front of it. */
export interface S3Server {
  readonly url: string;
  readonly directory: string;
  readonly clock: SandboxClock;
  readonly s3: S3;
  readonly client: S3Client;
  readonly exchanges: Exchange[];
  connect(config?: S3ClientConfig): S3Client;
  /** Sends a request that carries a credential scope and otherwise only what is given. */
  send(line: string, init?: RequestInit & { region?: string }): Promise<Response>;
  /** Closes the server and leaves its state on disk for the next one. */
  stop(): Promise<void>;
  /** Closes the server and removes its state. */
  discard(): Promise<void>;
}

export const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

export async function startS3(directory = newDirectory()): Promise<S3Server> {
  const exchanges: Exchange[] = [];
  const clock = createClock();
  const s3 = openS3({ directory, clock, wireLog: { write: (exchange) => void exchanges.push(exchange) } });
  const front = await startAwsFront({ s3: s3.handler });
  const connect = (config: S3ClientConfig = {}) =>
    new S3Client({ region: 'us-east-1', endpoint: front.url, credentials: CREDENTIALS, maxAttempts: 1, ...config });
  const client = connect();
  const stop = async () => {
    client.destroy();
    await front.close();
  };
  return {
    url: front.url,
    directory,
    clock,
    s3,
    client,
    exchanges,
    connect,
    send(line, { region = 'us-east-1', ...init } = {}) {
      const [method = 'GET', target = '/'] = line.split(' ');
      const scope = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/${region}/s3/aws4_request`;
      const headers = { authorization: scope, ...(init.headers as Record<string, string>) };
      return fetch(front.url + target, { redirect: 'manual', ...init, method, headers });
    },
    stop,
    async discard() {
      await stop();
      fs.rmSync(directory, { recursive: true });
    },
  };
}

export function newDirectory(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'rung-s3-'));
}

/** What a client's call is refused with; fails when it is not refused. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was not refused');
}

/** `size` bytes that differ from each other, the same for the same seed. */
export function bytes(size: number, seed = 1): Buffer {
  const buffer = Buffer.alloc(size);
  let state = seed;
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    buffer[index] = state >>> 24;
  }
  return buffer;
}
