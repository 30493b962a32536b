import { createHash } from 'node:crypto';
import { AwsError } from '../kit/aws-error.ts';
import { type CancellationReason, cancellationReason, transactionCanceled } from './cancellation.ts';
import { type Body, type Item, itemSize, type Tables } from './dynalite-server.ts';
import { currentItem, keyOf, keyText } from './item-key.ts';
import { type Action, clientToken, parseAction, target, transactItems } from './transact-actions.ts';
import type { ItemImage, TransactionJournal } from './transaction-journal.ts';

const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;

/** An action with the item that it finds. */
interface Prepared {
  readonly action: Action;
  readonly image: ItemImage;
}

/**
 * Carries out TransactWriteItems with single writes. The caller holds off every other access meanwhile, so that nobody sees a state
 * in between and no condition can change after it was checked.
 */
export async function transactWrite(tables: Tables, journal: TransactionJournal, request: Body): Promise<Body> {
  const actions = transactItems(request).map(parseAction);
  const token = clientToken(request);
  const fingerprint = createHash('sha256').update(canonical(request['TransactItems'])).digest('hex');
  const seen = token === undefined ? undefined : journal.fingerprintOf(token);
  if (seen === fingerprint) return {};
  if (seen !== undefined)
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The ClientRequestToken was used with other parameters in the last 10 minutes.',
    );
  const prepared = await prepare(tables, actions);
  const id = journal.begin(prepared.map(({ image }) => image));
  try {
    await carryOut(tables, prepared);
  } catch (error) {
    await restore(
      tables,
      prepared.map(({ image }) => image),
    );
    journal.end(id);
    throw error;
  }
  journal.end(id, token === undefined ? undefined : { token, fingerprint, atMs: Date.now() });
  return {};
}

async function prepare(tables: Tables, actions: readonly Action[]): Promise<Prepared[]> {
  const outcomes = await Promise.all(actions.map((action) => settled(locate(tables, action))));
  cancelIfAnyFailed(outcomes.map((outcome) => outcome.reason));
  const prepared = outcomes.flatMap(({ value }) => (value ? [value] : []));
  if (new Set(prepared.map(({ image }) => keyText(image.table, image.key))).size < prepared.length)
    throw new AwsError('ValidationException', 'Transaction request cannot include multiple operations on one item');
  const bytes = prepared.reduce((sum, { action, image }) => sum + itemSize(newest(action, image)), 0);
  if (bytes > MAX_TRANSACTION_BYTES)
    throw new AwsError('ValidationException', 'Collective size of items in transaction cannot exceed 4MB');
  return prepared;
}

async function locate(tables: Tables, action: Action): Promise<Prepared> {
  const key = await keyOf(tables, action.table, target(action));
  const lookup = action.kind === 'Put' ? key : target(action);
  const old = await currentItem(tables, action.table, lookup);
  return { action, image: { table: action.table, key, ...(old && { old }) } };
}

const newest = (action: Action, image: ItemImage): Item =>
  action.kind === 'Put' ? target(action) : (image.old ?? image.key);

/** Tries every action, also after one has failed: DynamoDB answers with the reasons of all of them. */
async function carryOut(tables: Tables, prepared: readonly Prepared[]): Promise<void> {
  const reasons: (CancellationReason | undefined)[] = [];
  for (const { action, image } of prepared) {
    const { reason } = await settled(apply(tables, action, image));
    const returned = reason?.Code === 'ConditionalCheckFailed' && action.returnsOld && image.old;
    reasons.push(reason && returned ? { ...reason, Item: returned } : reason);
  }
  cancelIfAnyFailed(reasons);
}

/** A condition check is a conditional write that changes nothing: the item over itself, or the removal of what is not there. */
function apply(tables: Tables, action: Action, image: ItemImage): Promise<Body> {
  if (action.kind !== 'ConditionCheck') return tables.call(`${action.kind}Item`, action.request);
  if (!image.old) return tables.call('DeleteItem', action.request);
  const { Key: _key, ...condition } = action.request;
  return tables.call('PutItem', { ...condition, Item: image.old });
}

/** Puts every item back to what it was. */
export async function restore(tables: Tables, images: readonly ItemImage[]): Promise<void> {
  for (const { table, key, old } of images) {
    if (old) await tables.call('PutItem', { TableName: table, Item: old });
    else await tables.call('DeleteItem', { TableName: table, Key: key });
  }
}

/** The value, or the reason why one action failed; any other error is rethrown. */
export async function settled<T>(work: Promise<T>): Promise<{ value?: T; reason?: CancellationReason }> {
  try {
    return { value: await work };
  } catch (error) {
    const reason = cancellationReason(error);
    if (!reason) throw error;
    return { reason };
  }
}

/** Throws the transaction's cancellation unless every action went well. */
export function cancelIfAnyFailed(reasons: readonly (CancellationReason | undefined)[]): void {
  if (reasons.some((reason) => reason)) throw transactionCanceled(reasons.map((reason) => reason ?? { Code: 'None' }));
}

/** JSON with the members of every object in one order, so that equal requests have equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
