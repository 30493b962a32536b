import type { EpochMs } from '../time.ts';

/** The calendar month of a moment in UTC, "2026-11": what a cap counts by. */
export function monthOf(atMs: EpochMs): string {
  return new Date(atMs).toISOString().slice(0, 7);
}
