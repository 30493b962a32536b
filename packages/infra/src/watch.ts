import { lambda } from './lambda.ts';
import { onSchedule } from './on-schedule.ts';
import type { Stage } from './stage.ts';

/** The hourly look at everything that costs while it stands. */
export function watch(stage: Stage) {
  const { at, environment } = stage;
  const watching = lambda('watch', {
    at,
    timeout: '300 seconds',
    memory: '512 MB',
    environment,
    // A look that failed twice is late: the next hour's sees the same and more.
    delivery: { retries: 1, maxAgeSeconds: 3600 },
  });
  onSchedule('watch', { rate: '1 hour', starts: watching, stage });
}
