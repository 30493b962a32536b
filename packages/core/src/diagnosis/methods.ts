/** Ways of customizing a model, lightest first: the order breaks ties and is the ladder that people climb. */
export const METHODS = [
  'prompt',
  'rag',
  'routing',
  'marketplace',
  'import',
  'fine-tuning',
  'distillation',
  'cpt',
] as const;

export type Method = (typeof METHODS)[number];
export type Outcome = Method | 'not-enough-info';

/** Methods that train something; each must be earned by known facts, never by missing ones. */
export const TRAINING_METHODS: readonly Method[] = ['fine-tuning', 'distillation', 'cpt'];

export const METHOD_WORDS: Readonly<Record<Outcome, string>> = {
  prompt: 'a better prompt',
  rag: 'retrieval',
  routing: 'routing between models',
  marketplace: 'a Marketplace model',
  import: 'importing your weights',
  'fine-tuning': 'fine-tuning',
  distillation: 'distillation',
  cpt: 'continued pre-training',
  'not-enough-info': 'one more fact',
};

export const COMPANIONS = [
  'eval',
  'ttl',
  'batch',
  'pii-scrub',
  'data-cleaning',
  'holdout',
  'structured-output',
  'citations',
  'rag',
  'prompt-caching',
  'guardrails',
  'access-control',
  'fine-tuning',
  'tool-use',
  'credits',
  'rerank',
  'data-collection',
] as const;
export type Companion = (typeof COMPANIONS)[number];

export type AwsPath = 'bedrock' | 'jumpstart' | 'sagemaker';

export type HostingChoice =
  | 'none'
  | 'on-demand-custom'
  | 'provisioned'
  | 'endpoint'
  | 'endpoint-scale-to-zero'
  | 'import-copies'
  | 'marketplace-endpoint'
  | 'batch-only'
  | 'own-infrastructure';

/** Step on the ladder, 0 the lightest. */
export function rungOf(method: Method): number {
  return METHODS.indexOf(method);
}
