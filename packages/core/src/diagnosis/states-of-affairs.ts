import type { Condition } from './condition.ts';
import { SMALL_BUDGET } from './rules/pre-training.ts';

/** What stands and bills whether it is used or not. */
export const STANDS: Condition = { any: ['hosting-idle', 'commitment-considered'] };
/** A tune of theirs that is hosted: a tuned Nova stands in Bedrock, whatever it was taken for. */
export const TUNE_STANDS: Condition = {
  all: [{ any: ['tuning-tried', { fact: 'external-weights', says: /\bnova\b/iu }] }, STANDS],
};
export const RETRIEVAL_RUNS: Condition = { any: ['gap-retrieval', 'retrieval-falls-short', 'retrieval-works'] };
const NOT_FOUND = /\b(?:not|never|\w+n['’]t) (?:\w+ )?(?:retrieved|found|returned|brought back)\b/iu;
/** The right passage is not among what comes back at all: nothing is there to be ranked. */
export const NEVER_FOUND: Condition = {
  any: [
    { fact: 'gap-retrieval', says: NOT_FOUND },
    { fact: 'retrieval-falls-short', says: NOT_FOUND },
    { fact: 'docs-format', says: NOT_FOUND },
  ],
};
const GOES_WRONG: Condition = {
  any: ['gap-facts', 'gap-instructions', 'gap-behaviour', 'gap-skill', 'gap-tools', 'gap-input'],
};
const TOO_MUCH: Condition = { any: ['gap-cost', 'gap-speed'] };
/** A bill or a wait is complained about and no answer: it works, and is to be had for less. */
export const WORKS_FOR_TOO_MUCH: Condition = {
  all: [TOO_MUCH, { any: ['bar-met', 'prompt-works', { not: GOES_WRONG }] }],
};

export const NO_BUDGET: Condition = { fact: 'budget', below: SMALL_BUDGET };
/** A large model that is good, and a small one may not lose a point on it. */
export const NO_LOSS: Condition = {
  all: ['denied:quality-drop-accepted', { any: ['big-model-good', 'big-model-named'] }, TOO_MUCH],
};
