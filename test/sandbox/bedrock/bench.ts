import { setImmediate } from 'node:timers/promises';
import { BedrockClient, type CreateModelCustomizationJobCommandInput } from '@aws-sdk/client-bedrock';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import type { ObjectStore } from '@rung/sandbox/bedrock/object-store.ts';
import { type BedrockOptions, openBedrock } from '@rung/sandbox/bedrock/open-bedrock.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import type { Exchange } from '@rung/sandbox/kit/wire-log.ts';

const ACCOUNT = '123456789012';
export const MINUTE_MS = 60_000;

/** S3 as far as Bedrock sees it, in memory. */
export function createObjects(buckets: Readonly<Record<string, string>>) {
  const files = new Map<string, Buffer>();
  const objects: ObjectStore = {
    async regionOf(bucket) {
      await setImmediate();
      return buckets[bucket];
    },
    get(bucket, key) {
      const bytes = files.get(`${bucket}/${key}`);
      if (!bytes) return undefined;
      return {
        size: bytes.length,
        async *body() {
          // Uneven pieces, so that lines and characters are cut in two.
          for (let at = 0; at < bytes.length; at += 1_001) yield bytes.subarray(at, at + 1_001);
        },
      };
    },
    put: async (bucket, key, bytes) => files.set(`${bucket}/${key}`, Buffer.from(bytes)),
    list: (bucket, prefix) =>
      [...files.keys()]
        .filter((path) => path.startsWith(`${bucket}/${prefix}`))
        .sort()
        .map((path) => ({ key: path.slice(bucket.length + 1) })),
  };
  return { objects, files, text: (path: string) => files.get(path)?.toString('utf8') };
}

type Point = Parameters<BedrockOptions['metrics']['record']>[0];

/** A Bedrock on loopback with real clients for it. Time stands nearly still unless a test skips. */
export async function startBench(options: Partial<BedrockOptions> = {}) {
  const store = createObjects({ data: 'us-east-1', west: 'us-west-2' });
  const clock = options.clock ?? createClock({ speed: 1, startMs: Date.parse('2026-11-20T09:00:00Z') });
  const points: Point[] = [];
  const exchanges: Exchange[] = [];
  const bedrock = openBedrock({
    clock,
    objects: store.objects,
    metrics: { record: (point) => void points.push(point) },
    wireLog: { write: (exchange) => void exchanges.push(exchange) },
    ...options,
  });
  const front = await startAwsFront({ bedrock: bedrock.handler });
  const config = {
    endpoint: front.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  const clients = {
    east: new BedrockClient(config),
    west: new BedrockClient({ ...config, region: 'us-west-2' }),
    runtime: new BedrockRuntimeClient(config),
    agentRuntime: new BedrockAgentRuntimeClient(config),
  };
  return {
    ...store,
    ...clients,
    bedrock,
    clock,
    points,
    exchanges,
    async close() {
      for (const client of Object.values(clients)) client.destroy();
      await bedrock.close();
      await front.close();
    },
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;

/** A valid job for Nova Lite over `s3://data/train.jsonl`. */
export function novaJob(changes: Partial<CreateModelCustomizationJobCommandInput> = {}) {
  return {
    jobName: 'tickets-1',
    customModelName: 'tickets-model-1',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/BedrockTuning`,
    baseModelIdentifier: 'amazon.nova-lite-v1:0:300k',
    customizationType: 'FINE_TUNING',
    trainingDataConfig: { s3Uri: 's3://data/train.jsonl' },
    outputDataConfig: { s3Uri: 's3://data/out/' },
    ...changes,
  } satisfies CreateModelCustomizationJobCommandInput;
}

/** The rows of a CSV file under its column names. */
export function csvRows(text = ''): Record<string, number>[] {
  const [head = '', ...lines] = text.trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [columns[index] ?? '', Number(cell)])),
  );
}

/** The code and message that a call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; message: string; status?: number }> {
  const error = await call.then(
    () => undefined,
    (reason: Error & { $metadata?: { httpStatusCode?: number } }) => reason,
  );
  if (!error) return { code: 'none', message: 'was not refused' };
  const status = error.$metadata?.httpStatusCode;
  return { code: error.name, message: error.message, ...(status === undefined ? {} : { status }) };
}
