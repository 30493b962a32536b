import { type Refusal, refuseBaseModel } from './refuse-base-model.ts';

/** Where a row of the table was read and when; say both wherever the row is shown. */
export interface Source {
  readonly url: string;
  /** ISO date of the reading. */
  readonly asOf: string;
}

/** Record layouts that a customization job takes, one method or another. */
export type TrainingFormat =
  | 'conversation'
  | 'prompt-completion'
  | 'openai-chat'
  | 'plain-text'
  | 'instruction'
  | 'invocation-log';

export type Modality = 'text' | 'image' | 'video' | 'document';

/** One hyperparameter of a customization job; Bedrock takes its value as a string. */
export interface HyperParameter {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly kind: 'whole' | 'real';
}

/** How many records a fine-tuning job takes; `sumMax` binds training and validation together. */
export interface RecordLimits {
  readonly min: number;
  readonly max: number;
  readonly validationMax: number;
  readonly sumMax: number;
}

export type Family = 'Nova' | 'Nova 2' | 'Llama 3.1' | 'Llama 3.2' | 'Llama 3.3' | 'JumpStart';

/** A model that Bedrock fine-tunes, with what it asks of the data and the job. */
export interface BaseModel {
  /** `baseModelIdentifier` as CreateModelCustomizationJob wants it. */
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  /** Regions that fine-tune it. */
  readonly regions: readonly string[];
  /** Regions that serve the tuned model on demand; empty means Provisioned Throughput only. */
  readonly onDemandRegions: readonly string[];
  readonly formats: readonly TrainingFormat[];
  readonly records: RecordLimits;
  /** Longest training record in tokens; undefined where AWS names none. */
  readonly maxRecordTokens: number | undefined;
  readonly modalities: readonly Modality[];
  /** Lower-case file formats. */
  readonly imageFormats: readonly string[];
  readonly videoFormats: readonly string[];
  /** One document a record, where any is taken. */
  readonly documentFormats: readonly string[];
  /** Undefined where AWS names none. */
  readonly maxImagesPerMessage: number | undefined;
  /** Text that fails the job wherever it stands in a record, in capitals or not. */
  readonly reservedWords: readonly string[];
  readonly validationSet: boolean;
  readonly hyperParameters: readonly HyperParameter[];
  /** ISO date after which AWS retires it, where one is announced. */
  readonly endOfLife: string | undefined;
  readonly source: Source;
  /** What of this row is inferred, not read. */
  readonly doubts: readonly string[];
}

const TUNABLE: Source = {
  url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/custom-model-fine-tuning.html',
  asOf: '2026-11-20',
};

/**
 * The guide names System:, User:, Bot:, Assistant:, [EOS], <image>, <video> (nova/latest/userguide/fine-tune-prepare-data-understanding.html).
 * AWS's published validator adds Thought: and <unk> and, in its newest form, takes no notice of capitals; a missing comma keeps
 * that form from ever finding [EOS] and Thought: (aws-samples, nova_ft_dataset_validator.py and its successor, read 2026-11-26).
 */
const NOVA_RESERVED = [
  'System:',
  'User:',
  'Bot:',
  'Assistant:',
  'Thought:',
  '[EOS]',
  '<image>',
  '<video>',
  '<unk>',
] as const;

/** docs.aws.amazon.com/bedrock/latest/userguide/cm-hp-nova-mm.html, read 2026-11-20. */
const NOVA_HYPER_PARAMETERS: readonly HyperParameter[] = [
  { name: 'epochCount', min: 1, max: 5, default: 2, kind: 'whole' },
  { name: 'learningRate', min: 1e-6, max: 1e-4, default: 1e-5, kind: 'real' },
  { name: 'learningRateWarmupSteps', min: 0, max: 100, default: 10, kind: 'whole' },
];

/** docs.aws.amazon.com/bedrock/latest/userguide/cm-hp-meta-llama31.html, read 2026-11-20. */
const LLAMA_HYPER_PARAMETERS: readonly HyperParameter[] = [
  { name: 'epochCount', min: 1, max: 10, default: 5, kind: 'whole' },
  { name: 'batchSize', min: 1, max: 1, default: 1, kind: 'whole' },
  { name: 'learningRate', min: 5e-6, max: 0.1, default: 1e-4, kind: 'real' },
];

const IMAGE_FORMATS = ['png', 'jpeg', 'gif', 'webp'] as const;

const nova = {
  family: 'Nova',
  regions: ['us-east-1'],
  onDemandRegions: ['us-east-1'],
  formats: ['conversation'],
  records: { min: 8, max: 20_000, validationMax: 20_000, sumMax: 20_000 },
  maxRecordTokens: 32_768,
  modalities: ['text', 'image', 'video', 'document'],
  imageFormats: IMAGE_FORMATS,
  videoFormats: ['mov', 'mkv', 'mp4', 'webm'],
  // The guide's page on documents was not found; AWS's newest validator takes one PDF a record.
  documentFormats: ['pdf'],
  maxImagesPerMessage: 10,
  reservedWords: NOVA_RESERVED,
  validationSet: true,
  hyperParameters: NOVA_HYPER_PARAMETERS,
  endOfLife: undefined,
  source: TUNABLE,
  doubts: [],
} as const satisfies Partial<BaseModel>;

