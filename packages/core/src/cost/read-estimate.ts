import { type BaseModel, findBaseModel, tunableIn } from '../dataset/base-models.ts';
import type { Traffic } from './traffic.ts';

/** What somebody asked to be estimated, or what is missing, as a sentence. */
export type EstimateWords =
  | { readonly kind: 'asked'; readonly base: BaseModel; readonly traffic: Traffic }
  /** No traffic was stated: what was measured of this model is taken. */
  | { readonly kind: 'measure'; readonly base: BaseModel }
  | { readonly kind: 'unclear'; readonly because: string };

const MOST = { requests: 1e9, tokens: 200_000 } as const;
const DEFAULT_BASE = 'amazon.nova-2-lite-v1:0:256k';

/** Reads "2,000,000 800 120 nova lite": requests a month, tokens in and out of one, and a base model if it is not Nova 2 Lite. Nothing, or a model alone, means its measured traffic. */
export function readEstimate(words: string, region: string): EstimateWords {
  const named = baseNamed(words.trim(), region);
  if (named) return { kind: 'measure', base: named };
  const [requests, input, output, ...model] = words.trim().split(/\s+/);
  const requestsAMonth = count(requests, MOST.requests);
  const inputTokens = count(input, MOST.tokens);
  const outputTokens = count(output, MOST.tokens);
  if (requestsAMonth === undefined || inputTokens === undefined || outputTokens === undefined)
    return unclear(
      'It takes requests a month and the tokens of one, in and out: `/rung estimate 2,000,000 800 120`. With a model alone it takes what CloudWatch measured of it.',
    );
  const base = baseNamed(model.join(' '), region);
  if (!base) return unclear(`There is no base model “${model.join(' ')}” to tune in ${region}.`);
  const traffic = { requestsAMonth, inputTokens, outputTokens, activeHoursADay: 24, busiestHourPercent: 100 };
  return { kind: 'asked', base, traffic };
}

const unclear = (because: string): EstimateWords => ({ kind: 'unclear', because });

function count(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\d{1,3}(?:,\d{3})+$|^\d+$/.test(text)) return undefined;
  const number = Number(text.replaceAll(',', ''));
  return number <= most ? number : undefined;
}

function baseNamed(name: string, region: string): BaseModel | undefined {
  if (name === '') return baseNamed(DEFAULT_BASE, region) ?? tunableIn(region)[0];
  const found = findBaseModel(name);
  if (found.kind === 'tunable') return found.model;
  return tunableIn(region).find((base) => base.name.toLowerCase() === name.toLowerCase());
}
