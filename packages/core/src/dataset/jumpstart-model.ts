import type { BaseModel } from './base-models.ts';

/** Ids of JumpStart's hub ("meta-textgeneration-llama-3-8b", "huggingface-llm-mistral-7b"), or its name for any of them. */
const JUMPSTART_ID =
  /^(?:jumpstart|(?:meta|huggingface|model|mistral|deepseek|qwen|openai|amazon)-(?:text2text|textgeneration\d?|llm|vlm|reasoning)-[a-z0-9-]{2,100})$/;

/**
 * A model of SageMaker JumpStart, as far as its data goes: instruction records as JSON Lines (template.json beside them names
 * the fields) or as a table. Limits are the model's own and not published in one place.
 */
export function jumpStartModel(id: string): BaseModel | undefined {
  if (!JUMPSTART_ID.test(id.trim())) return undefined;
  return {
    id: id.trim(),
    name: 'JumpStart model',
    family: 'JumpStart',
    regions: [],
    onDemandRegions: [],
    formats: ['instruction', 'prompt-completion'],
    records: {
      min: 1,
      max: Number.POSITIVE_INFINITY,
      validationMax: Number.POSITIVE_INFINITY,
      sumMax: Number.POSITIVE_INFINITY,
    },
    maxRecordTokens: undefined,
    modalities: ['text'],
    imageFormats: [],
    videoFormats: [],
    documentFormats: [],
    maxImagesPerMessage: undefined,
    reservedWords: [],
    validationSet: true,
    hyperParameters: [],
    endOfLife: undefined,
    source: {
      url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-foundation-models-fine-tuning-instruction-based.html',
      asOf: '2026-11-26',
    },
    doubts: ['Limits on records and their length differ from model to model on JumpStart and are not checked.'],
  };
}
