/** The sign bit of each byte of a word. */
const HIGH_BITS = 0x80808080 | 0;
const SPACES = 0x20202020;
const LINE_FEED = 10;

/**
 * Whether bytes hold a control character other than the line feed. Looks at sixteen at a time: a byte under 0x20 borrows
 * when 0x20 is taken from it; bytes from 0x80 on are let pass.
 */
export function hasControl(bytes: Uint8Array): boolean {
  const lead = Math.min(bytes.length, (4 - (bytes.byteOffset % 4)) % 4);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + lead, (bytes.length - lead) >> 2);
  const inFours = words.length & ~3;
  if (oneByOne(bytes, 0, lead)) return true;
  for (let at = 0; at < inFours; at += 4) {
    const a = words[at] ?? 0;
    const b = words[at + 1] ?? 0;
    const c = words[at + 2] ?? 0;
    const d = words[at + 3] ?? 0;
    const low = ((a - SPACES) & ~a) | ((b - SPACES) & ~b) | ((c - SPACES) & ~c) | ((d - SPACES) & ~d);
    if ((low & HIGH_BITS) !== 0 && oneByOne(bytes, lead + at * 4, lead + at * 4 + 16)) return true;
  }
  return oneByOne(bytes, lead + inFours * 4, bytes.length);
}

function oneByOne(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 && byte !== LINE_FEED) return true;
  }
  return false;
}
