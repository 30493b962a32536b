/** Most features of a text that are kept: shorter texts are compared exactly, of longer ones a fair sample is. */
const MOST_FEATURES = 128;

/** Each word and each two words that follow each other, as hashes: one replaced word of ten leaves 73 % in common. */
export function sketchOf(tokens: readonly string[]): Uint32Array {
  const features = new Set<number>();
  let before: number | undefined;
  for (const token of tokens) {
    const hash = hashOf(token);
    features.add(hash);
    if (before !== undefined) features.add((Math.imul(before, 0x9e3779b1) ^ Math.imul(hash, 0x85ebca77)) >>> 0);
    before = hash;
  }
  return Uint32Array.from(features).sort().slice(0, MOST_FEATURES);
}

/** FNV-1a over UTF-16 units, with a last mix so that the smallest hashes are a fair sample. */
export function hashOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < token.length; at += 1) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** From this share of common features on two texts are nearly the same. */
export const NEARLY = 0.7;

/**
 * The share of features that two texts have in common, 0 where it is less than `NEARLY`: exact where both are whole, estimated
 * from the smallest features of both where not.
 */
export function likenessOf(a: Uint32Array, b: Uint32Array): number {
  const isSample = a.length === MOST_FEATURES || b.length === MOST_FEATURES;
  const most = isSample ? MOST_FEATURES : Number.POSITIVE_INFINITY;
  // Were they nearly the same, both together would have no more features than this, and no more that only one has.
  const allowed = (1 - NEARLY) * Math.min(most, (a.length + b.length) / (1 + NEARLY));
  let [left, right, union, common] = [0, 0, 0, 0];
  while (union < most && (left < a.length || right < b.length)) {
    const one = a[left] ?? Number.POSITIVE_INFINITY;
    const other = b[right] ?? Number.POSITIVE_INFINITY;
    union += 1;
    if (one === other) common += 1;
    else if (union - common > allowed) return 0;
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  const share = union === 0 ? 0 : common / union;
  return share >= NEARLY ? share : 0;
}

/** How many of its smallest features a text has to be listed under so that each one that is `least` alike shares one of them. */
export function prefixLength(features: number, least: number): number {
  return features - Math.ceil(least * features) + 1;
}
