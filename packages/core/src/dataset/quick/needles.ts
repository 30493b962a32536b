/** Bytes of which one stands there. */
export type ByteClass = readonly number[];

/** Something to look for: three bytes that stand one after the other; of which none is given is any. */
export interface Needle {
  readonly bytes: readonly ByteClass[];
  /** A bit; a sighting tells those of all needles that may stand there. */
  readonly group: number;
}

const DEPTH = 3;
/** Entries of a table: it is asked by half a byte. */
const HALF = 16;
const ANY_BYTE = Array.from({ length: 256 }, (_, byte) => byte);

/** Classes of bytes by their upper half, a bit each: control characters, and the letters that JSON escapes with. */
const CLASSES: readonly (readonly [bit: number, bytes: ByteClass])[] = [
  [128, ANY_BYTE.slice(0, 32)],
  ...['"', '\\', 'bfn', 'rt'].map((letters, index) => [1 << index, [...letters].map((c) => c.charCodeAt(0))] as const),
];

/**
 * The scanner's tables: for each of three bytes, by its lower and by its upper half, the groups that it may belong to; then
 * the same for the classes, and at last the groups that hold words.
 */
export function tablesFor(needles: readonly Needle[], wordGroups: number): Uint8Array {
  const tables = new Uint8Array((DEPTH + 1) * 2 * HALF + 1);
  tables[tables.length - 1] = wordGroups;
  const put = (at: number, group: number) => {
    tables[at] = (tables[at] ?? 0) | group;
  };
  for (const { bytes, group } of needles)
    for (let depth = 0; depth < DEPTH; depth += 1)
      for (const byte of bytes[depth] ?? ANY_BYTE) {
        put(depth * 2 * HALF + (byte & 15), group);
        put(depth * 2 * HALF + HALF + (byte >> 4), group);
      }
  for (const [bit, bytes] of CLASSES)
    for (const byte of bytes) {
      put(DEPTH * 2 * HALF + (byte & 15), bit);
      put(DEPTH * 2 * HALF + HALF + (byte >> 4), bit);
    }
  return tables;
}

/** Each three bytes that may stand there, as one number, the first in its lowest eight bits. */
export function partsOf(parts: readonly (readonly ByteClass[])[]): readonly number[] {
  return parts.flatMap(([firsts = [], seconds = [], thirds = []]) =>
    firsts.flatMap((first) =>
      seconds.flatMap((second) => thirds.map((third) => first | (second << 8) | (third << 16))),
    ),
  );
}

/** 65,536 bits, of which one is set for each three bytes of `parts`; the scanner asks it before it lists a place. */
export function bitsFor(parts: readonly (readonly ByteClass[])[]): Uint8Array {
  const bits = new Uint8Array(8 * 1024);
  for (const part of partsOf(parts)) {
    const slot = Math.imul(part, 0x9e3779b1) >>> 16;
    bits[slot >> 3] = (bits[slot >> 3] ?? 0) | (1 << (slot & 7));
  }
  return bits;
}
