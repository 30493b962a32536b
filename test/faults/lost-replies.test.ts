import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { awsClients } from '@rung/aws/clients.ts';
import { insertRow, type RecordTable, readDocument, replaceRow } from '@rung/aws/record-table.ts';
import { tableSchema } from '@rung/aws/table-schema.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { type LocalAws, startLocalAws } from '@rung/sandbox/local-aws.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultProxy, seededFaults, startFaultProxy } from './fault-proxy.ts';
import { print } from './print.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const RACES = Number(process.env['RUNG_FAULT_RACES'] ?? 60);

let directory: string;
let aws: LocalAws;
let proxy: FaultProxy;
let spoil = (): ReturnType<ReturnType<typeof seededFaults>> => 'pass';

const tableAt = (endpoint: string): RecordTable => ({
  name: 'rung',
  clients: awsClients({ region: 'us-east-1', endpoint, credentials }),
});

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-faults-'));
  aws = await startLocalAws({ directory, clock: createClock(), region: 'us-east-1' });
  aws.resume();
  proxy = await startFaultProxy({ upstream: aws.url, decide: () => spoil() });
  const { CreateTableCommand, waitUntilTableExists } = await import('@aws-sdk/client-dynamodb');
  const client = await tableAt(aws.url).clients.dynamo();
  await client.send(new CreateTableCommand(tableSchema('rung')));
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: 'rung' });
});
afterAll(async () => {
  await proxy.close();
  await aws.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

const row = (key: string, version: number, document: unknown) => ({ key, kind: 'race', atMs: 1, version, document });

describe('a record behind a network that loses a fifth of everything', () => {
  it('has at most one winner of each race, and nobody who won or lost believes the opposite', async () => {
    const table = tableAt(proxy.url);
    const direct = tableAt(aws.url);
    spoil = seededFaults({ seed: 7, rate: 0.2 });
    let [wrong, unknown, undecided] = [0, 0, 0];

    const race = async (key: string) => {
      await insertRow(direct, row(key, 1, {}));
      const claims = await Promise.all(
        ['a', 'b', 'c'].map(async (who) => {
          const mine = `${who}-${randomUUID()}`;
          const belief = await replaceRow(table, row(key, 2, { mine })).catch(() => 'unknown' as const);
          return { mine, belief };
        }),
      );
      const truth = (await readDocument<{ mine?: string }>(direct, key))?.mine;
      for (const { mine, belief } of claims) {
        if (belief === 'unknown') unknown++;
        else if ((belief === 'written') !== (mine === truth)) wrong++;
      }
      if (truth === undefined) undecided++;
    };
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let n = lane; n < RACES; n += 8) await race(`race-${n}`);
    });
    await Promise.all(lanes);
    spoil = () => 'pass';

    print(
      `${RACES} races of 3 writers: ${wrong} wrong beliefs, ${unknown} unknown, ${undecided} undecided`,
      proxy.counts,
    );
    expect(proxy.counts['lose-reply'] + proxy.counts.truncate).toBeGreaterThan(RACES / 20);
    expect(wrong).toBe(0);
    expect(unknown).toBeLessThan(RACES * 3 * 0.2);
  });
});
