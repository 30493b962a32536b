/**
 * What the sandbox knows of base models, as of 2026-11-20. Tunable ids and regions: Bedrock user guide, custom-model-fine-tuning;
 * hyperparameters: custom-models-hp; record limits: model-customization-prepare and the Nova user guide's
 * fine-tune-prepare-data-understanding; on-demand serving: deploy-custom-model-on-demand; ends of life: model-lifecycle.
 * Llama 3.3's ranges are those of 3.1/3.2 (not on AWS's page); Nova 2 Lite's are those of Nova.
 */

/** One hyperparameter: inclusive range, the value when absent, whole numbers only or not. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
  readonly whole: boolean;
}

/** How one model may be fine-tuned. */
export interface Tuning {
  readonly format: 'converse' | 'prompt-completion';
  readonly minRecords: number;
  readonly maxRecords: number;
  /** Limit over training and validation records together, where AWS counts both. */
  readonly countsValidation: boolean;
  readonly validation: boolean;
  readonly hyperParameters: Readonly<Record<string, Range>>;
  /** A customized model can be served by a custom model deployment. */
  readonly onDemand: boolean;
  /** Words that may not stand in system or user text. */
  readonly reserved: readonly string[];
  readonly images: boolean;
}

export interface BaseModel {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly regions: readonly string[];
  readonly inputs: readonly ('TEXT' | 'IMAGE')[];
  /** What `inferenceTypesSupported` says. Empty: invoked through an inference profile only, or only tuned. */
  readonly inference: readonly ('ON_DEMAND' | 'PROVISIONED')[];
  /** A cross-region inference profile ("us.<id>") exists. */
  readonly profile: boolean;
  readonly tuning?: Tuning;
  /** ISO date; AWS answers nothing for the model from then on. */
  readonly endOfLife?: string;
}

const range = (min: number, max: number, fallback: number): Range => ({ min, max, fallback, whole: false });
const count = (min: number, max: number, fallback: number): Range => ({ min, max, fallback, whole: true });

const NOVA: Tuning = {
  format: 'converse',
  minRecords: 8,
  maxRecords: 20_000,
  countsValidation: true,
  validation: true,
  hyperParameters: {
    epochCount: count(1, 5, 2),
    learningRate: range(1e-6, 1e-4, 1e-5),
    learningRateWarmupSteps: count(0, 100, 10),
  },
  onDemand: true,
  reserved: ['System:', 'User:', 'Bot:', 'Assistant:', '[EOS]', '<image>', '<video>'],
  images: true,
};

const LLAMA: Tuning = {
  format: 'converse',
  minRecords: 100,
  maxRecords: 10_000,
  countsValidation: true,
  validation: true,
  hyperParameters: { epochCount: count(1, 10, 5), batchSize: count(1, 1, 1), learningRate: range(5e-6, 0.1, 1e-4) },
  onDemand: false,
  reserved: [],
  images: false,
};

const EAST = ['us-east-1'];
const WEST = ['us-west-2'];
const US = [...EAST, ...WEST];

type Common = Pick<BaseModel, 'name' | 'provider' | 'inputs'>;

/** The base id, and beside it the variant with a context suffix that only customization (and Provisioned Throughput) takes. */
function family(common: Common, ids: { base: string; tunable: string; regions: readonly string[] }, tuning: Tuning) {
  const direct = common.name !== 'Nova 2 Lite' && common.provider === 'Amazon';
  const base: BaseModel = {
    ...common,
    id: ids.base,
    regions: US,
    inference: direct ? ['ON_DEMAND'] : [],
    profile: true,
  };
  const tunable: BaseModel = {
    ...common,
    id: ids.tunable,
    regions: ids.regions,
    inference: ['PROVISIONED'],
    profile: false,
    tuning,
  };
  return [base, tunable];
}

