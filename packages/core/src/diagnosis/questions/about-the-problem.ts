import type { Question } from '../questions.ts';

/** Questions about what is wanted and what goes wrong. */
export const PROBLEM_QUESTIONS: readonly Question[] = [
  {
    id: 'q-task',
    ask: 'task',
    text: 'What should the model do, for whom? Paste one input, the answer you got, and the answer you wanted.',
    settles: ['task', 'failure-vague'],
    worth: { 'not-enough-info': 0.98 },
    answers: [
      {
        label: 'Answer from our material',
        changes: [
          { name: 'goal-lookup', to: 'known' },
          { name: 'documents', to: 'known' },
        ],
      },
      { label: 'Write in our form or tone', changes: [{ name: 'gap-behaviour', to: 'known' }] },
      { label: 'Sort or extract one thing', changes: [{ name: 'gap-skill', to: 'known' }] },
      {
        label: 'The same, for less money',
        changes: [
          { name: 'gap-cost', to: 'known' },
          { name: 'big-model-good', to: 'known' },
        ],
      },
    ],
  },
  {
    id: 'q-goal',
    ask: 'business-goal',
    text: 'If this works, what will be better, and who will notice?',
    settles: ['gap-facts', 'gap-cost', 'gap-speed', 'complaint', 'goal-lookup', 'gap-behaviour', 'gap-skill'],
    onlyIf: { all: ['wish-only', 'task'] },
    worth: { 'not-enough-info': 0.23, prompt: 0.23 },
    sooner: [['task', 0.76]],
    answers: [
      { label: 'It knows what we know', changes: [{ name: 'gap-facts', to: 'known' }] },
      { label: 'It answers as we would write', changes: [{ name: 'gap-behaviour', to: 'known' }] },
      {
        label: 'The same, for less money',
        changes: [
          { name: 'gap-cost', to: 'known' },
          { name: 'big-model-good', to: 'known' },
        ],
      },
      { label: 'We would own a model', changes: [{ name: 'prompt-tried', to: 'denied' }] },
    ],
  },
  {
    id: 'q-failure',
    ask: 'failure-examples',
    text: 'When it gets the answer wrong, is the fact missing, or is the form wrong? Paste one example if you can.',
    settles: ['gap-facts', 'gap-behaviour', 'gap-instructions', 'shown-wrong-fact', 'gap-skill', 'gap-live-data'],
    worth: { 'not-enough-info': 0.77, prompt: 0.14, rag: 0.04 },
    sooner: [
      ['gap-tools', 0.3],
      [{ any: ['gap-retrieval', 'retrieval-tried'] }, 0.2],
    ],
    answers: [
      { label: 'It doesn’t know the fact', changes: [{ name: 'gap-facts', to: 'known' }] },
      {
        label: 'It knows, but says it wrong',
        changes: [
          { name: 'gap-behaviour', to: 'known' },
          { name: 'gap-facts', to: 'denied' },
        ],
      },
      { label: 'Right some of the time', changes: [{ name: 'gap-instructions', to: 'known' }] },
    ],
  },
  {
    id: 'q-form',
    ask: 'behaviour-needs',
    text: 'When you put the right passage into the prompt yourself, is the answer then good in form and tone?',
    settles: ['gap-behaviour', 'prompt-works'],
    worth: { rag: 0.05 },
    answers: [
      { label: 'Yes, only the facts were missing', changes: [{ name: 'gap-behaviour', to: 'denied' }] },
      {
        label: 'No, fields or layout break',
        changes: [{ name: 'gap-behaviour', to: 'known', choice: 'structure' }],
      },
      { label: 'No, the tone is wrong', changes: [{ name: 'gap-behaviour', to: 'known' }] },
    ],
  },
  {
    id: 'q-language',
    ask: 'language',
    text: 'In which language do the requests come, and does the model write it well?',
    settles: ['other-language', 'gap-language'],
    worth: { routing: 0.05, cpt: 0.05, prompt: 0.02, rag: 0.02 },
    answers: [
      { label: 'English', changes: [{ name: 'other-language', to: 'denied' }] },
      {
        label: 'Another, and it writes it well',
        changes: [
          { name: 'other-language', to: 'known' },
          { name: 'gap-language', to: 'denied' },
        ],
      },
      {
        label: 'Another, and it gets it wrong',
        changes: [
          { name: 'other-language', to: 'known' },
          { name: 'gap-language', to: 'known' },
        ],
      },
    ],
  },
  {
    id: 'q-labels',
    ask: 'label-set',
    text: 'Does the prompt list every label with one line of meaning, and would two of your people choose the same one?',
    settles: ['labels-defined', 'gap-input', 'prompt-falls-short', 'prompt-works', 'bar-met'],
    onlyIf: { any: ['gap-skill', 'output-fields'] },
    worth: { prompt: 0.05 },
    answers: [
      {
        label: 'The prompt does not list them',
        changes: [
          { name: 'labels-defined', to: 'denied' },
          { name: 'prompt-tried', to: 'denied' },
        ],
      },
      { label: 'Two people would often differ', changes: [{ name: 'gap-input', to: 'known' }] },
      {
        label: 'Listed, and people agree',
        changes: [
          { name: 'labels-defined', to: 'known' },
          { name: 'prompt-tried', to: 'known' },
          { name: 'gap-input', to: 'denied' },
        ],
      },
    ],
  },
  {
    id: 'q-mix',
    ask: 'task-mix',
    text: 'Which share of the requests is easy, and are they one task or many?',
    settles: ['task-narrow', 'many-tasks'],
    worth: { routing: 0.11 },
    answers: [
      { label: 'Many unlike tasks', changes: [{ name: 'many-tasks', to: 'known' }] },
      {
        label: 'Nearly all one task',
        changes: [
          { name: 'gap-mixed-traffic', to: 'denied' },
          { name: 'task-narrow', to: 'known' },
        ],
      },
    ],
  },
];
