import type { CopyStore } from '@rung/core/ports.ts';
import { s3Uri } from '@rung/core/s3-uri.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

/** In the folder that Rung may read datasets from, so that a copy can be checked and launched from like any other file. */
const FOLDER = 'datasets/repaired/';

/** Repaired copies in Rung's own bucket; S3 itself refuses to write over one. */
export function copyStore(place: { clients: Pick<AwsClients, 's3'>; bucket: string }): CopyStore {
  const { bucket: Bucket } = place;
  return {
    async put(key, bytes) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      const client = await place.clients.s3();
      const command = new PutObjectCommand({ Bucket, Key: FOLDER + key, Body: bytes, IfNoneMatch: '*' });
      return client.send(command).then(
        () => 'written' as const,
        (error: unknown) => {
          if (failureKind(error) === 'conflict') return 'stands' as const;
          throw error;
        },
      );
    },
    uri: (key) => s3Uri(Bucket, FOLDER + key),
  };
}
