import { AwsError } from '../kit/aws-error.ts';
import type { Body, Item, Tables } from './dynalite-server.ts';
import { currentItem, keyOf } from './item-key.ts';

/** Whether a write asks for the item that its condition failed on; dynalite does not know the member. */
export const asksForOldItem = (request: Body): boolean => request['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';

/**
 * Carries out PutItem, UpdateItem or DeleteItem; a failed condition answers with the item as it stands. The caller holds off every
 * other access, so that this is the item the condition was checked on.
 */
export async function writeReturningOld(tables: Tables, operation: string, request: Body): Promise<Body> {
  const item = (request['Key'] ?? request['Item'] ?? {}) as Item;
  try {
    return await tables.call(operation, withoutReturns(request));
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
    const key = await keyOf(tables, request['TableName'], item);
    const old = await currentItem(tables, request['TableName'], key);
    throw new AwsError(error.code, error.message, { members: old ? { Item: old } : {} });
  }
}

/** The request without the member that dynalite does not know. */
export function withoutReturns({ ReturnValuesOnConditionCheckFailure: _returns, ...request }: Body): Body {
  return request;
}
