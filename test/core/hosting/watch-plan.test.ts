import type { Hosting, IdlePolicy, Ownership, Traffic } from '@rung/core/hosting/hosting.ts';
import type { Spell } from '@rung/core/hosting/spell.ts';
import { judgeStop } from '@rung/core/hosting/stop-rule.ts';
import { boundRefreshes, type Found, mayStopSoMany, watchStep } from '@rung/core/hosting/watch-plan.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BO, IDLE_POLICY, lookAt, SILENT, SPELL, spellThatIs, THROUGHPUT, used } from './build-hostings.ts';

const STOPS: IdlePolicy = { ...IDLE_POLICY, stopAfterMs: 12 * HOUR_MS };
/** Used until hour 0 of its stretch, which is announced at hour 6. */
const idleAt = (hours: number) => lookAt({ ...THROUGHPUT, createdAtMs: -HOUR_MS }, used(0), hours);
const spell = (changes: Partial<Spell> = {}): Spell => ({ ...SPELL, createdAtMs: -HOUR_MS, ...changes });
/** Told that policy ends it at one hour, and again at another. */
const told = (stopsAt: number, again?: number): Partial<Spell> => ({
  announcedEnd: { stopsAtMs: stopsAt * HOUR_MS, againAtMs: again === undefined ? undefined : again * HOUR_MS },
});
/** Its card was brought to what was found a moment before. */
const JUST_SHOWN: Partial<Spell> = { refreshedAtMs: 16 * HOUR_MS };
const PERSON = { kind: 'person', id: BO } as const;

