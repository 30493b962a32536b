import { lambda } from './lambda.ts';
import type { Stage } from './stage.ts';

/** Bolt and its listeners, and who tells a person when a delivery could not be finished in three tries or a quarter of an hour. */
export function desk({ at, environment }: Stage) {
  const undelivered = lambda('undelivered', { at, timeout: '30 seconds', memory: '512 MB', environment });
  return lambda('desk', {
    at,
    timeout: '60 seconds',
    memory: '1024 MB',
    environment,
    delivery: { retries: 2, maxAgeSeconds: 900, onFailure: undelivered.arn },
  });
}
