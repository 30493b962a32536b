const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a line, or the 0-based UTF-16 index at which it stops being UTF-8. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'broken'; readonly index: number };

/** Decodes without replacing anything: a silent U+FFFD would be trained on. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { kind: 'text', text: strict.decode(bytes) };
  } catch {
    return { kind: 'broken', index: validPrefix(bytes) };
  }
}

function isValid(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 length of the longest prefix that is whole characters of UTF-8. */
function validPrefix(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 4) {
    const middle = backToBoundary(bytes, good + Math.ceil((bad - good) / 2));
    if (middle <= good) break;
    if (isValid(bytes.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  while (good < bad && hasWholeCharacter(bytes, good)) good += characterLength(bytes, good);
  return strict.decode(bytes.subarray(0, good)).length;
}

/** Steps back over continuation bytes, at most as many as a character has. */
function backToBoundary(bytes: Uint8Array, at: number): number {
  let back = at;
  while (back > at - 4 && back > 0 && ((bytes[back] ?? 0) & 0xc0) === 0x80) back -= 1;
  return back;
}

function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function hasWholeCharacter(bytes: Uint8Array, at: number): boolean {
  return isValid(bytes.subarray(at, at + characterLength(bytes, at)));
}
