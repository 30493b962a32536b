import { INSTEAD } from './advice-instead.ts';
import { holds } from './condition.ts';
import type { Outcome } from './methods.ts';
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

/** The weights that there are, where Custom Model Import does not take them or Bedrock is ruled out. */
const ON_AN_ENDPOINT = 'Put the weights behind an endpoint in SageMaker, and give it an end date.';

/** Vendors whose models Bedrock does not take as teachers. */
const NO_TEACHER = /\b(?:claude(?: [\d.]+)?(?: (?:sonnet|opus|haiku))?|sonnet|opus|haiku|gpt|gemini)\b/iu;
const otherTeacher = (named: string) =>
  `See first whether Nova Pro or Llama 3.1 405B passes your cases: ${named} is not offered as a teacher in Bedrock. Let the one that passes answer your prompts, train the small one on its answers, compare on held-out cases.`;

export interface Advice {
  /** The outcome in a few words. */
  readonly headline: string;
  /** The one thing to do. */
  readonly sentence: string;
  /** The rule whose sentence is the reason for it; undefined where the strongest will do. */
  readonly because: string | undefined;
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
  ['C-CITATIONS', /\bshow the passage|what comes back\b/u],
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
      because: undefined,
      covers: coveredBy(ON_AN_ENDPOINT),
    };
  const instead = INSTEAD.find(({ method, when }) => method === verdict.method && holds(when, situation));
  const notATeacher = verdict.method === 'distillation' ? unofferedTeacher(situation) : undefined;
  const sentence =
    notATeacher === undefined ? (instead?.sentence ?? USUALLY[verdict.method]) : otherTeacher(notATeacher);
  return {
    headline: instead?.headline ?? HEADLINES[verdict.method],
    sentence,
    because: instead?.because,
    covers: coveredBy(sentence),
  };
}

/** The large model in use, by the name that they gave it, where it cannot teach in Bedrock: its logged answers do not help either. */
export function unofferedTeacher({ facts }: Situation): string | undefined {
  if (facts['own-teacher'] !== undefined) return undefined;
  const told = [facts['big-model-named'], facts['big-model-good']].map((fact) => fact?.quote ?? '');
  return told.map((words) => NO_TEACHER.exec(words)?.[0]).find((name) => name !== undefined);
}
