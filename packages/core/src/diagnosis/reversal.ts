import { type Condition, holds } from './condition.ts';
import type { Method, Outcome } from './methods.ts';
import { LARGE_BILL, SMALL_BILL } from './rules/distillation.ts';
import type { Situation } from './situation.ts';
import { NO_LOSS, WORKS_FOR_TOO_MUCH } from './states-of-affairs.ts';
import type { Reversal } from './verdict.ts';

/** Numbers are thresholds of Rung: 50 and 300 examples as in the rules, 1 in 20 as the usual meaning of "reliable". */
const REVERSALS: Readonly<Record<Method, Reversal>> = {
  prompt: {
    when: 'more than 1 of 20 answers on 50 real cases still fails after a clear prompt with 3 to 5 examples, and you have 300 reviewed pairs',
    method: 'fine-tuning',
  },
  rag: {
    when: 'the right passage is among the first 5 in 9 of 10 questions and the form of the answer still fails in more than 1 of 20, and you have 300 reviewed pairs',
    method: 'fine-tuning',
  },
  routing: { when: 'more than 90 % of the requests turn out to be one narrow task', method: 'distillation' },
  marketplace: { when: 'a catalogue model comes within 2 points of it on your own 50 cases', method: 'prompt' },
  import: {
    when: 'it answers fewer than 10 requests a day and a base model with a good prompt is within 2 points',
    method: 'prompt',
  },
  'fine-tuning': {
    when: 'few-shot comes within 2 points of the tuned model on 200 held-out cases',
    method: 'prompt',
  },
  distillation: {
    when: 'the small model with a good prompt comes within 2 points of the teacher on 200 cases',
    method: 'prompt',
  },
  cpt: { when: 'retrieval with a glossary closes half of the gap on 200 questions of the domain', method: 'rag' },
};

/** Where a record is looked up instead of a passage there is nothing to be ranked. */
const LOOKED_UP: Reversal = {
  when: 'the record that is looked up is right and the form of the answer still fails in more than 1 of 20, and you have 300 reviewed pairs',
  method: 'fine-tuning',
};

/** What fails is the shape, and nothing in the call forces it yet. */
const UNENFORCED: Condition = { all: [{ fact: 'gap-behaviour', oneOf: ['structure'] }, { not: 'schema-enforced' }] };
const ENFORCED: Reversal = {
  when: 'with the schema enforced in the call more than 1 of 100 answers is still wrong, and you have 300 reviewed pairs',
  method: 'fine-tuning',
};

/** It does the task, and its bill or its wait is what hurts. */
const STILL_TOO_DEAR: Reversal = {
  when: 'it still costs or takes too much with its fixed part cached, and 1,000 prompts of one narrow task are logged',
  method: 'distillation',
};

/** There is little to save. */
const BILL_GROWS: Reversal = {
  when: `the bill grows past $${LARGE_BILL.toLocaleString('en-US')} a month with its fixed part cached, for one narrow task`,
  method: 'distillation',
};

/** Nothing may be lost, as far as anybody knows without having measured it. */
const LOSS_HARMLESS: Reversal = {
  when: 'a loss of 2 points, shown on 200 held-out cases, turns out to be acceptable',
  method: 'distillation',
};

/** What would have to be measured for the verdict to be turned round, with the examples that they have. */
export function reversalOf(outcome: Outcome, situation: Situation): Reversal | undefined {
  const reversal = usualOf(outcome, situation);
  return reversal && { ...reversal, when: reversal.when.replace(PAIRS, pairsWords(situation)) };
}

const PAIRS = ', and you have 300 reviewed pairs';
const ENOUGH_PAIRS = 300;

/** What of the 300 is still missing. */
function pairsWords({ facts }: Situation): string {
  const pairs = facts['labelled-pairs'];
  const has = pairs?.state === 'known' ? pairs.amount?.value : undefined;
  if (has === undefined || pairs === undefined) return PAIRS;
  const number = has.toLocaleString('en-US');
  if (has < ENOUGH_PAIRS) return `, and your ${number} examples have become 300 reviewed ones`;
  const isReviewed = pairs.origin === 'answer' || facts['pairs-reviewed']?.state === 'known';
  return isReviewed || has === ENOUGH_PAIRS ? '' : `, and 300 of your ${number} examples are reviewed`;
}

function usualOf(outcome: Outcome, situation: Situation): Reversal | undefined {
  if (outcome === 'not-enough-info') return undefined;
  if (outcome === 'prompt' && holds(NO_LOSS, situation)) return LOSS_HARMLESS;
  if (outcome === 'prompt' && holds(WORKS_FOR_TOO_MUCH, situation))
    return holds({ fact: 'bill', below: SMALL_BILL }, situation) ? BILL_GROWS : STILL_TOO_DEAR;
  if (outcome === 'prompt' && holds(UNENFORCED, situation)) return ENFORCED;
  const bar = situation.facts['quality-bar']?.amount?.value;
  if (outcome === 'prompt' && bar !== undefined)
    return {
      when: `a clear prompt with examples stays under ${bar} % on 200 held-out cases, and you have 300 reviewed pairs`,
      method: 'fine-tuning',
    };
  if (outcome === 'rag' && situation.facts['gap-live-data']?.state === 'known') return LOOKED_UP;
  return REVERSALS[outcome];
}
