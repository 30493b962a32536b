import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { FEATURE_ROWS } from './features.ts';
import { type Network, WIDTH } from './network.ts';
import { vocabularyOf } from './vocabulary.ts';

interface Head {
  readonly tokens: readonly string[];
  readonly rows: number;
}

const HEAD_LENGTH_BYTES = 4;
/** Largest signed byte: what the largest value of a row becomes. */
const MAX_LEVEL = 127;

/**
 * The network as bytes: a JSON head, then biases and outputs as they are, then the embedding rows that training touched, each as
 * its number, a scale and `WIDTH` signed bytes. A model of a few hundred records takes some hundred kilobytes.
 */
export async function packModel(network: Network): Promise<Buffer> {
  const touched = touchedRows(network.embeddings);
  const scales = new Float32Array(touched.length);
  const levels = new Int8Array(touched.length * WIDTH);
  for (const [index, row] of touched.entries()) {
    const base = row * WIDTH;
    let most = 0;
    for (let d = 0; d < WIDTH; d++) most = Math.max(most, Math.abs(network.embeddings[base + d] as number));
    scales[index] = most / MAX_LEVEL;
    for (let d = 0; d < WIDTH; d++) {
      levels[index * WIDTH + d] = Math.round(((network.embeddings[base + d] as number) * MAX_LEVEL) / most);
    }
  }
  const head: Head = { tokens: network.vocabulary.tokens, rows: touched.length };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(HEAD_LENGTH_BYTES);
  length.writeUInt32LE(text.length);
  const parts = [network.biases, network.outputs, touched, scales, levels].map(bytesOf);
  return promisify(gzip)(Buffer.concat([length, text, ...parts]));
}

/** The network that `packModel` packed; its embeddings come back within half a level of what they were. */
export async function unpackModel(packed: Buffer): Promise<Network> {
  const bytes = await promisify(gunzip)(packed);
  const headEnd = HEAD_LENGTH_BYTES + bytes.readUInt32LE(0);
  const head = JSON.parse(bytes.toString('utf8', HEAD_LENGTH_BYTES, headEnd)) as Head;
  let offset = headEnd;
  const take = (count: number, size: number) => {
    const part = bytes.subarray(offset, offset + count * size);
    offset += count * size;
    return new Uint8Array(part).buffer;
  };
  const biases = new Float32Array(take(head.tokens.length, 4));
  const outputs = new Float32Array(take(head.tokens.length * WIDTH, 4));
  const touched = new Uint32Array(take(head.rows, 4));
  const scales = new Float32Array(take(head.rows, 4));
  const levels = new Int8Array(take(head.rows * WIDTH, 1));
  const embeddings = new Float32Array(FEATURE_ROWS * WIDTH);
  for (const [index, row] of touched.entries()) {
    for (let d = 0; d < WIDTH; d++)
      embeddings[row * WIDTH + d] = (levels[index * WIDTH + d] ?? 0) * (scales[index] ?? 0);
  }
  return { vocabulary: vocabularyOf(head.tokens), biases, outputs, embeddings };
}

const bytesOf = (part: Float32Array | Uint32Array | Int8Array) =>
  Buffer.from(part.buffer, part.byteOffset, part.byteLength);

function touchedRows(embeddings: Float32Array): Uint32Array {
  const rows = new Uint32Array(FEATURE_ROWS);
  let count = 0;
  for (let row = 0; row < FEATURE_ROWS; row++) {
    let at = row * WIDTH;
    const end = at + WIDTH;
    while (at < end && embeddings[at] === 0) at++;
    if (at < end) rows[count++] = row;
  }
  return rows.slice(0, count);
}
