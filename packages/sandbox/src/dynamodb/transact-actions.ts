import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import type { Body, Item } from './dynalite-server.ts';

/** One action of a transaction: a single write, or a condition on an item that is not written. */
export interface Action {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly table: string;
  /** The members of the single write that carries it out. */
  readonly request: Body;
  readonly returnsOld: boolean;
}

/** Members per kind and the ones it cannot do without (DynamoDB API Reference, TransactWriteItem, read 2026-11). */
const REQUIRED = {
  Put: ['TableName', 'Item'],
  Update: ['TableName', 'Key', 'UpdateExpression'],
  Delete: ['TableName', 'Key'],
  ConditionCheck: ['TableName', 'Key', 'ConditionExpression'],
} as const;
const OPTIONAL = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];

const MAX_ACTIONS = 100;
const MAX_TOKEN_LENGTH = 36;

/** The actions of a TransactWriteItems or TransactGetItems request; refuses a number of them that DynamoDB does not take. */
export function transactItems(request: Body): readonly Body[] {
  const items = request['TransactItems'];
  if (!Array.isArray(items)) throw constraint('transactItems', 'Member must not be null');
  if (items.length < 1) throw constraint('transactItems', 'Member must have length greater than or equal to 1');
  if (items.length > MAX_ACTIONS)
    throw constraint('transactItems', `Member must have length less than or equal to ${MAX_ACTIONS}`);
  return items as Body[];
}

/** The token that makes a transaction act once; undefined when the request has none. */
export function clientToken(request: Body): string | undefined {
  const token = request['ClientRequestToken'];
  if (token === undefined) return undefined;
  if (typeof token !== 'string' || token.length < 1 || token.length > MAX_TOKEN_LENGTH)
    throw constraint('clientRequestToken', `Member must have length between 1 and ${MAX_TOKEN_LENGTH}`);
  return token;
}

/** Parses one entry of TransactItems. */
export function parseAction(entry: Body): Action {
  const kinds = Object.keys(entry).filter((name): name is Action['kind'] => name in REQUIRED);
  const [kind] = kinds;
  if (!kind || kinds.length > 1)
    throw new AwsError('ValidationException', 'TransactItems can only contain one of Check, Put, Update or Delete');
  const { ReturnValuesOnConditionCheckFailure: returns, ...request } = entry[kind] as Record<string, unknown>;
  const missing = REQUIRED[kind].find((name) => request[name] === undefined);
  if (missing) throw constraint(`transactItems.${kind}.${missing}`, 'Member must not be null');
  const unknown = Object.keys(request).find((name) => !([...REQUIRED[kind], ...OPTIONAL] as string[]).includes(name));
  if (unknown) throw notInSandbox('dynamodb', `TransactWriteItems with ${kind}.${unknown}`);
  return { kind, table: String(request['TableName']), request, returnsOld: returns === 'ALL_OLD' };
}

/** The item that an action is about, before its table's schema has said which attributes are its key. */
export const target = (action: Action): Item => (action.request['Key'] ?? action.request['Item']) as Item;

function constraint(place: string, message: string): AwsError {
  const text = `1 validation error detected: Value at '${place}' failed to satisfy constraint: ${message}`;
  return new AwsError('ValidationException', text);
}