const llama = {
  regions: ['us-west-2'],
  onDemandRegions: [],
  formats: ['conversation'],
  records: { min: 100, max: 10_000, validationMax: 1_000, sumMax: 10_000 },
  maxRecordTokens: 16_000,
  modalities: ['text'],
  imageFormats: [],
  videoFormats: [],
  documentFormats: [],
  maxImagesPerMessage: undefined,
  reservedWords: [],
  validationSet: true,
  hyperParameters: LLAMA_HYPER_PARAMETERS,
  endOfLife: undefined,
  source: TUNABLE,
  doubts: [],
} as const satisfies Partial<BaseModel>;

const llama31 = { ...llama, family: 'Llama 3.1', formats: ['prompt-completion'] } as const;
const llama32 = { ...llama, family: 'Llama 3.2' } as const;
const llama32Vision = {
  ...llama32,
  modalities: ['text', 'image'],
  imageFormats: IMAGE_FORMATS,
  doubts: ['Image input and its formats are inferred from the model card; AWS names them for text.'],
} as const satisfies Partial<BaseModel>;

/** The models that Bedrock fine-tunes, as of their `source`; ListFoundationModels decides at run time. */
export const BASE_MODELS: readonly BaseModel[] = [
  {
    ...nova,
    id: 'amazon.nova-micro-v1:0:128k',
    name: 'Nova Micro',
    modalities: ['text'],
    imageFormats: [],
    videoFormats: [],
    documentFormats: [],
    maxImagesPerMessage: undefined,
  },
  { ...nova, id: 'amazon.nova-lite-v1:0:300k', name: 'Nova Lite' },
  { ...nova, id: 'amazon.nova-pro-v1:0:300k', name: 'Nova Pro' },
  {
    ...nova,
    id: 'amazon.nova-2-lite-v1:0:256k',
    name: 'Nova 2 Lite',
    family: 'Nova 2',
    // docs.aws.amazon.com/bedrock/latest/userguide/nova-2-sft-data-prep.html: no validation set, no tools, PNG JPEG GIF, MOV MKV MP4.
    validationSet: false,
    // AWS's newest validator wants 200 for Nova 2 Lite (read 2026-11-26); the quota page, read 2026-11-20, says 8.
    records: { min: 200, max: 20_000, validationMax: 20_000, sumMax: 20_000 },
    maxRecordTokens: undefined,
    modalities: ['text', 'image', 'video'],
    imageFormats: ['png', 'jpeg', 'gif'],
    videoFormats: ['mov', 'mkv', 'mp4'],
    documentFormats: [],
    doubts: [
      'The minimum of 200 records is that of AWS’s newest validator; the quota page says 8.',
      'Hyperparameters, reserved words and the image count are taken from Nova; AWS names none for Nova 2 Lite.',
    ],
  },
  { ...llama31, id: 'meta.llama3-1-8b-instruct-v1:0:128k', name: 'Llama 3.1 8B Instruct' },
  { ...llama31, id: 'meta.llama3-1-70b-instruct-v1:0:128k', name: 'Llama 3.1 70B Instruct' },
  { ...llama32, id: 'meta.llama3-2-1b-instruct-v1:0:128k', name: 'Llama 3.2 1B Instruct' },
  { ...llama32, id: 'meta.llama3-2-3b-instruct-v1:0:128k', name: 'Llama 3.2 3B Instruct' },
  { ...llama32Vision, id: 'meta.llama3-2-11b-instruct-v1:0:128k', name: 'Llama 3.2 11B Vision Instruct' },
  {
    ...llama32Vision,
    id: 'meta.llama3-2-90b-instruct-v1:0:128k',
    name: 'Llama 3.2 90B Vision Instruct',
    maxRecordTokens: 10_000,
  },
  {
    ...llama,
    id: 'meta.llama3-3-70b-instruct-v1:0:128k',
    name: 'Llama 3.3 70B Instruct',
    family: 'Llama 3.3',
    onDemandRegions: ['us-west-2'],
    doubts: ['Hyperparameters are those of Llama 3.1 and 3.2; a field report of August 2026 used them.'],
  },
];

/** What `findBaseModel` answers: the model, or why this id cannot be tuned and what can. */
export type BaseModelAnswer = { readonly kind: 'tunable'; readonly model: BaseModel } | Refusal;

/** Looks up a `baseModelIdentifier`: a model id or a foundation-model ARN. */
export function findBaseModel(id: string): BaseModelAnswer {
  const bare = id.trim().replace(/^arn:aws[\w-]*:bedrock:[\w-]*::foundation-model\//, '');
  const model = BASE_MODELS.find((candidate) => candidate.id === bare);
  if (model) return { kind: 'tunable', model };
  return refuseBaseModel(
    bare,
    BASE_MODELS.map((candidate) => candidate.id),
  );
}

/** The models that can be fine-tuned in a region, in the table's order. */
export function tunableIn(region: string): readonly BaseModel[] {
  return BASE_MODELS.filter((model) => model.regions.includes(region));
}
