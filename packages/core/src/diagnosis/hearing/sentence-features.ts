import { stemOf } from '../leaning/stem-of.ts';

const TOKEN = /<\w+>|[a-z][a-z']*|[%$?!]/gu;
const NUMBER = /(\d[\d.,]*)\s?(k|m|b|bn|million|billion|thousand)?\b/gu;
const NEGATOR =
  /^(?:not?|never|none|nothing|nobody|neither|nor|without|zero|hardly|cannot|(?:ca|is|do|does|did|wo|was|have|has|could|would|are|were)n'?t)$/u;
/** Words that a negator reaches. */
const REACH = 4;
/** Short sentences are taken for no shorter than this, or one word would decide. */
const FEWEST = 4;

/** What a plain sentence is made of: its stems, pairs of neighbours, and `!stem` where a negator stands shortly before. */
export function featuresOf(plain: string): ReadonlySet<string> {
  const features = new Set<string>();
  let reach = 0;
  let before = '';
  for (const token of plain.replace(NUMBER, magnitude).match(TOKEN) ?? []) {
    const stem = stemOf(token);
    features.add(stem);
    if (before !== '') features.add(`${before}_${stem}`);
    if (reach > 0) features.add(`!${stem}`);
    reach = NEGATOR.test(token) ? REACH : reach - 1;
    before = stem;
  }
  return features;
}

function magnitude(_: string, digits: string, scale: string | undefined): string {
  const value = Number.parseFloat(digits.replaceAll(',', ''));
  if (scale !== undefined || value >= 1_000) return ' <big> ';
  return value >= 100 ? ' <hundreds> ' : ' <num> ';
}

/** The sum of the places of what is known, shortened by the root of how many they are. */
export function placeOf(
  features: ReadonlySet<string>,
  rowOf: (feature: string) => readonly number[] | undefined,
  size: number,
): readonly number[] {
  const place = new Array<number>(size).fill(0);
  let found = 0;
  for (const feature of features) {
    const row = rowOf(feature);
    if (row === undefined) continue;
    found += 1;
    for (let at = 0; at < size; at += 1) place[at] = (place[at] ?? 0) + (row[at] ?? 0);
  }
  const length = Math.sqrt(Math.max(FEWEST, found));
  return place.map((value) => value / length);
}
