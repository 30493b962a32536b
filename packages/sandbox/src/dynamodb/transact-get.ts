import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import type { Body, Tables } from './dynalite-server.ts';
import { transactItems } from './transact-actions.ts';
import { cancelIfAnyFailed, settled } from './transact-write.ts';

const MEMBERS = ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames'];

/** Carries out TransactGetItems with single reads, while the caller holds off every other access. */
export async function transactGet(tables: Tables, request: Body): Promise<Body> {
  const gets = transactItems(request).map(parseGet);
  const outcomes = await Promise.all(
    gets.map((get) => settled(tables.call('GetItem', { ...get, ConsistentRead: true }))),
  );
  cancelIfAnyFailed(outcomes.map(({ reason }) => reason));
  return { Responses: outcomes.map(({ value }) => (value?.['Item'] ? { Item: value['Item'] } : {})) };
}

function parseGet(entry: Body): Body {
  const get = entry['Get'];
  if (typeof get !== 'object' || get === null)
    throw new AwsError('ValidationException', 'TransactItems must contain Get in each of its items');
  const unknown = Object.keys(get).find((name) => !MEMBERS.includes(name));
  if (unknown) throw notInSandbox('dynamodb', `TransactGetItems with Get.${unknown}`);
  return get as Body;
}
