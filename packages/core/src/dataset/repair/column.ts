const BLOCK_BITS = 14;
const BLOCK = 1 << BLOCK_BITS;

/** One unsigned number a record, in blocks: growing copies nothing and leaves less than a block to spare. */
export interface Column {
  push(value: number): void;
  get(index: number): number;
  set(index: number, value: number): void;
  length(): number;
}

/** `bytes` is 1 or 4. */
export function createColumn(bytes: 1 | 4): Column {
  const blocks: (Uint8Array | Uint32Array)[] = [];
  let length = 0;
  return {
    push(value) {
      const at = length & (BLOCK - 1);
      if (at === 0) blocks.push(bytes === 1 ? new Uint8Array(BLOCK) : new Uint32Array(BLOCK));
      const last = blocks.at(-1);
      if (last) last[at] = value;
      length += 1;
    },
    get: (index) => blocks[index >>> BLOCK_BITS]?.[index & (BLOCK - 1)] ?? 0,
    set(index, value) {
      const block = blocks[index >>> BLOCK_BITS];
      if (block) block[index & (BLOCK - 1)] = value;
    },
    length: () => length,
  };
}
