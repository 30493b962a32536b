import type { Question } from '../questions.ts';

/** Questions that settle how something is trained and served. */
export const TRAINING_QUESTIONS: readonly Question[] = [
  {
    id: 'q-base',
    ask: 'base-model',
    text: 'Which base model may it be: a Nova, a Llama, or an open model that you want to keep?',
    settles: ['base-model', 'own-weights'],
    worth: { 'fine-tuning': 1, distillation: 0.7 },
    answers: [
      { label: 'A Nova is fine', changes: [{ name: 'base-model', to: 'known', choice: 'nova' }] },
      { label: 'Llama', changes: [{ name: 'base-model', to: 'known', choice: 'llama' }] },
      { label: 'Another open model', changes: [{ name: 'base-model', to: 'known', choice: 'open' }] },
      { label: 'We must own the weights', changes: [{ name: 'own-weights', to: 'known' }] },
    ],
  },
  {
    id: 'q-region',
    ask: 'region',
    text: 'Which region must data and model stay in?',
    settles: ['region'],
    worth: { 'fine-tuning': 0.8, import: 1, cpt: 0.5, distillation: 0.4 },
    answers: [
      { label: 'us-east-1 or us-west-2', changes: [{ name: 'region', to: 'known', choice: 'us-tunable' }] },
      { label: 'Frankfurt or Ohio', changes: [{ name: 'region', to: 'known', choice: 'import-only' }] },
      { label: 'Somewhere else', changes: [{ name: 'region', to: 'known', choice: 'elsewhere' }] },
    ],
  },
  {
    id: 'q-bar',
    ask: 'quality-bar',
    text: 'What loss of quality against the large model would you accept?',
    settles: ['quality-drop-accepted', 'quality-bar'],
    worth: { distillation: 1, routing: 1 },
    answers: [
      { label: 'Two points or more', changes: [{ name: 'quality-drop-accepted', to: 'known' }] },
      { label: 'None at all', changes: [{ name: 'quality-drop-accepted', to: 'denied' }] },
    ],
  },
  {
    id: 'q-budget',
    ask: 'budget',
    text: 'Which budget stands behind it, training and a year of hosting together?',
    settles: ['budget'],
    worth: { cpt: 1, marketplace: 0.8 },
    answers: [
      {
        label: 'Under $20,000',
        changes: [{ name: 'budget', to: 'known', amount: { value: 10_000, unit: 'usd' } }],
      },
      {
        label: 'Six figures',
        changes: [{ name: 'budget', to: 'known', amount: { value: 200_000, unit: 'usd' } }],
      },
    ],
  },
  {
    id: 'q-shape',
    ask: 'traffic-shape',
    text: 'Is it used round the clock, or in bursts with quiet hours between?',
    settles: ['traffic-steady', 'hosting-idle'],
    worth: { marketplace: 1, 'fine-tuning': 0.3 },
    answers: [
      { label: 'Round the clock', changes: [{ name: 'traffic-steady', to: 'known' }] },
      { label: 'In bursts', changes: [{ name: 'traffic-steady', to: 'denied' }] },
    ],
  },
  {
    id: 'q-cold',
    ask: 'cold-start-ok',
    text: 'May the first answer after a quiet hour take a minute or fail once?',
    settles: ['cold-start-ok'],
    worth: { import: 0.9 },
    answers: [
      { label: 'Yes', changes: [{ name: 'cold-start-ok', to: 'known' }] },
      { label: 'No', changes: [{ name: 'cold-start-ok', to: 'denied' }] },
    ],
  },
  {
    id: 'q-architecture',
    ask: 'architecture',
    text: 'What are the weights: which architecture does config.json name, and are they safetensors?',
    settles: ['import-fits'],
    worth: { import: 0.95 },
    answers: [
      { label: 'Llama, Mistral, Qwen or GPT-OSS, safetensors', changes: [{ name: 'import-fits', to: 'known' }] },
      { label: 'Another architecture', changes: [{ name: 'import-fits', to: 'denied' }] },
      { label: 'Another file format', changes: [{ name: 'import-fits', to: 'denied' }] },
    ],
  },
  {
    id: 'q-pii',
    ask: 'pii',
    text: 'Is there personal, medical or secret data in the texts that would be trained on?',
    settles: ['personal-data'],
    worth: { 'fine-tuning': 0.6, distillation: 0.6, cpt: 0.6 },
    answers: [
      { label: 'Yes', changes: [{ name: 'personal-data', to: 'known' }] },
      { label: 'No', changes: [{ name: 'personal-data', to: 'denied' }] },
    ],
  },
  {
    id: 'q-quality',
    ask: 'data-quality',
    text: 'Who wrote the examples, and were they checked?',
    settles: ['pairs-reviewed', 'pairs-noisy'],
    worth: { 'fine-tuning': 0.5 },
    answers: [
      { label: 'Written or checked by people who know', changes: [{ name: 'pairs-reviewed', to: 'known' }] },
      { label: 'Scraped or unchecked', changes: [{ name: 'pairs-noisy', to: 'known' }] },
    ],
  },
  {
    id: 'q-licence',
    ask: 'license',
    text: 'Which licence do the weights carry, and does it allow your use?',
    settles: ['licence'],
    worth: { import: 0.6 },
    answers: [
      { label: 'It allows commercial use', changes: [{ name: 'licence', to: 'denied' }] },
      { label: 'Research or non-commercial only', changes: [{ name: 'licence', to: 'known', choice: 'forbids' }] },
    ],
  },
  {
    id: 'q-quota',
    ask: 'quota',
    text: 'Has AWS granted your account model units for Provisioned Throughput?',
    settles: ['quota'],
    onlyIf: { fact: 'base-model', oneOf: ['llama'] },
    worth: { 'fine-tuning': 0.7, distillation: 0.6 },
    answers: [
      { label: 'Yes, at least one', changes: [{ name: 'quota', to: 'known' }] },
      { label: 'No, or not asked for', changes: [{ name: 'quota', to: 'denied' }] },
    ],
  },
  {
    id: 'q-corpus',
    ask: 'corpus-size',
    text: 'How much raw text of this language do you have?',
    settles: ['raw-corpus'],
    onlyIf: 'gap-language',
    worth: { prompt: 1.1, rag: 1, 'fine-tuning': 0.8 },
    answers: [
      {
        label: 'Less than 400 MB',
        changes: [{ name: 'raw-corpus', to: 'known', amount: { value: 50_000_000, unit: 'tokens' } }],
      },
      {
        label: 'Gigabytes, billions of tokens',
        changes: [{ name: 'raw-corpus', to: 'known', amount: { value: 5_000_000_000, unit: 'tokens' } }],
      },
    ],
  },
  {
    id: 'q-labelled',
    ask: 'labelled',
    text: 'How many examples with the right answer do you have, written or checked by people?',
    settles: ['labelled-pairs', 'preference-pairs'],
    onlyIf: { all: ['prompt-falls-short', { any: ['gap-behaviour', 'gap-skill'] }] },
    worth: { prompt: 1.3, rag: 0.8 },
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
    id: 'q-mix',
    ask: 'task-mix',
    text: 'Which share of the requests is easy, and are they one task or many?',
    settles: ['task-narrow', 'many-tasks'],
    worth: { routing: 0.9 },
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
