import { type Condition, holds } from './condition.ts';
import type { AwsPath, Companion, HostingChoice, Method } from './methods.ts';
import type { Situation } from './situation.ts';

/** Where a rule comes from; the threshold in it may still be ours, then `practice` says so. */
export interface RuleSource {
  readonly title: string;
  readonly url?: string;
  /** ISO date of the reading. */
  readonly asOf: string;
}

export type Effect =
  | { readonly kind: 'for'; readonly method: Method; readonly weight: number }
  | { readonly kind: 'against'; readonly method: Method; readonly weight: number }
  | { readonly kind: 'veto'; readonly methods: readonly Method[] }
  | { readonly kind: 'companion'; readonly companion: Companion; readonly methods: readonly Method[] }
  | { readonly kind: 'path'; readonly path: AwsPath; readonly methods: readonly Method[] }
  | { readonly kind: 'hosting'; readonly hosting: HostingChoice; readonly methods: readonly Method[] };

export interface Rule {
  readonly id: string;
  /** All of them. */
  readonly when: readonly Condition[];
  readonly effect: Effect;
  /** One sentence that a person can read on a card. */
  readonly because: string;
  /** The sentence instead where more is known; the first that holds. */
  readonly worded?: readonly (readonly [when: Condition, because: string])[];
  readonly source: RuleSource;
}

/** The sentence of a rule in what is known. */
export function sentenceOf({ because, worded = [] }: Rule, situation: Situation): string {
  return worded.find(([when]) => holds(when, situation))?.[1] ?? because;
}

const AS_OF = '2026-11-20';
const BEDROCK_GUIDE = 'https://docs.aws.amazon.com/bedrock/latest/userguide';

function guide(title: string, page: string): RuleSource {
  return { title, url: `${BEDROCK_GUIDE}/${page}`, asOf: AS_OF };
}

export const SOURCES = {
  /** Judgement shared by the published practice guides on Bedrock customization; thresholds are Rung's own. */
  practice: { title: 'Practice of Bedrock customization; the threshold is a judgement of Rung', asOf: AS_OF },
  customModels: guide('Amazon Bedrock: custom models', 'custom-models.html'),
  tunable: guide('Amazon Bedrock: models and regions for fine-tuning', 'custom-model-fine-tuning.html'),
  knowledgeBases: guide('Amazon Bedrock Knowledge Bases', 'knowledge-base.html'),
  rerank: guide('Amazon Bedrock: reranking', 'rerank.html'),
  promptCaching: guide('Amazon Bedrock: prompt caching', 'prompt-caching.html'),
  structuredOutput: guide('Amazon Bedrock: Converse', 'conversation-inference.html'),
  distillation: guide('Amazon Bedrock: model distillation', 'model-distillation.html'),
  distillationData: guide('Amazon Bedrock: data for distillation', 'distillation-data-prep-option-2.html'),
  import: guide('Amazon Bedrock: custom model import', 'model-customization-import-model.html'),
  importCost: guide('Amazon Bedrock: cost of imported models', 'import-model-calculate-cost.html'),
  routing: guide('Amazon Bedrock: prompt routing', 'prompt-routing.html'),
  marketplace: guide('Amazon Bedrock Marketplace', 'amazon-bedrock-marketplace.html'),
  onDemand: guide('Amazon Bedrock: custom models on demand', 'deploy-custom-model-on-demand.html'),
  provisioned: guide('Amazon Bedrock: deleting Provisioned Throughput', 'prov-thru-delete.html'),
  batch: {
    ...guide('Amazon Bedrock: capacity and limits', 'capacity-limits-cost-optimization.html'),
    asOf: '2026-11-26',
  },
  cpt: {
    title: 'Amazon Nova: continued pre-training',
    url: 'https://docs.aws.amazon.com/nova/latest/userguide/nova-cpt.html',
    asOf: AS_OF,
  },
  serverless: {
    title: 'Amazon SageMaker: serverless model customization',
    url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-customize-open-weight.html',
    asOf: AS_OF,
  },
  instancePrices: { title: 'AWS Price List, us-east-1, as a public repository quoted it', asOf: '2026-09-27' },
  scaleToZero: {
    title: 'Amazon SageMaker: scaling an endpoint to zero',
    url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html',
    asOf: AS_OF,
  },
} as const satisfies Record<string, RuleSource>;
