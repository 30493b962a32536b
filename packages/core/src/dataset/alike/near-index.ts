import type { AlikeItem, Nearness } from './alike-item.ts';
import { hashOf, likenessOf } from './sketch.ts';
import { createSketchIndex } from './sketch-index.ts';

/** What is nearly the same as a record, its answer included where it is of the same set. */
export interface NearMatch {
  readonly set: number;
  readonly line: number;
  /** Share of words and pairs of words in common, 0 to 1. */
  readonly likeness: number;
}

/** Two prompts of one set that are nearly the same and have different answers. */
export interface NearContradiction {
  readonly line: number;
  readonly match: NearMatch;
}

export interface NearIndex {
  /** The nearest earlier record, where there is one that says enough; the record is kept for those after it. */
  add(item: AlikeItem, place: Place): NearMatch | undefined;
  /** Known at the end only: what one answer contradicts, many answers make a template. */
  contradictions(set: number): readonly NearContradiction[];
  /** Records that later ones could not be compared with. */
  turnedAway(): number;
}

interface Place {
  readonly set: number;
  readonly line: number;
}

/** From this share on two prompts that differ in a word with a meaning may ask the same. */
const SURELY = 0.72;
/** What is kept of a record beside its sketches: the objects that hold them. */
const KEPT_BYTES = 400;
/** Prompts that are near each other and have more answers than this are a template filled in, not a contradiction. */
const MOST_ANSWERS = 3;

interface Kept extends Place {
  readonly near: Nearness;
  /** Hash of the answer's tokens. */
  readonly answer: number;
  /** Of prompts that are near each other; shared by all of them. */
  family: Family;
}

interface Family {
  readonly answers: Set<number>;
  readonly apart: (NearContradiction & Pick<Place, 'set'>)[];
}

export function createNearIndex(maxBytes: number): NearIndex {
  const index = createSketchIndex(maxBytes);
  const kept: Kept[] = [];
  const families = new Set<Family>();

  return {
    add({ near, answer }, { set, line }) {
      if (!near) return undefined;
      const hash = hashOf(answer);
      const item: Kept = { near, answer: hash, set, line, family: { answers: new Set([hash]), apart: [] } };
      const found = index.find(near.prompt).flatMap(({ id, likeness }) => {
        const other = kept[id];
        return other && mayBeAlike(other, item) ? [{ other, likeness }] : [];
      });
      const besides = KEPT_BYTES + (near.answer?.byteLength ?? 0);
      if (index.keep(near.prompt, besides) !== undefined) kept.push(item);
      const match = found.find(({ other }) => other.set !== set) ?? found.find(({ other }) => areAlike(other, item));
      const nearest = found.find(({ other, likeness }) => other.set === set && likeness >= SURELY);
      if (nearest) families.add(joined(item, nearest, match === undefined));
      return match && { set: match.other.set, line: match.other.line, likeness: match.likeness };
    },
    contradictions: (set) =>
      [...families]
        .filter(({ answers }) => answers.size <= MOST_ANSWERS)
        .flatMap(({ apart }) => apart.filter((one) => one.set === set)),
    turnedAway: () => index.turnedAway(),
  };
}

/** The family that a record belongs to from now on. */
function joined(item: Kept, { other, likeness }: { other: Kept; likeness: number }, isApart: boolean): Family {
  const { family } = other;
  item.family = family;
  if (family.answers.size <= MOST_ANSWERS) family.answers.add(item.answer);
  if (isApart && family.answers.size <= MOST_ANSWERS)
    family.apart.push({ set: item.set, line: item.line, match: { set: other.set, line: other.line, likeness } });
  return family;
}

/** In one set the system texts have to be the same; a held-out set may leave them out. */
function mayBeAlike(one: Kept, other: Kept): boolean {
  const [a, b] = [one.near, other.near];
  if (a.mustMatch !== b.mustMatch) return false;
  return a.system === b.system || (one.set !== other.set && (a.system === 0 || b.system === 0));
}

function areAlike(one: Kept, other: Kept): boolean {
  if (one.answer === other.answer) return true;
  const [a, b] = [one.near.answer, other.near.answer];
  return a !== undefined && b !== undefined && likenessOf(a, b) > 0;
}
