import { BASE_MODELS } from '../dataset/base-models.ts';
import { EMBEDDING_MODEL, IMPORTED_MODEL, type PriceUnit } from './price.ts';
import { priceKey } from './shipped-prices.ts';

/** One question to the Price List: the one usage type under which AWS sells what a price is for. */
export interface PriceQuestion {
  /** Base model without its context suffix, instance type, or `IMPORTED_MODEL`. */
  readonly of: string;
  readonly unit: PriceUnit;
  readonly region: string;
  readonly service: 'AmazonBedrock' | 'AmazonSageMaker';
  readonly usageType: string;
}

/** What the Price List calls a region in its usage types; regions that tune nothing are left out. */
const REGIONS: Readonly<Record<string, string>> = { 'us-east-1': 'USE1', 'us-west-2': 'USW2' };

/**
 * What the Price List calls a model: written down one by one, since a name that is put together by a rule finds another product one day.
 * Read in price lists that public repositories quote, 2026-11-26; a model that is not here has no live price.
 */
const FAMILIES: Readonly<Record<string, string>> = {
  'amazon.nova-2-lite-v1:0': 'Nova2.0Lite',
  'amazon.nova-micro-v1:0': 'NovaMicro',
  'amazon.nova-lite-v1:0': 'NovaLite',
  'amazon.nova-pro-v1:0': 'NovaPro',
  'meta.llama3-3-70b-instruct-v1:0': 'Llama3-3-70B',
  'meta.llama3-1-70b-instruct-v1:0': 'Llama3-1-70B',
  [EMBEDDING_MODEL]: 'TitanEmbeddingV2-Text',
};

/** Of the standard tier in one region: `-batch`, `-flex`, `-priority` and `-cross-region-global` are other products at other prices. */
const OF_A_MODEL: Readonly<Partial<Record<PriceUnit, string>>> = {
  'training-tokens-1k': 'Customization-Training',
  'training-hour': 'RFT-Training-Hours',
  'stored-model-month': 'Customization-Storage',
  'input-tokens-1k': 'input-tokens',
  'output-tokens-1k': 'output-tokens',
  'tuned-input-tokens-1k': 'input-tokens-custom-model',
  'tuned-output-tokens-1k': 'output-tokens-custom-model',
  'cached-input-tokens-1m': 'cache-read-input-token-count',
  'model-unit-hour': 'ProvisionedThroughput-NoCommit-ModelUnits',
  'model-unit-hour-1-month': 'ProvisionedThroughput-1month-ModelUnits',
  'model-unit-hour-6-months': 'ProvisionedThroughput-6months-ModelUnits',
};

/** Of the first generation of custom model units; form of the names as public repositories quote the price list (2026-09-12). */
const OF_AN_IMPORT: Readonly<Partial<Record<PriceUnit, string>>> = {
  'import-unit-minute': 'OSS-CustomModelImport-Inference-v1:0',
  'import-unit-month': 'OSS-CustomModelImport-Storage-v1:0',
};

/** Instances that are compared; the Price List says "Host" of what serves in real time. */
const INSTANCES = ['ml.g5.2xlarge', 'ml.g5.12xlarge', 'ml.g5.48xlarge', 'ml.g6e.xlarge'] as const;

/** Models that reinforcement fine-tuning is for (Bedrock user guide, read 2026-11-20). */
const REINFORCED: readonly string[] = ['amazon.nova-2-lite-v1:0'];

/** What is asked for a price, and under which name; undefined where nobody wrote down what the Price List calls it. */
export function priceQuestion(modelIdOrArn: string, unit: PriceUnit, region: string): PriceQuestion | undefined {
  const prefix = REGIONS[region];
  const of = priceKey(modelIdOrArn);
  if (prefix === undefined) return undefined;
  const asked = (service: PriceQuestion['service'], name: string) => ({
    ...{ of, unit, region, service },
    usageType: `${prefix}-${name}`,
  });
  if (unit === 'instance-hour') return asked('AmazonSageMaker', `Host:${of}`);
  const imported = of === IMPORTED_MODEL ? OF_AN_IMPORT[unit] : undefined;
  if (imported) return asked('AmazonBedrock', imported);
  const [family, what] = [FAMILIES[of], OF_A_MODEL[unit]];
  return family && what ? asked('AmazonBedrock', `${family}-${what}`) : undefined;
}

/** Every price that Rung needs in a region, as questions: what AWS does not offer there is not asked. */
export function priceQuestions(region: string): PriceQuestion[] {
  const models = BASE_MODELS.filter(({ regions }) => regions.includes(region)).flatMap((base) => {
    const isSold = (unit: PriceUnit) => {
      if (unit === 'training-hour') return REINFORCED.includes(priceKey(base.id));
      return !unit.startsWith('tuned-') || base.onDemandRegions.includes(region);
    };
    return (Object.keys(OF_A_MODEL) as PriceUnit[]).filter(isSold).map((unit) => priceQuestion(base.id, unit, region));
  });
  const others = [
    priceQuestion(IMPORTED_MODEL, 'import-unit-minute', region),
    priceQuestion(IMPORTED_MODEL, 'import-unit-month', region),
    priceQuestion(EMBEDDING_MODEL, 'input-tokens-1k', region),
    ...INSTANCES.map((type) => priceQuestion(type, 'instance-hour', region)),
  ];
  return [...models, ...others].filter((question) => question !== undefined);
}
