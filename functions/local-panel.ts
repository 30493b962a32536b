import { Readable } from 'node:stream';
import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Panel } from '@rung/sandbox/playground/panel.ts';
import { DATA_BUCKET } from './local-account.ts';
import type { LocalStack } from './local-stack.ts';

/** What the playground's panel does in the local AWS. */
export function localPanel(stack: LocalStack): Panel {
  const { s3, bedrock, cloudWatch } = stack.aws;
  const uri = (key: string) => `s3://${DATA_BUCKET}/${key}`;
  return {
    bucketUri: uri(''),
    async putDataset(name, content) {
      const stored = await s3.put(DATA_BUCKET, name, Readable.from(content));
      return { uri: uri(name), bytes: stored.size };
    },
    files: () =>
      Promise.resolve(
        s3.list(DATA_BUCKET).map(({ key, size, modifiedAtMs }) => ({
          uri: uri(key),
          bytes: size,
          modifiedAt: modifiedAtMs,
        })),
      ),
    createThroughput: (wish) =>
      Promise.resolve({ arn: bedrock.createIdleThroughput({ ...wish, tags: [MAY_DELETE_TAG] }) }),
    throughputs: () =>
      Promise.resolve(
        bedrock.throughputs().map(({ arn, name, status, createdAtMs }) => ({
          arn,
          name,
          status,
          createdAtMs,
          requestsLastHour:
            cloudWatch.sum({
              namespace: 'AWS/Bedrock',
              metric: 'Invocations',
              dimensions: { ModelId: arn },
              sinceMs: stack.clock.nowMs() - HOUR_MS,
            }) ?? 0,
        })),
      ),
    sendTraffic: (arn, requests) => bedrock.invoke(arn, requests),
  };
}
