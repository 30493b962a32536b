import type { PriceAnswer } from '../../cost/price.ts';
import { priceChange } from '../../cost/price-change.ts';
import { estimateTokens } from '../../dataset/estimate-tokens.ts';
import { sumUsd } from '../../money.ts';
import type { JudgementEstimate } from '../judgement/judgement-price.ts';
import { plus, times } from '../judgement/serving-cost.ts';
import type { PairedAnswers } from './paired-answers.ts';

/** What the evaluator model reads and writes for. */
export interface EvaluationPrices {
  readonly input: PriceAnswer;
  readonly output: PriceAnswer;
}

/**
 * What stands around a prompt and its answer in Bedrock's own evaluator prompts, and what the model writes: they are published by model and
 * metric (User Guide, model-evaluation-type-judge-prompt, read 2026-11-27), 350 to 900 words, and ask for reasoning before a score. Field
 * reports have some 1,500 tokens in and 200 out for each score (2026).
 */
const FRAME_TOKENS = { low: 500, high: 1500 } as const;
const ANSWER_TOKENS = { low: 50, high: 600 } as const;

/** Prices the job of one arm, a look at each answer for each metric, by characters, as the doctor counts tokens. */
export function estimateJob(
  work: { readonly pairs: readonly PairedAnswers[]; readonly arm: 'rival' | 'tuned'; readonly metrics: number },
  prices: EvaluationPrices,
): JudgementEstimate {
  const [low, high] = (['low', 'high'] as const).map((bound) => {
    const tokens = tokensOf(work, bound);
    return plus(times(prices.input, tokens.input / 1000), times(prices.output, tokens.output / 1000));
  });
  if (low?.kind !== 'known' || high?.kind !== 'known')
    return { kind: 'unknown', why: low?.kind === 'unknown' ? low.why : '' };
  return { kind: 'known', low: low.amount, high: high.amount, asOf: oldest(prices) };
}

/** What both jobs cost together; they are priced by the same prices. */
export function estimateJobs(rival: JudgementEstimate, tuned: JudgementEstimate): JudgementEstimate {
  if (rival.kind === 'unknown') return rival;
  if (tuned.kind === 'unknown') return tuned;
  return { ...rival, low: sumUsd(rival.low, tuned.low), high: sumUsd(rival.high, tuned.high) };
}

function tokensOf(
  { pairs, arm, metrics }: { pairs: readonly PairedAnswers[]; arm: 'rival' | 'tuned'; metrics: number },
  bound: 'low' | 'high',
): { input: number; output: number } {
  const read = pairs.reduce((sum, { prompt, right, [arm]: answer }) => {
    const shared = FRAME_TOKENS[bound] + estimateTokens(prompt)[bound] + estimateTokens(right)[bound];
    return sum + shared + estimateTokens(answer)[bound];
  }, 0);
  return { input: metrics * read, output: metrics * pairs.length * ANSWER_TOKENS[bound] };
}

function oldest({ input, output }: EvaluationPrices): string {
  const dates = [input, output].flatMap((answer) => (answer.kind === 'known' ? [answer.price.asOf] : []));
  return dates.sort()[0] ?? '';
}

/** How a price moved since its card was shown; undefined while both are the same, and where the cost was not known. */
export function evaluationPriceMoved(
  { estimate, prices }: { readonly estimate: JudgementEstimate; readonly prices: EvaluationPrices },
  now: EvaluationPrices,
): string | undefined {
  if (estimate.kind === 'unknown') return undefined;
  const { input, output } = prices;
  const read =
    input.kind === 'known'
      ? priceChange(input.price, now.input, 'The price of what the evaluator model reads')
      : undefined;
  if (read !== undefined || output.kind !== 'known') return read;
  return priceChange(output.price, now.output, 'The price of what the evaluator model writes');
}
