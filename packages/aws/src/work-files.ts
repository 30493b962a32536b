import type { WorkFiles } from '@rung/core/evaluation/judgement/ports.ts';
import { s3Uri } from '@rung/core/s3-uri.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

/** What judgements, and evaluations in Bedrock, keep in S3, each in a folder of its own. Every file is written whole, so that a reader sees all of it or none. */
export function workFiles(place: {
  clients: Pick<AwsClients, 's3'>;
  bucket: string;
  folder: 'judgements' | 'evaluations';
}): WorkFiles {
  const { bucket: Bucket } = place;
  const folder = `${place.folder}/`;
  return {
    async put(key, text) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      const client = await place.clients.s3();
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: folder + key,
          Body: new TextEncoder().encode(text),
          ContentType: 'application/x-ndjson',
        }),
      );
    },
    async get(key) {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const client = await place.clients.s3();
      const found = await client.send(new GetObjectCommand({ Bucket, Key: folder + key })).catch((error: unknown) => {
        if (failureKind(error) === 'missing') return undefined;
        throw error;
      });
      return found?.Body?.transformToString();
    },
    async list(prefix) {
      const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
      const client = await place.clients.s3();
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: folder + prefix }))
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key ? [Key.slice(folder.length)] : [])));
      return keys;
    },
    uri: (key) => s3Uri(Bucket, folder + key),
  };
}
