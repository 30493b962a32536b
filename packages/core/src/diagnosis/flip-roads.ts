import type { FactName } from './fact-names.ts';
import { TRAINING_METHODS } from './methods.ts';
import type { FactChange, Flip, Verdict } from './verdict.ts';

/** What speaks for looking things up only where there is something to be looked up. */
const OF_MATERIAL: readonly FactName[] = ['facts-change', 'goal-lookup', 'context-fits'];
const MATERIAL: readonly FactName[] = ['documents', 'gap-facts', 'retrieval-tried', 'context-fits', 'facts-likely'];
/** Requests a month below which nobody trains for the volume. */
const FEW_REQUESTS = 10_000;

const TOO_MUCH: readonly FactName[] = ['gap-cost', 'gap-speed'];

/** Whether a flip, true of the rules, is a road that those who asked could take. */
export function isARoad({ changes, method }: Flip, { facts }: Verdict): boolean {
  const stateOf = (name: FactName) => facts.find((fact) => fact.name === name)?.state;
  if (changes.some((change) => isAboutNothing(change, stateOf))) return false;
  if (changes.some(({ name }) => name === 'big-model-named')) return false;
  // What is looked up has one reason at a time: with a second one it is the next best, and nothing asks for it.
  if (method === 'rag') return changes.length === 1;
  if (method === 'distillation' && stateOf('own-weights') === 'known') return false;
  if (method === 'distillation') return TOO_MUCH.some((name) => isTrueAfter(name, changes, stateOf));
  const isTraining = method !== 'not-enough-info' && TRAINING_METHODS.includes(method);
  return !isTraining || !changes.some(({ name, amount }) => name === 'traffic-volume' && isFew(amount));
}

type StateOf = (name: FactName) => 'known' | 'denied' | undefined;

/** Material that nobody spoke of, or of which was said that none is missing. */
function isAboutNothing({ name }: FactChange, stateOf: StateOf): boolean {
  if (!OF_MATERIAL.includes(name)) return false;
  return stateOf('gap-facts') === 'denied' || !MATERIAL.some((one) => stateOf(one) === 'known');
}

/** A small model is taught where a large one costs or takes too much. */
function isTrueAfter(name: FactName, changes: readonly FactChange[], stateOf: StateOf): boolean {
  return stateOf(name) === 'known' || changes.some((change) => change.name === name && change.to === 'known');
}

const isFew = (amount: FactChange['amount']) => amount !== undefined && amount.value < FEW_REQUESTS;
