import type { BaseModel } from '../dataset/base-models.ts';
import type { PromptingChoice } from './prompting-ways.ts';
import type { ServingChoice } from './serving-ways.ts';
import type { Traffic } from './traffic.ts';

/** What is taken where nobody said otherwise; each is shown in the comparison. */
const TAKEN = {
  instanceType: 'ml.g5.2xlarge',
  instances: 1,
  importUnits: 1,
  importCopies: 1,
  fewShotTokens: 1500,
  retrievalTokens: 3000,
} as const;

/** What a comparison needs to know of a base model in a region, with what is taken where nobody said otherwise. */
export function servingChoice(base: BaseModel, region: string, traffic: Traffic): ServingChoice & PromptingChoice {
  return {
    ...TAKEN,
    modelId: base.id,
    region,
    traffic,
    notOnDemand: notOnDemand(base, region),
    openWeights: base.family.startsWith('Llama'),
    requestsPerUnitHour: undefined,
    storeAMonth: undefined,
  };
}

function notOnDemand({ name, onDemandRegions }: BaseModel, region: string): string | undefined {
  if (onDemandRegions.includes(region)) return undefined;
  const where = onDemandRegions.length === 0 ? 'in no region' : `in ${onDemandRegions.join(', ')} only`;
  return `AWS serves a tune of ${name} on demand ${where}.`;
}
