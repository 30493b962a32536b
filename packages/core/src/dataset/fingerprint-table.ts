/** What is kept of a record: two halves of a fingerprint, its answer's, and its line (from 1). */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
  readonly answer: number;
  readonly line: number;
}

/** Which fingerprint stood first on which line. */
export interface FingerprintTable {
  get(high: number, low: number): Fingerprint | undefined;
  /** Makes room for about so many entries, at most `MAX_RESERVED`. */
  reserve(entries: number): void;
  /** Reads where an entry may stand, so that it is in the core's cache when it is asked for. */
  touch(high: number, low: number): void;
  /** The entry that was there; undefined when this one was put. */
  getOrPut(entry: Fingerprint): Fingerprint | undefined;
}

const PARTS = 64;
const FIRST_CAPACITY = 64;
const GROWTH = 1.75;
const MAX_LOAD = 0.75;
/** Room that is made beforehand: 90 MB of it, whatever a file says of its size. */
const MAX_RESERVED = 4_000_000;
/** What one part may have more than another of the same fingerprints. */
const SPARE = 1.06;
/** Numbers of a slot: high, low, answer, line. A slot is free when its line is 0. */
const WIDTH = 4;

interface Part {
  slots: Uint32Array;
  used: number;
}

/**
 * Open addressing in 64 parts of their own size, 16 bytes a slot and nothing for the collector. The parts begin at
 * capacities a 64th of a growth step apart, so that they grow one after the other: about 29 bytes an entry at any size, and
 * no moment at which all of it stands twice.
 */
export function createFingerprintTable(): FingerprintTable {
  const parts = Array.from({ length: PARTS }, (_, index): Part => {
    const capacity = Math.round(FIRST_CAPACITY * GROWTH ** (index / PARTS));
    return { slots: new Uint32Array(capacity * WIDTH), used: 0 };
  });
  const partOf = (low: number) => parts[low % PARTS];
  /** Where `touch` puts what it reads, so that the compiler does not leave out reading it. */
  const touched = new Uint32Array(1);

  return {
    get(high, low) {
      const part = partOf(low);
      return part && entryAt(part.slots, place(part.slots, high, low));
    },
    reserve(entries) {
      const capacity = Math.ceil((Math.min(entries, MAX_RESERVED) / PARTS / MAX_LOAD) * SPARE);
      for (const part of parts) if (part.slots.length < capacity * WIDTH) part.slots = grown(part.slots, capacity);
    },
    touch(high, low) {
      const slots = partOf(low)?.slots;
      if (slots) touched[0] = slots[firstSlot(slots, high) * WIDTH] ?? 0;
    },
    getOrPut({ high, low, answer, line }) {
      const part = partOf(low);
      if (!part) return undefined;
      const { slots } = part;
      const at = place(slots, high, low);
      if (slots[at + 3] !== 0) return entryAt(slots, at);
      slots[at] = high;
      slots[at + 1] = low;
      slots[at + 2] = answer;
      slots[at + 3] = line;
      part.used += 1;
      if (part.used > (slots.length / WIDTH) * MAX_LOAD)
        part.slots = grown(slots, Math.ceil((slots.length / WIDTH) * GROWTH));
      return undefined;
    },
  };
}

/** `high` decides the slot, `low` the part, so that the keys of one part spread over all of it. */
function firstSlot(slots: Uint32Array, high: number): number {
  return Math.floor((high / 0x1_0000_0000) * (slots.length / WIDTH));
}

/** Offset of the key's slot, or of the free one where it belongs. */
function place(slots: Uint32Array, high: number, low: number): number {
  const capacity = slots.length / WIDTH;
  let slot = firstSlot(slots, high);
  for (;;) {
    const at = slot * WIDTH;
    if (slots[at + 3] === 0 || (slots[at] === high && slots[at + 1] === low)) return at;
    slot = slot + 1 === capacity ? 0 : slot + 1;
  }
}

function entryAt(slots: Uint32Array, at: number): Fingerprint | undefined {
  const line = slots[at + 3] ?? 0;
  if (line === 0) return undefined;
  return { high: slots[at] ?? 0, low: slots[at + 1] ?? 0, answer: slots[at + 2] ?? 0, line };
}

/** Slots stand about in the order of `high` in both, so that this goes through memory from one end to the other. */
function grown(slots: Uint32Array, capacity: number): Uint32Array {
  const wider = new Uint32Array(capacity * WIDTH);
  for (let at = 0; at < slots.length; at += WIDTH) {
    const line = slots[at + 3] ?? 0;
    if (line === 0) continue;
    const high = slots[at] ?? 0;
    const low = slots[at + 1] ?? 0;
    const to = place(wider, high, low);
    wider[to] = high;
    wider[to + 1] = low;
    wider[to + 2] = slots[at + 2] ?? 0;
    wider[to + 3] = line;
  }
  return wider;
}