describe('what the watch does about a stretch', () => {
  it.each<[string, { is: Spell; found: Found; policy?: IdlePolicy; step: string }]>([
    ['nothing while people still have time', { is: spell(), found: idleAt(11.9), step: 'nothing' }],
    ['shows what it has cost by now every six hours', { is: spell(), found: idleAt(12), step: 'refresh' }],
    ['and not at every look', { is: spell({ refreshedAtMs: 12 * HOUR_MS }), found: idleAt(17.9), step: 'nothing' }],
    ['names its owners after a day without an answer', { is: spell(), found: idleAt(30), step: 'escalate' }],
    ['names them once', { is: spell({ escalatedAtMs: 30 * HOUR_MS }), found: idleAt(31), step: 'nothing' }],
    [
      'shows its cost while they are silent',
      { is: spell({ escalatedAtMs: 30 * HOUR_MS }), found: idleAt(197), step: 'refresh' },
    ],
    [
      'names them again after a week',
      { is: spell({ escalatedAtMs: 30 * HOUR_MS }), found: idleAt(198), step: 'escalate' },
    ],
    ['closes it when traffic came back', { is: spell(), found: lookAt(THROUGHPUT, used(29), 30), step: 'close' }],
    ['closes it when AWS lists it no more', { is: spell(), found: 'gone', step: 'close' }],
    ['leaves it when AWS would not list its kind', { is: spell(), found: 'unread', step: 'nothing' }],
    [
      'leaves it when its traffic cannot be read',
      {
        is: spell(),
        found: lookAt({ ...THROUGHPUT, createdAtMs: -HOUR_MS }, { kind: 'unknown', why: '' }, 90),
        step: 'nothing',
      },
    ],
    [
      'lets it sleep as long as was chosen',
      {
        is: spell({ outcome: { kind: 'snoozed', by: BO, atMs: 0, untilMs: 31 * HOUR_MS } }),
        found: idleAt(30),
        step: 'nothing',
      },
    ],
    [
      'wakes it then',
      {
        is: spell({ outcome: { kind: 'snoozed', by: BO, atMs: 0, untilMs: 30 * HOUR_MS } }),
        found: idleAt(30),
        step: 'wake',
      },
    ],
    [
      'tells an end by policy that nobody was told of',
      { is: spell(), found: idleAt(300), policy: STOPS, step: 'announce-end' },
    ],
    [
      'tells it once',
      { is: spell({ ...told(18), ...JUST_SHOWN }), found: idleAt(16.9), policy: STOPS, step: 'nothing' },
    ],
    ['tells it again an hour ahead', { is: spell(told(18)), found: idleAt(17), policy: STOPS, step: 'announce-end' }],
    [
      'never ends it untold, however late it looks',
      { is: spell(told(18)), found: idleAt(300), policy: STOPS, step: 'announce-end' },
    ],
    [
      'waits as long as was promised',
      { is: spell({ ...told(18, 17), ...JUST_SHOWN }), found: idleAt(17.9), policy: STOPS, step: 'nothing' },
    ],
    ['ends it then', { is: spell(told(18, 17)), found: idleAt(18), policy: STOPS, step: 'stop' }],
    ['takes an end back whose policy is gone', { is: spell(told(18, 17)), found: idleAt(18), step: 'withdraw-end' }],
    [
      'leaves it to whoever is telling it',
      { is: spell({ tellingSinceMs: 20 * HOUR_MS }), found: idleAt(20.1), policy: STOPS, step: 'nothing' },
    ],
    [
      'takes over from whoever was cut off telling it',
      { is: spell({ tellingSinceMs: 20 * HOUR_MS }), found: idleAt(20.2), policy: STOPS, step: 'announce-end' },
    ],
    [
      'names its owners under a policy too that leaves them longer',
      { is: spell(told(60)), found: idleAt(30), policy: { ...STOPS, stopAfterMs: 54 * HOUR_MS }, step: 'escalate' },
    ],
    [
      'gives a cut-off stop its minute once more',
      {
        is: spell({ outcome: { kind: 'stopping', by: PERSON, atMs: 0, dueMs: 60_000 } }),
        found: idleAt(30),
        step: 'stop-anew',
      },
    ],
    [
      'does nothing about what is resolved',
      { is: spellThatIs({ kind: 'deleted', by: PERSON, atMs: 0 }), found: idleAt(30), step: 'nothing' },
    ],
  ])('%s', (_, { is, found, policy, step }) => {
    expect(watchStep(is, found, policy ?? IDLE_POLICY).kind).toBe(step);
  });

  it.each<[string, Spell, Found]>([
    ['what nobody adopted', spell({ ownership: { kind: 'others', isTagged: true } }), idleAt(300)],
    ['what was never used', SPELL, lookAt(THROUGHPUT, SILENT, 300)],
    [
      'what is inside a term',
      spell(),
      lookAt({ ...THROUGHPUT, createdAtMs: -HOUR_MS, committedUntilMs: 1e12 }, used(0), 300),
    ],
  ])('the policy never ends %s', (_, is, found) => {
    expect(['announce-end', 'stop']).not.toContain(watchStep(is, found, STOPS).kind);
  });
});

it('refreshes thirty cards in one look, those that are oldest', () => {
  const stale = Array.from({ length: 40 }, (_, i) => ({
    spell: spell({ refreshedAtMs: (100 - i) * HOUR_MS }),
    step: { kind: 'refresh' } as const,
  }));
  const wake = { spell: spell(), step: { kind: 'wake' } as const };

  const taken = boundRefreshes([...stale, wake]);

  expect(taken).toHaveLength(31);
  expect(taken).toContain(wake);
  expect(taken).toContain(stale[39]);
  expect(taken).not.toContain(stale[9]);
});

it('ends at most three and at most a tenth in one look, or none', () => {
  expect(
    [
      [1, 1],
      [1, 5],
      [2, 20],
      [3, 30],
      [2, 19],
      [3, 29],
      [4, 1000],
    ].map(([stops = 0, all = 0]) => mayStopSoMany(stops, all)),
  ).toEqual([...[true, true, true, true], ...[false, false, false]]);
});

