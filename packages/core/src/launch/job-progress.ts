import type { TrainingJob } from '../ports.ts';
import { type EpochMs, HOUR_MS } from '../time.ts';
import type { JobProgress } from './launch.ts';

/** Nova jobs were seen accepted and never begun for 25 to 74 hours (field log, 2026-08); others begin within minutes. */
export const STALLED_AFTER_MS = 3 * HOUR_MS;

/** How far a running job is; `stalled` when AWS accepted it hours ago and has not begun to train. */
export function progressOf(job: TrainingJob, nowMs: EpochMs): JobProgress {
  const isLate = job.progress !== 'training' && nowMs - job.startedAtMs >= STALLED_AFTER_MS;
  return isLate && job.status === 'InProgress' ? 'stalled' : job.progress;
}
