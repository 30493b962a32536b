import { type Condition, holds } from './condition.ts';
import type { Method, Outcome } from './methods.ts';
import { type Situation, situationOf } from './situation.ts';
import type { Verdict } from './verdict.ts';

const HEADLINES: Readonly<Record<Outcome, string>> = {
  prompt: 'The prompt first.',
  rag: 'Retrieval first.',
  routing: 'Route the requests.',
  marketplace: 'A specialist model from the Marketplace.',
  import: 'Import the weights that you have.',
  'fine-tuning': 'Fine-tuning is right here.',
  distillation: 'Distil the large model into a small one.',
  cpt: 'Continued pre-training, then a tune.',
  'not-enough-info': 'I can’t tell yet, and neither could an expert.',
};

const USUALLY: Readonly<Record<Outcome, string>> = {
  prompt: 'Rewrite the instruction, add three to five examples, constrain the output, and measure on 50 real cases.',
  rag: 'Put the material into a Knowledge Base and answer from what it finds.',
  routing: 'Put a prompt router in front of two models of one family, with the strong one as fallback.',
  marketplace: 'Deploy the vendor’s model from the Bedrock Marketplace, with an end date.',
  import: 'Bring the weights in with Custom Model Import and call them through the same API.',
  'fine-tuning': 'Clean the examples, hold some out, train, and host only what beats few-shot on them.',
  distillation: 'Let the large model answer real prompts, train the small one on that, compare on held-out cases.',
  cpt: 'Continue pre-training on the raw text in SageMaker, then tune for the task with labelled pairs.',
  'not-enough-info': 'Paste one input, the answer you got, and the answer you wanted.',
};

const STANDS: Condition = { any: ['hosting-idle', 'commitment-considered'] };
const RETRIEVAL_RUNS: Condition = { any: ['gap-retrieval', 'retrieval-falls-short', 'retrieval-works'] };

/** What to do instead of the usual where something is known, and its headline; the first of a method that holds. */
const INSTEAD: readonly (readonly [method: Method, when: Condition, sentence: string, headline?: string])[] = [
  [
    'prompt',
    { all: ['tuning-tried', STANDS] },
    'Let the ordinary model answer with that prompt, and let what is hosted go; /rung idle lists it with its price.',
    'The ordinary model, with the prompt.',
  ],
  [
    'prompt',
    { all: [{ any: ['bar-met', 'prompt-works'] }, { any: ['gap-cost', 'gap-speed'] }, { not: 'cheaper-levers-used' }] },
    'Keep the prompt, cache its fixed part, run what can wait as batch, and compare the bills of two weeks.',
    'Keep the prompt, and cache it.',
  ],
  [
    'prompt',
    'bar-met',
    'Keep what runs, and keep the cases that it was measured on: they show when it slips.',
    'Keep the prompt.',
  ],
  [
    'prompt',
    'gap-tools',
    'Give it a tool with required fields, write when to call it and when to ask back, and measure on 50 real cases.',
    'The prompt first, with a tool.',
  ],
  ['prompt', 'context-fits', 'Put the material into the prompt as it is, cache it, and measure on 50 real cases.'],
  [
    'prompt',
    'gap-input',
    'Let two people answer 50 real cases; where they differ, write into the prompt what is meant, with an example.',
  ],
  [
    'prompt',
    { all: [{ fact: 'gap-behaviour', oneOf: ['structure'] }, { not: 'schema-enforced' }] },
    'Give the call a JSON schema or a tool with fixed fields, describe each field in one line, measure on 50 real cases.',
  ],
  [
    'prompt',
    'prompt-works',
    'Keep that prompt, and measure it on 50 real cases that it was not written with.',
    'Keep the prompt.',
  ],
  [
    'prompt',
    { all: ['few-shot-tried', 'prompt-tried'] },
    'Sort 50 real cases into right and wrong, write what the wrong ones share into the prompt, one change at a time.',
  ],
  [
    'rag',
    'gap-live-data',
    'Give the model a tool that asks your system at the moment of the question, and let it answer from what comes back.',
    'Look it up when it is asked.',
  ],
  [
    'rag',
    RETRIEVAL_RUNS,
    'Take 30 questions that failed, see whether the right passage was found, and repair parsing, chunks, filters or ranking.',
    'Repair the retrieval first.',
  ],
  [
    'rag',
    'denied:documents',
    'Write down what people carry in their heads, put that into a Knowledge Base, and answer from what it finds.',
  ],
  [
    'rag',
    'gap-provenance',
    'Put the material into a Knowledge Base, answer only from what it finds, and show the passage with the answer.',
  ],
  [
    'routing',
    'denied:one-family',
    'Let your own code choose the model by kind of request, and send what it is unsure of to the strong one.',
  ],
  [
    'fine-tuning',
    'gap-overfitting',
    'Take duplicates and contradictions out, train again from the base for fewer epochs, and judge it on held-out cases.',
    'Train it again, differently.',
  ],
  [
    'fine-tuning',
    { all: ['tuning-tried', STANDS] },
    'Leave the model as it is, and move it to a hosting that bills what is used; /rung host shows which it can have.',
    'Keep the tune, change its hosting.',
  ],
  [
    'fine-tuning',
    { all: ['answers-gradable', { not: { fact: 'labelled-pairs', atLeast: 50 } }] },
    'Write the grader first, score the prompt with it, then train by reinforcement, and host only what beats that score.',
  ],
  [
    'distillation',
    'own-teacher',
    'Let your teacher answer real prompts, train the small one on that in SageMaker, compare on held-out cases.',
  ],
  [
    'distillation',
    'logged-prompts',
    'Take logged answers of the large model, train the small one on them, compare on held-out cases.',
  ],
  [
    'cpt',
    'denied:labelled-pairs',
    'Continue pre-training on the raw text in SageMaker, and have some hundred pairs written for the tune after it.',
  ],
];

