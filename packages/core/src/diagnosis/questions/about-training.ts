import type { Question } from '../questions.ts';
import { TUNE_STANDS } from '../states-of-affairs.ts';

/** Questions that settle what is trained, on what, and by which way. */
export const TRAINING_QUESTIONS: readonly Question[] = [
  {
    id: 'q-base',
    ask: 'base-model',
    text: 'Which base model may it be: a Nova, a Llama, or an open model that you want to keep?',
    settles: ['base-model', 'own-weights'],
    worth: { 'fine-tuning': 0.88, distillation: 0.5 },
    sooner: [[{ any: ['quality-drop-accepted', 'task-stable'] }, 0.1]],
    answers: [
      { label: 'A Nova is fine', changes: [{ name: 'base-model', to: 'known', choice: 'nova' }] },
      { label: 'Llama', changes: [{ name: 'base-model', to: 'known', choice: 'llama' }] },
      { label: 'Another open model', changes: [{ name: 'base-model', to: 'known', choice: 'open' }] },
      { label: 'We must own the weights', changes: [{ name: 'own-weights', to: 'known' }] },
    ],
  },
  {
    id: 'q-open',
    ask: 'base-model',
    text: 'Which open model do you want to keep?',
    settles: ['base-model'],
    onlyIf: 'own-weights',
    worth: { 'fine-tuning': 0.77, distillation: 0.5 },
    answers: [
      { label: 'A Llama', changes: [{ name: 'base-model', to: 'known', choice: 'llama' }] },
      { label: 'A Mistral', changes: [{ name: 'base-model', to: 'known', choice: 'mistral' }] },
      { label: 'A Qwen or GPT-OSS', changes: [{ name: 'base-model', to: 'known', choice: 'qwen' }] },
      { label: 'A Gemma, Phi or Falcon', changes: [{ name: 'base-model', to: 'known', choice: 'gemma' }] },
    ],
  },
  {
    id: 'q-family',
    ask: 'base-model',
    text: 'Which two models would share the work, and are they of one family, such as Nova Lite and Pro?',
    settles: ['one-family'],
    worth: { routing: 0.6 },
    answers: [
      { label: 'Of one family', changes: [{ name: 'one-family', to: 'known' }] },
      { label: 'Of different vendors', changes: [{ name: 'one-family', to: 'denied' }] },
    ],
  },
  {
    id: 'q-region',
    ask: 'region',
    text: 'Which region must data and model stay in?',
    settles: ['region'],
    worth: { 'fine-tuning': 0.55, import: 0.9, cpt: 0.37, distillation: 0.13 },
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
    worth: { distillation: 0.9, routing: 0.9, prompt: 0.05 },
    sooner: [
      [{ all: ['gap-cost', { any: ['big-model-named', 'big-model-good'] }] }, 0.6],
      [TUNE_STANDS, -0.6],
    ],
    answers: [
      { label: 'Two points or more', changes: [{ name: 'quality-drop-accepted', to: 'known' }] },
      { label: 'None at all', changes: [{ name: 'quality-drop-accepted', to: 'denied' }] },
    ],
  },
  {
    id: 'q-metric',
    ask: 'eval-metric',
    text: 'How will you tell that an answer is right: compare it with the one right answer, test it by a rule, or ask people?',
    settles: ['answers-gradable', 'exact-answers'],
    worth: { cpt: 0.58, 'fine-tuning': 0.1, prompt: 0.03, distillation: 0.02 },
    sooner: [
      [{ any: ['base-model', 'custom-objective'] }, 0.15],
      ['gap-skill', -0.06],
    ],
    answers: [
      { label: 'One right answer to compare with', changes: [{ name: 'exact-answers', to: 'known' }] },
      { label: 'A rule or a test can grade it', changes: [{ name: 'answers-gradable', to: 'known' }] },
      { label: 'Only people can tell', changes: [{ name: 'answers-gradable', to: 'denied' }] },
    ],
  },
  {
    id: 'q-pii',
    ask: 'pii',
    text: 'Is there personal, medical or secret data in the texts that would be trained on?',
    settles: ['personal-data'],
    worth: { 'fine-tuning': 0.35, distillation: 0.4, cpt: 0.26 },
    sooner: [
      ['personal-data-likely', 0.25],
      [{ fact: 'personal-data-likely', says: /\binvoices?\b/iu }, -0.25],
    ],
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
    worth: { 'fine-tuning': 0.15 },
    sooner: [
      ['gap-overfitting', 0.4],
      ['tuning-tried', 0.15],
    ],
    answers: [
      { label: 'Written or checked by people who know', changes: [{ name: 'pairs-reviewed', to: 'known' }] },
      { label: 'Scraped or unchecked', changes: [{ name: 'pairs-noisy', to: 'known' }] },
    ],
  },
  {
    id: 'q-sample',
    ask: 'sampling-possible',
    text: 'May prompts be drawn from what production sends today? A distillation takes 100 to 15,000 of them.',
    settles: ['logged-prompts'],
    worth: { distillation: 0.1 },
    answers: [
      {
        label: 'Yes, they are logged',
        changes: [{ name: 'logged-prompts', to: 'known', amount: { value: 15_000, unit: 'prompts' } }],
      },
      { label: 'Nothing is logged yet', changes: [{ name: 'logged-prompts', to: 'denied' }] },
      { label: 'They may not be used', changes: [{ name: 'logged-prompts', to: 'denied' }] },
    ],
  },
  {
    id: 'q-corpus',
    ask: 'corpus-size',
    text: 'How much raw text of this language do you have?',
    settles: ['raw-corpus'],
    onlyIf: 'gap-language',
    worth: { prompt: 0.8, rag: 0.75, 'fine-tuning': 0.6 },
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
];
