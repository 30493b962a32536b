import { awsClients } from '@rung/aws/clients.ts';
import { launchStore } from '@rung/aws/launch-store.ts';
import { insertRow, type RecordTable, replaceRowWithBudget } from '@rung/aws/record-table.ts';
import { spendingStore } from '@rung/aws/spending-store.ts';
import { tableSchema } from '@rung/aws/table-schema.ts';
import { type BudgetChange, type Caps, reserve, settle } from '@rung/core/cost/budget.ts';
import { launchIdFor } from '@rung/core/ids.ts';
import type { Approved, Launch, Refused, Requested } from '@rung/core/launch/launch.ts';
import { type MicroUsd, microUsd, usd } from '@rung/core/money.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { openDynamo } from '@rung/sandbox/dynamodb/open-dynamo.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BO, CAPS, planOf, recipeOf } from '../core/launch/plans.ts';
import { type FaultProxy, seededFaults, startFaultProxy } from './fault-proxy.ts';
import { print } from './print.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const RACES = Number(process.env['RUNG_FAULT_RACES'] ?? 24);
const STREAMS = Number(process.env['RUNG_SPEND_STREAMS'] ?? 30);

let close: () => Promise<void>;
let direct: RecordTable;
let spoiled: RecordTable;
let proxy: FaultProxy;
let spoil = (): ReturnType<ReturnType<typeof seededFaults>> => 'pass';

beforeAll(async () => {
  const { CreateTableCommand } = await import('@aws-sdk/client-dynamodb');
  const dynamo = await openDynamo({ wireLog: { write: () => undefined } });
  const front = await startAwsFront({ dynamodb: dynamo.handler });
  proxy = await startFaultProxy({ upstream: front.url, decide: () => spoil() });
  const tableAt = (endpoint: string) => ({
    name: 'rung',
    clients: awsClients({ region: 'us-east-1', endpoint, credentials }),
  });
  direct = tableAt(front.url);
  spoiled = tableAt(proxy.url);
  await (await direct.clients.dynamo()).send(new CreateTableCommand(tableSchema('rung')));
  close = async () => {
    await proxy.close();
    await front.close();
    await dynamo.close();
  };
});
afterAll(() => close());

async function inLanes(count: number, one: (n: number) => Promise<void>): Promise<void> {
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    for (let n = lane; n < count; n += 8) await one(n);
  });
  await Promise.all(lanes);
}

function requested(n: number): Requested {
  return {
    state: 'requested',
    id: launchIdFor({ user: ANA, formId: `Race${n}` }),
    recipe: recipeOf(),
    requester: ANA,
    requestedAtMs: n,
    diagnosis: undefined,
    override: undefined,
    card: { channel: 'C1', ts: '' },
    version: 1,
  };
}

const AMOUNT = usd('0.25');
const AT_MS = Date.parse('2026-11-26T12:00:00Z');
const YES = reserve({ amount: AMOUNT, atMs: AT_MS, channel: 'C1' }, { ...CAPS, monthly: usd('1000000') });

function approved(launch: Requested, by: typeof BO): Approved {
  const keys = YES.counters.map(({ key }) => key);
  const planHash = 'h' as Approved['approval']['planHash'];
  const approval = { planHash, by, atMs: AT_MS, amount: AMOUNT, counters: keys };
  return { ...launch, state: 'approved', version: 2, plan: planOf(), warnings: [], approval };
}

const denied = (launch: Requested, by: typeof BO): Refused => ({
  ...launch,
  state: 'refused',
  version: 2,
  reason: { kind: 'denied', by, atMs: AT_MS },
});

const deciderOf = (launch: Launch | undefined) => {
  if (launch?.state === 'approved') return `yes ${launch.approval.by}`;
  return launch?.state === 'refused' && launch.reason.kind === 'denied' ? `no ${launch.reason.by}` : undefined;
};

