import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type AwsClients, awsClients } from '@rung/aws/clients.ts';
import { processEnv } from '../env.ts';

const OUTPUTS = path.resolve(import.meta.dirname, '../../.sst/outputs.json');

export interface Exported {
  readonly records: number;
  readonly files: number;
}

/**
 * Writes everything that a stage stores into a directory: each record as a line of JSON, each object under its key. What was written a
 * second ago may be missing. Changes nothing.
 */
export async function exportStage(
  stage: { clients: AwsClients; table: string; bucket: string },
  directory: string,
): Promise<Exported> {
  fs.mkdirSync(directory, { recursive: true });
  return { records: await exportRecords(stage, directory), files: await exportFiles(stage, directory) };
}

async function exportRecords({ clients, table }: { clients: AwsClients; table: string }, directory: string) {
  const { paginateScan } = await import('@aws-sdk/client-dynamodb');
  const client = await clients.dynamo();
  const out = fs.createWriteStream(path.join(directory, 'records.jsonl'));
  let records = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) {
    records += Items.length;
    for (const { pk, kind, at, document, ...rest } of Items) {
      const value = document?.S === undefined ? rest : (JSON.parse(document.S) as unknown);
      out.write(`${JSON.stringify({ key: pk?.S, kind: kind?.S, atMs: Number(at?.N ?? 0), value })}\n`);
    }
  }
  await new Promise<void>((resolve, reject) => out.end((error?: Error | null) => (error ? reject(error) : resolve())));
  return records;
}

async function exportFiles({ clients, bucket }: { clients: AwsClients; bucket: string }, directory: string) {
  const { GetObjectCommand, paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  const client = await clients.s3();
  const root = path.join(directory, 'files');
  let files = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
    for (const { Key = '' } of Contents) {
      const file = path.join(root, Key);
      if (!file.startsWith(root + path.sep))
        throw new Error(`The key ${Key} leads out of ${directory}. Nothing after it was written.`);
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      fs.mkdirSync(path.dirname(file), { recursive: true });
      if (Body) await pipeline(Body as NodeJS.ReadableStream, fs.createWriteStream(file));
      files += 1;
    }
  }
  return files;
}

/** `npm run export -- DIRECTORY`: the stage that was deployed from this folder, with the credentials of whoever runs it. */
if (import.meta.main) {
  const directory = process.argv[2];
  const outputs = fs.existsSync(OUTPUTS)
    ? (JSON.parse(fs.readFileSync(OUTPUTS, 'utf8')) as Record<string, string>)
    : {};
  const { table, bucket } = outputs;
  if (!directory || !table || !bucket) {
    console.error(
      `${directory ? 'Nothing was deployed from this folder, so there is nothing to export.' : 'Say where to: npm run --silent export -- DIRECTORY'}`,
    );
    process.exitCode = 1;
  } else {
    const region = processEnv()['AWS_REGION'] ?? 'us-east-1';
    const { records, files } = await exportStage({ clients: awsClients({ region }), table, bucket }, directory);
    console.log(`${records} records and ${files} files are in ${directory}.`);
  }
}
