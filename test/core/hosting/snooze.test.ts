import { parseSnooze, snoozeUntil } from '@rung/core/hosting/snooze.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const until = (now: string, timeZone: string | undefined) =>
  new Date(snoozeUntil('tomorrow', { nowMs: Date.parse(now), timeZone })).toISOString();

describe('a snooze until tomorrow', () => {
  it.each([
    ['nine in the morning in Berlin', { now: '2026-11-26T22:30:00Z', zone: 'Europe/Berlin', ends: '2026-11-27T08:00' }],
    ['the next local day', { now: '2026-11-26T23:30:00Z', zone: 'Europe/Berlin', ends: '2026-11-28T08:00' }],
    ['nine in Kathmandu', { now: '2026-11-26T10:00:00Z', zone: 'Asia/Kathmandu', ends: '2026-11-27T03:15' }],
    ['nine when clocks go back', { now: '2026-10-24T20:00:00Z', zone: 'Europe/Berlin', ends: '2026-10-25T08:00' }],
    ['nine when clocks go forward', { now: '2026-03-28T20:00:00Z', zone: 'Europe/Berlin', ends: '2026-03-29T07:00' }],
    ['nine in UTC without a zone', { now: '2026-11-26T22:30:00Z', zone: undefined, ends: '2026-11-27T09:00' }],
  ])('ends at %s', (_, { now, zone, ends }) => {
    expect(until(now, zone)).toBe(`${ends}:00.000Z`);
  });

  it('ends at nine, after now, within two days, in every zone and on every day of three years', () => {
    const zones = ['Pacific/Kiritimati', 'America/St_Johns', 'America/Los_Angeles', 'Australia/Lord_Howe', 'UTC'];
    const law = (nowMs: number, timeZone: string) => {
      const ends = snoozeUntil('tomorrow', { nowMs, timeZone });
      const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(ends);

      expect(hour).toBe('09:00');
      expect(ends).toBeGreaterThan(nowMs);
      expect(ends - nowMs).toBeLessThan(48 * 3_600_000);
    };

    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) }), fc.constantFrom(...zones), law),
    );
  });
});

it('is one of three lengths, and nothing else that a payload may carry', () => {
  expect(['4h', 'tomorrow', '7d', '700d', ''].map((text) => parseSnooze(text))).toEqual([
    ...['4h', 'tomorrow', '7d'],
    ...[undefined, undefined],
  ]);
});
