import fs from 'node:fs';
import { awsClients } from '@rung/aws/clients.ts';
import { tableSchema } from '@rung/aws/table-schema.ts';
import type { LocalAws } from '@rung/sandbox/local-aws.ts';
import type { RawEnv, RungEnv } from './env.ts';

export const DATA_BUCKET = 'rung-data';
export const WORK_BUCKET = 'rung-work';

/** A workflow or a rule as it stands in an account, too. */
export const deployed = (file: string) =>
  fs.readFileSync(new URL(`../packages/infra/src/${file}`, import.meta.url), 'utf8');

/** Buckets and workflows; what it returns is where the functions find them. */
export function deployFlows(aws: LocalAws, region: string): RawEnv {
  for (const bucket of [DATA_BUCKET, WORK_BUCKET]) aws.s3.createBucket(bucket, region);
  const deploy = (name: string, file: string) =>
    aws.stepFunctions.createStateMachine({
      name,
      definition: deployed(file),
      roleArn: `arn:aws:iam::123456789012:role/${name}`,
    }).stateMachineArn;
  return {
    RUNG_STATE_MACHINE_ARN: deploy('rung-launch', 'launch-flow.asl.json'),
    RUNG_JUDGE_STATE_MACHINE_ARN: deploy('rung-judge', 'judge-flow.asl.json'),
    RUNG_EVALUATE_STATE_MACHINE_ARN: deploy('rung-evaluate', 'evaluate-flow.asl.json'),
    RUNG_HOST_STATE_MACHINE_ARN: deploy('rung-host', 'host-flow.asl.json'),
    RUNG_STOP_FLOW_ARN: deploy('rung-stop', 'stop-flow.asl.json'),
  };
}

/** The role that Bedrock's jobs run under, trusted as the deployed one is. */
export function createRole(aws: LocalAws, { bedrockRoleArn }: RungEnv): void {
  aws.iam.putRole({
    name: bedrockRoleArn.slice(bedrockRoleArn.lastIndexOf('/') + 1),
    trust: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  });
}

export async function createTable(aws: LocalAws, { table: name, region }: RungEnv): Promise<void> {
  const { CreateTableCommand, ResourceInUseException, waitUntilTableExists } = await import('@aws-sdk/client-dynamodb');
  const client = await awsClients({
    region,
    endpoint: aws.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  }).dynamo();
  await client.send(new CreateTableCommand(tableSchema(name))).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: name });
}
