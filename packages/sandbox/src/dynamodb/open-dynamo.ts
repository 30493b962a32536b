import path from 'node:path';
import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { openMap } from '../kit/durable-map.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { type AccessLock, createAccessLock } from './access-lock.ts';
import { BY_DYNALITE, REFUSED } from './coverage.ts';
import { type Body, membersRead, startDynalite, type Tables } from './dynalite-server.ts';
import { type OperationTable, serveOperations } from './serve-operations.ts';
import { asksForOldItem, withoutReturns, writeReturningOld } from './single-write.ts';
import { describeTimeToLive, type ExpiryAttributes, updateTimeToLive } from './time-to-live.ts';
import { transactGet } from './transact-get.ts';
import { restore, transactWrite } from './transact-write.ts';
import { openJournal, type TransactionJournal } from './transaction-journal.ts';

/** The sandbox's DynamoDB; its signing name is "dynamodb". */
export interface Dynamo {
  readonly handler: Handler;
  /** Waits for what is running, then closes the tables. */
  close(): Promise<void>;
}

/** Opens the tables kept in `directory`, or empty ones in memory. A transaction that a former process left half done is undone first. */
export async function openDynamo(options: { directory?: string; wireLog: WireLog }): Promise<Dynamo> {
  const { directory, wireLog } = options;
  const journal = openJournal(directory && path.join(directory, 'transactions.jsonl'));
  const attributes: ExpiryAttributes = openMap(directory && path.join(directory, 'time-to-live.json'));
  const tables = await startDynalite(directory && path.join(directory, 'tables'));
  await restore(tables, journal.unfinished);
  journal.settle();
  const lock = createAccessLock();
  const operations = {
    ...Object.fromEntries(REFUSED.map((name) => [name, () => Promise.reject(notInSandbox('dynamodb', name))])),
    ...Object.fromEntries(BY_DYNALITE.map((name) => [name, single(tables, lock, name)])),
    ...transactions(tables, lock, journal),
    ...timeToLive(tables, lock, attributes),
  };
  return {
    handler: serveOperations(operations, wireLog),
    close: () => lock.exclusive(() => tables.close()),
  };
}

const CONDITIONAL_WRITES: readonly string[] = ['PutItem', 'UpdateItem', 'DeleteItem'];

function single(tables: Tables, lock: AccessLock, name: string) {
  const conditional = CONDITIONAL_WRITES.includes(name);
  const known = [...membersRead(name), ...(conditional ? ['ReturnValuesOnConditionCheckFailure'] : [])];
  return (request: Body): Promise<Body> => {
    refuseUnread(name, request, known);
    return conditional && asksForOldItem(request)
      ? lock.exclusive(() => writeReturningOld(tables, name, request))
      : lock.shared(() => tables.call(name, withoutReturns(request)));
  };
}

function transactions(tables: Tables, lock: AccessLock, journal: TransactionJournal): OperationTable {
  return {
    async TransactWriteItems(request) {
      refuseUnread('TransactWriteItems', request, ['TransactItems', 'ClientRequestToken']);
      return lock.exclusive(() => transactWrite(tables, journal, request));
    },
    async TransactGetItems(request) {
      refuseUnread('TransactGetItems', request, ['TransactItems']);
      return lock.exclusive(() => transactGet(tables, request));
    },
  };
}

function timeToLive(tables: Tables, lock: AccessLock, attributes: ExpiryAttributes): OperationTable {
  const deleteTable = single(tables, lock, 'DeleteTable');
  return {
    UpdateTimeToLive: (request) => lock.exclusive(() => updateTimeToLive(tables, attributes, request)),
    DescribeTimeToLive: (request) => lock.shared(() => describeTimeToLive(tables, attributes, request)),
    async DeleteTable(request) {
      const deleted = await deleteTable(request);
      attributes.delete(String(request['TableName']));
      return deleted;
    },
  };
}

/** dynalite drops members and index changes that it does not know; here they are refused, so that nothing is believed done. */
function refuseUnread(operation: string, request: Body, known: readonly string[]): void {
  const unread = Object.keys(request).find((name) => request[name] !== null && !known.includes(name));
  if (unread) throw notInSandbox('dynamodb', `${operation} with ${unread}`);
  const updates = request['GlobalSecondaryIndexUpdates'];
  if (updates !== undefined && !Array.isArray(updates))
    throw new AwsError('SerializationException', 'GlobalSecondaryIndexUpdates must be a list');
  const change = (updates ?? []).some((update: Body) => update['Create'] || update['Delete']);
  if (change) throw notInSandbox('dynamodb', `${operation} that adds or removes an index`);
}
