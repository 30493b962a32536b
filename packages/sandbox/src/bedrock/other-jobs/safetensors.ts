/** A safetensors file begins with the length of its header, eight bytes little-endian, and the header as JSON (huggingface/safetensors). */
const LENGTH_BYTES = 8;
/** The format's own limit. */
const MAX_HEADER = 100_000_000;

/** Parameters that the file's tensors hold, by their shapes; undefined when these are no safetensors. */
export async function countParameters(body: AsyncIterable<Buffer>): Promise<number | undefined> {
  const chunks: Buffer[] = [];
  let have = 0;
  let wanted = LENGTH_BYTES;
  for await (const chunk of body) {
    chunks.push(chunk);
    have += chunk.length;
    if (have < LENGTH_BYTES) continue;
    const length = Buffer.concat(chunks).readBigUInt64LE(0);
    if (length > BigInt(MAX_HEADER)) return undefined;
    wanted = LENGTH_BYTES + Number(length);
    if (have >= wanted) break;
  }
  if (have < wanted || wanted === LENGTH_BYTES) return undefined;
  return parametersOf(Buffer.concat(chunks).toString('utf8', LENGTH_BYTES, wanted));
}

function parametersOf(header: string): number | undefined {
  try {
    const tensors = Object.entries(JSON.parse(header) as Record<string, { shape?: number[] }>);
    return tensors
      .filter(([name]) => name !== '__metadata__')
      .reduce((sum, [, { shape = [] }]) => sum + shape.reduce((product, size) => product * size, 1), 0);
  } catch {
    return undefined;
  }
}
