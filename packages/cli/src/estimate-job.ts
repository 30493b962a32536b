import type { Asked, MethodJob, Range } from '@rung/core/cost/estimate-method.ts';
import { EMBEDDING_MODEL } from '@rung/core/cost/price.ts';
import type { PromptingChoice } from '@rung/core/cost/prompting-ways.ts';
import type { ServingChoice } from '@rung/core/cost/serving-ways.ts';
import { activeHoursAMonth } from '@rung/core/cost/traffic.ts';
import { whole } from './read-number.ts';
import { wrongUse } from './read-options.ts';

/** Ways to get a better model, as `--method` names them. */
const METHODS = [
  'prompt',
  'fine-tuning',
  'cpt',
  'reinforcement-fine-tuning',
  'distillation',
  'import',
  'rag',
  'router',
] as const;
type Method = (typeof METHODS)[number];

export const JOB_OPTIONS = {
  method: { type: 'string', default: 'fine-tuning' },
  tokens: { type: 'string' },
  epochs: { type: 'string', default: '2' },
  'training-hours': { type: 'string' },
  prompts: { type: 'string' },
  teacher: { type: 'string', default: 'amazon.nova-pro-v1:0' },
  embedding: { type: 'string', default: EMBEDDING_MODEL },
  'other-model': { type: 'string' },
  evaluation: { type: 'string' },
} as const;

export interface JobOptions {
  readonly method: string;
  readonly tokens?: string | undefined;
  readonly epochs: string;
  readonly 'training-hours'?: string | undefined;
  readonly prompts?: string | undefined;
  readonly teacher: string;
  readonly embedding: string;
  readonly 'other-model'?: string | undefined;
  readonly evaluation?: string | undefined;
}

type Choice = ServingChoice & PromptingChoice;

interface Told {
  readonly options: JobOptions;
  readonly choice: Choice;
  readonly usage: string;
}

/** What a method is going to use; undefined where what it is measured by was not named, as `--tokens` of a tune. */
export function readJob(told: Told): MethodJob | undefined {
  const { choice, options } = told;
  const { modelId, traffic } = choice;
  const asked = (model: string, requests: number, inputTokens = traffic.inputTokens): Asked => ({
    ...{ modelId: model, requests, inputTokens, outputTokens: traffic.outputTokens },
  });
  const evaluation = options.evaluation === undefined ? undefined : asked(modelId, many(told, 'evaluation'));
  const method = readMethod(told);
  switch (method) {
    case 'prompt':
      return evaluation && { method, evaluation };
    case 'fine-tuning':
    case 'cpt': {
      if (options.tokens === undefined) return undefined;
      const tokens = many(told, 'tokens');
      const epochs = whole('--epochs', options.epochs, { min: 1, max: 100, usage: told.usage });
      return { method, modelId, tokens: { estimate: tokens, low: tokens, high: tokens }, epochs, evaluation };
    }
    case 'reinforcement-fine-tuning':
      return { method: 'reinforcement', modelId, hours: readHours(told) };
    case 'distillation': {
      const epochs = whole('--epochs', options.epochs, { min: 1, max: 100, usage: told.usage });
      return { method, modelId, teacher: asked(options.teacher, many(told, 'prompts')), epochs };
    }
    case 'import':
      return { method, importUnits: choice.importUnits, copies: choice.importCopies, windows: windowsOf(choice) };
    case 'rag':
      return retrieval(told);
    case 'router': {
      const other = options['other-model'];
      if (other === undefined) throw wrongUse('--other-model is needed: a router chooses between two.', told.usage);
      return { method, between: [asked(modelId, traffic.requestsAMonth), asked(other, traffic.requestsAMonth)] };
    }
    default:
      return method satisfies never;
  }
}

function readMethod({ options, usage }: Told): Method {
  const method = METHODS.find((one) => one === options.method);
  if (method) return method;
  throw wrongUse(`--method is ${JSON.stringify(options.method)}; there are ${METHODS.join(', ')}.`, usage);
}

/** A count that a method cannot do without. */
function many({ options, usage }: Told, name: 'evaluation' | 'tokens' | 'prompts'): number {
  const text = options[name];
  if (text === undefined) throw wrongUse(`--${name} is needed for --method ${options.method}.`, usage);
  return whole(`--${name}`, text, { min: 1, max: 1e11, usage });
}

/** "4" or "2-6.5": AWS bills reinforcement fine-tuning by the hour, and nobody knows before how many it takes. */
function readHours({ options, usage }: Told): Range {
  const text = options['training-hours'] ?? '';
  const [, low, high = low] = /^(\d{1,4}(?:\.\d{1,2})?)(?:-(\d{1,4}(?:\.\d{1,2})?))?$/.exec(text) ?? [];
  const hours = { low: Number(low), high: Number(high) };
  if (hours.low > 0 && hours.high >= hours.low) return hours;
  throw wrongUse(`--training-hours is ${JSON.stringify(text)}; give hours, "4" or "2-6.5".`, usage);
}

function retrieval(told: Told): MethodJob {
  const { choice, options } = told;
  const { modelId, traffic, retrievalTokens, storeAMonth } = choice;
  const corpus = many(told, 'tokens');
  return {
    ...{ method: 'rag', embeddingModelId: options.embedding, storeAMonth, questionTokens: traffic.inputTokens },
    corpus: { low: corpus, high: corpus },
    added: { modelId, requests: traffic.requestsAMonth, inputTokens: retrievalTokens, outputTokens: 0 },
  };
}

/** Fewest when the requests of an hour come together, most when each comes in a window of its own. */
function windowsOf({ traffic }: Choice): Range {
  const hours = activeHoursAMonth(traffic);
  const { requestsAMonth } = traffic;
  return { low: Math.min(requestsAMonth, hours), high: Math.min(requestsAMonth, hours * WINDOWS_AN_HOUR) };
}

const WINDOWS_AN_HOUR = 12;
