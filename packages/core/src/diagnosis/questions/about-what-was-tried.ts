import type { Question } from '../questions.ts';
import type { Answer } from '../verdict.ts';

/** Of a test set is asked alike whether the prompt was worked on or not; what follows from falling short differs. */
const ABOUT_A_TEST_SET = {
  ask: 'eval-set',
  text: 'Do you have a set of real cases with the right answers, and what does the present setup score on it?',
  settles: ['eval-set', 'quality-measured', 'bar-met', 'prompt-works'],
  worth: { prompt: 0.48, rag: 0.07 },
  sooner: [
    ['gap-input', 0.15],
    [{ any: ['retrieval-tried', 'gap-behaviour'] }, 0.05],
  ],
} satisfies Partial<Question>;
const TARGET_MET: Answer = { label: 'Yes, and the target is met', changes: [{ name: 'bar-met', to: 'known' }] };
const NO_TEST_SET: Answer = { label: 'No test set yet', changes: [{ name: 'eval-set', to: 'denied' }] };

/** Questions about how far the prompt got, and how anybody knows. */
export const TRIED_QUESTIONS: readonly Question[] = [
  {
    id: 'q-prompt',
    ask: 'prompt-tried',
    text: 'How far did you get with the prompt alone: clear instructions and three to five examples in it?',
    settles: ['prompt-tried', 'prompt-falls-short', 'prompt-works', 'bar-met'],
    worth: { prompt: 0.55, rag: 0.03 },
    answers: [
      { label: 'Not really tried', changes: [{ name: 'prompt-tried', to: 'denied' }] },
      { label: 'Tried, it works', changes: [{ name: 'prompt-works', to: 'known' }] },
      {
        label: 'Tried hard, it falls short',
        changes: [
          { name: 'prompt-tried', to: 'known' },
          { name: 'prompt-falls-short', to: 'known' },
        ],
      },
    ],
  },
  {
    id: 'q-few-shot',
    ask: 'few-shot-tried',
    text: 'Did the prompt show three to five examples of the answer you want?',
    settles: ['few-shot-tried', 'prompt-falls-short', 'prompt-works', 'bar-met'],
    worth: { prompt: 0.07 },
    sooner: [['prompt-tried', 0.5]],
    answers: [
      { label: 'No examples yet', changes: [{ name: 'few-shot-tried', to: 'denied' }] },
      { label: 'Yes, and it works', changes: [{ name: 'prompt-works', to: 'known' }] },
      {
        label: 'Yes, and it still falls short',
        changes: [
          { name: 'few-shot-tried', to: 'known' },
          { name: 'prompt-falls-short', to: 'known' },
        ],
      },
    ],
  },
  {
    id: 'q-schema',
    ask: 'output-schema',
    text: 'Is the shape of the answer enforced by a tool or a JSON schema in the call, or only asked for in the prompt?',
    settles: ['schema-enforced', 'prompt-works', 'bar-met'],
    onlyIf: { any: ['output-fields', { fact: 'gap-behaviour', oneOf: ['structure'] }] },
    worth: { prompt: 0.1, rag: 0.02, 'fine-tuning': 0.15 },
    sooner: [
      [{ fact: 'gap-behaviour', oneOf: ['structure'] }, 0.45],
      ['output-fields', 0.2],
      ['denied:prompt-tried', 0.1],
    ],
    answers: [
      { label: 'Only asked for', changes: [{ name: 'schema-enforced', to: 'denied' }] },
      { label: 'Enforced, and still wrong', changes: [{ name: 'schema-enforced', to: 'known' }] },
    ],
  },
  {
    id: 'q-eval',
    ...ABOUT_A_TEST_SET,
    onlyIf: { not: 'denied:prompt-tried' },
    answers: [
      TARGET_MET,
      {
        label: 'It falls short, and we have 300 checked pairs',
        changes: [
          { name: 'eval-set', to: 'known' },
          { name: 'prompt-tried', to: 'known' },
          { name: 'prompt-works', to: 'unknown' },
          { name: 'prompt-falls-short', to: 'known' },
          { name: 'gap-skill', to: 'known' },
          { name: 'labelled-pairs', to: 'known', amount: { value: 300, unit: 'examples' } },
        ],
      },
      NO_TEST_SET,
    ],
  },
  {
    id: 'q-eval-untried',
    ...ABOUT_A_TEST_SET,
    onlyIf: 'denied:prompt-tried',
    answers: [
      TARGET_MET,
      {
        label: 'Yes, and it falls short',
        changes: [
          { name: 'eval-set', to: 'known' },
          { name: 'bar-missed', to: 'known' },
        ],
      },
      NO_TEST_SET,
    ],
  },
  {
    id: 'q-proof',
    ask: 'eval-set',
    text: 'How do you know that it works: on how many real cases, and was the prompt written with them in sight?',
    settles: ['eval-set'],
    onlyIf: { any: ['bar-met', 'prompt-works', 'quality-measured'] },
    worth: { prompt: 0.42, 'fine-tuning': 0.03 },
    answers: [
      { label: 'On 50 or more that it had not seen', changes: [{ name: 'eval-set', to: 'known' }] },
      {
        label: 'On a few, or on those it was written with',
        changes: [
          { name: 'eval-set', to: 'denied' },
          { name: 'bar-met', to: 'unknown' },
        ],
      },
    ],
  },
  {
    id: 'q-target',
    ask: 'quality-bar',
    text: 'Which score would be good enough, and does the present setup reach it?',
    settles: ['quality-bar', 'bar-met', 'bar-missed'],
    onlyIf: { any: ['prompt-works', 'quality-measured', 'eval-set'] },
    worth: { prompt: 0.16, 'fine-tuning': 0.02 },
    answers: [
      { label: 'It reaches it', changes: [{ name: 'bar-met', to: 'known' }] },
      {
        label: 'It stays under it',
        changes: [
          { name: 'bar-missed', to: 'known' },
          { name: 'prompt-works', to: 'unknown' },
          { name: 'prompt-falls-short', to: 'known' },
        ],
      },
      { label: 'Nobody has set one', changes: [{ name: 'quality-bar', to: 'denied' }] },
    ],
  },
  {
    id: 'q-labelled',
    ask: 'labelled',
    text: 'How many examples with the right answer do you have, written or checked by people?',
    settles: ['labelled-pairs', 'preference-pairs'],
    onlyIf: { any: [{ all: ['prompt-falls-short', { any: ['gap-behaviour', 'gap-skill'] }] }, 'rows'] },
    worth: { prompt: 0.65, rag: 0.4, 'not-enough-info': 0.21 },
    answers: [
      { label: 'None, or under 50', changes: [{ name: 'labelled-pairs', to: 'denied' }] },
      {
        label: '50 to 300',
        changes: [{ name: 'labelled-pairs', to: 'known', amount: { value: 150, unit: 'examples' } }],
      },
      {
        label: 'More than 300',
        changes: [{ name: 'labelled-pairs', to: 'known', amount: { value: 500, unit: 'examples' } }],
      },
    ],
  },
  {
    id: 'q-count',
    ask: 'example-count',
    text: 'How many of these examples are there, counting only those whose answer a person has checked?',
    settles: [],
    onlyIf: { all: ['labelled-pairs', { not: { fact: 'labelled-pairs', atLeast: 0 } }] },
    worth: { prompt: 0.6, rag: 0.1, 'fine-tuning': 0.3, 'not-enough-info': 0.5 },
    answers: [
      {
        label: 'Under 50',
        changes: [{ name: 'labelled-pairs', to: 'known', amount: { value: 20, unit: 'examples' } }],
      },
      {
        label: '50 to 300',
        changes: [{ name: 'labelled-pairs', to: 'known', amount: { value: 150, unit: 'examples' } }],
      },
      {
        label: 'More than 300',
        changes: [{ name: 'labelled-pairs', to: 'known', amount: { value: 500, unit: 'examples' } }],
      },
    ],
  },
];
