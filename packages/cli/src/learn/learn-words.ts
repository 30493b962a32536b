import { type LabelledCase, turnsOf } from '@rung/core/diagnosis/evaluate-cases.ts';
import { OUTCOMES } from '@rung/core/diagnosis/leaning/outcome-numbers.ts';
import { packWeights } from '@rung/core/diagnosis/leaning/unpack-weights.ts';
import type { WordWeights } from '@rung/core/diagnosis/leaning/weigh-words.ts';
import { type Outcome, TRAINING_METHODS } from '@rung/core/diagnosis/methods.ts';
import { saidBy } from '@rung/core/diagnosis/read-text.ts';
import { type TrainingRow, trainLeaning } from './train-leaning.ts';

/** Rarer words are not learnt. */
const FEWEST_CASES = 2;
/** Of an outcome that the label accepts beside the expected one. */
const ACCEPTED_SHARE = 0.2;
const ROUNDS = 200;
const RIDGE = 0.1;

/** Learns from labelled cases what their words, taken together, lean to: words by how rare they are, cases all of one length. */
export function learnWords(cases: readonly LabelledCase[]): WordWeights {
  const told = cases.map(wordsOf);
  const rarity = rarityOf(told);
  const features = told.map((words) => weighed(words, rarity));
  const featuresAt = (at: number) => features[at] ?? new Map<string, number>();
  const training = { ridge: RIDGE, rounds: ROUNDS };
  const rows = cases.map((labelled, at) => ({ features: featuresAt(at), target: targetOf(labelled) }));
  const outcomes = trainLeaning(rows, training);
  const off = trainLeaning(pathRows(cases, featuresAt), training);
  const weightsOf = (name: string) => {
    const [inside = 0, outside = 0] = off.get(name) ?? [];
    return [...(outcomes.get(name) ?? []), outside - inside];
  };
  const all = [...rarity].map(([word, rare]): [string, readonly number[]] => [word, [...weightsOf(word), rare]]);
  return { always: weightsOf(ALWAYS).map(rounded), features: packWeights(new Map(all)) };
}

/** Whether a model can be trained in Bedrock, of the cases that train one; the rarer answer as often as the other. */
function pathRows(
  cases: readonly LabelledCase[],
  featuresAt: (at: number) => TrainingRow['features'],
): readonly TrainingRow[] {
  const rows = cases.flatMap(({ path, expected }, at) => {
    if (path === undefined || !(TRAINING_METHODS as readonly Outcome[]).includes(expected)) return [];
    const isOff = !path.includes('bedrock');
    return [{ isOff, features: featuresAt(at), target: isOff ? [0, 1] : [1, 0] }];
  });
  const [off, inside] = [rows.filter(({ isOff }) => isOff), rows.filter(({ isOff }) => !isOff)];
  const times = Math.max(1, Math.round(inside.length / Math.max(1, off.length)));
  return [...inside, ...Array.from({ length: times }, () => off).flat()];
}

const ALWAYS = ' always';

/** Words, pairs of words and denied words of a whole conversation; what patterns see in it is told by facts. */
function wordsOf(labelled: LabelledCase): readonly string[] {
  const all = new Set(saidBy(turnsOf(labelled)).flatMap(({ features }) => [...features]));
  return [...all].filter((feature) => !feature.startsWith('cue:') && !feature.includes(' '));
}

function rarityOf(told: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const words of told) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const known = [...uses].filter(([, count]) => count >= FEWEST_CASES);
  return new Map(known.map(([word, count]) => [word, 1 + Math.log((1 + told.length) / (1 + count))]));
}

function weighed(words: readonly string[], rarity: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const known = words.flatMap((word): [string, number][] => {
    const rare = rarity.get(word);
    return rare === undefined ? [] : [[word, rare]];
  });
  const length = Math.hypot(...known.map(([, rare]) => rare));
  return new Map([[ALWAYS, 1], ...known.map(([word, rare]): [string, number] => [word, rare / length])]);
}

export function targetOf({ expected, acceptable }: LabelledCase): readonly number[] {
  const shared = acceptable.length === 0 ? 0 : ACCEPTED_SHARE;
  return OUTCOMES.map((outcome) => {
    if (outcome === expected) return 1 - shared;
    return acceptable.includes(outcome) ? shared / acceptable.length : 0;
  });
}

function rounded(weight: number): number {
  return Math.round(weight * 1_000) / 1_000;
}
