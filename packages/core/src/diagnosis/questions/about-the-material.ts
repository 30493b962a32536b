import type { Condition } from '../condition.ts';
import type { Question } from '../questions.ts';
import { NEVER_FOUND } from '../states-of-affairs.ts';

/** A place that its owners keep current by trade. */
const PLACE_TOLD: Condition = { all: [{ fact: 'documents', says: /\bhelp cent(?:er|re)\b/iu }, 'facts-change'] };

/** Questions about what is looked things up in: where it lies, in which form, who may read it. */
export const MATERIAL_QUESTIONS: readonly Question[] = [
  {
    id: 'q-source',
    ask: 'docs-source',
    text: 'Where do the right answers live today: in documents, in a system, or in people’s heads?',
    settles: ['source-named', 'gap-live-data', 'documents'],
    worth: { rag: 0.68 },
    answers: [
      {
        label: 'In documents',
        changes: [
          { name: 'documents', to: 'known' },
          { name: 'source-named', to: 'known', choice: 'documents' },
        ],
      },
      { label: 'In a system or database', changes: [{ name: 'gap-live-data', to: 'known' }] },
      { label: 'In people’s heads', changes: [{ name: 'documents', to: 'denied' }] },
    ],
  },
  {
    id: 'q-place',
    ask: 'docs-source',
    text: 'Where do these documents lie, and does somebody keep them current?',
    settles: ['source-named', 'gap-live-data'],
    onlyIf: { all: ['documents', { not: PLACE_TOLD }] },
    worth: { rag: 0.58 },
    sooner: [
      ['internal-material', -0.12],
      ['docs-format', -0.25],
    ],
    answers: [
      {
        label: 'On a drive or in a wiki, kept current',
        changes: [{ name: 'source-named', to: 'known', choice: 'kept' }],
      },
      {
        label: 'There, old and new versions mixed',
        changes: [{ name: 'source-named', to: 'known', choice: 'mixed' }],
      },
      { label: 'In a system that can be asked', changes: [{ name: 'gap-live-data', to: 'known' }] },
    ],
  },
  {
    id: 'q-system',
    ask: 'docs-source',
    text: 'Which system holds the answer, and can it be asked at the moment of the question?',
    settles: ['source-named'],
    onlyIf: 'gap-live-data',
    worth: { rag: 0.93 },
    answers: [
      {
        label: 'Yes, it has an API or a query',
        changes: [{ name: 'source-named', to: 'known', choice: 'system' }],
      },
      {
        label: 'No, only an export now and then',
        changes: [
          { name: 'gap-live-data', to: 'denied' },
          { name: 'documents', to: 'known' },
          { name: 'facts-change', to: 'known' },
          { name: 'source-named', to: 'known', choice: 'export' },
        ],
      },
    ],
  },
  {
    id: 'q-pages',
    ask: 'how-many-facts',
    text: 'How much is it that the model has to know: a few pages, or more than fits into a prompt?',
    settles: ['context-fits', 'retrieval-tried', 'retrieval-works', 'gap-retrieval'],
    worth: { rag: 0.1 },
    answers: [
      { label: 'A few pages', changes: [{ name: 'context-fits', to: 'known' }] },
      { label: 'Hundreds of pages, or a table', changes: [{ name: 'context-fits', to: 'denied' }] },
    ],
  },
  {
    id: 'q-format',
    ask: 'docs-format',
    text: 'In what form are the documents: clean text, PDFs with tables, scans?',
    settles: ['docs-format', 'gap-live-data'],
    worth: { rag: 0.22 },
    sooner: [
      ['documents', 0.1],
      [{ fact: 'documents', atLeast: 1 }, 0.12],
    ],
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
    onlyIf: { all: [{ any: ['gap-retrieval', 'retrieval-falls-short', 'retrieval-tried'] }, { not: NEVER_FOUND }] },
    worth: { rag: 0.65 },
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
    worth: { rag: 0.4 },
    sooner: [
      [{ any: ['goal-lookup', 'gap-provenance'] }, 0.19],
      ['internal-material', 0.1],
      ['gap-behaviour', -0.2],
      [{ fact: 'documents', says: /\bhelp cent(?:er|re)\b|\bpublic\b/iu }, -0.4],
      [{ any: ['gap-retrieval', 'retrieval-tried'] }, -0.2],
    ],
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
    worth: { rag: 0.4 },
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
];
