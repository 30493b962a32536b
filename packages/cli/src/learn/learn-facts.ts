import { type LabelledCase, turnsOf } from '@rung/core/diagnosis/evaluate-cases.ts';
import { FURTHEST_BEHIND, lagsOf, WORDS_COUNT } from '@rung/core/diagnosis/leaning/leaning.ts';
import { OUTCOMES } from '@rung/core/diagnosis/leaning/outcome-numbers.ts';
import { wordWeigher } from '@rung/core/diagnosis/leaning/weigh-words.ts';
import { ruledOf } from '@rung/core/diagnosis/place-methods.ts';
import { readPatterns, saidBy } from '@rung/core/diagnosis/read-text.ts';
import type { FactName } from '@rung/core/diagnosis/situation.ts';
import { learnWords, targetOf } from './learn-words.ts';
import { keepsLightFactsLight } from './light-facts.ts';
import { type TrainingRow, trainLeaning } from './train-leaning.ts';

/** How many parts the cases are cut into; the words of each part are weighed by what was learnt from the others. */
const PARTS = 6;
const FACT_SCALE = 0.5;
/** What is missing to each outcome wherever words are weighed at all. */
const WORDED: FactName = 'wording';
const ROUNDS = 150;
const RIDGE = 0.3;

/** Learns what each fact, denied ones as `denied:fact`, leans to beside what the rules say and the words lean to. */
export function learnFacts(cases: readonly LabelledCase[]): Readonly<Record<string, readonly number[]>> {
  const size = Math.ceil(cases.length / PARTS);
  const rows = [...Array(PARTS).keys()].flatMap((part) => {
    const [from, to] = [part * size, (part + 1) * size];
    const weigh = wordWeigher(learnWords([...cases.slice(0, from), ...cases.slice(to)]));
    return cases.slice(from, to).map((labelled) => rowOf(labelled, weigh));
  });
  const learnt = trainLeaning(rows, { ridge: RIDGE, rounds: ROUNDS, project: keepsLightFactsLight });
  const scaleOf = (name: string) => (name === WORDED ? 1 : FACT_SCALE);
  return Object.fromEntries(
    [...learnt].map(([name, row]) => [name, row.map((weight) => Math.round(weight * scaleOf(name) * 1_000) / 1_000)]),
  );
}

function rowOf(labelled: LabelledCase, weigh: ReturnType<typeof wordWeigher>): TrainingRow {
  const turns = turnsOf(labelled);
  const worded = lagsOf(weigh(saidBy(turns)).leaning, FURTHEST_BEHIND);
  // Not with facts that were heard: in cases that the hearing was learnt from it hears better than it will in new ones.
  const situation = readPatterns(turns);
  const ruled = ruledOf(situation);
  const features = Object.values(situation.facts).map(({ name, state }): [string, number] => [
    state === 'known' ? name : `denied:${name}`,
    FACT_SCALE,
  ]);
  return {
    features: new Map([[WORDED, 1], ...features]),
    target: targetOf(labelled),
    given: OUTCOMES.map((outcome) => WORDS_COUNT * worded[outcome] + ruled[outcome]),
  };
}
