import { lambda } from './lambda.ts';
import { onSchedule } from './on-schedule.ts';
import type { Stage } from './stage.ts';

/** The daily look at what AWS charged. */
export function bill(stage: Stage) {
  const { at, environment } = stage;
  const reading = lambda('bill', {
    at,
    timeout: '300 seconds',
    memory: '512 MB',
    environment,
    // Cost Explorer bills each question: what failed twice is asked again tomorrow.
    delivery: { retries: 0, maxAgeSeconds: 3600 },
  });
  onSchedule('bill', { rate: '1 day', starts: reading, stage });
}
