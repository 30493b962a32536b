import { type PackedWeights, packWeights } from '@rung/core/diagnosis/leaning/unpack-weights.ts';
import { normaliseText } from '@rung/core/diagnosis/reading/normalise-text.ts';
import { respell } from '@rung/core/diagnosis/reading/respell.ts';
import { sayingOf } from '@rung/core/diagnosis/reading/said.ts';
import { type HearingRow, placeOfPart } from './hearing-network.ts';
import type { LabelledSentences } from './labelled-sentences.ts';
import { trainHearing } from './train-hearing.ts';
import type { WordVectors } from './word-vectors.ts';

/** What `hear-facts.ts` reads. */
export interface HeardWeights {
  readonly facts: readonly string[];
  readonly places: PackedWeights;
  readonly always: readonly number[];
  readonly around: readonly number[];
  readonly towards: readonly number[];
  readonly usually: readonly number[];
}

export function learnHearing(labelled: readonly LabelledSentences[], vectors: WordVectors): HeardWeights {
  const { facts, known, tables } = trainHearing(labelled.flatMap(rowsOf), vectors);
  const names = [...new Set([...known.keys(), ...vectors.keys()])].filter((name) => !name.includes(' '));
  const places = names.map((name): [string, readonly number[]] => {
    return [name, [...placeOfPart({ row: known.get(name), vector: vectors.get(name) }, tables)]];
  });
  return {
    facts,
    places: packWeights(new Map(places)),
    always: rounded(tables.always),
    around: rounded(tables.around),
    towards: rounded(tables.towards),
    usually: rounded(tables.usually),
  };
}

function rowsOf({ said }: LabelledSentences): readonly HearingRow[] {
  const rows = said.map(([sentence, facts]) => ({
    features: featuresOf(sentence),
    facts,
  }));
  const around = new Set(rows.flatMap(({ features }) => [...features]));
  return rows.map((row) => ({ ...row, around }));
}

function rounded(weights: Float64Array): readonly number[] {
  return [...weights].map((weight) => Math.round(weight * 1_000) / 1_000);
}

function featuresOf(sentence: string): ReadonlySet<string> {
  const plain = normaliseText(sentence, respell);
  return sayingOf(plain, { start: 0, end: plain.text.length }, 0).features;
}
