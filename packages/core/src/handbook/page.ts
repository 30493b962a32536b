import { type RuleSource, SOURCES } from '../diagnosis/rule.ts';

/** One thing that the handbook says, in our own words, with where it comes from and when that was read. */
export interface Claim {
  readonly text: string;
  readonly sources: readonly [RuleSource, ...RuleSource[]];
}

/** What one question is answered with; short enough to be read in one look. */
export interface Page {
  /** As it is cited. */
  readonly name: string;
  readonly title: string;
  readonly claims: readonly Claim[];
}

const READ = '2026-11-20';
const page = (title: string, url: string, asOf = READ): RuleSource => ({ title, url: `https://${url}`, asOf });
const userGuide = (title: string, name: string, asOf = READ) =>
  page(`Amazon Bedrock: ${title}`, `docs.aws.amazon.com/bedrock/latest/userguide/${name}.html`, asOf);
const novaGuide = (title: string, name: string) =>
  page(`Amazon Nova: ${title}`, `docs.aws.amazon.com/nova/latest/userguide/${name}.html`);
const api = (service: string): RuleSource => ({ title: `API of ${service}, botocore 1.43.117`, asOf: READ });

/** What the rules cite, and what only the handbook does. */
export const BY = {
  ...SOURCES,
  own: { title: 'Rung’s own judgement', asOf: '2026-11-26' },
  import: userGuide('custom model import', 'model-customization-import-model', '2026-11-26'),
  lifecycle: userGuide('model lifecycle', 'model-lifecycle'),
  hyperparameters: userGuide('hyperparameters', 'custom-models-hp'),
  prepare: userGuide('preparing data', 'model-customization-prepare'),
  batch: userGuide('batch inference', 'batch-inference', '2026-11-26'),
  capacity: userGuide('capacity and limits', 'capacity-limits-cost-optimization', '2026-11-26'),
  quotas: page('Amazon Bedrock: quotas', 'docs.aws.amazon.com/general/latest/gr/bedrock.html'),
  novaData: novaGuide('data for fine-tuning', 'fine-tune-prepare-data-understanding'),
  novaOnDemand: novaGuide('on-demand inference', 'custom-fine-tune-odi'),
  openai: page('OpenAI: deprecations', 'developers.openai.com/api/docs/deprecations'),
  cohere: page('Cohere: fine-tuning', 'docs.cohere.com/docs/chat-fine-tuning'),
  bedrockApi: api('Bedrock'),
  billingApi: api('Billing'),
  sagemakerApi: api('SageMaker'),
  priceList: { title: 'AWS Price List, us-east-1, as a public repository quoted it', asOf: '2026-08-02' },
  pricingPage: { title: 'aws.amazon.com/bedrock/pricing, us-east-1, as public articles quoted it', asOf: READ },
  guides: { title: 'Published practice guides on Bedrock customization', asOf: READ },
  incidents: { title: 'An incident log of August 2026', asOf: READ },
} as const satisfies Record<string, RuleSource>;
