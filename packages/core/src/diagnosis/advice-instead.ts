import type { Condition } from './condition.ts';
import { REINFORCED } from './cost-shapes.ts';
import type { Method } from './methods.ts';
import {
  NEVER_FOUND,
  NO_BUDGET,
  NO_LOSS,
  RETRIEVAL_RUNS,
  STANDS,
  TUNE_STANDS,
  WORKS_FOR_TOO_MUCH,
} from './states-of-affairs.ts';

/** What is advised instead of the usual where something is known. */
export interface Instead {
  readonly method: Method;
  readonly when: Condition;
  readonly sentence: string;
  /** The outcome in a few words, where the usual ones do not fit. */
  readonly headline?: string;
  /** The rule whose sentence gives the reason, where another one may have weighed more. */
  readonly because?: string;
}

/** The first of a method that holds is taken. */
export const INSTEAD: readonly Instead[] = [
  {
    method: 'prompt',
    when: TUNE_STANDS,
    sentence:
      'Let the ordinary model answer with that prompt, and let what is hosted go (unless a term runs); /rung idle lists it with its price.',
    headline: 'The ordinary model, with the prompt.',
  },
  {
    method: 'prompt',
    when: { fact: 'prompt-works', oneOf: ['equals-tune'] },
    sentence: 'Keep the prompt and let the tune go, and keep the cases that both were measured on.',
    headline: 'Keep the prompt.',
    because: 'R-PROMPT-EQUAL',
  },
  {
    method: 'prompt',
    when: { all: [NO_LOSS, 'cheaper-levers-used'] },
    sentence:
      'Keep the large model. Measure on 200 real cases what a small one really loses: whether that hurts decides about more.',
    headline: 'Keep the large model.',
    because: 'R-DISTIL-NO-LOSS',
  },
  {
    method: 'prompt',
    when: { all: [NO_LOSS, 'gap-cost'] },
    sentence:
      'Keep the large model, cache the fixed part of its prompt, run what can wait as batch, and compare the bills of two weeks.',
    headline: 'Keep the large model, and cache its prompt.',
    because: 'R-DISTIL-NO-LOSS',
  },
  {
    method: 'prompt',
    when: NO_LOSS,
    sentence:
      'Keep the large model, cache the fixed part of its prompt, ask for a shorter answer and stream it, and compare the waiting times of two weeks.',
    headline: 'Keep the large model, and cache its prompt.',
    because: 'R-DISTIL-NO-LOSS',
  },
  {
    method: 'prompt',
    when: { fact: 'licence', oneOf: ['forbids'] },
    sentence:
      'Ask the owner of the weights for a licence that allows your use; until then measure a catalogue model with a good prompt on 50 real cases.',
    headline: 'Not these weights.',
    because: 'R-IMPORT-LICENCE',
  },
  {
    method: 'prompt',
    when: { all: [WORKS_FOR_TOO_MUCH, { not: { any: ['gap-cost', 'cheaper-levers-used'] } }] },
    sentence:
      'Keep the prompt, cache its fixed part, ask for a shorter answer and stream it, and compare the waiting times of two weeks.',
    headline: 'Keep the prompt, and cache it.',
    because: 'R-LONG-PROMPT',
  },
  {
    method: 'prompt',
    when: { all: [WORKS_FOR_TOO_MUCH, { not: 'cheaper-levers-used' }] },
    sentence: 'Keep the prompt, cache its fixed part, run what can wait as batch, and compare the bills of two weeks.',
    headline: 'Keep the prompt, and cache it.',
    because: 'R-LONG-PROMPT',
  },
  {
    method: 'prompt',
    when: 'bar-met',
    sentence: 'Keep what runs, and keep the cases that it was measured on: they show when it slips.',
    headline: 'Keep the prompt.',
    because: 'R-PROMPT-MET',
  },
  {
    method: 'prompt',
    when: 'gap-tools',
    sentence:
      'Give it a tool with required fields, write when to call it and when to ask back, and measure on 50 real cases.',
    headline: 'The prompt first, with a tool.',
    because: 'R-TOOLS',
  },
  {
    method: 'prompt',
    when: { all: ['gap-instructions', 'long-prompt', { not: 'gap-facts' }] },
    sentence:
      'Move the rule that is broken to the top, show a right and a wrong answer to it, cut what no case needs, and measure on 50 real cases.',
    because: 'R-INSTRUCTIONS',
  },
  {
    method: 'prompt',
    when: 'context-fits',
    sentence: 'Put the material into the prompt as it is, cache it, and measure on 50 real cases.',
    because: 'R-CONTEXT-FITS',
  },
  {
    method: 'prompt',
    when: 'gap-input',
    sentence:
      'Let two people answer 50 real cases; where they differ, write into the prompt what is meant, with an example.',
    because: 'R-INPUT',
  },
  {
    method: 'prompt',
    when: { all: [{ fact: 'gap-behaviour', oneOf: ['structure'] }, { not: 'schema-enforced' }] },
    sentence:
      'Give the call a JSON schema or a tool with fixed fields, describe each field in one line, measure on 50 real cases.',
    because: 'R-FORM',
  },
  {
    method: 'prompt',
    when: 'prompt-works',
    sentence: 'Keep that prompt, and measure it on 50 real cases that it was not written with.',
    headline: 'Keep the prompt.',
    because: 'R-PROMPT-WORKS',
  },
  {
    method: 'prompt',
    when: { all: ['few-shot-tried', 'prompt-tried'] },
    sentence:
      'Sort 50 real cases into right and wrong, write what the wrong ones share into the prompt, one change at a time.',
  },
  {
    method: 'rag',
    when: 'gap-live-data',
    sentence:
      'Give the model a tool that asks your system at the moment of the question, and let it answer from what comes back.',
    headline: 'Look it up when it is asked.',
    because: 'R-LIVE-DATA',
  },
  {
    method: 'rag',
    when: { all: [RETRIEVAL_RUNS, NEVER_FOUND] },
    sentence:
      'Parse and cut the documents anew in larger or nested chunks, search by words as well as by meaning, filter by what is known of each page, and ask the questions that failed again.',
    headline: 'Repair the retrieval first.',
    because: 'R-RETRIEVAL-QUALITY',
  },
  {
    method: 'rag',
    when: RETRIEVAL_RUNS,
    sentence:
      'Take 30 questions that failed, see whether the right passage was found, and repair parsing, chunks, filters or ranking.',
    headline: 'Repair the retrieval first.',
    because: 'R-RETRIEVAL-QUALITY',
  },
  {
    method: 'rag',
    when: { all: ['raw-corpus', { any: ['gap-language', 'other-language', 'many-tasks'] }, NO_BUDGET] },
    sentence:
      'Put your texts and a glossary of their terms into a Knowledge Base, answer from what it finds, and keep checked answers: a narrow tune can follow.',
    headline: 'Retrieval with a glossary first.',
    because: 'R-CPT-BUDGET',
  },
  {
    method: 'rag',
    when: 'denied:documents',
    sentence:
      'Write down what people carry in their heads, put that into a Knowledge Base, and answer from what it finds.',
  },
  {
    method: 'rag',
    when: 'gap-provenance',
    sentence:
      'Put the material into a Knowledge Base, answer only from what it finds, and show the passage with the answer.',
    because: 'R-PROVENANCE',
  },
  {
    method: 'routing',
    when: 'denied:one-family',
    sentence: 'Let your own code choose the model by kind of request, and send what it is unsure of to the strong one.',
  },
  {
    method: 'fine-tuning',
    when: 'gap-overfitting',
    sentence:
      'Take duplicates and contradictions out, train again from the base for fewer epochs, and judge it on held-out cases.',
    headline: 'Train it again, differently.',
    because: 'R-TUNE-AGAIN',
  },
  {
    method: 'fine-tuning',
    when: { all: ['tuning-tried', STANDS] },
    sentence:
      'Leave the model as it is, and move it to a hosting that bills what is used; /rung host shows which it can have.',
    headline: 'Keep the tune, change its hosting.',
    because: 'R-TUNE-REHOST',
  },
  {
    method: 'fine-tuning',
    when: REINFORCED,
    sentence:
      'Write the grader first, score the prompt with it, then train by reinforcement, and host only what beats that score.',
    because: 'R-TUNE-GRADED',
  },
  {
    method: 'distillation',
    when: 'own-teacher',
    sentence:
      'Let your teacher answer real prompts, train the small one on that in SageMaker, compare on held-out cases.',
    because: 'R-DISTIL-TEACHER',
  },
  {
    method: 'distillation',
    when: 'logged-prompts',
    sentence: 'Take logged answers of the large model, train the small one on them, compare on held-out cases.',
  },
  {
    method: 'cpt',
    when: 'denied:labelled-pairs',
    sentence:
      'Continue pre-training on the raw text in SageMaker, and have some hundred pairs written for the tune after it.',
  },
];
