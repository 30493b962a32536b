import { costOf, type MicroUsd, sumUsd, ZERO_USD } from '../money.ts';
import { costOfRequests } from './cost-of-requests.ts';
import type { TokenEstimate } from './estimate-training.ts';
import { IMPORTED_MODEL, type Price, type PriceAnswer, type PriceBook, type PriceUnit } from './price.ts';

/** A number that is known as a range; both ends are 0 or more. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** One position of an estimate. `why` says why a price is missing; a missing price is never zero. */
export type CostLine = { readonly what: string; readonly when: 'once' | 'a month' } & (
  | { readonly kind: 'known'; readonly low: MicroUsd; readonly high: MicroUsd; readonly prices: readonly Price[] }
  | { readonly kind: 'unknown'; readonly why: string }
);

/** Requests with the tokens of one. */
export interface Asked {
  readonly modelId: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a method is going to use, as far as it decides the price. */
export type MethodJob =
  | { readonly method: 'prompt'; readonly evaluation: Asked }
  | {
      readonly method: 'fine-tuning' | 'cpt';
      readonly modelId: string;
      readonly tokens: TokenEstimate;
      readonly epochs: number;
      readonly evaluation: Asked | undefined;
    }
  | { readonly method: 'reinforcement'; readonly modelId: string; readonly hours: Range }
  | {
      readonly method: 'distillation';
      readonly modelId: string;
      /** What the teacher is asked; the student is trained on its prompts and answers. */
      readonly teacher: Asked;
      readonly epochs: number;
    }
  | {
      readonly method: 'import';
      /** Custom model units of one copy. */
      readonly importUnits: number;
      readonly copies: number;
      /** Five-minute windows of a month in which a request comes. */
      readonly windows: Range;
    }
  /** One family's smaller and larger model; AWS decides which of them answers. */
  | { readonly method: 'router'; readonly between: readonly [Asked, Asked] }
  | {
      readonly method: 'rag';
      /** Tokens of everything that is embedded once. */
      readonly corpus: Range;
      readonly embeddingModelId: string;
      /** Tokens of a question, which is embedded too. */
      readonly questionTokens: number;
      readonly storeAMonth: MicroUsd | undefined;
      /** A month's requests; the input is only what the passages add. */
      readonly added: Asked;
    };

interface Market {
  readonly book: PriceBook;
  readonly region: string;
}

/** What a method costs once and by the month before anybody hosts anything, position by position, each as a range. */
export function estimateMethod(job: MethodJob, market: Market): CostLine[] {
  switch (job.method) {
    case 'prompt':
      return [answers('Evaluation answers', job.evaluation, { market, when: 'once' })];
    case 'fine-tuning':
    case 'cpt':
      return [
        training(job.modelId, times(job.tokens, job.epochs), market),
        ...(job.evaluation ? [answers('Evaluation answers', job.evaluation, { market, when: 'once' })] : []),
        stored(job.modelId, market),
      ];
    case 'reinforcement':
      return [
        byUnit({ what: 'Training hours', when: 'once' }, job.hours, at(job.modelId, 'training-hour', market)),
        stored(job.modelId, market),
      ];
    case 'distillation':
      return distillation(job, market);
    case 'import':
      return imported(job, market);
    case 'router':
      return [routed(job.between, market), ROUTING];
    case 'rag':
      return retrieval(job, market);
    default:
      return job satisfies never;
  }
}

/** The sum of the known positions, and how many are not known. */
export function totalOf(lines: readonly CostLine[], when: CostLine['when']) {
  const of = lines.filter((line) => line.when === when);
  const known = of.filter((line) => line.kind === 'known');
  return {
    low: sumUsd(ZERO_USD, ...known.map(({ low }) => low)),
    high: sumUsd(ZERO_USD, ...known.map(({ high }) => high)),
    unknown: of.length - known.length,
  };
}

function distillation(job: Extract<MethodJob, { method: 'distillation' }>, market: Market): CostLine[] {
  const { requests, inputTokens, outputTokens } = job.teacher;
  const learnt = (answer: number) => requests * (inputTokens + answer) * job.epochs;
  const { low, high } = lengths(outputTokens);
  return [
    answers('Teacher’s answers', job.teacher, { market, when: 'once' }),
    training(job.modelId, { low: learnt(low), high: learnt(high) }, market),
    stored(job.modelId, market),
  ];
}

function retrieval(job: Extract<MethodJob, { method: 'rag' }>, market: Market): CostLine[] {
  const { storeAMonth } = job;
  const questions = (job.added.requests * job.questionTokens) / 1000;
  const store: CostLine =
    storeAMonth === undefined
      ? { what: 'Vector store', when: 'a month', kind: 'unknown', why: 'What your vector store costs was not given.' }
      : { what: 'Vector store', when: 'a month', kind: 'known', low: storeAMonth, high: storeAMonth, prices: [] };
  const embedding = at(job.embeddingModelId, 'input-tokens-1k', market);
  return [
    byUnit({ what: 'Embedding the corpus', when: 'once' }, thousands(job.corpus), embedding),
    byUnit({ what: 'Embedding the questions', when: 'a month' }, { low: questions, high: questions }, embedding),
    store,
    answers('Passages in the prompt', job.added, { market, when: 'a month' }),
  ];
}

const at = (modelId: string, unit: PriceUnit, { book, region }: Market) => book(modelId, unit, region);
const times = ({ low, high }: Range, by: number): Range => ({ low: low * by, high: high * by });
const thousands = (range: Range) => times(range, 1 / 1000);

function training(modelId: string, tokens: Range, market: Market): CostLine {
  const price = at(modelId, 'training-tokens-1k', market);
  return byUnit({ what: 'Training', when: 'once' }, thousands(tokens), price);
}

function stored(modelId: string, market: Market): CostLine {
  const price = at(modelId, 'stored-model-month', market);
  return byUnit({ what: 'Storing the model', when: 'a month' }, { low: 1, high: 1 }, price);
}

/** Storage by the unit, and copies × units × five-minute windows while requests come; nothing in between. */
function imported(job: Extract<MethodJob, { method: 'import' }>, market: Market): CostLine[] {
  const { importUnits: units, copies, windows } = job;
  const stored = at(IMPORTED_MODEL, 'import-unit-month', market);
  const served = at(IMPORTED_MODEL, 'import-unit-minute', market);
  return [
    byUnit({ what: 'Storing the model', when: 'a month' }, { low: units, high: units }, stored),
    byUnit({ what: 'Copies that answer', when: 'a month' }, times(windows, WINDOW_MINUTES * units * copies), served),
  ];
}

const WINDOW_MINUTES = 5;

/** Between everything answered by the cheaper model and everything by the dearer one. */
function routed(between: readonly [Asked, Asked], market: Market): CostLine {
  const [one, other] = between.map((asked) => answers('Answers', asked, { market, when: 'a month' }));
  if (one?.kind !== 'known') return one ?? ROUTING;
  if (other?.kind !== 'known') return other ?? ROUTING;
  const low = one.low < other.low ? one.low : other.low;
  const high = one.high > other.high ? one.high : other.high;
  return { ...one, low, high, prices: [...one.prices, ...other.prices] };
}

const ROUTING: CostLine = {
  ...{ what: 'Choosing the model', when: 'a month', kind: 'unknown' },
  why: 'What AWS charges for routing a request stands in no price that Rung knows.',
};

function byUnit(line: Pick<CostLine, 'what' | 'when'>, quantity: Range, answer: PriceAnswer): CostLine {
  if (answer.kind === 'unknown') return { ...line, kind: 'unknown', why: answer.why };
  const { price } = answer;
  const [low, high] = [costOf(price.amount, quantity.low), costOf(price.amount, quantity.high)];
  return { ...line, kind: 'known', low, high, prices: [price] };
}

/** Answers vary in length: the range is half to one and a half times the stated one. */
const lengths = (tokens: number): Range => ({ low: Math.floor(tokens / 2), high: Math.ceil((tokens * 3) / 2) });

function answers(what: string, asked: Asked, { market, when }: { market: Market; when: CostLine['when'] }): CostLine {
  const cost = (outputTokens: number) =>
    costOfRequests({ ...asked, outputTokens, whose: 'base', region: market.region }, market.book);
  const output = lengths(asked.outputTokens);
  const [low, high] = [cost(output.low), cost(output.high)];
  if (low.kind === 'unknown') return { what, when, ...low };
  if (high.kind === 'unknown') return { what, when, ...high };
  return { what, when, kind: 'known', low: low.amount, high: high.amount, prices: high.prices };
}
