import type { MicroUsd } from '../money.ts';
import { requestRate } from './cost-of-requests.ts';
import { nano } from './monthly-curve.ts';
import type { PriceBook } from './price.ts';
import { type PromptingName, unknown, type Way } from './serving-ways.ts';
import type { Traffic } from './traffic.ts';

/** What the ways that change no model add to a request. */
export interface PromptingChoice {
  readonly modelId: string;
  readonly region: string;
  readonly traffic: Traffic;
  /** Tokens of the examples that few-shot sends along. */
  readonly fewShotTokens: number;
  /** Tokens of the passages that retrieval sends along. */
  readonly retrievalTokens: number;
  /** What the vector store costs a month; undefined when nobody said. */
  readonly storeAMonth: MicroUsd | undefined;
}

/** The base model with a good prompt, with examples, with those cached, and with retrieval. */
export function promptingWays(choice: PromptingChoice, book: PriceBook): Way<PromptingName>[] {
  return [
    plain('prompt', 0, { choice, book }),
    plain('few-shot', choice.fewShotTokens, { choice, book }),
    cached(choice, book),
    retrieval(choice, book),
  ];
}

interface At {
  readonly choice: PromptingChoice;
  readonly book: PriceBook;
}

function plain(name: PromptingName, more: number, { choice, book }: At): Way<PromptingName> {
  const { inputTokens, outputTokens } = choice.traffic;
  const size = more === 0 ? `${inputTokens} tokens in, ${outputTokens} out` : `${more} tokens of examples more`;
  const asked = { ...choice, inputTokens: inputTokens + more, outputTokens, whose: 'base' } as const;
  const rate = requestRate(asked, book);
  if (rate.kind === 'unknown') return unknown(name, rate.why, size);
  const curve = { standing: 0n, perRequest: rate.perRequest, window: 0n, windows: 0n };
  return { name, curve, why: undefined, prices: rate.prices, size };
}

/** Few-shot whose examples are read from the cache each time: what traffic often enough comes to. Writing the cache is not counted. */
function cached(choice: PromptingChoice, book: PriceBook): Way<PromptingName> {
  const size = `${choice.fewShotTokens} tokens of examples from the cache`;
  const price = book(choice.modelId, 'cached-input-tokens-1m', choice.region);
  const request = plain('caching', 0, { choice, book });
  if (!request.curve) return { ...request, size };
  if (price.kind === 'unknown') return unknown('caching', price.why, size);
  // Per million, so a thousandth of a micro-dollar a token; rounded up to the nano-dollar for a request as a whole.
  const read = (BigInt(price.price.amount) * BigInt(choice.fewShotTokens) + 999n) / 1000n;
  const curve = { ...request.curve, perRequest: request.curve.perRequest + read };
  return { ...request, curve, prices: [...request.prices, price.price], size };
}

function retrieval(choice: PromptingChoice, book: PriceBook): Way<PromptingName> {
  const size = `${choice.retrievalTokens} tokens of passages more, and a vector store`;
  if (choice.storeAMonth === undefined)
    return unknown('retrieval', 'What your vector store costs a month was not given.', size);
  const request = plain('retrieval', choice.retrievalTokens, { choice, book });
  if (!request.curve) return { ...request, size };
  return { ...request, curve: { ...request.curve, standing: nano(choice.storeAMonth) }, size };
}
