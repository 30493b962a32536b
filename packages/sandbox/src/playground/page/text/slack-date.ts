/** Where and when a date is read: a zone of the IANA database, and the sandbox's time in epoch milliseconds. */
export interface DateReader {
  readonly timeZone: string | undefined;
  readonly nowMs: number;
}

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

const say = (atMs: number, timeZone: string | undefined, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone !== undefined && { timeZone }) }).format(atMs);

/** The day as "2026-11-21". */
export const dayOf = (atMs: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone !== undefined && { timeZone }),
  }).format(atMs);

const DAY_MS = 86_400_000;

/** "today", "yesterday" or "tomorrow" for the reader, else undefined. */
export function nearDay(atMs: number, { timeZone, nowMs }: DateReader): string | undefined {
  const day = dayOf(atMs, timeZone);
  if (day === dayOf(nowMs, timeZone)) return 'today';
  if (day === dayOf(nowMs - DAY_MS, timeZone)) return 'yesterday';
  return day === dayOf(nowMs + DAY_MS, timeZone) ? 'tomorrow' : undefined;
}

/** Fills a format such as "{date_short_pretty} at {time}" (https://docs.slack.dev/messaging/formatting-message-text#date-formatting). */
export function formatSlackDate(timestamp: number, format: string, reader: DateReader): string {
  const atMs = timestamp * 1000;
  // Dates end at ±8.64e15 ms (ECMA-262, 21.4.1.1); what is not a number is no date either.
  if (!(Math.abs(atMs) <= 8.64e15)) return format;
  return format.replace(/\{([a-z_]+)\}/g, (token, name: string) => {
    if (name === 'date_num') return dayOf(atMs, reader.timeZone);
    if (name === 'ago') return ago(atMs, reader.nowMs);
    const options = FORMATS[name.replace('_pretty', '')];
    const near = name.endsWith('_pretty') ? nearDay(atMs, reader) : undefined;
    return near ?? (options ? say(atMs, reader.timeZone, options) : token);
  });
}

const UNITS: readonly (readonly [number, string])[] = [
  [DAY_MS, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** "3 hours ago", "in 2 days". */
export function ago(atMs: number, nowMs: number): string {
  const distance = Math.abs(nowMs - atMs);
  const [unitMs, unit] = UNITS.find(([size]) => distance >= size) ?? [0, ''];
  if (unitMs === 0) return 'just now';
  const count = Math.floor(distance / unitMs);
  const span = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return atMs <= nowMs ? `${span} ago` : `in ${span}`;
}
