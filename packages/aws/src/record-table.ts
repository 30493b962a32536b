import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type BudgetChange, type CounterChange, isReservation, roomBefore } from '@rung/core/cost/budget.ts';
import type { AwsClients } from './clients.ts';

/** Rung's one table: a document per record, written only on a condition, with a nonce that tells our own write from somebody else's. */
export interface RecordTable {
  readonly clients: Pick<AwsClients, 'dynamo'>;
  readonly name: string;
}

export interface Row {
  readonly key: string;
  /** Groups rows for listing ("launch", "spell"). */
  readonly kind: string;
  /** Epoch milliseconds that listings are sorted by. */
  readonly atMs: number;
  readonly version: number;
  readonly document: unknown;
  /** When DynamoDB may clear the row away; never read by a decision. */
  readonly expiresAtMs?: number;
}

/** Writes version 1 of a record; `lost` when one exists that is not this very write. */
export function insertRow(table: RecordTable, row: Row): Promise<'written' | 'lost'> {
  return writeRow(table, row, { ConditionExpression: 'attribute_not_exists(pk)' });
}

/** Replaces the version before `row.version`; `lost` when the record has moved on. */
export function replaceRow(table: RecordTable, row: Row): Promise<'written' | 'lost'> {
  return writeRow(table, row, previousVersion(row));
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

const previousVersion = (row: Row): Condition => ({
  ConditionExpression: 'version = :previous',
  ExpressionAttributeValues: { ':previous': { N: String(row.version - 1) } },
});

async function writeRow(table: RecordTable, row: Row, condition: Condition): Promise<'written' | 'lost'> {
  const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
  const nonce = randomUUID();
  const client = await table.clients.dynamo();
  const command = new PutItemCommand({ TableName: table.name, Item: item(row, nonce), ...condition });
  return client.send(command).then(
    () => 'written' as const,
    (error: unknown) => settle(table, { row, nonce, error }),
  );
}

/**
 * A lost reply makes the SDK repeat a write that won, and then report that its condition failed; so no error is believed: the record is
 * read again, consistently, and its nonce says whose write stands. While nobody's does, the write may still arrive: that error is thrown.
 */
async function settle(
  table: RecordTable,
  attempt: { row: Row; nonce: string; error: unknown },
): Promise<'written' | 'lost'> {
  const { row, nonce, error } = attempt;
  const standing = await readItem(table, row.key);
  if (standing?.['nonce']?.S === nonce) return 'written';
  const isAnswered = ['ConditionalCheckFailedException', 'TransactionCanceledException'].includes(
    (error as Error).name,
  );
  if (isAnswered || Number(standing?.['version']?.N ?? 0) >= row.version) return 'lost';
  throw error;
}

/** Replaces a record and changes all counters of a budget, everything or nothing; nothing is reserved while spending is stopped. */
export async function replaceRowWithBudget(
  table: RecordTable,
  row: Row,
  budget: BudgetChange,
): Promise<'written' | 'lost' | 'over-cap'> {
  if (budget.counters.some((counter) => (roomBefore(counter) ?? 0) < 0)) return 'over-cap';
  const nonce = randomUUID();
  const put = { Put: { TableName: table.name, Item: item(row, nonce), ...previousVersion(row) } };
  const counters = budget.counters.map((counter) => ({ Update: counterUpdate(table, counter) }));
  const guard = isReservation(budget) ? [{ ConditionCheck: spendingIsOn(table) }] : [];
  return transact(table, { row, nonce, items: [put, ...guard, ...counters] });
}

const MOST_CONFLICTS = 8;
const CONFLICT_PAUSE_MS = 25;

/** All of it or nothing. Two that touch one counter at once are told to come again, which says nothing about the record. */
async function transact(
  table: RecordTable,
  write: { row: Row; nonce: string; items: TransactWriteItem[] },
  tried = 0,
): Promise<'written' | 'lost' | 'over-cap'> {
  const { TransactWriteItemsCommand } = await import('@aws-sdk/client-dynamodb');
  const { row, nonce, items } = write;
  const client = await table.clients.dynamo();
  const command = new TransactWriteItemsCommand({ ClientRequestToken: randomUUID(), TransactItems: items });
  try {
    await client.send(command);
    return 'written';
  } catch (error) {
    if ((await settle(table, { row, nonce, error })) === 'written') return 'written';
    const codes = ((error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? []).map(
      ({ Code }) => Code,
    );
    if (codes[0] === 'ConditionalCheckFailed') return 'lost';
    if (codes.includes('ConditionalCheckFailed')) return 'over-cap';
    if (!codes.includes('TransactionConflict')) return 'lost';
    if (tried === MOST_CONFLICTS) throw error;
    await setTimeout(CONFLICT_PAUSE_MS * (tried + 1));
    return transact(table, write, tried + 1);
  }
}

function counterUpdate(table: RecordTable, counter: CounterChange) {
  const room = roomBefore(counter);
  const guard =
    room === undefined ? {} : { ConditionExpression: 'attribute_not_exists(committed) OR committed <= :room' };
  return {
    TableName: table.name,
    Key: { pk: { S: budgetKey(counter.key) } },
    UpdateExpression: 'ADD committed :by',
    ExpressionAttributeValues: {
      ':by': { N: String(counter.by) },
      ...(room === undefined ? {} : { ':room': { N: String(room) } }),
    },
    ...guard,
  };
}

const budgetKey = (counterKey: string) => `budget#${counterKey}`;

/** Micro-dollars that a counter holds. */
export async function readCommitted(table: RecordTable, counterKey: string): Promise<number> {
  return Number((await readItem(table, budgetKey(counterKey)))?.['committed']?.N ?? 0);
}

/** The record of the switch that stops all spending. */
export const SWITCH_KEY = 'switch#spending';

const spendingIsOn = (table: RecordTable) => ({
  TableName: table.name,
  Key: { pk: { S: SWITCH_KEY } },
  ConditionExpression: 'attribute_not_exists(pk) OR spending = :on',
  ExpressionAttributeValues: { ':on': { S: 'on' } },
});

/** A record of which the last writer's stands; found by its key only, unless it is to be listed by its kind. */
export async function putDocument(
  table: RecordTable,
  record: { key: string; document: unknown; listed?: { kind: string; atMs: number } },
): Promise<void> {
  const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await table.clients.dynamo();
  const { key, document, listed } = record;
  const Item = {
    pk: { S: key },
    document: { S: JSON.stringify(document) },
    ...(listed ? { kind: { S: listed.kind }, at: { N: String(listed.atMs) } } : {}),
  };
  await client.send(new PutItemCommand({ TableName: table.name, Item }));
}

/** The document of a record, read consistently. */
export async function readDocument<T>(table: RecordTable, key: string): Promise<T | undefined> {
  const found = (await readItem(table, key))?.['document']?.S;
  return found === undefined ? undefined : (JSON.parse(found) as T);
}

/** Documents of a kind, newest first; eventually consistent, so for lists only, never for a decision. */
export function listDocuments<T>(table: RecordTable, kind: string, limit: number): Promise<T[]> {
  return query(table, { kind, limit, newestFirst: true });
}

/** The same, oldest first. */
export function listOldest<T>(table: RecordTable, kind: string, limit: number): Promise<T[]> {
  return query(table, { kind, limit, newestFirst: false });
}

async function query<T>(
  table: RecordTable,
  wanted: { kind: string; limit: number; newestFirst: boolean },
): Promise<T[]> {
  const { QueryCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await table.clients.dynamo();
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': { S: wanted.kind } },
      ScanIndexForward: !wanted.newestFirst,
      Limit: wanted.limit,
    }),
  );
  return Items.flatMap((found) => (found['document']?.S ? [JSON.parse(found['document'].S) as T] : []));
}

/** A whole record as DynamoDB keeps it, read consistently. */
export async function readItem(table: RecordTable, key: string): Promise<Record<string, AttributeValue> | undefined> {
  const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await table.clients.dynamo();
  return (
    await client.send(new GetItemCommand({ TableName: table.name, Key: { pk: { S: key } }, ConsistentRead: true }))
  ).Item;
}

function item(row: Row, nonce: string): Record<string, AttributeValue> {
  return {
    pk: { S: row.key },
    kind: { S: row.kind },
    at: { N: String(row.atMs) },
    version: { N: String(row.version) },
    nonce: { S: nonce },
    document: { S: JSON.stringify(row.document) },
    ...(row.expiresAtMs === undefined ? {} : { expiresAt: { N: String(Math.ceil(row.expiresAtMs / 1000)) } }),
  };
}