/** The weights that there are, where Custom Model Import does not take them or Bedrock is ruled out. */
const ON_AN_ENDPOINT = 'Put the weights behind an endpoint in SageMaker, and give it an end date.';

/** Vendors whose models Bedrock does not take as teachers. */
const NO_TEACHER = /\b(?:claude|sonnet|opus|haiku|gpt|gemini)\b/iu;
const OTHER_TEACHER =
  'That model is not offered as a teacher in Bedrock: see first whether Nova Pro or Llama 3.1 405B passes your cases.';

export interface Advice {
  /** The outcome in a few words. */
  readonly headline: string;
  /** The one thing to do. */
  readonly sentence: string;
  /** Rules whose sentence it says already. */
  readonly covers: readonly string[];
}

/** What a sentence says already, by words in it. */
const COVERS: readonly (readonly [rule: string, words: RegExp])[] = [
  ['C-EVAL', /\b50 real cases|held-out cases|scores? the prompt|beats few-shot\b/u],
  ['C-HOLDOUT', /\bhold some out|held-out cases\b/u],
  ['C-CLEAN', /\bClean the examples|duplicates and contradictions\b/iu],
  ['C-CACHE', /\bcache\b/u],
  ['C-BATCH', /\bas batch\b/u],
  ['C-TOOLS', /\btool\b/u],
  ['C-SCHEMA', /\bschema\b/u],
  ['C-CITATIONS', /\bshow the passage\b/u],
  ['C-WRITE-DOWN', /\bWrite down\b/u],
  ['C-TTL', /\bend date\b/u],
];

const coveredBy = (sentence: string) => COVERS.filter(([, words]) => words.test(sentence)).map(([rule]) => rule);

/** What follows from a verdict for those who asked. */
export function whatToDo(verdict: Verdict): Advice {
  const situation = situationOf(verdict.facts);
  if (verdict.method === 'import' && verdict.path?.choice === 'sagemaker')
    return {
      headline: 'Serve the weights that you have.',
      sentence: ON_AN_ENDPOINT,
      covers: coveredBy(ON_AN_ENDPOINT),
    };
  const instead = INSTEAD.find(([method, when]) => method === verdict.method && holds(when, situation));
  const [, , sentence = USUALLY[verdict.method], headline = HEADLINES[verdict.method]] = instead ?? [];
  const whole = needsOtherTeacher(verdict, situation) ? `${sentence} ${OTHER_TEACHER}` : sentence;
  return { headline, sentence: whole, covers: coveredBy(sentence) };
}

function needsOtherTeacher({ method }: Verdict, { facts }: Situation): boolean {
  const named = [facts['big-model-named'], facts['big-model-good']].map((fact) => fact?.quote ?? '');
  return (
    method === 'distillation' && facts['own-teacher'] === undefined && named.some((words) => NO_TEACHER.test(words))
  );
}
