import { eachExchange } from './alike/each-exchange.ts';
import { saidIn } from './alike/said-in.ts';
import type { DatasetTokens } from './dataset-report.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { thousands } from './judge.ts';
import { isPicked } from './spread-evenly.ts';

/** What is counted: a system text, what is asked, and what is answered. */
export interface TextToCount {
  readonly system: string;
  readonly asked: string;
  readonly answered: string;
}

/** The provider's own count for a base model; `not-offered` where it has none for this model, `unread` where it did not answer. */
export interface TokenCounter {
  count(baseModelId: string, text: TextToCount): Promise<number | 'not-offered' | 'unread'>;
}

/** One record of the sample with our estimate of it. */
export interface PickedRecord {
  readonly text: TextToCount;
  readonly estimate: number;
}

/** Records whose tokens the provider counts. */
const WANTED = 30;

/** Picks records spread evenly over a file of `records`. */
export async function pickToCount(source: AsyncIterable<Uint8Array>, records: number): Promise<PickedRecord[]> {
  const picked: PickedRecord[] = [];
  let index = -1;
  await eachExchange(source, (exchange) => {
    index += 1;
    if (!isPicked(index, { records, wanted: WANTED }) || exchange.prompt === '') return;
    const { system, said } = saidIn(exchange);
    const estimate = estimateTokens(exchange.prompt).estimate + estimateTokens(exchange.completion).estimate;
    picked.push({ text: { system, asked: said, answered: exchange.completion }, estimate });
  });
  return picked;
}

/** A record that was counted. */
export interface CountedRecord {
  readonly estimate: number;
  readonly counted: number;
}

/**
 * The estimate of the whole, corrected by what the provider counted: total × Σ counted / Σ estimated, with the error of that
 * ratio (95 %). Undefined where fewer than two records were counted.
 */
export function correctedBy(
  counted: readonly CountedRecord[],
  whole: { tokens: DatasetTokens; records: number },
): DatasetTokens | undefined {
  const n = counted.length;
  const estimated = counted.reduce((sum, { estimate }) => sum + estimate, 0);
  if (n < 2 || estimated === 0) return undefined;
  const ratio = counted.reduce((sum, one) => sum + one.counted, 0) / estimated;
  const squares = counted.reduce((sum, one) => sum + (one.counted - ratio * one.estimate) ** 2, 0);
  const left = Math.max(0, 1 - n / whole.records);
  const ofRatio = 1.96 * whole.records * Math.sqrt((left * squares) / (n - 1) / n);
  const estimate = whole.tokens.estimate * ratio;
  const error = Math.hypot(ofRatio, estimate * (whole.tokens.sampled?.errorShare ?? 0));
  return {
    estimate: Math.round(estimate),
    low: Math.round(Math.max(0, estimate - error)),
    high: Math.round(estimate + error),
    how: `Bedrock’s CountTokens counted ${thousands(n)} of ${thousands(whole.records)} records; the others are taken to be like them, which adds an error of ${((error / estimate) * 100).toFixed(1)} % (95 % confidence).`,
  };
}
