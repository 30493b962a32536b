import type { Condition } from '../condition.ts';
import type { Companion, Method } from '../methods.ts';
import { METHODS } from '../methods.ts';
import { type Rule, type RuleSource, SOURCES } from '../rule.ts';

type Row = readonly [
  id: string,
  companion: Companion,
  methods: readonly Method[],
  when: readonly Condition[],
  because: string,
  source: RuleSource,
];

const TRAINING: readonly Method[] = ['fine-tuning', 'distillation', 'cpt'];
const ENOUGH_PAIRS: Condition = { fact: 'labelled-pairs', atLeast: 50 };

const ROWS: readonly Row[] = [
  ['C-EVAL', 'eval', METHODS, [], 'Fifty real cases with a score, before and after.', SOURCES.practice],
  [
    'C-HOLDOUT',
    'holdout',
    ['fine-tuning', 'distillation'],
    [{ any: ['labelled-pairs', 'preference-pairs', 'gap-overfitting', 'big-model-good'] }],
    'Rows that are never trained on, or the score means nothing.',
    SOURCES.practice,
  ],
  ['C-CLEAN', 'data-cleaning', TRAINING, [], 'Duplicates and contradictions are learnt too.', SOURCES.practice],
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
    'Logs and raw text carry names and numbers; look before training on them.',
    SOURCES.practice,
  ],
  [
    'C-PII-LIKELY',
    'pii-scrub',
    TRAINING,
    ['personal-data-likely', { not: 'denied:personal-data' }],
    'Letters, tickets and charts carry names; look for them before training on them.',
    SOURCES.practice,
  ],
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
  ['C-RERANK', 'rerank', ['rag'], ['gap-retrieval'], 'A reranker puts the right passage first.', SOURCES.rerank],
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
    [{ any: ['labelled-pairs', 'many-tasks'] }],
    'First the language, then the task.',
    SOURCES.cpt,
  ],
  [
    'C-TUNE-FORM',
    'fine-tuning',
    ['rag'],
    ['gap-behaviour', ENOUGH_PAIRS, 'prompt-falls-short', { any: ['gap-facts', 'goal-lookup', 'gap-provenance'] }],
    'A narrow tune holds the form that few-shot could not; the facts stay in retrieval.',
    SOURCES.customModels,
  ],
  [
    'C-RAG-FACTS',
    'rag',
    ['cpt'],
    [{ any: ['retrieval-tried', 'retrieval-works', 'facts-change'] }],
    'A domain base still does not remember documents: what is looked up stays looked up.',
    SOURCES.cpt,
  ],
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
    'C-CREDITS',
    'credits',
    TRAINING,
    [{ any: ['credits-known', 'own-weights'] }],
    'Training and hosting can be paid from credits.',
    SOURCES.practice,
  ],
];

/** What stands beside the method. */
export const COMPANION_RULES: readonly Rule[] = ROWS.map(([id, companion, methods, when, because, source]) => ({
  id,
  when,
  effect: { kind: 'companion', companion, methods },
  because,
  source,
}));