function nova(name: string, ids: { id: string; context: string }, tuning: Tuning): BaseModel[] {
  const inputs = tuning.images ? (['TEXT', 'IMAGE'] as const) : (['TEXT'] as const);
  const base = `amazon.${ids.id}-v1:0`;
  return family(
    { name, provider: 'Amazon', inputs },
    { base, tunable: `${base}:${ids.context}`, regions: EAST },
    tuning,
  );
}

function llama(name: string, size: string, tuning: Tuning): BaseModel[] {
  const base = `meta.llama${size}-instruct-v1:0`;
  const inputs = tuning.images ? (['TEXT', 'IMAGE'] as const) : (['TEXT'] as const);
  return family({ name, provider: 'Meta', inputs }, { base, tunable: `${base}:128k`, regions: WEST }, tuning);
}

const LLAMA_3_1: Tuning = { ...LLAMA, format: 'prompt-completion' };

export const BASE_MODELS: readonly BaseModel[] = [
  ...nova('Nova Micro', { id: 'nova-micro', context: '128k' }, { ...NOVA, images: false }),
  ...nova('Nova Lite', { id: 'nova-lite', context: '300k' }, NOVA),
  ...nova('Nova Pro', { id: 'nova-pro', context: '300k' }, NOVA),
  ...nova('Nova 2 Lite', { id: 'nova-2-lite', context: '256k' }, { ...NOVA, validation: false }),
  {
    id: 'amazon.nova-lite-v1:0:24k',
    name: 'Nova Lite',
    provider: 'Amazon',
    regions: EAST,
    inputs: ['TEXT', 'IMAGE'],
    inference: ['PROVISIONED'],
    profile: false,
  },
  ...llama('Llama 3.1 8B', '3-1-8b', LLAMA_3_1),
  ...llama('Llama 3.1 70B', '3-1-70b', LLAMA_3_1),
  ...llama('Llama 3.2 1B', '3-2-1b', LLAMA),
  ...llama('Llama 3.2 3B', '3-2-3b', LLAMA),
  ...llama('Llama 3.2 11B', '3-2-11b', { ...LLAMA, images: true }),
  ...llama('Llama 3.2 90B', '3-2-90b', { ...LLAMA, images: true }),
  ...llama('Llama 3.3 70B', '3-3-70b', { ...LLAMA, onDemand: true }),
  // Served and not tuned; the one here whose tokens AWS counts.
  {
    id: 'anthropic.claude-sonnet-4-20250514-v1:0',
    name: 'Claude Sonnet 4',
    provider: 'Anthropic',
    regions: US,
    inputs: ['TEXT', 'IMAGE'],
    inference: [],
    profile: true,
  },
  ...retired('anthropic.claude-3-haiku-20240307-v1:0:200k', 'Claude 3 Haiku', '2026-09-10'),
  ...retired('amazon.nova-premier-v1:0', 'Nova Premier', '2026-09-14'),
  ...retired('amazon.nova-canvas-v1:0', 'Nova Canvas', '2026-09-30'),
];

function retired(id: string, name: string, endOfLife: string): BaseModel[] {
  const provider = id.startsWith('amazon') ? 'Amazon' : 'Anthropic';
  return [{ id, name, provider, regions: US, inputs: ['TEXT'], inference: [], profile: false, endOfLife }];
}

/** The id inside a foundation-model ARN; an id stays what it is. */
export function modelIdOf(identifier: string): string {
  return /^arn:[^:]+:bedrock:[^:]*::foundation-model\/(.+)$/.exec(identifier)?.[1] ?? identifier;
}

/** The base model that an id or ARN names, in any region, at any age. */
export function findBaseModel(identifier: string): BaseModel | undefined {
  const id = modelIdOf(identifier);
  return BASE_MODELS.find((model) => model.id === id);
}

export function isRetired(model: BaseModel, nowMs: number): boolean {
  return model.endOfLife !== undefined && nowMs >= Date.parse(model.endOfLife);
}
