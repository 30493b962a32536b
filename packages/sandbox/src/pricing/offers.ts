/** One product of the local price list. */
export interface Offer {
  readonly service: 'AmazonBedrock' | 'AmazonSageMaker';
  readonly regionCode: string;
  readonly usageType: string;
  readonly unit: string;
  /** Dollars for one unit, as a decimal text. */
  readonly usd: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const bedrock = (
  usageType: string,
  [unit, usd]: readonly [string, string],
  attributes: Offer['attributes'],
): Offer => ({
  service: 'AmazonBedrock',
  regionCode: usageType.startsWith('USW2') ? 'us-west-2' : 'us-east-1',
  ...{ usageType, unit, usd, attributes },
});

/** Tokens of a base model and of its other tiers, which are other products at other prices. */
function inference(family: string, model: string, [input, output]: readonly [string, string]): Offer[] {
  const tokens = (direction: 'input' | 'output', usd: string): Offer[] => {
    const inferenceType = direction === 'input' ? 'Input tokens' : 'Output tokens';
    const named = `USE1-${family}-${direction}-tokens`;
    return [
      bedrock(named, ['1K tokens', usd], { model, inferenceType, feature: 'On-demand Inference' }),
      bedrock(`${named}-batch`, ['1K tokens', half(usd)], { model, inferenceType, feature: 'Batch Inference' }),
    ];
  };
  return [...tokens('input', input), ...tokens('output', output)];
}

const half = (usd: string) => (Number(usd) / 2).toFixed(10);

const customization = (family: string, model: string, rows: readonly (readonly [string, string, string])[]): Offer[] =>
  rows.map(([name, unit, usd]) =>
    bedrock(`USE1-${family}-${name}`, [unit, usd], { model, feature: 'Model Customization' }),
  );

const host = (type: string, usd: string): Offer => ({
  ...{ service: 'AmazonSageMaker', regionCode: 'us-east-1', usageType: `USE1-Host:${type}`, unit: 'Hrs', usd },
  attributes: { instanceName: type, component: 'Hosting' },
});

/**
 * Products whose usage type and price stand in AWS price lists that public repositories quote (read 2026-08-02 to 2026-11-26). Prices that
 * were found nowhere have no product here, as it is for somebody whose region does not sell them.
 */
export const OFFERS: readonly Offer[] = [
  ...inference('Nova2.0Lite', 'Nova 2.0 Lite', ['0.0003300000', '0.0027500000']),
  ...inference('NovaMicro', 'Nova Micro', ['0.0000350000', '0.0001400000']),
  ...inference('NovaLite', 'Nova Lite', ['0.0000600000', '0.0002400000']),
  ...inference('NovaPro', 'Nova Pro', ['0.0008000000', '0.0032000000']),
  ...customization('Nova2.0Lite', 'Nova 2.0 Lite', [
    ['Customization-Training', '1K tokens', '0.0037800000'],
    ['Customization-Storage', 'Month', '1.9500000000'],
    ['input-tokens-custom-model', '1K tokens', '0.0003000000'],
    ['output-tokens-custom-model', '1K tokens', '0.0025000000'],
    ['ProvisionedThroughput-NoCommit-ModelUnits', 'hour', '60.5000000000'],
    ['ProvisionedThroughput-1month-ModelUnits', 'hour', '55.0000000000'],
    ['cache-read-input-token-count', '1K tokens', '0.0000825000'],
    ['cache-write-input-token-count', '1K tokens', '0.0000000000'],
    ['input-tokens-cross-region-global', '1K tokens', '0.0003000000'],
    ['output-tokens-cross-region-global', '1K tokens', '0.0025000000'],
    ['input-tokens-priority', '1K tokens', '0.0005775000'],
  ]),
  ...customization('NovaMicro', 'Nova Micro', [['Customization-Training', '1K tokens', '0.0010000000']]),
  ...customization('NovaLite', 'Nova Lite', [
    ['Customization-Storage', 'Month', '1.9500000000'],
    ['ProvisionedThroughput-NoCommit-ModelUnits', 'hour', '108.1500000000'],
  ]),
  bedrock('USW2-Llama3-1-70B-ProvisionedThroughput-NoCommit-ModelUnits', ['hour', '24.0000000000'], {
    model: 'Llama 3.1 70B',
  }),
  bedrock('USE1-OSS-CustomModelImport-Inference-v1:0', ['minute', '0.0571800000'], { feature: 'Custom Model Import' }),
  bedrock('USE1-OSS-CustomModelImport-Storage-v1:0', ['Model/Month', '1.9500000000'], {
    feature: 'Custom Model Import',
  }),
  bedrock('USE1-TitanEmbeddingV2-Text-input-tokens', ['1K tokens', '0.0000200000'], {
    titanModel: 'TitanEmbeddingsV2-Text-input',
    feature: 'On-demand Inference',
  }),
  bedrock('USE1-OSS-CustomModelImport-Inference-v2:0', ['minute', '0.1433000000'], { feature: 'Custom Model Import' }),
  host('ml.g5.2xlarge', '1.5200000000'),
  host('ml.g5.12xlarge', '7.0900000000'),
  host('ml.g5.48xlarge', '20.3600000000'),
  host('ml.g6e.xlarge', '2.6100000000'),
  host('ml.m5.xlarge', '0.2300000000'),
];
