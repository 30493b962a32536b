import type { Example } from './features.ts';
import { MAX_COMPLETION_TOKENS, VALIDATIONS_PER_EPOCH } from './train.ts';
import { learnVocabulary } from './vocabulary.ts';

/**
 * Work that one job may do, in token updates times the size of the vocabulary: four to five seconds on one busy core (an update of a
 * 1,200-token vocabulary took 70 to 105 µs, measured 2026-11).
 */
const MAX_WORK = 75_000_000;
/** What one update costs beside the vocabulary, in vocabulary tokens: the features of the prompt. */
const FEATURE_COST = 300;
/** Completions from which the size of the vocabulary is guessed. */
const PROBED = 100;
/** The same for all measurements of all validation sets together; a measurement is a forward pass, a third of an update. */
const MAX_VALIDATION_WORK = 15_000_000;
/** Characters per token, about: the budget need not be exact. */
const TOKEN_CHARACTERS = 4;

/** Evenly spaced examples, as many as the budget of one job allows over `epochs`; all of them when they fit. */
export function withinBudget(examples: readonly Example[], epochs: number): readonly Example[] {
  return withinTokens(examples, MAX_WORK / epochs / updateCost(examples));
}

/** Evenly spaced examples of each validation set, few enough to be measured several times per epoch. */
export function validationSamples(
  sets: readonly (readonly Example[])[],
  epochs: number,
): readonly (readonly Example[])[] {
  const measurements = epochs * VALIDATIONS_PER_EPOCH * sets.length;
  return sets.map((set) => withinTokens(set, MAX_VALIDATION_WORK / measurements / updateCost(set)));
}

function updateCost(examples: readonly Example[]): number {
  const probed = learnVocabulary(spaced(examples, PROBED).map(({ completion }) => completion));
  return probed.tokens.length + FEATURE_COST;
}

function withinTokens(examples: readonly Example[], maxTokens: number): readonly Example[] {
  const tokens = examples.reduce((sum, { completion }) => sum + tokenCount(completion), 0);
  return spaced(examples, Math.max(1, Math.floor((examples.length * maxTokens) / Math.max(1, tokens))));
}

const tokenCount = (text: string) => Math.min(MAX_COMPLETION_TOKENS, text.length / TOKEN_CHARACTERS) + 1;

function spaced<T>(items: readonly T[], count: number): readonly T[] {
  if (count >= items.length) return items;
  const places = Array.from({ length: count }, (_, index) => Math.floor((index * items.length) / count));
  return places.flatMap((place) => items[place] ?? []);
}
