import {
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTable, type LocalDynamo, localDynamo } from './local-dynamo.ts';

let local: LocalDynamo;
let table = '';
let tables = 0;

beforeAll(async () => {
  local = await localDynamo();
});
afterAll(() => local.close());
beforeEach(async () => {
  tables += 1;
  table = `items-${tables}`;
  await createTable(local.client, table);
});

const put = (id: string, value: number) =>
  local.client.send(new PutItemCommand({ TableName: table, Item: { id: { S: id }, value: { N: String(value) } } }));
const transact = (items: TransactWriteItem[], token?: string) =>
  local.client.send(new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: token }));
const increment = (id: string, condition?: string): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: { id: { S: id } },
    UpdateExpression: 'ADD #v :one',
    ...(condition && { ConditionExpression: condition }),
    ExpressionAttributeNames: { '#v': 'value' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});
async function contents(): Promise<Record<string, number>> {
  const { Items } = await local.client.send(new ScanCommand({ TableName: table }));
  return Object.fromEntries((Items ?? []).map((item) => [item['id']?.S, Number(item['value']?.N)]));
}

describe('TransactWriteItems', () => {
  test('carries out all four kinds of action together', async () => {
    await Promise.all([put('a', 1), put('b', 2), put('c', 3)]);

    await transact([
      { Put: { TableName: table, Item: { id: { S: 'new' }, value: { N: '9' } } } },
      increment('a', 'attribute_exists(id)'),
      { Delete: { TableName: table, Key: { id: { S: 'b' } } } },
      { ConditionCheck: { TableName: table, Key: { id: { S: 'c' } }, ConditionExpression: 'attribute_exists(id)' } },
    ]);

    expect(await contents()).toEqual({ a: 2, c: 3, new: 9 });
  });

  test('leaves everything as it was and gives the reason of each action when conditions fail', async () => {
    await Promise.all([put('a', 1), put('b', 2)]);

    const failure = transact([
      increment('a'),
      {
        Put: {
          TableName: table,
          Item: { id: { S: 'b' } },
          ConditionExpression: 'attribute_not_exists(id)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      { ConditionCheck: { TableName: table, Key: { id: { S: 'x' } }, ConditionExpression: 'attribute_exists(id)' } },
      { Delete: { TableName: table, Key: { id: { S: 'a2' } } } },
    ]);

    await expect(failure).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed, None]',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { id: { S: 'b' }, value: { N: '2' } } },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        { Code: 'None' },
      ],
    });
    expect(await contents()).toEqual({ a: 1, b: 2 });
  });

  test('undoes an insert when a later update does not fit its item', async () => {
    await local.client.send(
      new PutItemCommand({ TableName: table, Item: { id: { S: 'text' }, value: { S: 'not a number' } } }),
    );

    const failure = transact([increment('inserted'), increment('text')]);

    await expect(failure).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
    });
    const { Item } = await local.client.send(new GetItemCommand({ TableName: table, Key: { id: { S: 'inserted' } } }));
    expect(Item).toBeUndefined();
  });

  test('puts back what an index shows', async () => {
    const indexed = `${table}-indexed`;
    await local.client.send(
      new CreateTableCommand({
        TableName: indexed,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['id', 'state'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-state',
            KeySchema: [{ AttributeName: 'state', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
    const item = (state: string) => ({ id: { S: 'job' }, state: { S: state } });
    await local.client.send(new PutItemCommand({ TableName: indexed, Item: item('running') }));

    const failure = transact([
      { Put: { TableName: indexed, Item: item('done') } },
      { ConditionCheck: { TableName: table, Key: { id: { S: 'x' } }, ConditionExpression: 'attribute_exists(id)' } },
    ]);

    await expect(failure).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    const inState = async (state: string) => {
      const { Count } = await local.client.send(
        new QueryCommand({
          TableName: indexed,
          IndexName: 'by-state',
          KeyConditionExpression: '#s = :s',
          ExpressionAttributeNames: { '#s': 'state' },
          ExpressionAttributeValues: { ':s': { S: state } },
        }),
      );
      return Count;
    };
    expect([await inState('running'), await inState('done')]).toEqual([1, 0]);
  });

  test.each<[string, () => TransactWriteItem[], string]>([
    ['no action', () => [], 'ValidationException'],
    ['more than 100 actions', () => Array.from({ length: 101 }, (_, i) => increment(`i${i}`)), 'ValidationException'],
    ['two actions on one item', () => [increment('a'), increment('a')], 'ValidationException'],
    [
      'an expression that does not parse',
      () => [increment('a'), increment('b', 'attribute_exists(')],
      'ValidationException',
    ],
    [
      'an unknown table',
      () => [{ Delete: { TableName: 'none', Key: { id: { S: 'a' } } } }],
      'ResourceNotFoundException',
    ],
    [
      'a key of the wrong shape',
      () => [{ Delete: { TableName: table, Key: { other: { S: 'a' } } } }],
      'TransactionCanceledException',
    ],
    [
      'more than 4 MB',
      () =>
        Array.from({ length: 11 }, (_, i) => ({
          Put: { TableName: table, Item: { id: { S: `big${i}` }, text: { S: 'x'.repeat(390_000) } } },
        })),
      'ValidationException',
    ],
  ])('refuses %s and writes nothing', async (_what, items, name) => {
    const failure = transact(items());

    await expect(failure).rejects.toMatchObject({ name });
    expect(await contents()).toEqual({});
  });

  test('takes exactly 100 actions', async () => {
    await transact(Array.from({ length: 100 }, (_, i) => increment(`i${i}`)));

    expect(Object.keys(await contents())).toHaveLength(100);
  });

  test('acts once for one token, and refuses the token for another request', async () => {
    await transact([increment('a')], 'token-1');
    await transact([increment('a')], 'token-1');
    const other = transact([increment('b')], 'token-1');

    await expect(other).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
    expect(await contents()).toEqual({ a: 1 });
  });

  test('does not remember the token of a cancelled transaction', async () => {
    const onlyIfThere = [increment('a', 'attribute_exists(id)')];
    await expect(transact(onlyIfThere, 'token-2')).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    await put('a', 5);

    await transact(onlyIfThere, 'token-2');

    expect(await contents()).toEqual({ a: 6 });
  });
});

describe('side by side', () => {
  test('transfers keep the sum while others write and read, whatever the order', async () => {
    const transfer = fc.record({
      from: fc.constantFrom('a', 'b', 'c'),
      to: fc.constantFrom('d', 'e', 'f'),
      amount: fc.integer({ min: 1, max: 60 }),
    });
    const move = (id: string, by: number, condition?: string): TransactWriteItem => ({
      Update: {
        TableName: table,
        Key: { id: { S: id } },
        UpdateExpression: 'ADD #v :by',
        ...(condition && { ConditionExpression: condition }),
        ExpressionAttributeNames: { '#v': 'value' },
        ExpressionAttributeValues: { ':by': { N: String(by) }, ...(condition && { ':need': { N: String(-by) } }) },
      },
    });
    const accounts = ['a', 'b', 'c', 'd', 'e', 'f'];

    await fc.assert(
      fc.asyncProperty(fc.array(transfer, { minLength: 8, maxLength: 24 }), async (transfers) => {
        await Promise.all(accounts.map((id) => put(id, 100)));
        const snapshots: number[] = [];
        const read = async () => {
          const { Responses } = await local.client.send(
            new TransactGetItemsCommand({
              TransactItems: accounts.map((id) => ({ Get: { TableName: table, Key: { id: { S: id } } } })),
            }),
          );
          snapshots.push((Responses ?? []).reduce((sum, { Item }) => sum + Number(Item?.['value']?.N), 0));
        };

        // The receiver is paid first, so that a refused transfer has something to undo.
        await Promise.all([
          ...transfers.map(({ from, to, amount }) =>
            transact([move(to, amount), move(from, -amount, '#v >= :need')]).catch(() => undefined),
          ),
          read(),
        ]);

        expect(new Set(snapshots)).toEqual(new Set([600]));
        expect(Object.values(await contents()).reduce((sum, value) => sum + value, 0)).toBe(600);
      }),
      { numRuns: 15 },
    );
  });

  test('a plain write is never lost between a transaction and its undoing', async () => {
    await put('counter', 0);
    const single = () =>
      local.client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { id: { S: 'counter' } },
          UpdateExpression: 'ADD #v :one',
          ExpressionAttributeNames: { '#v': 'value' },
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );

    const outcomes = await Promise.allSettled(
      Array.from({ length: 120 }, (_, i) =>
        i % 2 ? single() : transact([increment('counter'), increment('missing', 'attribute_exists(id)')]),
      ),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(60);
    expect(await contents()).toEqual({ counter: 60 });
  });
});
