import { AwsError } from '../kit/aws-error.ts';
import type { SandboxClock } from '../kit/clock.ts';

/** How many requests a minute (of sandbox time) the models take whose id or ARN contains `model`. */
export interface RequestQuota {
  readonly model: string;
  readonly perMinute: number;
}

/** Counts requests against quotas; without one, a model takes all. */
export interface RequestQuotas {
  set(quota: RequestQuota): void;
  /** Throws ThrottlingException, as the runtime does (429), when the minute has had its requests. */
  take(modelId: string): void;
}

const MINUTE_MS = 60_000;

export function requestQuotas(clock: SandboxClock): RequestQuotas {
  const quotas = new Map<string, number>();
  const taken = new Map<string, { minute: number; requests: number }>();
  return {
    set: ({ model, perMinute }) => void quotas.set(model, perMinute),
    take(modelId) {
      for (const [model, perMinute] of quotas) {
        if (!modelId.includes(model)) continue;
        const minute = Math.floor(clock.nowMs() / MINUTE_MS);
        const before = taken.get(model);
        const requests = before?.minute === minute ? before.requests : 0;
        if (requests >= perMinute)
          throw new AwsError('ThrottlingException', 'Too many requests, please wait before trying again.', {
            status: 429,
          });
        taken.set(model, { minute, requests: requests + 1 });
      }
    },
  };
}
