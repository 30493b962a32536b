import { endLease } from '@rung/app/end-lease.ts';
import { extendLease, keepLease, stopLease } from '@rung/app/extend-lease.ts';
import { keepLeases } from '@rung/app/keep-leases.ts';
import { lookAtHostings } from '@rung/app/look-at-hostings.ts';
import { askForHosting } from '@rung/app/make-hosting.ts';
import { hashLeasePlan, isHeld } from '@rung/core/hosting/lease/lease.ts';
import { usd } from '@rung/core/money.ts';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { THROUGHPUT } from '../core/hosting/build-hostings.ts';
import { pricedLease } from '../core/hosting/build-leases.ts';
import { BO } from '../core/launch/plans.ts';
import { effort } from './effort.ts';
import { committedIn, dueIn, wrongDeletion } from './host-invariants.ts';
import { LEASE_CAP, type LeaseDeps, type LeaseWorld, leasePorts, newLeaseWorld } from './lease-world.ts';

/** What happens to most leases. */
const USUAL = ['watch', 'a day', 'watch', 'a minute', 'wake'];

const click = (world: LeaseWorld) => ({ leaseId: world.record.id, by: BO, channel: 'C1' });

/** What people, time and AWS do to a lease. */
const DEEDS: Readonly<Record<string, (world: LeaseWorld, deps: LeaseDeps) => Promise<unknown> | unknown>> = {
  extend: (world, deps) => extendLease(deps, click(world)),
  stop: (world, deps) => stopLease(deps, click(world)),
  keep: (world, deps) => keepLease(deps, click(world)),
  watch: async (_, deps) => keepLeases(deps, await lookAtHostings(deps)),
  wake: (world, deps) => endLease(deps, world.record.id),
  'a minute': (world) => (world.nowMs += 2 * MINUTE_MS),
  'an hour': (world) => (world.nowMs += HOUR_MS),
  'a day': (world) => (world.nowMs += 25 * HOUR_MS),
  traffic: (world) => (world.lastRequestAtMs = world.nowMs),
  'metrics out': (world) => (world.areMetricsOut = !world.areMetricsOut),
  'made anew': (world) => (world.stands = { ...THROUGHPUT, createdAtMs: world.nowMs }),
  'tag taken': (world) => (world.isTagged = false),
  'slack away': (world) => (world.isSlackDown = !world.isSlackDown),
  'spending stopped': (world) => (world.isSpendingStopped = !world.isSpendingStopped),
  'answer lost': (world) => (world.losesDelete = true),
  'term bought': (world) => {
    if (world.stands?.kind === 'provisioned-throughput')
      world.stands = { ...world.stands, committedUntilMs: world.nowMs + 500 * HOUR_MS };
  },
};

it('thousands of histories of a lease delete nothing wrongly, and spend what was extended', async () => {
  const deleted = { byDate: 0, byPerson: 0 };
  const history = fc.array(fc.constantFrom(...Object.keys(DEEDS), ...USUAL, ...USUAL, ...USUAL), {
    minLength: 4,
    maxLength: 24,
  });
  const law = async (deeds: string[]) => {
    const world = newLeaseWorld();
    const deps = leasePorts(world);
    for (const deed of deeds) await Promise.resolve(DEEDS[deed]?.(world, deps)).catch(() => 'slack was away');

    expect(world.deletions.map(wrongDeletion).filter(Boolean)).toEqual([]);
    expect(world.deletions.length).toBeLessThanOrEqual(1);
    expect(committedIn(world)).toBe(dueIn(world));
    expect(Math.min(...world.committed.values())).toBeGreaterThanOrEqual(0);
    if (world.record.state !== 'ended')
      for (const amount of world.committed.values()) expect(amount).toBeLessThanOrEqual(LEASE_CAP);
    for (const { record } of world.deletions)
      if (record.state === 'deleting') deleted[record.by.kind === 'date' ? 'byDate' : 'byPerson'] += 1;
  };

  await fc.assert(fc.asyncProperty(history, law), { numRuns: effort({ full: 10_000, sample: 2_000 }) });
  expect(Math.min(deleted.byDate, deleted.byPerson)).toBeGreaterThan(5);
});

it('an extension that meets the end of a lease either keeps it or comes too late, and never both', async () => {
  const outcomes = new Set<string>();
  const law = async (scheduler: fc.Scheduler) => {
    const world = newLeaseWorld();
    const still = leasePorts(world);
    await DEEDS['watch']?.(world, still);
    world.nowMs += 30 * HOUR_MS;
    await DEEDS['watch']?.(world, still);
    world.nowMs += 2 * MINUTE_MS;
    const deps = leasePorts(world, () => scheduler.schedule(Promise.resolve()));

    const all = ['wake', 'extend', 'wake', 'keep', 'watch'].map((deed) => DEEDS[deed]?.(world, deps));
    await scheduler.waitFor(Promise.all(all));

    const isExtended = 'extensions' in world.record && world.record.extensions.length > 0;
    outcomes.add(isExtended ? 'extended' : world.record.state);
    expect(world.deletions.length).toBe(world.record.state === 'ended' ? 1 : 0);
    expect(isExtended && world.deletions.length > 0).toBe(false);
    expect(isHeld(world.record)).toBe(world.deletions.length === 0);
  };

  await fc.assert(fc.asyncProperty(fc.scheduler(), law), { numRuns: effort({ full: 3_000, sample: 300 }) });
  expect([...outcomes]).toEqual(expect.arrayContaining(['ended', 'extended', 'standing']));
});

it('a Slack that is away keeps nothing standing, and hears of it when it is back', async () => {
  const world = newLeaseWorld();
  const deps = leasePorts(world);
  world.isSlackDown = true;

  await DEEDS['watch']?.(world, deps);
  world.nowMs += 25 * HOUR_MS;
  await DEEDS['watch']?.(world, deps);
  world.nowMs += 2 * MINUTE_MS;
  await DEEDS['wake']?.(world, deps);
  const owed = world.record.isOwed;
  world.isSlackDown = false;
  await DEEDS['watch']?.(world, deps);

  expect(world.record.state).toBe('ended');
  expect([owed, world.record.isOwed]).toEqual([true, false]);
});

it('a workflow that asks while somebody else writes asks again, and one that comes after the yes goes on', async () => {
  const world = { ...newLeaseWorld(), record: pricedLease({ taskToken: '' }) as LeaseWorld['record'] };
  const woken: string[] = [];
  let writes = 0;
  const ports = leasePorts(world);
  const deps: LeaseDeps = {
    ...ports,
    made: {
      ...ports.made,
      units: async () => {
        if (writes++ === 0) world.record = { ...world.record, version: world.record.version + 1 };
        return [];
      },
    },
    hostFlow: {
      ...ports.hostFlow,
      wake: async (token) => {
        woken.push(token);
        return 'woken';
      },
    },
  };
  const { id } = world.record;

  await askForHosting(deps, { id, taskToken: 'first' });
  const asked = world.record;
  world.record = {
    ...asked,
    state: 'making',
    approval: { planHash: hashLeasePlan(asked), by: BO, atMs: 0, amount: usd('1') },
    startedAtMs: 0,
  };
  await askForHosting(deps, { id, taskToken: 'second' });

  expect(asked).toMatchObject({ state: 'priced', taskToken: 'first', isOwed: false });
  expect(woken).toEqual(['second']);
});
