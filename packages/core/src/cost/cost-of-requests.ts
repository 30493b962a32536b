import type { MicroUsd } from '../money.ts';
import { type NanoUsd, toMicroUsd } from './monthly-curve.ts';
import type { Price, PriceBook } from './price.ts';

/** What answers are asked of whom. Tokens are whole and of one request. */
export interface Requests {
  readonly modelId: string;
  /** A model as AWS offers it, or one that was tuned from it and answers on demand. */
  readonly whose: 'base' | 'tuned';
  readonly region: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type RequestsCost =
  | { readonly kind: 'known'; readonly amount: MicroUsd; readonly prices: readonly [Price, Price] }
  | { readonly kind: 'unknown'; readonly why: string };

export type RequestRate =
  | { readonly kind: 'known'; readonly perRequest: NanoUsd; readonly prices: readonly [Price, Price] }
  | { readonly kind: 'unknown'; readonly why: string };

/** What one request costs on demand, exactly; unknown where either of its two prices is. */
export function requestRate(asked: Omit<Requests, 'requests'>, book: PriceBook): RequestRate {
  const { modelId, whose, region } = asked;
  const input = book(modelId, whose === 'base' ? 'input-tokens-1k' : 'tuned-input-tokens-1k', region);
  const output = book(modelId, whose === 'base' ? 'output-tokens-1k' : 'tuned-output-tokens-1k', region);
  if (input.kind === 'unknown') return input;
  if (output.kind === 'unknown') return output;
  const prices = [input.price, output.price] as const;
  const perRequest =
    BigInt(input.price.amount) * BigInt(asked.inputTokens) + BigInt(output.price.amount) * BigInt(asked.outputTokens);
  return { kind: 'known', perRequest, prices };
}

/**
 * What `requests` answers cost on demand, in US dollars, rounded up once at the end; unknown, never zero, without a price. Throws a
 * RangeError for counts that are not whole. Judging, evaluation and a teacher's answers in distillation are all priced by this.
 */
export function costOfRequests(asked: Requests, book: PriceBook): RequestsCost {
  const rate = requestRate(asked, book);
  if (rate.kind === 'unknown') return rate;
  return { kind: 'known', amount: toMicroUsd(rate.perRequest * BigInt(asked.requests)), prices: rate.prices };
}
