import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { openDynamo } from '@rung/sandbox/dynamodb/open-dynamo.ts';
import { openWireLog } from '@rung/sandbox/kit/wire-log.ts';

/** A DynamoDB client of the real SDK with the sandbox behind it. */
export interface LocalDynamo {
  readonly client: DynamoDBClient;
  close(): Promise<void>;
}

export async function localDynamo(options: { directory?: string; wireLogFile?: string } = {}): Promise<LocalDynamo> {
  const { directory, wireLogFile } = options;
  const dynamo = await openDynamo({ ...(directory && { directory }), wireLog: openWireLog(wireLogFile) });
  const front = await startAwsFront({ dynamodb: dynamo.handler });
  const client = new DynamoDBClient({
    endpoint: front.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    async close() {
      client.destroy();
      await front.close();
      await dynamo.close();
    },
  };
}

export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName: name });
}

export const temporaryDirectory = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'dynamo-'));
