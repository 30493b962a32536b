import type { Deps } from '@rung/app/deps.ts';
import type { MessageRef } from '@rung/core/chat/person.ts';
import { applyBudget, isReservation } from '@rung/core/cost/budget.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import type { ImportedModel, ProvisionedThroughput, Traffic } from '@rung/core/hosting/hosting.ts';
import type { Lease } from '@rung/core/hosting/lease/lease.ts';
import { leaseTags } from '@rung/core/hosting/lease/lease.ts';
import type { MadeHosting } from '@rung/core/hosting/lease/ports.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { MicroUsd } from '@rung/core/money.ts';
import { usd } from '@rung/core/money.ts';
import type { FolderLook } from '@rung/core/ports.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { IDLE_POLICY, THROUGHPUT } from '../core/hosting/build-hostings.ts';
import { standingLease, WEIGHTS } from '../core/hosting/build-leases.ts';
import { ANA, CAPS, POLICY } from '../core/launch/plans.ts';

/** A lease, what it is about in AWS, and a Slack that may be away. Nothing here is Rung's. */
export interface LeaseWorld {
  nowMs: number;
  record: Lease;
  /** What stands of its name; undefined when nothing does. */
  stands: ProvisionedThroughput | ImportedModel | undefined;
  /** What Rung recorded as its own, by ARN and creation time. */
  readonly owned: Set<string>;
  /** When what was made last comes up; undefined when it never does. */
  upAtMs: number | undefined;
  isTagged: boolean;
  /** The folder that an imported model came from, as S3 lists it. */
  weights: FolderLook;
  /** Another lease on the same imported model. */
  other: Lease | undefined;
  lastRequestAtMs: number | undefined;
  areMetricsOut: boolean;
  isSlackDown: boolean;
  isSpendingStopped: boolean;
  /** The next deletion happens and its answer is lost. */
  losesDelete: boolean;
  /** By counter; the record's own yes is in its month. */
  committed: ReadonlyMap<string, number>;
  readonly deletions: Deletion[];
  readonly due: number[];
}

/** A deletion with what was true at that very moment. */
export interface Deletion {
  readonly record: Lease;
  readonly hosting: ProvisionedThroughput | ImportedModel;
  readonly isTagged: boolean;
  readonly weights: FolderLook;
  readonly other: Lease | undefined;
  readonly areMetricsOut: boolean;
  readonly lastRequestAtMs: number | undefined;
  readonly atMs: number;
}

/** Room for some extensions by a week in a month, and not for all. */
export const LEASE_CAP = usd('45000');

export const ownedAs = ({ arn, createdAtMs }: { arn: string; createdAtMs: number }) => `${arn}#${createdAtMs}`;

export function newLeaseWorld(): LeaseWorld {
  return {
    ...{ nowMs: 144 * HOUR_MS, record: standingLease({ announcedAtMs: undefined }), stands: THROUGHPUT },
    ...{
      weights: WEIGHTS,
      other: undefined,
      isTagged: true,
      lastRequestAtMs: undefined,
      areMetricsOut: false,
      isSlackDown: false,
    },
    ...{ isSpendingStopped: false, losesDelete: false, deletions: [], due: [] },
    committed: new Map([[monthOf(0), usd('100')]]),
    owned: new Set([ownedAs(THROUGHPUT)]),
    upAtMs: 0,
  };
}

export type LeaseDeps = Pick<
  Deps,
  | ('clock' | 'settings' | 'messenger' | 'people' | 'leases' | 'endFlow' | 'made' | 'spending' | 'launches')
  | 'hostFlow'
  | ('spells' | 'hostings' | 'hostingRecords' | 'datasets' | 'prices' | 'trafficMeter' | 'priceList')
>;

