import { VisibleError } from '../../errors.ts';

/** Bedrock distils from 1 GB at most (see `method-rules.ts`); a small file can unpack to a thousand times its size. */
export const MAX_UNPACKED_BYTES = 1024 ** 3;

/** A source may refill its buffer, and a stream keeps what it was given. */
export async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.slice();
}

/** What a packed file unpacks to; throws where that is broken off, or more than any job reads. */
export async function* unpackedWithin(plain: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of plain) {
      bytes += chunk.length;
      if (bytes > MAX_UNPACKED_BYTES) throw tooMuch(name);
      yield chunk;
    }
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('Z_')) throw error;
    throw new VisibleError(
      {
        kind: 'bad-input',
        code: 'file-not-unpacked',
        message: `${name} ends in .gz and cannot be unpacked. It was not checked to its end.`,
        remedy: 'Pack it anew with gzip, or give it unpacked.',
      },
      { cause: error },
    );
  }
}

const tooMuch = (name: string) =>
  new VisibleError({
    kind: 'bad-input',
    code: 'file-unpacks-to-too-much',
    message: `${name} unpacks to more than 1 GiB, which no job reads. It was not checked to its end.`,
    remedy: 'Unpack it, keep the best records, and check that file.',
  });
