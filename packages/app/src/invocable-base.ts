import { priceKey } from '@rung/core/cost/shipped-prices.ts';

/**
 * The id under which a base model answers: the variant with a context suffix is tuned and never invoked, and the newer ones answer through
 * an inference profile only. Every region that tunes lies in the United States (Bedrock user guide, custom-model-fine-tuning, read 2026-11-20).
 */
export function invocableBase(baseModelId: string): string {
  return `us.${priceKey(baseModelId)}`;
}
