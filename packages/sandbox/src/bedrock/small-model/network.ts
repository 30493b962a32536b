import { type ActiveFeatures, FEATURE_ROWS } from './features.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Width of the embeddings. */
export const WIDTH = 32;
/** Errors of a token below this leave its output row alone: most of a softmax is noise near zero, and skipping it halves the work. */
const NEGLIGIBLE = 1e-3;

/**
 * A log-bilinear language model: the active features' embeddings add up to a state, and a token's logit is the product of its
 * output row with the state plus its bias. (Mnih & Hinton 2007, "Three new graphical models for statistical language modelling".)
 */
export interface Network {
  readonly vocabulary: Vocabulary;
  /** `FEATURE_ROWS` × `WIDTH`. */
  readonly embeddings: Float32Array;
  /** tokens × `WIDTH`. */
  readonly outputs: Float32Array;
  readonly biases: Float32Array;
}

/** Sums of squared gradients (AdaGrad), one per row: rows that learnt much take smaller steps. */
export interface Momentum {
  readonly embeddings: Float32Array;
  readonly outputs: Float32Array;
  readonly biases: Float32Array;
}

/** Scratch space of one pass, so that the inner loop allocates nothing. */
export interface Pass {
  readonly state: Float32Array;
  readonly stateError: Float32Array;
  readonly probabilities: Float32Array;
}

/** A network that knows nothing: embeddings zero, outputs random from the seed. */
export function createNetwork(vocabulary: Vocabulary, seed: number): Network {
  const size = vocabulary.tokens.length;
  const random = randomFrom(seed);
  return {
    vocabulary,
    embeddings: new Float32Array(FEATURE_ROWS * WIDTH),
    outputs: Float32Array.from({ length: size * WIDTH }, () => (random() - 0.5) * 2 * Math.sqrt(3 / WIDTH)),
    biases: new Float32Array(size),
  };
}

export function createMomentum(network: Network): Momentum {
  const tokens = network.biases.length;
  return {
    embeddings: new Float32Array(FEATURE_ROWS).fill(0.01),
    outputs: new Float32Array(tokens).fill(0.01),
    biases: new Float32Array(tokens).fill(0.01),
  };
}

export function createPass(network: Network): Pass {
  return {
    state: new Float32Array(WIDTH),
    stateError: new Float32Array(WIDTH),
    probabilities: new Float32Array(network.biases.length),
  };
}

/** mulberry32: numbers in [0, 1), the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Computes the state and the probability of every token. */
export function forward(network: Network, active: ActiveFeatures, pass: Pass): void {
  const { embeddings, outputs, biases } = network;
  const { state, probabilities } = pass;
  state.fill(0);
  for (let feature = 0; feature < active.count; feature++) {
    const base = (active.rows[feature] as number) * WIDTH;
    const weight = active.weights[feature] as number;
    for (let d = 0; d < WIDTH; d++) state[d] = (state[d] as number) + weight * (embeddings[base + d] as number);
  }
  let highest = -Infinity;
  for (let token = 0; token < biases.length; token++) {
    const logit = (biases[token] as number) + dot(outputs, token * WIDTH, state);
    probabilities[token] = logit;
    if (logit > highest) highest = logit;
  }
  let sum = 0;
  for (let token = 0; token < biases.length; token++) {
    const weight = Math.exp((probabilities[token] as number) - highest);
    probabilities[token] = weight;
    sum += weight;
  }
  for (let token = 0; token < biases.length; token++) probabilities[token] = (probabilities[token] as number) / sum;
}

/** The product of `WIDTH` values from `base` on with the state, in four sums at a time: a single one would wait for itself. */
function dot(values: Float32Array, base: number, state: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < WIDTH; at += 4) {
    a += (values[base + at] as number) * (state[at] as number);
    b += (values[base + at + 1] as number) * (state[at + 1] as number);
    c += (values[base + at + 2] as number) * (state[at + 2] as number);
    d += (values[base + at + 3] as number) * (state[at + 3] as number);
  }
  return a + b + (c + d);
}

/** One step down the gradient of −log p(target), after `forward` on the same features. */
export function backward(
  network: Network,
  momentum: Momentum,
  step: { active: ActiveFeatures; pass: Pass; target: number; rate: number },
): void {
  const { state, stateError, probabilities } = step.pass;
  stateError.fill(0);
  let stateSquare = 0;
  for (let d = 0; d < WIDTH; d++) stateSquare += (state[d] as number) ** 2;
  stateSquare /= WIDTH;
  for (let token = 0; token < probabilities.length; token++) {
    const error = (probabilities[token] as number) - (token === step.target ? 1 : 0);
    if (Math.abs(error) < NEGLIGIBLE) continue;
    const base = token * WIDTH;
    const rowRate = step.rate * error * adapted(momentum.outputs, token, error * error * stateSquare);
    for (let d = 0; d < WIDTH; d++) {
      const weight = network.outputs[base + d] as number;
      stateError[d] = (stateError[d] as number) + error * weight;
      network.outputs[base + d] = weight - rowRate * (state[d] as number);
    }
    const biasRate = step.rate * adapted(momentum.biases, token, error * error);
    network.biases[token] = (network.biases[token] as number) - biasRate * error;
  }
  moveEmbeddings(network, momentum, step);
}

function moveEmbeddings(
  network: Network,
  momentum: Momentum,
  step: { active: ActiveFeatures; pass: Pass; rate: number },
): void {
  const { stateError } = step.pass;
  let square = 0;
  for (let d = 0; d < WIDTH; d++) square += (stateError[d] as number) ** 2;
  square /= WIDTH;
  for (let feature = 0; feature < step.active.count; feature++) {
    const row = step.active.rows[feature] as number;
    const weight = step.active.weights[feature] as number;
    const rate = step.rate * weight * adapted(momentum.embeddings, row, square * weight * weight);
    const base = row * WIDTH;
    for (let d = 0; d < WIDTH; d++) {
      network.embeddings[base + d] = (network.embeddings[base + d] as number) - rate * (stateError[d] as number);
    }
  }
}

function adapted(sums: Float32Array, row: number, square: number): number {
  const sum = (sums[row] as number) + square;
  sums[row] = sum;
  return 1 / Math.sqrt(sum);
}
