import type { Answer } from './answer.ts';
import type { Description } from './bucket.ts';
import { bucketOf, type Call, shownVersion } from './call.ts';
import { checksumMembers } from './checksums.ts';
import { checkWrite } from './conditions.ts';
import { CONTENT_MEMBERS } from './members.ts';
import { type Payload, receivePayload } from './payload.ts';
import type { S3Request } from './request.ts';
import type { Store } from './store.ts';

export async function putObject(call: Call): Promise<Answer> {
  const { request, store } = call;
  const bucket = bucketOf(call);
  checkWrite(request.key, bucket.current(request.key), request.input);
  const payload = await receivePayload(request, store.blobs);
  const version = orDrop(store, payload, () => {
    // Again, because others may have written while the bytes were on their way; from here to the record nothing waits.
    checkWrite(request.key, bucket.current(request.key), request.input);
    return bucketOf(call).add(request.key, { ...contentsOf(store, payload), ...describe(request) });
  });
  return {
    headers: {
      ETag: version.etag,
      ServerSideEncryption: 'AES256',
      ...checksumMembers(version.checksum),
      ...shownVersion(bucket, version.versionId),
    },
  };
}

/** What an object made of `payload` is, save its description. */
export function contentsOf(store: Store, { blob, size, md5, checksum }: Payload) {
  return { kind: 'object', blob, size, etag: `"${md5}"`, checksum, modifiedAtMs: store.clock.nowMs() } as const;
}

/** Commits what `payload` is for; when that is refused, the bytes go. */
export function orDrop<T>(store: Store, payload: { readonly blob: string }, commit: () => T): T {
  try {
    return commit();
  } catch (error) {
    store.blobs.drop(payload.blob);
    throw error;
  }
}

/** What a request says of the object that it makes. Source of the default type: S3 API Reference, PutObject. */
export function describe({ input, metadata }: S3Request): Description {
  const given = CONTENT_MEMBERS.flatMap((name) => {
    const value = name === 'ContentEncoding' ? withoutFraming(input.ContentEncoding) : input[name];
    return value ? [[name, value] as const] : [];
  });
  return { content: { ContentType: 'binary/octet-stream', ...Object.fromEntries(given) }, metadata };
}

/** "aws-chunked" says how the request travelled and is not the object's encoding. */
function withoutFraming(encoding: string | undefined): string | undefined {
  const codings = encoding?.split(',').map((coding) => coding.trim());
  return codings?.filter((coding) => coding !== 'aws-chunked').join(',');
}
