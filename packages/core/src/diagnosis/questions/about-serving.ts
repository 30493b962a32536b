import type { Question } from '../questions.ts';
import { TUNE_STANDS } from '../states-of-affairs.ts';

const LLAMA = { fact: 'base-model', oneOf: ['llama'] } as const;

/** Questions that settle where the result runs and what it costs while it stands. */
export const SERVING_QUESTIONS: readonly Question[] = [
  {
    id: 'q-traffic',
    ask: 'traffic-volume',
    text: 'How many requests a month, roughly?',
    settles: ['traffic-volume'],
    worth: { prompt: 0.14, routing: 0.55, distillation: 0.2, 'fine-tuning': 0.3 },
    sooner: [
      ['context-fits', 0.3],
      [{ any: ['prompt-works', 'long-prompt'] }, 0.15],
      [{ any: ['custom-objective', 'preference-pairs', 'own-weights'] }, 0.2],
    ],
    answers: [
      {
        label: 'Under 3,000',
        changes: [{ name: 'traffic-volume', to: 'known', amount: { value: 1_000, unit: 'requests', period: 'month' } }],
      },
      {
        label: 'Up to 100,000',
        changes: [
          { name: 'traffic-volume', to: 'known', amount: { value: 50_000, unit: 'requests', period: 'month' } },
        ],
      },
      {
        label: 'More',
        changes: [
          { name: 'traffic-volume', to: 'known', amount: { value: 1_000_000, unit: 'requests', period: 'month' } },
        ],
      },
    ],
  },
  {
    id: 'q-shape',
    ask: 'traffic-shape',
    text: 'Is it used round the clock, or in bursts with quiet hours between?',
    settles: ['traffic-steady', 'hosting-idle'],
    worth: { marketplace: 0.74, 'fine-tuning': 0.05, import: 0.05 },
    answers: [
      { label: 'Round the clock', changes: [{ name: 'traffic-steady', to: 'known' }] },
      { label: 'In bursts', changes: [{ name: 'traffic-steady', to: 'denied' }] },
    ],
  },
  {
    id: 'q-latency',
    ask: 'latency-target',
    text: 'How soon does an answer have to be there: within a second, within some, or by tomorrow?',
    settles: ['latency-target', 'offline-work'],
    worth: { 'fine-tuning': 0.08, distillation: 0.06, prompt: 0.03, import: 0.05 },
    sooner: [['gap-speed', 0.12]],
    answers: [
      {
        label: 'Within a second',
        changes: [
          { name: 'latency-target', to: 'known' },
          { name: 'cold-start-ok', to: 'denied' },
        ],
      },
      { label: 'Within some seconds', changes: [{ name: 'latency-target', to: 'known' }] },
      { label: 'By tomorrow is fine', changes: [{ name: 'offline-work', to: 'known' }] },
    ],
  },
  {
    id: 'q-cold',
    ask: 'cold-start-ok',
    text: 'May the first answer after a quiet hour take a minute or fail once?',
    settles: ['cold-start-ok'],
    worth: { import: 0.68, 'fine-tuning': 0.02 },
    answers: [
      { label: 'Yes', changes: [{ name: 'cold-start-ok', to: 'known' }] },
      { label: 'No', changes: [{ name: 'cold-start-ok', to: 'denied' }] },
    ],
  },
  {
    id: 'q-architecture',
    ask: 'architecture',
    text: 'What are the weights: which architecture does config.json name?',
    settles: ['import-fits'],
    worth: { import: 0.7 },
    answers: [
      { label: 'Llama, Mistral, Qwen or GPT-OSS', changes: [{ name: 'import-fits', to: 'known' }] },
      { label: 'Another architecture', changes: [{ name: 'import-fits', to: 'denied' }] },
    ],
  },
  {
    id: 'q-weights-format',
    ask: 'weights-format',
    text: 'In which files do the weights lie: safetensors, .bin, or a quantized form such as GGUF?',
    settles: ['format-fits'],
    onlyIf: { not: 'denied:import-fits' },
    worth: { import: 0.2 },
    answers: [
      { label: 'safetensors', changes: [{ name: 'format-fits', to: 'known' }] },
      { label: '.bin, which can be converted', changes: [{ name: 'format-fits', to: 'known' }] },
      { label: 'GGUF or another quantized form', changes: [{ name: 'format-fits', to: 'denied' }] },
    ],
  },
  {
    id: 'q-licence',
    ask: 'license',
    text: 'Which licence do the weights carry, and does it allow your use?',
    settles: ['licence'],
    worth: { import: 0.21 },
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
    onlyIf: LLAMA,
    worth: { 'fine-tuning': 0.3, distillation: 0.25 },
    answers: [
      { label: 'Yes, at least one', changes: [{ name: 'quota', to: 'known' }] },
      { label: 'No, or not asked for', changes: [{ name: 'quota', to: 'denied' }] },
    ],
  },
  {
    id: 'q-term',
    ask: 'commitment-term',
    text: 'For how long is it certain that this model is used as it is, at this load?',
    settles: ['term-certain'],
    onlyIf: { any: [LLAMA, 'commitment-considered'] },
    worth: { 'fine-tuning': 0.1, distillation: 0.1 },
    sooner: [['commitment-considered', 0.4]],
    answers: [
      { label: 'Half a year or longer', changes: [{ name: 'term-certain', to: 'known' }] },
      { label: 'Less, or nobody knows', changes: [{ name: 'term-certain', to: 'denied' }] },
    ],
  },
  {
    id: 'q-running-term',
    ask: 'commitment-term',
    text: 'Does what stands now run in a committed term, and until when?',
    settles: ['term-running'],
    onlyIf: TUNE_STANDS,
    worth: { prompt: 0.5, rag: 0.1, 'fine-tuning': 0.2 },
    answers: [
      { label: 'No term, it can be deleted', changes: [{ name: 'term-running', to: 'denied' }] },
      { label: 'Yes, a term is running', changes: [{ name: 'term-running', to: 'known' }] },
    ],
  },
  {
    id: 'q-hosting-cost',
    ask: 'hosting-cost',
    text: 'What may hosting cost a month in which hardly anybody uses it?',
    settles: ['idle-cost-accepted', 'hosting-idle'],
    worth: { 'fine-tuning': 0.06, distillation: 0.05, cpt: 0.05, import: 0.04 },
    answers: [
      { label: 'Nothing', changes: [{ name: 'idle-cost-accepted', to: 'denied' }] },
      { label: 'Some $1,100, one small GPU', changes: [{ name: 'idle-cost-accepted', to: 'known' }] },
      { label: 'More, if it is fast', changes: [{ name: 'idle-cost-accepted', to: 'known' }] },
    ],
  },
  {
    id: 'q-budget',
    ask: 'budget',
    text: 'Which budget stands behind it for the first year, hosting included?',
    settles: ['budget'],
    worth: { cpt: 0.96, marketplace: 0.85 },
    answers: [
      {
        label: 'Under $20,000',
        changes: [{ name: 'budget', to: 'known', amount: { value: 10_000, unit: 'usd' } }],
      },
      {
        label: '$20,000 to $100,000',
        changes: [{ name: 'budget', to: 'known', amount: { value: 50_000, unit: 'usd' } }],
      },
      {
        label: 'Six figures',
        changes: [{ name: 'budget', to: 'known', amount: { value: 200_000, unit: 'usd' } }],
      },
    ],
  },
];
