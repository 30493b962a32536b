import { isWithinReach } from './flips.ts';
import { METHOD_WORDS, type Method, type Outcome } from './methods.ts';
import type { Verdict } from './verdict.ts';

/** What a card says of a verdict; plain sentences, no markup. */
export interface Explanation {
  /** At most 150 characters. */
  readonly headline: string;
  readonly youSaid: readonly string[];
  readonly struck: readonly string[];
  readonly so: string;
  readonly beside: readonly string[];
  readonly not: readonly string[];
  readonly cost: string;
  readonly wouldChangeIf: readonly string[];
  readonly reversal: string | undefined;
}

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

const SO: Readonly<Record<Outcome, string>> = {
  prompt: 'Rewrite the instruction, add three to five examples, constrain the output, and measure on 50 real cases.',
  rag: 'Put the material into a Knowledge Base and answer from what it finds.',
  routing: 'Put a prompt router in front of two models of one family, with the strong one as fallback.',
  marketplace: 'Deploy the vendor’s model from the Bedrock Marketplace, with an end date.',
  import: 'Bring the weights in with Custom Model Import and call them through the same API.',
  'fine-tuning': 'Clean the examples, hold some out, train, and host only what beats few-shot on them.',
  distillation: 'Let the large model answer logged prompts, train the small one on that, compare on held-out cases.',
  cpt: 'Continue pre-training on the raw text in SageMaker, then tune for the task with labelled pairs.',
  'not-enough-info': 'Paste one input, the answer you got, and the answer you wanted.',
};

/** The weights that there are, where Custom Model Import does not take them or Bedrock is ruled out. */
const SO_ENDPOINT = 'Put the weights behind an endpoint in SageMaker, and give it an end date.';

/** The heavier methods that people ask for and have to hear a no about. */
const WORTH_REFUSING: readonly Method[] = ['fine-tuning', 'cpt', 'distillation', 'rag'];
const LONGEST_HEADLINE = 150;

export function explain(verdict: Verdict): Explanation {
  return {
    headline: headlineOf(verdict),
    youSaid: withoutRepeats(verdict.evidence.map(({ quote }) => quote)).slice(0, 5),
    struck: verdict.struck.map(({ fact }) => fact.quote),
    so: servesOutsideBedrock(verdict) ? SO_ENDPOINT : SO[verdict.method],
    beside: verdict.companions.map(({ because }) => because),
    not: refusals(verdict),
    cost: verdict.costShape,
    wouldChangeIf: verdict.flips
      .filter(isWithinReach)
      .map(({ change, method }) => `It would be ${METHOD_WORDS[method]} if ${change}.`),
    reversal:
      verdict.reversal && `This would become ${METHOD_WORDS[verdict.reversal.method]} if ${verdict.reversal.when}.`,
  };
}

function servesOutsideBedrock({ method, path }: Verdict): boolean {
  return method === 'import' && path?.choice === 'sagemaker';
}

function headlineOf(verdict: Verdict): string {
  const head = servesOutsideBedrock(verdict) ? 'Serve the weights that you have.' : HEADLINES[verdict.method];
  const whole = [head, verdict.reasons[0]].filter((part) => part !== undefined).join(' ');
  return whole.length <= LONGEST_HEADLINE ? whole : head;
}

/** Quotes that stand inside another quote say nothing new. */
function withoutRepeats(quotes: readonly string[]): readonly string[] {
  const distinct = [...new Set(quotes)];
  return distinct.filter((quote) => !distinct.some((other) => other !== quote && other.includes(quote)));
}

/** One sentence per reason, with all the methods that it rules out. */
function refusals(verdict: Verdict): readonly string[] {
  const refused = verdict.ruledOut.filter(
    ({ method, rule }) => WORTH_REFUSING.includes(method) && !['NO-EVIDENCE', 'LESS-EVIDENCE'].includes(rule),
  );
  const reasons = [...new Set(refused.map(({ because }) => because))];
  return reasons.map((because) => {
    const methods = refused.filter((one) => one.because === because).map(({ method }) => METHOD_WORDS[method]);
    return `Not ${methods.join(' or ')}: ${because.charAt(0).toLowerCase()}${because.slice(1)}`;
  });
}
