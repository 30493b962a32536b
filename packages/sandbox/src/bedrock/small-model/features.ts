import { distinctWords, hashText, mix } from './pieces.ts';

/** Rows of the table of feature embeddings, a power of two; features share rows by hash. */
export const FEATURE_ROWS = 1 << 16;
/** Words of one turn that count. */
const MAX_WORDS = 96;

/** What a completion answers. */
export interface Prompt {
  readonly system: string;
  /** Turns before the last, in order; empty for single-turn data. */
  readonly earlier: string;
  /** The last turn of the user. */
  readonly user: string;
}

/** One thing to learn: the completion that belongs to a prompt. */
export interface Example {
  readonly prompt: Prompt;
  readonly completion: string;
}

/** Hashes of what the prompt says, computed once for all positions of the completion. */
export function promptHashes(prompt: Prompt): Uint32Array {
  const of = (kind: number, text: string) => distinctWords(text, MAX_WORDS).map((word) => mix(kind, hashText(word)));
  const system = prompt.system ? [mix(3, hashText(prompt.system))] : [];
  return Uint32Array.from([...of(1, prompt.user), ...of(2, prompt.earlier), ...system]);
}

/** How many features do not depend on the prompt. */
const CONTEXTS = 4;

/** Active features of one position: rows of the table and the weight of each. `count` of them are valid. */
export interface ActiveFeatures {
  readonly rows: Uint32Array;
  readonly weights: Float32Array;
  count: number;
}

/** Room for the features of any position. */
export function featureRoom(): ActiveFeatures {
  const size = CONTEXTS + 2 * (2 * MAX_WORDS + 1);
  return { rows: new Uint32Array(size), weights: new Float32Array(size), count: 0 };
}

/**
 * Fills in the features of the position after `written`: the last one, two and three tokens and the place in the text, then
 * every word of the prompt alone and together with the last two tokens (so that "refund" may mean one thing after
 * `"category":"` and another after `"priority":"`).
 */
export function fillFeatures(active: ActiveFeatures, prompt: Uint32Array, written: readonly number[]): void {
  const length = written.length;
  const one = mix(11, written[length - 1] ?? 0);
  const two = mix(one, mix(12, written[length - 2] ?? 0));
  const three = mix(two, mix(13, written[length - 3] ?? 0));
  let count = 0;
  const add = (hash: number, weight: number) => {
    active.rows[count] = hash & (FEATURE_ROWS - 1);
    active.weights[count++] = weight;
  };
  for (const hash of [one, two, three, mix(14, Math.min(length, 40))]) add(hash, 1);
  const weight = 1 / Math.sqrt(Math.max(4, prompt.length));
  for (const hash of prompt) {
    add(hash, weight * 0.5);
    add(mix(hash, two), weight);
  }
  active.count = count;
}
