import type { PriceBook } from '@rung/core/cost/price.ts';
import type { EvaluationPrices } from '@rung/core/evaluation/evaluation-job/evaluation-price.ts';
import { withoutGeography } from '@rung/core/evaluation/rubric/judge-family.ts';

/** What an evaluator model's tokens cost in a region: Bedrock asks it as anybody does, and takes nothing beside. */
export function evaluationPrices(evaluator: string, region: string, book: PriceBook): EvaluationPrices {
  const id = withoutGeography(evaluator);
  return { input: book(id, 'input-tokens-1k', region), output: book(id, 'output-tokens-1k', region) };
}
