import { DAY_MS, type EpochMs, HOUR_MS } from '../time.ts';

/** How long an alert can be put off, as people choose it. */
export const SNOOZES = ['4h', 'tomorrow', '7d'] as const;
export type Snooze = (typeof SNOOZES)[number];

export function parseSnooze(text: string): Snooze | undefined {
  return SNOOZES.find((snooze) => snooze === text);
}

/** The hour of the morning at which "tomorrow" ends. */
const MORNING_HOUR = 9;

/** When a snooze that begins now ends; "tomorrow" is nine in the morning where the person is (IANA zone, UTC when it is not known). */
export function snoozeUntil(snooze: Snooze, at: { nowMs: EpochMs; timeZone: string | undefined }): EpochMs {
  switch (snooze) {
    case '4h':
      return at.nowMs + 4 * HOUR_MS;
    case '7d':
      return at.nowMs + 7 * DAY_MS;
    case 'tomorrow':
      return nextMorning(at.nowMs, at.timeZone ?? 'UTC');
    default:
      return snooze satisfies never;
  }
}

/** Nine o'clock of the next local day. The offset of that very moment is used, so that a change of the clocks in the night moves nothing. */
function nextMorning(nowMs: EpochMs, timeZone: string): EpochMs {
  const today = new Date(nowMs + offsetMs(nowMs, timeZone));
  const wallMs = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + 1, MORNING_HOUR);
  const guessMs = wallMs - offsetMs(wallMs, timeZone);
  return wallMs - offsetMs(guessMs, timeZone);
}

/** How far local time is ahead of UTC at a moment, in milliseconds. */
function offsetMs(atMs: EpochMs, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const wallMs = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wallMs - Math.floor(atMs / 1000) * 1000;
}
