import { createHash } from 'node:crypto';

/** Hands a stream on and knows the SHA-256 of what went through: hexadecimal, of the bytes read so far. */
export function hashWhileReading(source: AsyncIterable<Uint8Array>): {
  stream: AsyncIterable<Uint8Array>;
  sha256(): string;
} {
  const hash = createHash('sha256');
  async function* pass() {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { stream: pass(), sha256: () => hash.copy().digest('hex') };
}