describe('ten thousand accounts with every trap', () => {
  const traffic: fc.Arbitrary<Traffic> = fc.oneof(
    fc.constant(SILENT),
    fc.constant<Traffic>({ kind: 'unknown', why: 'outage' }),
    fc.constant<Traffic>({ kind: 'active', sinceMs: 0 }),
    fc.integer({ min: 0, max: 400 }).map(used),
  );
  const ownership: fc.Arbitrary<Ownership> = fc.constantFrom<Ownership>(
    { kind: 'ours', launchId: undefined, by: BO },
    { kind: 'adopted', by: BO },
    { kind: 'others', isTagged: true },
    { kind: 'others', isTagged: false },
    { kind: 'unknown', why: 'denied' },
  );
  const account = fc.record({
    traffic,
    ownership,
    isPolicy: fc.boolean(),
    policy: fc.constantFrom(STOPS, STOPS, STOPS, IDLE_POLICY),
    announcedEnd: fc.option(
      fc.record({
        stopsAtMs: fc.integer({ min: 0, max: 300 * HOUR_MS }),
        againAtMs: fc.option(fc.integer({ min: 0, max: 300 * HOUR_MS }), { nil: undefined }),
      }),
      { nil: undefined },
    ),
    /** Whether its last request came after the stretch that is spoken of began. */
    isLater: fc.constantFrom(false, false, true),
    isRecreated: fc.constantFrom(false, false, false, true),
    seen: fc.constantFrom('there', 'there', 'there', 'gone', 'unread'),
    committedUntilHours: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    nowHours: fc.integer({ min: 6, max: 400 }),
  });

  it('nothing is deleted but what is ours, old, idle on a reading of now, free of a term and the very same', () => {
    const deleted = { count: 0 };
    const byPolicy = { count: 0 };
    const law = (one: typeof account extends fc.Arbitrary<infer T> ? T : never) => {
      const hosting: Hosting = {
        ...THROUGHPUT,
        createdAtMs: one.isRecreated ? HOUR_MS : 0,
        committedUntilMs: one.committedUntilHours === undefined ? undefined : one.committedUntilHours * HOUR_MS,
      };
      const look = one.seen === 'there' ? lookAt(hosting, one.traffic, one.nowHours) : (one.seen as 'gone' | 'unread');
      const by = one.isPolicy ? ({ kind: 'policy' } as const) : PERSON;

      const sinceMs = one.traffic.kind === 'recorded' && !one.isLater ? one.traffic.lastRequestAtMs : 0;
      const is = { ...SPELL, sinceMs, announcedEnd: one.announcedEnd };

      const answer = judgeStop(is, by, { look, ownership: one.ownership, policy: one.policy });

      if (answer.kind !== 'delete') return;
      deleted.count += 1;
      expect(one.seen).toBe('there');
      expect(one.isRecreated).toBe(false);
      expect(['ours', 'adopted']).toContain(one.ownership.kind);
      expect((one.committedUntilHours ?? 0) <= one.nowHours).toBe(true);
      expect(['recorded', 'none-recorded']).toContain(one.traffic.kind);
      if (one.traffic.kind === 'recorded')
        expect(one.nowHours * HOUR_MS - one.traffic.lastRequestAtMs).toBeGreaterThanOrEqual(IDLE_POLICY.idleAfterMs);
      expect(one.traffic.kind === 'recorded' && one.traffic.lastRequestAtMs > sinceMs).toBe(false);
      if (!one.isPolicy) return;
      byPolicy.count += 1;
      expect(one.traffic.kind).toBe('recorded');
      expect(one.policy.stopAfterMs).toBeDefined();
      expect(one.announcedEnd?.againAtMs).toBeDefined();
      expect(one.announcedEnd?.stopsAtMs).toBeLessThanOrEqual(one.nowHours * HOUR_MS);
    };

    fc.assert(fc.property(account, law), { numRuns: 10_000 });
    expect(deleted.count).toBeGreaterThan(100);
    expect(byPolicy.count).toBeGreaterThan(10);
  });
});
