import { type DateReader, dayOf, nearDay } from '../text/slack-date.ts';

/** Slack's message ids are sandbox seconds: "1763707244.000100". */
export const tsToMs = (ts: string): number => Number.parseFloat(ts) * 1000;

const format = (atMs: number, { timeZone }: DateReader, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone !== undefined && { timeZone }) }).format(atMs);

/** "14:02" today, "Yesterday 14:02", "18 Nov 14:02". */
export function shortTime(atMs: number, reader: DateReader): string {
  const time = clockTime(atMs, reader);
  const near = nearDay(atMs, reader);
  if (near === 'today') return time;
  return `${near ? capital(near) : format(atMs, reader, { day: 'numeric', month: 'short' })} ${time}`;
}

export const clockTime = (atMs: number, reader: DateReader): string =>
  format(atMs, reader, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** "Saturday, 21 November 2026 at 14:02:11". */
export const fullTime = (atMs: number, reader: DateReader): string =>
  format(atMs, reader, { dateStyle: 'full', timeStyle: 'medium' });

/** What stands on the line between two days. */
export const dayName = (atMs: number, reader: DateReader): string =>
  capital(nearDay(atMs, reader) ?? format(atMs, reader, { weekday: 'long', day: 'numeric', month: 'long' }));

export const isSameDay = (a: number, b: number, { timeZone }: DateReader): boolean =>
  dayOf(a, timeZone) === dayOf(b, timeZone);

const capital = (word: string) => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;
