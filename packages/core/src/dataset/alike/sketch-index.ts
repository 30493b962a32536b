import { likenessOf, NEARLY, prefixLength } from './sketch.ts';

/** A feature that more prompts share is a template's: the others are found by the features that are their own. */
const MOST_SHARING = 48;
const NO_ENTRY = 0;

/** Prompts that were kept and can be found by what is nearly the same, in memory that has a lid. */
export interface SketchIndex {
  /** The kept prompts that are nearly the same, the most alike first. */
  find(sketch: Uint32Array): readonly { readonly id: number; readonly likeness: number }[];
  /** `besidesBytes` is what its owner keeps of it. Undefined where there is no room left: the prompt is compared with those before it, and none after with it. */
  keep(sketch: Uint32Array, besidesBytes?: number): number | undefined;
  /** How many could not be kept. */
  turnedAway(): number;
}

/**
 * Prefix filtering (Chaudhuri et al., A primitive operator for similarity joins, 2006): prompts are listed under their
 * smallest features, few enough to be small and enough to miss nobody who is `NEARLY` the same.
 */
export function createSketchIndex(maxBytes: number): SketchIndex {
  const sketches: Uint32Array[] = [];
  const lists = createLists();
  let bytes = 0;
  let away = 0;

  return {
    find(sketch) {
      const seen = new Set<number>();
      const found: { id: number; likeness: number }[] = [];
      for (const feature of sketch.subarray(0, prefixLength(sketch.length, NEARLY)))
        for (const id of lists.of(feature)) {
          const other = sketches[id];
          if (seen.has(id) || !other) continue;
          seen.add(id);
          const likeness = likenessOf(sketch, other);
          if (likeness > 0) found.push({ id, likeness });
        }
      return found.sort((a, b) => b.likeness - a.likeness || a.id - b.id);
    },
    keep(sketch, besidesBytes = 0) {
      const prefix = prefixLength(sketch.length, NEARLY);
      const size = 64 + sketch.byteLength + prefix * 24 + besidesBytes;
      if (bytes + size > maxBytes) {
        away += 1;
        return undefined;
      }
      bytes += size;
      const id = sketches.push(sketch) - 1;
      for (const feature of sketch.subarray(0, prefix)) lists.add(feature, id);
      return id;
    },
    turnedAway: () => away,
  };
}

interface Lists {
  of(feature: number): Iterable<number>;
  add(feature: number, id: number): void;
}

/** Lists of ids by feature in typed arrays: an entry and where the next one is. */
function createLists(): Lists {
  let features = new Uint32Array(1 << 12);
  let heads = new Uint32Array(1 << 12);
  let used = 0;
  let entries = new Uint32Array(1 << 13);
  let count = 1;

  const place = (feature: number, among: Uint32Array, first: Uint32Array) => {
    let at = Math.imul(feature, 0x9e3779b1) >>> (32 - Math.log2(among.length));
    while (first[at] !== NO_ENTRY && among[at] !== feature) at = (at + 1) & (among.length - 1);
    return at;
  };
  const widen = () => {
    const [wider, first] = [new Uint32Array(features.length * 2), new Uint32Array(heads.length * 2)];
    for (const [at, head] of heads.entries()) {
      if (head === NO_ENTRY) continue;
      const to = place(features[at] ?? 0, wider, first);
      wider[to] = features[at] ?? 0;
      first[to] = head;
    }
    features = wider;
    heads = first;
  };

  return {
    *of(feature) {
      let entry = heads[place(feature, features, heads)] ?? NO_ENTRY;
      for (; entry !== NO_ENTRY; entry = entries[entry * 2 + 1] ?? NO_ENTRY) yield entries[entry * 2] ?? 0;
    },
    add(feature, id) {
      if (used * 2 >= features.length) widen();
      const at = place(feature, features, heads);
      const head = heads[at] ?? NO_ENTRY;
      if (head === NO_ENTRY) used += 1;
      let length = 0;
      for (let entry = head; entry !== NO_ENTRY && length < MOST_SHARING; length += 1)
        entry = entries[entry * 2 + 1] ?? NO_ENTRY;
      if (length >= MOST_SHARING) return;
      if (count * 2 + 2 > entries.length) {
        const longer = new Uint32Array(entries.length * 2);
        longer.set(entries);
        entries = longer;
      }
      features[at] = feature;
      entries[count * 2] = id;
      entries[count * 2 + 1] = head;
      heads[at] = count;
      count += 1;
    },
  };
}
