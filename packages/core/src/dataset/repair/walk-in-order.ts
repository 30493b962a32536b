/** Records are sorted in this many slices of the key space, so that sorting takes 8 bytes for one in sixteen of them. */
const SLICES = 16;
const SLICE_BITS = 4;

/**
 * Visits the indices below `count` by ascending 32-bit key, those with equal keys together and in ascending order of index.
 * Keys should be hashes: slices are as even as they are. `keyOf` answers undefined for what is not visited.
 */
export function walkInOrder(
  count: number,
  keyOf: (index: number) => number | undefined,
  visit: (indices: readonly number[], key: number) => void,
): void {
  const sizes = new Array<number>(SLICES).fill(0);
  for (let index = 0; index < count; index += 1) {
    const key = keyOf(index);
    if (key !== undefined) sizes[sliceOf(key)] = (sizes[sliceOf(key)] ?? 0) + 1;
  }
  const room = new BigUint64Array(Math.max(...sizes));
  // The two halves of each number, the lower one first on every machine that Lambda has.
  const halves = new Uint32Array(room.buffer);
  for (const [slice, size] of sizes.entries()) {
    let at = 0;
    for (let index = 0; index < count && at < size * 2; index += 1) {
      const key = keyOf(index);
      if (key === undefined || sliceOf(key) !== slice) continue;
      halves[at] = index;
      halves[at + 1] = key;
      at += 2;
    }
    room.subarray(0, at / 2).sort();
    visitRuns(halves.subarray(0, at), visit);
  }
}

function sliceOf(key: number): number {
  return key >>> (32 - SLICE_BITS);
}

function visitRuns(halves: Uint32Array, visit: (indices: readonly number[], key: number) => void): void {
  let run: number[] = [];
  for (let at = 0; at < halves.length; at += 2) {
    const key = halves[at + 1] ?? 0;
    run.push(halves[at] ?? 0);
    if (at + 2 < halves.length && halves[at + 3] === key) continue;
    visit(run, key);
    run = [];
  }
}
