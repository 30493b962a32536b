import type { Question } from '../questions.ts';

/** Questions about what is wrong and what was tried. */
export const CHEAP_QUESTIONS: readonly Question[] = [
  {
    id: 'q-task',
    ask: 'task',
    text: 'What should the model do, for whom? Paste one input, the answer you got, and the answer you wanted.',
    settles: ['task', 'failure-vague'],
    worth: { 'not-enough-info': 1 },
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
    id: 'q-failure',
    ask: 'failure-examples',
    text: 'When it gets the answer wrong, is the fact missing, or is the form wrong? Paste one example if you can.',
    settles: ['gap-facts', 'gap-behaviour', 'gap-instructions', 'shown-wrong-fact', 'gap-skill', 'gap-live-data'],
    worth: { 'not-enough-info': 0.9, prompt: 0.4, rag: 0.4 },
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
    id: 'q-prompt',
    ask: 'prompt-tried',
    text: 'How far did you get with the prompt alone: clear instructions and three to five examples in it?',
    settles: ['prompt-tried', 'prompt-falls-short', 'prompt-works', 'bar-met'],
    worth: { prompt: 1.2, rag: 0.1 },
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
    worth: { prompt: 0.7 },
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
    settles: ['schema-enforced'],
    worth: { prompt: 0.9, rag: 0.3 },
    answers: [
      { label: 'Only asked for', changes: [{ name: 'schema-enforced', to: 'denied' }] },
      { label: 'Enforced, and still wrong', changes: [{ name: 'schema-enforced', to: 'known' }] },
    ],
  },
  {
    id: 'q-eval',
    ask: 'eval-set',
    text: 'Do you have a set of real cases with the right answers, and what does the present setup score on it?',
    settles: ['eval-set', 'quality-measured', 'bar-met'],
    worth: { prompt: 0.8, rag: 0.25 },
    answers: [
      { label: 'Yes, and the target is met', changes: [{ name: 'bar-met', to: 'known' }] },
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
      { label: 'No test set yet', changes: [{ name: 'eval-set', to: 'denied' }] },
    ],
  },
  {
    id: 'q-source',
    ask: 'docs-source',
    text: 'Where do the right answers live today: in documents, in a system, or in people’s heads?',
    settles: ['documents'],
    worth: { rag: 0.9 },
    answers: [
      { label: 'In documents', changes: [{ name: 'documents', to: 'known' }] },
      { label: 'In a system or database', changes: [{ name: 'gap-live-data', to: 'known' }] },
      { label: 'In people’s heads', changes: [{ name: 'documents', to: 'denied' }] },
    ],
  },
  {
    id: 'q-format',
    ask: 'docs-format',
    text: 'In what form are the documents: clean text, PDFs with tables, scans?',
    settles: ['docs-format', 'internal-material', 'access-rules', 'gap-live-data'],
    worth: { rag: 0.85 },
    answers: [
      { label: 'Clean text or web pages', changes: [{ name: 'docs-format', to: 'denied' }] },
      { label: 'PDFs with tables, or scans', changes: [{ name: 'docs-format', to: 'known' }] },
    ],
  },
  {
    id: 'q-chunking',
    ask: 'chunking',
    text: 'For a question that fails: is the right passage not found at all, or found too far down? How are documents cut?',
    settles: ['docs-format'],
    onlyIf: 'gap-retrieval',
    worth: { rag: 0.95 },
    answers: [
      { label: 'Not found at all', changes: [{ name: 'docs-format', to: 'known' }] },
      { label: 'Found, but too far down', changes: [{ name: 'docs-format', to: 'denied' }] },
    ],
  },
  {
    id: 'q-access',
    ask: 'access-control',
    text: 'May everybody who asks see every document, or do rights differ?',
    settles: ['access-rules'],
    worth: { rag: 0.8 },
    answers: [
      { label: 'Everybody may see all', changes: [{ name: 'access-rules', to: 'denied' }] },
      { label: 'Rights differ', changes: [{ name: 'access-rules', to: 'known' }] },
    ],
  },
  {
    id: 'q-change',
    ask: 'data-change-rate',
    text: 'How often does the material change, and who notices?',
    settles: ['facts-change'],
    worth: { rag: 0.5 },
    answers: [
      { label: 'Weekly or more often', changes: [{ name: 'facts-change', to: 'known' }] },
      { label: 'A few times a year', changes: [{ name: 'facts-change', to: 'known' }] },
      {
        label: 'Never, and it is only a few pages',
        changes: [
          { name: 'facts-change', to: 'denied' },
          { name: 'context-fits', to: 'known' },
        ],
      },
    ],
  },
  {
    id: 'q-traffic',
    ask: 'traffic-volume',
    text: 'How many requests a month, roughly?',
    settles: ['traffic-volume'],
    worth: { prompt: 0.6, routing: 0.6, distillation: 0.5, 'fine-tuning': 0.7 },
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
];