/** The ports to that world. `turn` comes before and after each call, so that others can come between. */
export function leasePorts(world: LeaseWorld, turn: () => Promise<void> = async () => undefined): LeaseDeps {
  const call = async <T>(act: () => T): Promise<T> => {
    await turn();
    const result = act();
    await turn();
    return result;
  };
  return {
    clock: { nowMs: () => world.nowMs },
    settings: {
      ...{ region: 'us-east-1', bucket: 'b', bedrockRoleArn: 'r', grader: undefined, hasKnowledgeBase: false },
      ...{ approval: { ...POLICY, caps: { ...CAPS, monthly: LEASE_CAP } }, idle: IDLE_POLICY },
      ...{ areTermsAllowed: false, watchChannel: 'C1' },
    } as LeaseDeps['settings'],
    messenger: slack(world, call),
    people: { find: async (id) => ({ id, standing: 'member' }) },
    hostFlow: { start: async () => undefined, wake: async () => 'woken' },
    leases: leases(world, call),
    endFlow: { start: ({ dueMs }) => call(() => void world.due.push(dueMs)) },
    made: { find: ({ name }) => call(() => madeIn(world, name)), units: async () => [] },
    spending: { read: async () => switchOf(world), write: async () => undefined },
    launches: {
      committed: async (key: string) => (world.committed.get(key) ?? 0) as MicroUsd,
    } as unknown as LeaseDeps['launches'],
    spells: { resolved: () => call(() => []) } as unknown as LeaseDeps['spells'],
    hostings: aws(world, call),
    datasets: { list: () => call(() => world.weights) } as unknown as LeaseDeps['datasets'],
    hostingRecords: {
      find: async ({ arn, createdAtMs }) =>
        world.owned.has(ownedAs({ arn, createdAtMs }))
          ? { kind: 'made', arn, createdAtMs, by: ANA, atMs: 0, version: 1 }
          : undefined,
      add: (record) => call(() => (world.owned.add(ownedAs(record)), 'added')),
    },
    trafficMeter: {
      hours: async () => ({ modelIds: [], hours: [] }),
      hoursOf: async () => [],
      copyWindows: async () => 3,
    },
    priceList: { ask: async () => ({ failed: 'not asked in this world' }) },
    prices: { find: async () => undefined, save: async () => undefined } as unknown as LeaseDeps['prices'],
  };
}

function madeIn({ stands, upAtMs, isTagged, nowMs }: LeaseWorld, name: string): MadeHosting | undefined {
  if (stands?.name !== name) return undefined;
  if (stands.kind === 'imported-model') {
    const { arn, createdAtMs } = stands;
    const status = isTagged ? 'active' : 'creating';
    return { arn, modelArn: arn, createdAtMs, status, committedUntilMs: undefined };
  }
  const { arn, modelArn, createdAtMs, committedUntilMs } = stands;
  const status = upAtMs !== undefined && upAtMs <= nowMs ? 'active' : 'creating';
  return { arn, modelArn, createdAtMs, status, committedUntilMs };
}

type Call = <T>(act: () => T) => Promise<T>;

const switchOf = ({ isSpendingStopped }: LeaseWorld) =>
  isSpendingStopped
    ? ({ state: 'stopped', by: 'U0BO' as UserId, atMs: 0, reason: 'test' } as const)
    : ({ state: 'on' } as const);

function slack(world: LeaseWorld, call: Call): LeaseDeps['messenger'] {
  const show = (message: MessageRef) =>
    call(() => {
      if (world.isSlackDown) throw new Error('service_unavailable');
      return message;
    });
  return {
    post: ({ channel }) => show({ channel, ts: '9.9' }),
    edit: (message) => show(message),
    attach: async () => 'unavailable',
    whisper: async () => void (await show({ channel: 'C1', ts: '1' })),
  };
}

function leases(world: LeaseWorld, call: Call): LeaseDeps['leases'] {
  return {
    create: async () => 'exists',
    find: () => call(() => world.record),
    open: () => call(() => (world.other ? [world.record, world.other] : [world.record])),
    over: () => call(() => []),
    move: (to, budget) =>
      call(() => {
        if (to.id !== world.record.id || to.version !== world.record.version + 1) return 'lost';
        if (budget && isReservation(budget) && world.isSpendingStopped) return 'over-cap';
        const committed = budget ? applyBudget(world.committed, budget) : world.committed;
        if (committed === 'over-cap') return 'over-cap';
        world.record = to;
        world.committed = committed;
        return 'moved';
      }),
  };
}

function aws(world: LeaseWorld, call: Call): LeaseDeps['hostings'] {
  const traffic = (): Traffic => {
    if (world.areMetricsOut) return { kind: 'unknown', why: 'outage' };
    return world.lastRequestAtMs === undefined
      ? { kind: 'none-recorded' }
      : { kind: 'recorded', lastRequestAtMs: world.lastRequestAtMs, requests: 1 };
  };
  return {
    kept: async () => ({ kept: [], unread: [] }),
    inventory: () => call(() => ({ hostings: world.stands ? [world.stands] : [], unread: [] })),
    find: () => call(() => world.stands ?? 'gone'),
    traffic: (hostings) => call(() => new Map(hostings.map(({ arn }) => [arn, traffic()]))),
    tags: () =>
      call(() => new Map(world.isTagged ? leaseTags(world.record).map(({ Key, Value }) => [Key, Value]) : [])),
    delete: () =>
      call(() => {
        if (!world.stands) return 'gone';
        const { record, stands: hosting, isTagged, weights, other, areMetricsOut, lastRequestAtMs, nowMs } = world;
        const atMs = nowMs;
        world.deletions.push({ record, hosting, isTagged, weights, other, areMetricsOut, lastRequestAtMs, atMs });
        world.stands = undefined;
        if (!world.losesDelete) return 'deleted';
        world.losesDelete = false;
        throw new Error('socket hang up');
      }),
  };
}
