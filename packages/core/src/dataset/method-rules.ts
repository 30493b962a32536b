import type { BaseModel, RecordLimits, Source } from './base-models.ts';
import type { TuningMethod } from './dataset-report.ts';

/** What a method asks of a dataset for one base model. */
export interface MethodRules {
  /** The model with the layouts and limits that this method has for it. */
  readonly model: BaseModel;
  /** Why AWS takes no such job, in one sentence; undefined where it does. The data is checked all the same. */
  readonly refusal: string | undefined;
  /** Most bytes of the training file; undefined where AWS names none. */
  readonly maxBytes: number | undefined;
}

export const TUNING_METHODS = [
  'fine-tuning',
  'reinforcement-fine-tuning',
  'distillation',
  'cpt',
] as const satisfies readonly TuningMethod[];

/** How people call each method. */
export const METHOD_NAMES: Readonly<Record<TuningMethod, string>> = {
  'fine-tuning': 'fine-tuning',
  'reinforcement-fine-tuning': 'reinforcement fine-tuning',
  distillation: 'distillation',
  cpt: 'continued pre-training',
};

interface MethodRow {
  /** Names of the models that the method is offered for. */
  readonly models: readonly string[];
  readonly overrides: Partial<BaseModel>;
  readonly maxBytes?: number;
  readonly source: Source;
}

const GUIDE = 'https://docs.aws.amazon.com/bedrock/latest/userguide';
const limits = (min: number, max: number): RecordLimits => ({ min, max, validationMax: max, sumMax: max });

/** The dated table of methods beside `base-models.ts`; plain fine-tuning is what stands there. */
const ROWS: Readonly<Record<Exclude<TuningMethod, 'fine-tuning'>, MethodRow>> = {
  // 100 to 20,000 prompts, in OpenAI's chat layout or as logged calls. Open-weight models have an API of their own.
  'reinforcement-fine-tuning': {
    models: ['Nova 2 Lite'],
    overrides: {
      formats: ['openai-chat', 'invocation-log'],
      records: limits(100, 20_000),
      modalities: ['text'],
      validationSet: false,
      hyperParameters: [],
      doubts: ['AWS’s pages name no default number of epochs for reinforcement fine-tuning.'],
    },
    source: { url: `${GUIDE}/rft-prepare-data.html`, asOf: '2026-11-26' },
  },
  // Text in one turn, 100 to 15,000 prompts, at most 1 GB; students of Nova Pro and of the larger Llamas.
  distillation: {
    models: [
      'Nova Micro',
      'Nova Lite',
      'Llama 3.1 8B Instruct',
      'Llama 3.1 70B Instruct',
      'Llama 3.2 1B Instruct',
      'Llama 3.2 3B Instruct',
      'Llama 3.3 70B Instruct',
    ],
    overrides: {
      formats: ['conversation', 'invocation-log'],
      records: limits(100, 15_000),
      modalities: ['text'],
      imageFormats: [],
      videoFormats: [],
      documentFormats: [],
      maxImagesPerMessage: undefined,
      validationSet: false,
      hyperParameters: [],
      doubts: ['Which Llamas are students depends on the teacher; Bedrock’s table of pairs decides.'],
    },
    maxBytes: 1_000_000_000,
    source: { url: `${GUIDE}/distillation-prepare-datasets.html`, asOf: '2026-11-20' },
  },
  // SageMaker only: recipes for Nova (nova/latest/userguide/nova-cpt.html), JumpStart's domain adaptation for Llama.
  cpt: {
    models: [
      'Nova Micro',
      'Nova Lite',
      'Nova Pro',
      'Nova 2 Lite',
      'Llama 3.1 8B Instruct',
      'Llama 3.1 70B Instruct',
      'Llama 3.2 1B Instruct',
      'Llama 3.2 3B Instruct',
      'JumpStart model',
    ],
    overrides: {
      formats: ['plain-text'],
      records: limits(1, Number.POSITIVE_INFINITY),
      maxRecordTokens: undefined,
      modalities: ['text'],
      reservedWords: [],
      hyperParameters: [],
      doubts: [
        'Bedrock no longer offers continued pre-training; on SageMaker no limit on records or their length was found.',
      ],
    },
    source: { url: 'https://docs.aws.amazon.com/nova/latest/userguide/nova-cpt.html', asOf: '2026-11-20' },
  },
};

/** Assumed where nobody names one: the cheapest that the method is offered for, or the only one. */
const ASSUMED: Readonly<Record<TuningMethod, string>> = {
  'fine-tuning': 'amazon.nova-micro-v1:0:128k',
  'reinforcement-fine-tuning': 'amazon.nova-2-lite-v1:0:256k',
  distillation: 'amazon.nova-micro-v1:0:128k',
  cpt: 'amazon.nova-micro-v1:0:128k',
};

/** The id of the model that a file is checked for when nobody names one. */
export function assumedModel(method: TuningMethod): string {
  return ASSUMED[method];
}

/** What `method` asks of the data for `model`, as of the row's source; asking again of its answer changes nothing. */
export function rulesFor(model: BaseModel, method: TuningMethod): MethodRules {
  if (method === 'fine-tuning') return { model, refusal: undefined, maxBytes: undefined };
  const { models, overrides, maxBytes, source } = ROWS[method];
  return {
    model: { ...model, ...overrides, source },
    refusal: models.includes(model.name) ? undefined : refusalOf(model, method, models),
    maxBytes,
  };
}

function refusalOf({ name }: BaseModel, method: TuningMethod, models: readonly string[]): string {
  const where = method === 'cpt' ? 'AWS' : 'Bedrock';
  return `${where} offers ${METHOD_NAMES[method]} for ${models.join(', ')}, not for ${name}.`;
}
