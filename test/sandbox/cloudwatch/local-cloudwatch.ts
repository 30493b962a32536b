import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { type CloudWatch, createCloudWatch } from '@rung/sandbox/cloudwatch/cloudwatch.ts';
import { createClock, type SandboxClock } from '@rung/sandbox/kit/clock.ts';
import { openWireLog } from '@rung/sandbox/kit/wire-log.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** When the sandbox's time starts in these tests. */
export const NOW = new Date('2026-11-20T12:00:00Z');
export const ago = (durationMs: number): Date => new Date(NOW.getTime() - durationMs);

/** A CloudWatch client of the real SDK with the sandbox behind it; its clock starts at NOW. */
export interface LocalCloudWatch {
  readonly client: CloudWatchClient;
  readonly cloudWatch: CloudWatch;
  readonly clock: SandboxClock;
  close(): Promise<void>;
}

export async function localCloudWatch(
  options: { file?: string; wireLogFile?: string; startMs?: number } = {},
): Promise<LocalCloudWatch> {
  const { file, wireLogFile, startMs = NOW.getTime() } = options;
  const clock = createClock({ startMs });
  const cloudWatch = createCloudWatch({ clock, wireLog: openWireLog(wireLogFile), ...(file && { file }) });
  const front = await startAwsFront({ monitoring: cloudWatch.handler });
  const client = new CloudWatchClient({
    endpoint: front.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    cloudWatch,
    clock,
    async close() {
      client.destroy();
      await front.close();
      cloudWatch.close();
    },
  };
}
