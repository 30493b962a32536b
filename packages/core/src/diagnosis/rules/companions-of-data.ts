import type { Condition } from '../condition.ts';
import { type Companion, METHODS, type Method } from '../methods.ts';
import { type RuleSource, SOURCES } from '../rule.ts';

export type CompanionRow = readonly [
  id: string,
  companion: Companion,
  methods: readonly Method[],
  when: readonly Condition[],
  because: string,
  source: RuleSource,
];

export const TRAINING: readonly Method[] = ['fine-tuning', 'distillation', 'cpt'];

/** Retrieval that runs and is not what fails. */
export const RETRIEVAL_STAYS: Condition = {
  all: [
    { any: ['retrieval-works', { fact: 'retrieval-tried', says: /\balready (?:have|use|run)\b/iu }] },
    { not: { any: ['retrieval-falls-short', 'gap-retrieval'] } },
  ],
};
export const STAYS = 'Retrieval stays, and the examples are trained with the passages that it finds in their prompts.';

/** How it is measured, and what is done to examples and material first. */
export const COMPANIONS_OF_DATA: readonly CompanionRow[] = [
  [
    'C-EVAL-EXACT',
    'eval',
    METHODS,
    ['exact-answers'],
    'Fifty real cases with the right answer, counted as equal or not, before and after.',
    SOURCES.practice,
  ],
  [
    'C-EVAL-GRADED',
    'eval',
    METHODS,
    ['answers-gradable'],
    'Fifty real cases that your rule or test grades, before and after.',
    SOURCES.practice,
  ],
  [
    'C-EVAL-PEOPLE',
    'eval',
    METHODS,
    ['denied:answers-gradable'],
    'Fifty real cases on which two people prefer one answer, without knowing which model wrote it.',
    SOURCES.practice,
  ],
  [
    'C-EVAL-SET',
    'eval',
    METHODS,
    ['eval-set'],
    'Your test set scores every change, before and after; nothing in it goes into a prompt.',
    SOURCES.practice,
  ],
  ['C-EVAL', 'eval', METHODS, [], 'Fifty real cases with a score, before and after.', SOURCES.practice],
  [
    'C-HOLDOUT',
    'holdout',
    ['fine-tuning', 'distillation'],
    [{ any: ['labelled-pairs', 'preference-pairs', 'gap-overfitting', 'big-model-good'] }],
    'Rows are held out of training, or the score means nothing.',
    SOURCES.practice,
  ],
  [
    'C-CLEAN-NOISY',
    'data-cleaning',
    TRAINING,
    ['pairs-noisy'],
    'Have 300 of the examples checked by people who know before training: what is wrong in them is learnt.',
    SOURCES.practice,
  ],
  [
    'C-CLEAN-PASSAGES',
    'data-cleaning',
    ['fine-tuning'],
    [RETRIEVAL_STAYS, { not: 'documents' }],
    STAYS,
    SOURCES.customModels,
  ],
  [
    'C-CLEAN',
    'data-cleaning',
    TRAINING,
    [],
    'Duplicates and contradictions are taken out first: they are learnt too.',
    SOURCES.practice,
  ],
  [
    'C-CLEAN-MIXED',
    'data-cleaning',
    ['rag'],
    [{ fact: 'source-named', oneOf: ['mixed'] }],
    'Take old versions out and give each document an owner, or it answers from last year’s.',
    SOURCES.practice,
  ],
  [
    'C-CLEAN-DOCS',
    'data-cleaning',
    ['rag'],
    ['docs-format'],
    'Tables and scans are parsed into clean text before they are indexed, or the right passage is never found.',
    SOURCES.knowledgeBases,
  ],
  [
    'C-PII',
    'pii-scrub',
    [...TRAINING, 'rag'],
    ['personal-data'],
    'Personal data is removed or masked before it is stored or trained on.',
    SOURCES.practice,
  ],
  [
    'C-PII-LOGS',
    'pii-scrub',
    ['distillation', 'cpt'],
    [{ any: ['logged-prompts', 'raw-corpus', 'traffic-volume'] }, { not: 'denied:personal-data' }],
    'What people wrote can carry names and numbers; look before training on it.',
    SOURCES.practice,
  ],
  [
    'C-PII-LIKELY',
    'pii-scrub',
    TRAINING,
    ['personal-data-likely', { not: 'denied:personal-data' }],
    'Texts of this kind can carry names; look for them before training on them.',
    SOURCES.practice,
  ],
];
