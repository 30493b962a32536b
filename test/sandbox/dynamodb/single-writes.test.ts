import fs from 'node:fs';
import path from 'node:path';
import {
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTable, type LocalDynamo, localDynamo, temporaryDirectory } from './local-dynamo.ts';

const wireLogFile = path.join(temporaryDirectory(), 'wire.jsonl');
let local: LocalDynamo;

beforeAll(async () => {
  local = await localDynamo({ wireLogFile });
  await createTable(local.client, 'writes');
});
afterAll(() => local.close());

const Key = (id: string) => ({ id: { S: id } });
const exchanges = () =>
  fs
    .readFileSync(wireLogFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('conditional writes', () => {
  test('of fifty that race for one key, one wins', async () => {
    const claims = await Promise.allSettled(
      Array.from({ length: 50 }, (_, claimant) =>
        local.client.send(
          new PutItemCommand({
            TableName: 'writes',
            Item: { ...Key('race'), claimant: { N: String(claimant) } },
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      ),
    );

    const winners = claims.flatMap(({ status }, claimant) => (status === 'fulfilled' ? [claimant] : []));
    const { Item } = await local.client.send(new GetItemCommand({ TableName: 'writes', Key: Key('race') }));
    expect(winners).toHaveLength(1);
    expect(Item?.['claimant']).toEqual({ N: String(winners[0]) });
  });

  test.each([
    [
      'PutItem',
      new PutItemCommand({
        TableName: 'writes',
        Item: Key('kept'),
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ],
    [
      'UpdateItem',
      new UpdateItemCommand({
        TableName: 'writes',
        Key: Key('kept'),
        UpdateExpression: 'SET a = :a',
        ConditionExpression: 'attribute_not_exists(id)',
        ExpressionAttributeValues: { ':a': { N: '1' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ],
    [
      'DeleteItem',
      new DeleteItemCommand({
        TableName: 'writes',
        Key: Key('kept'),
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ],
  ])('%s returns the item that its condition failed on', async (_operation, command) => {
    const kept = { ...Key('kept'), note: { S: 'as it was' } };
    await local.client.send(new PutItemCommand({ TableName: 'writes', Item: kept }));

    const failure = local.client.send(command as PutItemCommand);

    await expect(failure).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: kept });
  });
});

describe('what dynalite would drop without a word', () => {
  test.each([
    ['streams', new UpdateTableCommand({ TableName: 'writes', StreamSpecification: { StreamEnabled: true } })],
    ['deletion protection', new UpdateTableCommand({ TableName: 'writes', DeletionProtectionEnabled: true })],
    [
      'removing an index',
      new UpdateTableCommand({
        TableName: 'writes',
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'index' } }],
      }),
    ],
  ])('%s is refused with 501', async (_what, command) => {
    const failure = local.client.send(command);

    await expect(failure).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
  });
});

describe('time to live', () => {
  const switched = (table: string, AttributeName: string, Enabled: boolean) =>
    local.client.send(
      new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: { AttributeName, Enabled } }),
    );
  const described = async (table: string) =>
    (await local.client.send(new DescribeTimeToLiveCommand({ TableName: table }))).TimeToLiveDescription;

  test('is off at first, describes its attribute when on, and refuses to be switched on twice', async () => {
    await createTable(local.client, 'expiring');

    const before = await described('expiring');
    await switched('expiring', 'expiresAt', true);

    expect(before).toEqual({ TimeToLiveStatus: 'DISABLED' });
    expect(await described('expiring')).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    await expect(switched('expiring', 'expiresAt', true)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(switched('expiring', 'other', true)).rejects.toThrow('current AttributeName is expiresAt');
  });

  test('goes with its table', async () => {
    await createTable(local.client, 'dropped');
    await switched('dropped', 'expiresAt', true);

    await local.client.send(new DeleteTableCommand({ TableName: 'dropped' }));

    await expect.poll(() => described('dropped').catch((error: Error) => error.name)).toBe('ResourceNotFoundException');
    await createTable(local.client, 'dropped');
    expect(await described('dropped')).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });

  test('is refused for a table that is not there', async () => {
    await expect(switched('none', 'expiresAt', true)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

test('the wire log has a line for each exchange, with the response or the error', async () => {
  await local.client.send(new GetItemCommand({ TableName: 'writes', Key: Key('logged') }));
  await local.client.send(new GetItemCommand({ TableName: 'none', Key: Key('logged') })).catch(() => undefined);

  expect(exchanges().slice(-2)).toEqual([
    {
      service: 'dynamodb',
      operation: 'GetItem',
      request: { TableName: 'writes', Key: Key('logged') },
      status: 200,
      response: {},
    },
    {
      service: 'dynamodb',
      operation: 'GetItem',
      request: { TableName: 'none', Key: Key('logged') },
      status: 400,
      error: { code: 'ResourceNotFoundException', message: expect.any(String) },
    },
  ]);
});
