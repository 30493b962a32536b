import { MAX_UNPACKED_BYTES, unpackedWithin } from '@rung/core/dataset/job/unpacking.ts';
import { expect, test } from 'vitest';

test('of what unpacks to more than any job reads no more than that is read', async () => {
  const chunk = new Uint8Array(1024 * 1024);
  const endless = async function* () {
    for (;;) yield chunk;
  };
  let bytes = 0;
  const read = async () => {
    for await (const part of unpackedWithin(endless(), 'logs.gz')) bytes += part.length;
  };

  await expect(read()).rejects.toMatchObject({ code: 'file-unpacks-to-too-much' });
  expect(bytes).toBe(MAX_UNPACKED_BYTES);
});
