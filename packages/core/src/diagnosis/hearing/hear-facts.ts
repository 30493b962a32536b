import { isFactName } from '../fact-names.ts';
import { unpackWeights } from '../leaning/unpack-weights.ts';
import { asksItself } from '../reading/negation.ts';
import type { Said } from '../reading/said.ts';
import type { Fact } from '../situation.ts';
import { amountHeard } from './amount-heard.ts';
import { canShow } from './can-show.ts';
import WEIGHTS from './heard-weights.json' with { type: 'json' };
import { placeOf } from './sentence-features.ts';

const SIZE = WEIGHTS.always.length;
const placeOfFeature = unpackWeights(WEIGHTS.places, SIZE);
/** How sure it has to be that a sentence states a fact. */
const SURE = 0.4;

/** What a name of the weights stands for: `!fact` is its denial. */
const STATED = WEIGHTS.facts.map((label) => ({
  name: label.replace(/^!/u, ''),
  state: label.startsWith('!') ? ('denied' as const) : ('known' as const),
}));

interface Heard {
  readonly fact: Fact;
  /** From 0 to 1. */
  readonly share: number;
}

/**
 * Facts that the sentences of a conversation most likely state, in whatever words: what was learnt from sentences labelled
 * with their facts. One per name, the likeliest; in no order that depends on the order of the sentences.
 */
export function hearFacts(sentences: readonly Said[]): readonly Fact[] {
  const all = new Set(sentences.flatMap(({ features }) => [...features]));
  const around = turned(placeOf(all, placeOfFeature, SIZE));
  const best = new Map<string, Heard>();
  for (const said of sentences)
    for (const heard of hearSentence(said, placeOf(said.features, placeOfFeature, SIZE), around)) {
      const other = best.get(heard.fact.name);
      if (other === undefined || isSurer(heard, other)) best.set(heard.fact.name, heard);
    }
  return [...best.values()].map(({ fact }) => fact);
}

function hearSentence(said: Said, place: readonly number[], around: readonly number[]): readonly Heard[] {
  if (asksItself(said.plain)) return [];
  const hidden = WEIGHTS.always.map((always, at) => Math.tanh(always + (place[at] ?? 0) + (around[at] ?? 0)));
  return STATED.flatMap(({ name, state }, row) => {
    const share = 1 / (1 + Math.exp(-(WEIGHTS.usually[row] ?? 0) - product(WEIGHTS.towards, row, hidden)));
    if (share < SURE || !isFactName(name) || !canShow({ name, state }, said.plain)) return [];
    const amount = state === 'known' ? amountHeard(name, said.plain) : undefined;
    // Without its number a traffic says nothing, and what sounds like one is mostly a bill.
    if (name === 'traffic-volume' && state === 'known' && amount === undefined) return [];
    const base = { name, state, quote: said.quote, turn: said.turn, origin: 'text' } as const;
    return [{ fact: amount === undefined ? base : { ...base, amount }, share }];
  });
}

/** What the rest of the conversation adds to each of its sentences. */
function turned(place: readonly number[]): readonly number[] {
  return place.map((_, row) => product(WEIGHTS.around, row, place));
}

/** One row of a matrix that lies flat, times a column. */
function product(flat: readonly number[], row: number, column: readonly number[]): number {
  return column.reduce((sum, value, at) => sum + value * (flat[row * SIZE + at] ?? 0), 0);
}

function isSurer(one: Heard, other: Heard): boolean {
  if (one.share !== other.share) return one.share > other.share;
  return one.fact.quote < other.fact.quote;
}
