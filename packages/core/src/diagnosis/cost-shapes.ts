import type { AwsPath, Outcome } from './methods.ts';

/** What a method costs, in kind and not in money: amounts are read from AWS when a card is made. */
const COST_SHAPES: Readonly<Record<Outcome, string>> = {
  prompt:
    'Only the tokens of the prompt and the answer; nothing bills while idle. A long fixed prompt is cheaper cached.',
  rag: 'Embeddings once, a vector store by the month, and longer prompts; no training and no model hosting.',
  routing: 'Tokens at the price of whichever model answers; nothing bills while idle.',
  marketplace: 'An endpoint by the hour for as long as it is up, used or not, plus the vendor’s software price.',
  import: 'Model copies by the minute in five-minute windows while in use, plus storage; nothing while asleep.',
  'fine-tuning':
    'Training once (tokens × epochs), storage by the month, then hosting: per token where the base allows on demand, otherwise by the hour, used or not.',
  distillation: 'The teacher’s answers and the training once, then the small model’s tokens or hours.',
  cpt: 'The dearest training of all, for hours or days, then an endpoint by the hour, used or not.',
  'not-enough-info': 'Nothing yet.',
};

/** Weights that Bedrock does not take are hosted, not imported, and bill like anything that stands. */
export function costShapeOf(outcome: Outcome, path: AwsPath | undefined): string {
  if (outcome === 'import' && path === 'sagemaker')
    return 'An endpoint by the hour for as long as it is up, used or not.';
  return COST_SHAPES[outcome];
}
