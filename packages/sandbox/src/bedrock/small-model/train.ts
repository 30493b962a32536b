import { type ActiveFeatures, type Example, featureRoom, fillFeatures, promptHashes } from './features.ts';
import {
  backward,
  createMomentum,
  createNetwork,
  createPass,
  forward,
  type Momentum,
  type Network,
  type Pass,
  randomFrom,
} from './network.ts';
import type { Pace } from './pace.ts';
import { learnVocabulary, STOP } from './vocabulary.ts';

/** How to train: `learningRate` is relative to the base model's default, 1 being the default. */
export interface TrainingPlan {
  readonly seed: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly warmupSteps: number;
}

export interface StepLoss {
  readonly step: number;
  readonly epoch: number;
  /** Mean of −ln p per token. */
  readonly loss: number;
}

export interface Trained {
  readonly network: Network;
  /** Measured on each step's examples, before the step learnt from them. */
  readonly training: readonly StepLoss[];
  /** Measured by forward passes over each validation set, several times per epoch. */
  readonly validation: readonly (readonly StepLoss[])[];
}

/** The small model's step width at a base model's default rate. */
const RATE_AT_DEFAULT = 0.12;
/** Above the default the width grows with the square root, to this many times: the most that still converges. */
const MAX_RATE_FACTOR = 5;
/** Longest completion that is trained on, in tokens of the vocabulary; the rest is cut off. */
export const MAX_COMPLETION_TOKENS = 256;
/** How often in an epoch the validation sets are measured. */
export const VALIDATIONS_PER_EPOCH = 4;

interface Encoded {
  readonly prompt: Uint32Array;
  readonly completion: readonly number[];
}

interface Bench {
  readonly network: Network;
  readonly momentum: Momentum;
  readonly pass: Pass;
  readonly active: ActiveFeatures;
  readonly pace: Pace;
}

/** Trains a model from nothing on `examples` by stochastic gradient descent; the same input gives the same model. */
export async function train(
  data: { examples: readonly Example[]; validation: readonly (readonly Example[])[] },
  plan: TrainingPlan,
  pace: Pace,
): Promise<Trained> {
  const vocabulary = learnVocabulary(data.examples.map(({ completion }) => completion));
  const network = createNetwork(vocabulary, plan.seed);
  const bench = { network, momentum: createMomentum(network), pass: createPass(network), active: featureRoom(), pace };
  const encode = ({ prompt, completion }: Example): Encoded => ({
    prompt: promptHashes(prompt),
    completion: [...vocabulary.encode(completion).slice(0, MAX_COMPLETION_TOKENS), STOP],
  });
  const examples = await paced(data.examples, encode, pace);
  const validation = await Promise.all(data.validation.map((set) => paced(set, encode, pace)));
  return { network, ...(await descend(bench, { examples, validation, plan })) };
}

async function paced<A, B>(items: readonly A[], change: (item: A) => B, pace: Pace): Promise<B[]> {
  const changed: B[] = [];
  for (const item of items) {
    changed.push(change(item));
    if (pace.due()) await pace.rest();
  }
  return changed;
}

interface Course {
  readonly examples: readonly Encoded[];
  readonly validation: readonly (readonly Encoded[])[];
  readonly plan: TrainingPlan;
}

async function descend(bench: Bench, { examples, validation, plan }: Course) {
  const size = examplesPerStep(examples.length);
  const stepsPerEpoch = Math.ceil(examples.length / size);
  const between = Math.max(1, Math.ceil(stepsPerEpoch / VALIDATIONS_PER_EPOCH));
  const random = randomFrom(plan.seed ^ 0x5eed);
  const training: StepLoss[] = [];
  const measured: StepLoss[][] = validation.map(() => []);
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const order = shuffled(examples, random);
    for (let inEpoch = 0; inEpoch < stepsPerEpoch; inEpoch++) {
      const step = training.length;
      const batch = order.slice(inEpoch * size, (inEpoch + 1) * size);
      training.push({ step, epoch, loss: await learn(bench, batch, rateAt(plan, step)) });
      if ((inEpoch + 1) % between !== 0 && inEpoch + 1 !== stepsPerEpoch) continue;
      for (const [index, set] of validation.entries())
        measured[index]?.push({ step, epoch, loss: await learn(bench, set, 0) });
    }
  }
  return { training, validation: measured };
}

/** Small files still make some forty steps per epoch, so that a warm-up of ten is a part of the course and not all of it. */
export function examplesPerStep(examples: number): number {
  return Math.min(16, Math.max(1, Math.ceil(examples / 40)));
}

function rateAt({ learningRate, warmupSteps }: TrainingPlan, step: number): number {
  const factor = learningRate <= 1 ? learningRate : Math.min(MAX_RATE_FACTOR, Math.sqrt(learningRate));
  return RATE_AT_DEFAULT * factor * Math.min(1, (step + 1) / (warmupSteps + 1));
}

/** The mean loss per token over `batch`, measured while learning from it at `rate`; a rate of 0 only measures. */
async function learn(bench: Bench, batch: readonly Encoded[], rate: number): Promise<number> {
  const { network, momentum, pass, active, pace } = bench;
  let loss = 0;
  let tokens = 0;
  for (const { prompt, completion } of batch) {
    const written: number[] = [];
    for (const target of completion) {
      fillFeatures(active, prompt, written);
      forward(network, active, pass);
      loss -= Math.log(Math.max(1e-12, pass.probabilities[target] as number));
      if (rate > 0) backward(network, momentum, { active, pass, target, rate });
      written.push(target);
      tokens++;
      if (pace.due()) await pace.rest();
    }
  }
  return tokens === 0 ? 0 : loss / tokens;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