describe('a yes, a no and a second yes at once, behind a network that loses a fifth of everything', () => {
  it('have one winner, nobody believes wrongly who it was, and each yes is counted once', async () => {
    spoil = seededFaults({ seed: 11, rate: 0.2 });
    const store = launchStore(spoiled);
    const truth = launchStore(direct);
    let [wrong, unknown, yes] = [0, 0, 0];

    await inLanes(RACES, async (n) => {
      const launch = requested(n);
      await truth.create(launch);
      const clicks = [
        { says: `yes ${BO}`, to: approved(launch, BO), budget: YES },
        { says: `no ${ANA}`, to: denied(launch, ANA), budget: undefined },
        { says: 'yes U0FAY', to: approved(launch, 'U0FAY' as typeof BO), budget: YES },
      ];
      const beliefs = await Promise.all(
        clicks.map(async ({ says, to, budget }) => {
          return { says, belief: await store.move(to, budget).catch(() => 'unknown' as const) };
        }),
      );
      const decider = deciderOf(await truth.find(launch.id));
      if (decider?.startsWith('yes')) yes++;
      unknown += beliefs.filter(({ belief }) => belief === 'unknown').length;
      wrong += beliefs.filter(
        ({ says, belief }) => belief !== 'unknown' && (belief === 'moved') !== (says === decider),
      ).length;
    });
    spoil = () => 'pass';

    print(`${RACES} races: ${wrong} wrong beliefs, ${unknown} unknown, ${yes} approved`, proxy.counts);
    expect(wrong).toBe(0);
    expect(unknown).toBeLessThan(RACES * 3 * 0.1);
    for (const { key } of YES.counters) expect(await truth.committed(key)).toBe(yes * AMOUNT);
  });
});

describe('streams of spending at once', () => {
  it('never exceed any of their caps at any moment that is read, and settle to what was spent', async () => {
    const caps: Caps = { ...CAPS, monthly: usd('3'), daily: usd('2.5'), channelMonthly: usd('1.2') };
    const store = launchStore(direct);
    const spent = new Map<string, number>();
    let [reserved, refused, over] = [0, 0, 0];
    const look = async ({ counters }: BudgetChange) => {
      for (const { key, cap } of counters) if (cap !== undefined && (await store.committed(key)) > cap) over++;
    };

    await inLanes(STREAMS, async (n) => {
      const amount = microUsd(100_000 + ((n * 7919) % 500_000));
      const change = reserve({ amount, atMs: Date.parse('2027-05-01T00:00:00Z'), channel: `C${n % 3}` }, caps);
      const row = (version: number) => ({ key: `stream#${n}`, kind: 'stream', atMs: n, version, document: {} });
      await insertRow(direct, row(1));
      const moved = await replaceRowWithBudget(direct, row(2), change);
      await look(change);
      if (moved !== 'written') return void refused++;
      reserved++;
      const cost = n % 4 === 0 ? undefined : microUsd(Math.floor(amount / (1 + (n % 3))));
      const keys = change.counters.map(({ key }) => key);
      expect(await replaceRowWithBudget(direct, row(3), settle({ amount, keys }, cost))).toBe('written');
      for (const key of keys) spent.set(key, (spent.get(key) ?? 0) + (cost ?? 0));
    });

    print(`${STREAMS} streams: ${reserved} reserved, ${refused} refused, ${over} looks above a cap`);
    expect(over).toBe(0);
    expect(reserved).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    for (const [key, sum] of spent) expect(await store.committed(key)).toBe(sum);
  });
});

describe('stopped spending', () => {
  it('reserves nothing, and lets money come back', async () => {
    const row = (version: number) => ({ key: 'halted', kind: 'stream', atMs: 1, version, document: {} });
    const change = reserve({ amount: usd('1') as MicroUsd, atMs: AT_MS, channel: 'C9' }, CAPS);
    const keys = change.counters.map(({ key }) => key);
    await insertRow(direct, row(1));
    expect(await replaceRowWithBudget(direct, row(2), change)).toBe('written');

    await spendingStore(direct).write({ state: 'stopped', by: ANA, atMs: 1, reason: 'the bill' });

    expect(await replaceRowWithBudget(direct, row(3), change)).toBe('over-cap');
    expect(await replaceRowWithBudget(direct, row(3), settle({ amount: usd('1'), keys }, undefined))).toBe('written');
    await spendingStore(direct).write({ state: 'on' });
    expect(await replaceRowWithBudget(direct, row(4), change)).toBe('written');
  });

  it('is what a switch means that says neither on nor stopped: it fails closed, and is turned on again', async () => {
    const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
    const row = (version: number) => ({ key: 'garbled', kind: 'stream', atMs: 1, version, document: {} });
    const change = reserve({ amount: usd('1') as MicroUsd, atMs: AT_MS, channel: 'C8' }, CAPS);
    await insertRow(direct, row(1));
    const garbled = { pk: { S: 'switch#spending' }, spending: { S: 'maybe' }, document: { S: '{' } };
    await (await direct.clients.dynamo()).send(new PutItemCommand({ TableName: direct.name, Item: garbled }));

    expect(await spendingStore(direct).read()).toMatchObject({ state: 'stopped' });
    expect(await replaceRowWithBudget(direct, row(2), change)).toBe('over-cap');
    await spendingStore(direct).write({ state: 'on' });
    expect(await spendingStore(direct).read()).toEqual({ state: 'on' });
    expect(await replaceRowWithBudget(direct, row(2), change)).toBe('written');
  });
});
