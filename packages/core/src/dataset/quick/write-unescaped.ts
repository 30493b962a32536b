import { unitAt } from './string-end.ts';

const LOWER_U = 117;

/** Writes into `out` the bytes of a sound text with its \\u escapes, all of whole characters beyond ASCII, in UTF-8: never longer. */
export function writeUnescaped(
  source: { block: Uint8Array; raw: string; out: Uint8Array },
  from: number,
  to: number,
): Uint8Array {
  const { block, raw, out } = source;
  let length = 0;
  let at = from;
  for (let mark = raw.indexOf('\\', from); mark >= 0 && mark < to; ) {
    for (; at < mark; at += 1) out[length++] = block[at] ?? 0;
    let after = mark + 2;
    if (raw.charCodeAt(mark + 1) === LOWER_U) {
      const unit = unitAt(raw, mark);
      const isPair = unit >= 0xd800 && unit < 0xdc00;
      const point = isPair ? 0x10000 + ((unit - 0xd800) << 10) + (unitAt(raw, mark + 6) - 0xdc00) : unit;
      length = writeUtf8(out, length, point);
      after = mark + (isPair ? 12 : 6);
      at = after;
    }
    mark = raw.indexOf('\\', after);
  }
  for (; at < to; at += 1) out[length++] = block[at] ?? 0;
  return out.subarray(0, length);
}

/** RFC 3629, for code points from U+0080. */
function writeUtf8(out: Uint8Array, start: number, point: number): number {
  let at = start;
  if (point < 0x800) out[at++] = 0xc0 | (point >> 6);
  else {
    if (point < 0x10000) out[at++] = 0xe0 | (point >> 12);
    else {
      out[at++] = 0xf0 | (point >> 18);
      out[at++] = 0x80 | ((point >> 12) & 0x3f);
    }
    out[at++] = 0x80 | ((point >> 6) & 0x3f);
  }
  out[at++] = 0x80 | (point & 0x3f);
  return at;
}
