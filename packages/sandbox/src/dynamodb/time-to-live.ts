import { AwsError } from '../kit/aws-error.ts';
import type { DurableMap } from '../kit/durable-map.ts';
import type { Body, Tables } from './dynalite-server.ts';

/** The attribute that each table's items expire by, by table name. Nothing expires in the sandbox; see coverage.ts. */
export type ExpiryAttributes = DurableMap<string>;

/** UpdateTimeToLive, with DynamoDB's refusals of an update that changes nothing or changes the attribute in flight. */
export async function updateTimeToLive(tables: Tables, attributes: ExpiryAttributes, request: Body): Promise<Body> {
  const { table, attribute, enabled } = await parse(tables, request);
  const current = attributes.get(table);
  if (enabled && current === attribute) throw invalid('TimeToLive is already enabled');
  if (enabled && current)
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  if (!enabled && !current) throw invalid('TimeToLive is already disabled');
  if (!enabled && current !== attribute)
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  if (enabled) attributes.set(table, attribute);
  else attributes.delete(table);
  return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled } };
}

/** DescribeTimeToLive: enabled and disabled at once, never in between. */
export async function describeTimeToLive(tables: Tables, attributes: ExpiryAttributes, request: Body): Promise<Body> {
  const described = await tables.call('DescribeTimeToLive', request);
  const attribute = attributes.get(String(request['TableName']));
  return attribute ? { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: attribute } } : described;
}

async function parse(tables: Tables, request: Body) {
  const { AttributeName: attribute, Enabled: enabled } = (request['TimeToLiveSpecification'] ?? {}) as Body;
  if (typeof attribute !== 'string' || attribute === '' || attribute.length > 255)
    throw invalid('TimeToLiveSpecification.AttributeName must have a length between 1 and 255');
  if (typeof enabled !== 'boolean') throw invalid('TimeToLiveSpecification.Enabled must not be null');
  await tables.call('DescribeTimeToLive', { TableName: request['TableName'] });
  return { table: String(request['TableName']), attribute, enabled };
}

const invalid = (message: string) => new AwsError('ValidationException', message);
