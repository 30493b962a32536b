import { setTimeout } from 'node:timers/promises';
import { tellOnce } from '@rung/app/tell-once.ts';
import { deliveryStore } from '@rung/aws/deliveries.ts';
import { launchStore } from '@rung/aws/launch-store.ts';
import { noticeStore } from '@rung/aws/notices.ts';
import { insertRow, type RecordTable, readDocument, replaceRow } from '@rung/aws/record-table.ts';
import { launchIdFor } from '@rung/core/ids.ts';
import type { Approved, Requested } from '@rung/core/launch/launch.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import { DAY_MS, MINUTE_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BO, planOf, recipeOf } from '../core/launch/plans.ts';
import { type LocalTable, localTable } from './local-dynamo.ts';

let local: LocalTable;
let serial = 0;

beforeAll(async () => {
  local = await localTable();
});
afterAll(() => local.close());

const budget = (key: string, by: number, cap: MicroUsd) => ({ counters: [{ key, words: key, cap, by }] });
const row = (key: string, version: number, document: unknown) => ({ key, kind: 'test', atMs: 1, version, document });

function requested(): Requested {
  const id = launchIdFor({ user: ANA, formId: `V${serial++}` });
  return {
    state: 'requested',
    id,
    recipe: recipeOf(),
    requester: ANA,
    requestedAtMs: serial,
    diagnosis: undefined,
    override: undefined,
    card: { channel: 'C1', ts: '' },
    version: 1,
  };
}

function approved(launch: Requested, amount: MicroUsd): Approved {
  const plan = planOf();
  return {
    ...launch,
    state: 'approved',
    version: 2,
    plan,
    warnings: [],
    approval: { planHash: 'h' as Approved['approval']['planHash'], by: BO, atMs: 5, amount },
  };
}

describe('a record', () => {
  it('is inserted once and replaced only from the version before', async () => {
    const { table } = local;

    expect(await insertRow(table, row('a', 1, { n: 1 }))).toBe('written');
    expect(await insertRow(table, row('a', 1, { n: 2 }))).toBe('lost');
    expect(await replaceRow(table, row('a', 2, { n: 3 }))).toBe('written');
    expect(await replaceRow(table, row('a', 2, { n: 4 }))).toBe('lost');
    expect(await readDocument(table, 'a')).toEqual({ n: 3 });
  });

  it('has one winner when fifty write the same version', async () => {
    const { table } = local;
    await insertRow(table, row('race', 1, {}));

    const results = await Promise.all(Array.from({ length: 50 }, (_, n) => replaceRow(table, row('race', 2, { n }))));

    expect(results.filter((result) => result === 'written')).toHaveLength(1);
  });

  it('is known to be ours when the reply was lost and the repeat reported a failed condition', async () => {
    const write = async (table: RecordTable) => [
      await insertRow(table, row('lost', 1, {})),
      await replaceRow(table, row('lost', 2, { ours: true })),
    ];

    expect(await write(local.lossy)).toEqual(['written', 'written']);
    expect(await readDocument(local.table, 'lost')).toEqual({ ours: true });
  });
});

describe('the budget of a month', () => {
  const month = '2026-11';

  it('moves with the launch or not at all', async () => {
    const store = launchStore(local.table);
    const launch = requested();
    await store.create(launch);
    const before = await store.committed(month);

    expect(await store.move({ ...approved(launch, usd('1')), version: 9 }, budget(month, usd('1'), usd('500')))).toBe(
      'lost',
    );
    expect(await store.committed(month)).toBe(before);
    expect(await store.move(approved(launch, usd('1')), budget(month, usd('1'), usd('500')))).toBe('moved');
    expect(await store.committed(month)).toBe(before + usd('1'));
  });

  it('is counted once when the reply was lost', async () => {
    const store = launchStore(local.lossy);
    const launch = requested();
    await launchStore(local.table).create(launch);

    expect(await store.move(approved(launch, usd('2')), budget('2027-01', usd('2'), usd('500')))).toBe('moved');
    expect(await store.committed('2027-01')).toBe(usd('2'));
  });

  it('never exceeds its cap under forty approvals at once', async () => {
    const store = launchStore(local.table);
    const launches = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const launch = requested();
        await store.create(launch);
        return launch;
      }),
    );
    const cap = usd('10');

    const results = await Promise.all(
      launches.map((launch) =>
        store.move(approved(launch, usd('0.7')), budget('2027-02', usd('0.7'), cap)).catch(() => 'error' as const),
      ),
    );

    const moved = results.filter((result) => result === 'moved').length;
    expect(moved).toBeGreaterThan(0);
    expect(await store.committed('2027-02')).toBe(moved * usd('0.7'));
    expect(moved * usd('0.7')).toBeLessThanOrEqual(cap);
  });

  it('refuses what is larger than the cap alone', async () => {
    const store = launchStore(local.table);
    const launch = requested();
    await store.create(launch);

    expect(await store.move(approved(launch, usd('11')), budget('2027-03', usd('11'), usd('10')))).toBe('over-cap');
  });
});

describe('a delivery', () => {
  it('is taken once, and again only by the taker who tries it again', async () => {
    const deliveries = deliveryStore(local.table, { nowMs: () => 0 });

    expect(await deliveries.first('Ev1', 'request-1')).toBe(true);
    expect(await deliveries.first('Ev1', 'request-2')).toBe(false);
    expect(await deliveries.first('Ev1', 'request-1')).toBe(true);
  });
});

describe('what is told once', () => {
  const at = (nowMs: number) => ({ clock: { nowMs: () => nowMs }, notices: noticeStore(local.table) });

  it('is told by one of twenty who see it at the same moment, and by nobody afterwards', async () => {
    let told = 0;
    const tell = async () => {
      await setTimeout(5);
      told += 1;
    };

    const answers = await Promise.all(Array.from({ length: 20 }, () => tellOnce(at(0), 'orphan', tell)));
    const later = await tellOnce(at(DAY_MS), 'orphan', tell);

    expect(answers.filter(Boolean)).toHaveLength(1);
    expect([told, later]).toEqual([1, false]);
  });

  it('is told by another, and by one, ten minutes after its teller was cut off', async () => {
    const cutOff = tellOnce(at(0), 'cut', () => Promise.reject(new Error('Slack is out')));
    await expect(cutOff).rejects.toThrow('Slack is out');
    let told = 0;
    const tell = async () => {
      told += 1;
    };

    const soon = await tellOnce(at(9 * MINUTE_MS), 'cut', tell);
    const answers = await Promise.all(Array.from({ length: 5 }, () => tellOnce(at(11 * MINUTE_MS), 'cut', tell)));

    expect(soon).toBe(false);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(told).toBe(1);
  });
});
