import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { createTable, type LocalDynamo, localDynamo, temporaryDirectory } from './local-dynamo.ts';

async function read(local: LocalDynamo, id: string) {
  const { Item } = await local.client.send(new GetItemCommand({ TableName: 'jobs', Key: { id: { S: id } } }));
  return Item;
}
const job = (id: string, state: string) => ({ id: { S: id }, state: { S: state } });
const write = (local: LocalDynamo, id: string, state: string) =>
  local.client.send(new PutItemCommand({ TableName: 'jobs', Item: job(id, state) }));

describe('tables on disk', () => {
  test('survive a restart, with time to live and the tokens of transactions', async () => {
    const directory = temporaryDirectory();
    const first = await localDynamo({ directory });
    await createTable(first.client, 'jobs');
    await first.client.send(
      new UpdateTimeToLiveCommand({
        TableName: 'jobs',
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    );
    const insert = new TransactWriteItemsCommand({
      ClientRequestToken: 'once',
      TransactItems: [
        { Put: { TableName: 'jobs', Item: job('a', 'done'), ConditionExpression: 'attribute_not_exists(id)' } },
      ],
    });
    await first.client.send(insert);
    await first.close();

    const second = await localDynamo({ directory });
    const again = await second.client.send(insert);
    const item = await read(second, 'a');
    const { TimeToLiveDescription } = await second.client.send(new DescribeTimeToLiveCommand({ TableName: 'jobs' }));
    await second.close();

    expect(again.$metadata.httpStatusCode).toBe(200);
    expect(item).toEqual(job('a', 'done'));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  });

  test('have a transaction undone that the former process began and did not end', async () => {
    const directory = temporaryDirectory();
    const journal = path.join(directory, 'transactions.jsonl');
    const first = await localDynamo({ directory });
    await createTable(first.client, 'jobs');
    await write(first, 'a', 'half done');
    await write(first, 'inserted', 'half done');
    await write(first, 'untouched', 'as it was');
    await first.close();
    const images = [
      { table: 'jobs', key: { id: { S: 'a' } }, old: job('a', 'before') },
      { table: 'jobs', key: { id: { S: 'inserted' } } },
    ];
    fs.appendFileSync(journal, `${JSON.stringify({ begin: 7, images })}\n`);
    // Cut off while it was being written, so its transaction had not begun.
    fs.appendFileSync(journal, '{"begin":8,"images":[{"table":"jobs","key":{"id":{"S":"untou');

    const second = await localDynamo({ directory });
    const items = await Promise.all(['a', 'inserted', 'untouched'].map((id) => read(second, id)));
    await write(second, 'a', 'after');
    await second.close();
    const third = await localDynamo({ directory });
    const later = await read(third, 'a');
    await third.close();

    expect(items).toEqual([job('a', 'before'), undefined, job('untouched', 'as it was')]);
    expect(later).toEqual(job('a', 'after'));
  });
});

const isUnderWay = (journal: string) =>
  fs.readFileSync(journal, 'utf8').trim().split('\n').at(-1)?.startsWith('{"begin"') ?? false;

test('a process that is killed between the writes of a transaction leaves none of them', async () => {
  const directory = temporaryDirectory();
  const journal = path.join(directory, 'transactions.jsonl');
  const prepared = await localDynamo({ directory });
  await createTable(prepared.client, 'accounts');
  await prepared.close();
  let halfDone = 0;

  for (let round = 0; round < 6; round += 1) {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'transfer-until-killed.ts'), directory]);
    await once(child.stdout, 'data');
    const killAt = performance.now() + round;
    while (performance.now() < killAt || !isUnderWay(journal)) await wait(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    if (isUnderWay(journal)) halfDone += 1;

    const reopened = await localDynamo({ directory });
    const { Items = [] } = await reopened.client.send(new ScanCommand({ TableName: 'accounts' }));
    await reopened.close();
    const sum = Items.reduce((total, item) => total + Number(item['balance']?.N), 0);
    expect(sum).toBe(0);
  }

  expect(halfDone).toBeGreaterThan(0);
});
