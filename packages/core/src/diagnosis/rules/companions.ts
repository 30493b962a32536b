import type { Condition } from '../condition.ts';
import { METHODS } from '../methods.ts';
import { type Rule, SOURCES } from '../rule.ts';
import { NEVER_FOUND } from '../states-of-affairs.ts';
import { COMPANIONS_OF_DATA, type CompanionRow, RETRIEVAL_STAYS, STAYS, TRAINING } from './companions-of-data.ts';

const ENOUGH_PAIRS: Condition = { fact: 'labelled-pairs', atLeast: 50 };
const FORM_FAILS: Condition = {
  all: ['gap-behaviour', ENOUGH_PAIRS, 'prompt-falls-short', { not: 'schema-enforced' }],
};

/** What fails is the shape of an answer, and nothing in the call forces it yet. */
const SHAPE_UNFORCED: Condition = {
  all: [{ fact: 'gap-behaviour', oneOf: ['structure'] }, { not: 'schema-enforced' }],
};

const ROWS: readonly CompanionRow[] = [
  [
    'C-CITATIONS',
    'citations',
    ['rag'],
    [{ any: ['documents', 'gap-provenance', 'gap-facts', 'goal-lookup', 'facts-change'] }],
    'Each answer shows the passage it rests on.',
    SOURCES.knowledgeBases,
  ],
  [
    'C-ACCESS',
    'access-control',
    ['rag'],
    [{ any: ['access-rules', 'internal-material'] }, { not: 'denied:access-rules' }],
    'A reader finds only what that reader may open.',
    SOURCES.knowledgeBases,
  ],
  [
    'C-RERANK',
    'rerank',
    ['rag'],
    ['gap-retrieval', { not: NEVER_FOUND }],
    'A reranker puts the right passage first.',
    SOURCES.rerank,
  ],
  [
    'C-GUARD',
    'guardrails',
    ['rag', 'prompt'],
    ['gap-provenance'],
    'A grounding check blocks answers that the passages do not carry.',
    SOURCES.knowledgeBases,
  ],
  [
    'C-SCHEMA',
    'structured-output',
    ['prompt', 'rag'],
    [{ any: [{ fact: 'gap-behaviour', oneOf: ['structure'] }, 'output-fields'] }, { not: 'schema-enforced' }],
    'A JSON schema makes the form certain instead of likely.',
    SOURCES.structuredOutput,
  ],
  [
    'C-SCHEMA-FIRST',
    'structured-output',
    ['fine-tuning'],
    [SHAPE_UNFORCED],
    'Give the call a JSON schema or a forced tool before the tune: it may be all that the shape needs.',
    SOURCES.structuredOutput,
  ],
  [
    'C-TOOLS',
    'tool-use',
    ['prompt', 'rag'],
    [{ any: ['gap-live-data', 'gap-tools'] }],
    'A tool with required fields looks it up or asks back.',
    SOURCES.structuredOutput,
  ],
  [
    'C-CACHE',
    'prompt-caching',
    ['prompt', 'rag', 'routing'],
    [{ any: ['context-fits', 'long-prompt', 'prompt-works', { all: ['gap-mixed-traffic', 'gap-cost'] }] }],
    'The fixed part of the prompt is cached and costs a fraction.',
    SOURCES.promptCaching,
  ],
  [
    'C-BATCH',
    'batch',
    METHODS,
    ['offline-work'],
    'What can wait runs as batch, at about half the price.',
    SOURCES.batch,
  ],
  [
    'C-TUNE-AFTER',
    'fine-tuning',
    ['cpt'],
    ['labelled-pairs', { not: 'other-language' }],
    'First the language, then the task.',
    SOURCES.cpt,
  ],
  [
    'C-TUNE-FORM',
    'fine-tuning',
    ['rag'],
    [FORM_FAILS, { any: ['gap-facts', 'goal-lookup', 'gap-provenance'] }],
    'A narrow tune holds the form that few-shot could not; the facts stay in retrieval.',
    SOURCES.customModels,
  ],
  [
    'C-RAG-FACTS',
    'rag',
    ['cpt'],
    [{ any: ['retrieval-works', 'facts-change'] }, { not: 'retrieval-falls-short' }],
    'A domain base still does not remember documents: what is looked up stays looked up.',
    SOURCES.cpt,
  ],
  ['C-RAG-STAYS', 'rag', ['fine-tuning'], [RETRIEVAL_STAYS, 'documents'], STAYS, SOURCES.customModels],
  [
    'C-TTL',
    'ttl',
    ['marketplace', 'import'],
    [],
    'Anything that bills while it stands gets an end date.',
    SOURCES.practice,
  ],
  [
    'C-COLLECT',
    'data-collection',
    ['prompt', 'rag'],
    ['prompt-falls-short', { not: { fact: 'labelled-pairs', atLeast: 50 } }],
    'Keep corrected answers from today on; they are the training set of later.',
    SOURCES.practice,
  ],
  [
    'C-WRITE-DOWN',
    'data-collection',
    ['rag'],
    ['denied:documents', { not: 'gap-live-data' }],
    'What is only in people’s heads has to be written down before anything can find it.',
    SOURCES.practice,
  ],
  [
    'C-LOG-FIRST',
    'data-collection',
    ['distillation'],
    ['denied:logged-prompts'],
    'Collect prompts first: a distillation takes 100 to 15,000 of them.',
    SOURCES.distillationData,
  ],
  [
    'C-CREDITS',
    'credits',
    TRAINING,
    ['credits-known'],
    'AWS credits pay for training and hosting until they run out.',
    SOURCES.practice,
  ],
];

/** What stands beside the method. */
export const COMPANION_RULES: readonly Rule[] = [...COMPANIONS_OF_DATA, ...ROWS].map(
  ([id, companion, methods, when, because, source]) => ({
    id,
    when,
    effect: { kind: 'companion', companion, methods },
    because,
    source,
  }),
);
