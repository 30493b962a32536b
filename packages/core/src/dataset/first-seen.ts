import xxhash from 'xxhash-wasm';

/** How a record relates to those before it. */
export type Seen =
  | { readonly kind: 'new' }
  | { readonly kind: 'duplicate'; readonly line: number }
  | { readonly kind: 'contradiction'; readonly line: number };

/** Remembers which prompt stood first on which line, and with which completion. */
export interface FirstSeen {
  /** Looks a record up and remembers it. */
  add(exchange: { asked: string; completion: string }, line: number): Seen;
  /** The line on which this was asked first. */
  lineOf(asked: string): number | undefined;
}

const FIRST_CAPACITY = 1 << 12;
const MAX_LOAD = 0.75;

/**
 * An open-addressed table of fingerprints: 64 bits of the prompt, 32 of the completion, 32 of the line, so 16 bytes a
 * slot and nothing for the collector. Two of 10 million different prompts meet with a chance of 3 in a million.
 */
export async function createFirstSeen(): Promise<FirstSeen> {
  const { h64, h32 } = await xxhash();
  const table = createTable();
  const fingerprint = (text: string) => h64(text);

  return {
    add({ asked, completion }, line) {
      const answer = h32(completion);
      const first = table.getOrPut(fingerprint(asked), answer, line);
      if (!first) return { kind: 'new' };
      if (first.answer === answer) return { kind: 'duplicate', line: first.line };
      // A second answer to a known prompt is kept under both, so that its own repeats are found.
      const same = table.getOrPut(fingerprint(`${asked}\0\0${completion}`), answer, line);
      return same ? { kind: 'duplicate', line: same.line } : { kind: 'contradiction', line: first.line };
    },
    lineOf: (asked) => table.get(fingerprint(asked))?.line,
  };
}

interface Entry {
  readonly answer: number;
  readonly line: number;
}

interface Table {
  get(key: bigint): Entry | undefined;
  /** The entry that was there; undefined when this one was put. */
  getOrPut(key: bigint, answer: number, line: number): Entry | undefined;
}

function createTable(): Table {
  let slots = new Uint32Array(FIRST_CAPACITY * 4);
  let used = 0;

  /** Offset of the key's slot, or of the free one where it belongs. A slot is free when its line is 0. */
  const place = (target: Uint32Array, high: number, low: number): number => {
    const mask = target.length / 4 - 1;
    let slot = (low ^ high) & mask;
    for (;;) {
      const at = slot * 4;
      if (target[at + 3] === 0 || (target[at] === high && target[at + 1] === low)) return at;
      slot = (slot + 1) & mask;
    }
  };
  const grow = () => {
    const wider = new Uint32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += 4) {
      if (slots[at + 3] === 0) continue;
      wider.set(slots.subarray(at, at + 4), place(wider, slots[at] ?? 0, slots[at + 1] ?? 0));
    }
    slots = wider;
  };
  const entryAt = (at: number): Entry | undefined => {
    const line = slots[at + 3] ?? 0;
    return line === 0 ? undefined : { answer: slots[at + 2] ?? 0, line };
  };
  const find = (key: bigint) => place(slots, Number(key >> 32n), Number(key & 0xffffffffn));

  return {
    get: (key) => entryAt(find(key)),
    getOrPut(key, answer, line) {
      const at = find(key);
      const found = entryAt(at);
      if (found) return found;
      slots.set([Number(key >> 32n), Number(key & 0xffffffffn), answer, line], at);
      used += 1;
      if (used > (slots.length / 4) * MAX_LOAD) grow();
      return undefined;
    },
  };
}
