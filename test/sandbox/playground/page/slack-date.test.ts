import { ago, formatSlackDate } from '@rung/sandbox/playground/page/text/slack-date.ts';
import { expect, test } from 'vitest';

const nowMs = Date.UTC(2026, 10, 21, 14, 2);
const reader = { timeZone: 'Etc/UTC', nowMs };
const seconds = (ms: number) => ms / 1000;

test.each([
  ['{date_num} {time_secs}', nowMs, '2026-11-21 14:02:00'],
  ['{date}', nowMs, '21 November 2026'],
  ['{date_long}', nowMs, 'Saturday, 21 November 2026'],
  ['{date_short_pretty} at {time}', nowMs - 86_400_000, 'yesterday at 14:02'],
  ['{date_pretty}', nowMs, 'today'],
  ['{date_short_pretty}', nowMs - 5 * 86_400_000, '16 Nov 2026'],
  ['{ago}', nowMs - 3 * 3_600_000, '3 hours ago'],
  ['{weather}', nowMs, '{weather}'],
])('%s is filled', (format, atMs, expected) => {
  expect(formatSlackDate(seconds(atMs), format, reader)).toBe(expected);
});

test('a reader in another zone reads another time', () => {
  expect(formatSlackDate(seconds(nowMs), '{time}', { ...reader, timeZone: 'Asia/Tokyo' })).toBe('23:02');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e20])('%d is no date, and nothing breaks', (timestamp) => {
  expect(formatSlackDate(timestamp, '{date}', reader)).toBe('{date}');
});

test.each([
  [0, 'just now'],
  [60_000, '1 minute ago'],
  [-2 * 86_400_000, 'in 2 days'],
])('%d ms back is said as "%s"', (distance, expected) => {
  expect(ago(nowMs - distance, nowMs)).toBe(expected);
});
