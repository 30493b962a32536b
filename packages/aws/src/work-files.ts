import type { WorkFiles } from '@rung/core/evaluation/judgement/ports.ts';
import { s3Uri } from '@rung/core/s3-uri.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

/** The only place in the bucket that judgements write to. */
const FOLDER = 'judgements/';

/** A judgement's examples and answers in S3. Each file is written whole, so that a reader sees all of it or none. */
export function workFiles(place: { clients: Pick<AwsClients, 's3'>; bucket: string }): WorkFiles {
  const { bucket: Bucket } = place;
  return {
    async put(key, text) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      const client = await place.clients.s3();
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: FOLDER + key,
          Body: new TextEncoder().encode(text),
          ContentType: 'application/x-ndjson',
        }),
      );
    },
    async get(key) {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const client = await place.clients.s3();
      const found = await client.send(new GetObjectCommand({ Bucket, Key: FOLDER + key })).catch((error: unknown) => {
        if (failureKind(error) === 'missing') return undefined;
        throw error;
      });
      return found?.Body?.transformToString();
    },
    async list(prefix) {
      const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
      const client = await place.clients.s3();
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: FOLDER + prefix }))
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key ? [Key.slice(FOLDER.length)] : [])));
      return keys;
    },
    uri: (key) => s3Uri(Bucket, FOLDER + key),
  };
}
