import { type LabelledCase, turnsOf } from '@rung/core/diagnosis/evaluate-cases.ts';
import { OUTCOMES } from '@rung/core/diagnosis/leaning/outcome-numbers.ts';
import { type PackedWeights, packWeights } from '@rung/core/diagnosis/leaning/unpack-weights.ts';
import { wordsOf } from '@rung/core/diagnosis/leaning/words-of.ts';
import { readPatterns, saidBy } from '@rung/core/diagnosis/read-text.ts';
import { keepsLightFactsLight } from './light-facts.ts';
import { type FeatureWeights, type TrainingRow, trainLeaning } from './train-leaning.ts';
import type { WordVectors } from './word-vectors.ts';

export interface LearntWeights {
  readonly words: { readonly always: readonly number[]; readonly stems: PackedWeights };
  readonly facts: Readonly<Record<string, readonly number[]>>;
}

/** How much words count beside facts before anything is learnt. */
const WORD_SCALE = 3;
const FACT_SCALE = 0.5;
const FEWEST_WORDS = 8;
/** Of an outcome that the label accepts beside the expected one. */
const ACCEPTED_SHARE = 0.2;

/** Learns from labelled cases what words and facts lean to. */
export function learnWeights(cases: readonly LabelledCase[], vectors: WordVectors): LearntWeights {
  const learnt = trainLeaning(
    cases.map((labelled) => rowOf(labelled, vectors)),
    keepsLightFactsLight,
  );
  const facts = [...learnt].filter(([name]) => name.startsWith('fact:'));
  return {
    words: { always: (learnt.get('always') ?? []).map(rounded), stems: packWeights(stemWeights(learnt, vectors)) },
    facts: Object.fromEntries(
      facts.map(([name, weights]) => [name.slice(5), weights.map((weight) => rounded(weight * FACT_SCALE))]),
    ),
  };
}

function rowOf(labelled: LabelledCase, vectors: WordVectors): TrainingRow {
  const turns = turnsOf(labelled);
  const said = saidBy(turns);
  const stems = [...wordsOf(said.map(({ plain }) => plain).join('\n'))];
  const size = WORD_SCALE / Math.sqrt(Math.max(FEWEST_WORDS, stems.length));
  const features = new Map<string, number>([['always', 1]]);
  for (const stem of stems) features.set(`word:${stem}`, size);
  for (const stem of stems)
    for (const [at, value] of (vectors.get(stem) ?? []).entries())
      features.set(`place:${at}`, (features.get(`place:${at}`) ?? 0) + value * size);
  // Not with facts that were heard: in cases that the hearing was learnt from it hears better than it will in new ones.
  for (const { name, state } of Object.values(readPatterns(turns).facts))
    features.set(`fact:${state === 'known' ? name : `denied:${name}`}`, FACT_SCALE);
  return { features, target: targetOf(labelled) };
}

function targetOf({ expected, acceptable }: LabelledCase): readonly number[] {
  const shared = acceptable.length === 0 ? 0 : ACCEPTED_SHARE;
  return OUTCOMES.map((outcome) => {
    if (outcome === expected) return 1 - shared;
    return acceptable.includes(outcome) ? shared / acceptable.length : 0;
  });
}

/** The weight of a stem is its own and that of its place among the words; the place reaches stems that no case used. */
function stemWeights(learnt: FeatureWeights, vectors: WordVectors): ReadonlyMap<string, readonly number[]> {
  const places = [...Array(100).keys()].map((at) => learnt.get(`place:${at}`) ?? []);
  const own = [...learnt.keys()].flatMap((name) => (name.startsWith('word:') ? [name.slice(5)] : []));
  const stems = [...new Set([...own, ...vectors.keys()])].filter((stem) => !stem.includes(' ')).sort();
  return new Map(
    stems.map((stem) => {
      const vector = vectors.get(stem) ?? [];
      const weights = OUTCOMES.map((_, column) => {
        const placed = vector.reduce((sum, value, at) => sum + value * (places[at]?.[column] ?? 0), 0);
        return WORD_SCALE * ((learnt.get(`word:${stem}`)?.[column] ?? 0) + placed);
      });
      return [stem, weights];
    }),
  );
}

function rounded(weight: number): number {
  return Math.round(weight * 1_000) / 1_000;
}
