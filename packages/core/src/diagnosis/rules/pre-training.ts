import type { Condition } from '../condition.ts';
import { type Rule, SOURCES } from '../rule.ts';

/** Below this many tokens a corpus teaches no language; AWS speaks of tens of billions for Nova. */
const FEWEST_CORPUS_TOKENS = 100_000_000;

/** What AWS speaks of for a Nova begins here. */
export const TENS_OF_BILLIONS = 10_000_000_000;
const LITTLE_TEXT: Condition = { fact: 'raw-corpus', below: TENS_OF_BILLIONS };
/** US dollars of a first year that pay for neither the training nor its endpoint. */
export const SMALL_BUDGET = 20_000;

/** When the language itself has to be taught. Every condition for it is on a fact that must be known. */
export const PRE_TRAINING_RULES: readonly Rule[] = [
  {
    id: 'R-CPT',
    when: ['gap-language', { fact: 'raw-corpus', atLeast: FEWEST_CORPUS_TOKENS }],
    effect: { kind: 'for', method: 'cpt', weight: 18 },
    because: 'The language itself is foreign to the model, and you have a great deal of raw text.',
    worded: [[LITTLE_TEXT, 'The language itself is foreign to the model, and there is raw text to learn it from.']],
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-TONGUE',
    when: [
      { any: ['other-language', 'gap-language'] },
      { fact: 'raw-corpus', atLeast: 500_000_000 },
      { any: ['denied:labelled-pairs', 'many-tasks', 'prompt-falls-short', 'retrieval-falls-short', 'complaint'] },
    ],
    effect: { kind: 'for', method: 'cpt', weight: 13 },
    because: 'A great deal of unlabelled text in a language that models know poorly.',
    worded: [[LITTLE_TEXT, 'Unlabelled text in a language that models know poorly.']],
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-BASE',
    when: ['many-tasks', { fact: 'raw-corpus', atLeast: FEWEST_CORPUS_TOKENS }],
    effect: { kind: 'for', method: 'cpt', weight: 8 },
    because: 'Several teams need one base that speaks the domain.',
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-ANY-TEXT',
    when: ['raw-corpus'],
    effect: { kind: 'for', method: 'cpt', weight: 1 },
    because: 'There is raw text to learn a language from.',
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-TEXT',
    when: [{ fact: 'raw-corpus', atLeast: FEWEST_CORPUS_TOKENS }],
    effect: { kind: 'for', method: 'cpt', weight: 2 },
    because: 'There is a great deal of raw text.',
    worded: [[LITTLE_TEXT, 'There is raw text, less than the tens of billions of tokens that AWS speaks of.']],
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-SMALL',
    when: [{ fact: 'raw-corpus', below: FEWEST_CORPUS_TOKENS }],
    effect: { kind: 'veto', methods: ['cpt'] },
    because: 'Your text is far too little to teach a language; AWS speaks of tens of billions of tokens.',
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-BUDGET',
    when: [{ fact: 'budget', below: SMALL_BUDGET }],
    effect: { kind: 'veto', methods: ['cpt'] },
    because: 'Continued pre-training and a year of its hosting do not fit into that budget.',
    source: SOURCES.practice,
  },
  {
    id: 'R-CPT-PLAIN',
    when: ['denied:gap-language'],
    effect: { kind: 'veto', methods: ['cpt'] },
    because: 'The language is ordinary; the model reads it already.',
    source: SOURCES.cpt,
  },
];
