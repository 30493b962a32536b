import { type Condition, holds } from './condition.ts';
import type { AwsPath, HostingChoice, Outcome } from './methods.ts';
import type { Situation } from './situation.ts';

/** What a method costs, in kind and not in money: amounts are read from AWS when a card is made. */
const COST_SHAPES: Readonly<Record<Outcome, string>> = {
  prompt: 'Only the tokens of the prompt and the answer; nothing bills while idle.',
  rag: 'Embeddings once, a vector store by the month, and longer prompts; no training and no model hosting.',
  routing: 'Tokens at the price of whichever model answers; nothing bills while idle.',
  marketplace: 'An endpoint by the hour for as long as it is up, used or not, plus the vendor’s software price.',
  import: 'Model copies by the minute in five-minute windows while in use, plus storage; nothing while asleep.',
  'fine-tuning': 'Training once (tokens × epochs), storage by the month',
  distillation: 'The teacher’s answers and the training once, storage by the month',
  cpt: 'The dearest training of all, for hours or days, then an endpoint by the hour, used or not.',
  'not-enough-info': 'Nothing yet.',
};

const TRAINED: readonly Outcome[] = ['fine-tuning', 'distillation'];
/** How what was trained bills while it is there to be asked. */
const HOSTED: Readonly<Partial<Record<HostingChoice, string>>> = {
  'on-demand-custom': 'then the tokens of the tuned model, and nothing while idle.',
  provisioned: 'then model units by the hour, used or not.',
  endpoint: 'then an endpoint by the hour for as long as it is up, used or not.',
  'endpoint-scale-to-zero': 'then an endpoint by the hour while it is awake.',
};

/** What is told beside it; of each method's the first that holds. */
const BESIDE: readonly (readonly [methods: readonly Outcome[], when: Condition, sentence: string])[] = [
  [
    ['prompt', 'rag', 'fine-tuning'],
    'term-running',
    'What stands now bills until its term ends, whatever else you do.',
  ],
  [
    ['prompt', 'rag', 'fine-tuning'],
    'denied:term-running',
    'What stands now can be deleted any day, and that is the saving.',
  ],
  [
    ['prompt'],
    { fact: 'traffic-volume', below: 3_000 },
    'With so few requests the length of the prompt hardly shows on a bill, and a cached prompt is forgotten (after 5 minutes, or an hour) before the next one comes.',
  ],
  [
    ['prompt'],
    { fact: 'traffic-volume', atLeast: 1_000_000 },
    'With so many requests the length of the prompt is the bill: cache its fixed part, and cut what no test case needs.',
  ],
  [['prompt'], { not: 'offline-work' }, 'A long fixed prompt is cheaper cached.'],
  [
    ['routing'],
    { fact: 'traffic-volume', below: 10_000 },
    'With so few requests there is little to save: send everything to the model that is good enough.',
  ],
];

/** A record of a system, not a passage of a document. */
const LOOKED_UP: Condition = { all: ['gap-live-data', { not: { any: ['documents', 'retrieval-tried'] } }] };

/** A grader and no written answers: reinforcement, which Bedrock bills by the hour and not by the token. */
export const REINFORCED: Condition = { all: ['answers-gradable', { not: { fact: 'labelled-pairs', atLeast: 50 } }] };
const REINFORCEMENT = 'Training once (by the hour), storage by the month';

interface Serving {
  readonly path: AwsPath | undefined;
  readonly hosting: HostingChoice | undefined;
}

/** Weights that Bedrock does not take are hosted, not imported, and bill like anything that stands. */
export function costShapeOf(outcome: Outcome, situation: Situation, { path, hosting }: Serving): string {
  if (outcome === 'import' && path === 'sagemaker')
    return 'An endpoint by the hour for as long as it is up, used or not.';
  if (outcome === 'rag' && holds(LOOKED_UP, situation))
    return 'The tokens of the question, of the record that is looked up and of the answer; no index, no training, no hosting.';
  const beside = BESIDE.find(([methods, when]) => methods.includes(outcome) && holds(when, situation));
  const usual = outcome === 'fine-tuning' && holds(REINFORCED, situation) ? REINFORCEMENT : COST_SHAPES[outcome];
  const hosted = TRAINED.includes(outcome) ? hosting && HOSTED[hosting] : undefined;
  const shape = [usual, ...(hosted === undefined ? [] : [hosted])].join(', ');
  return [shape, ...(beside === undefined ? [] : [beside[2]])].join(' ');
}
