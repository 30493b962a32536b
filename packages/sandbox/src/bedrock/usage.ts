import { familyOf, ratesOf, STORED_MODEL_MONTH, usageTypeOf } from '../billing/rates.ts';
import { HOUR_MS, type Standing } from '../billing/usage.ts';
import { findBaseModel, modelIdOf } from './base-models.ts';
import type { Example } from './small-model/features.ts';
import { approximateTokens } from './small-model/pieces.ts';
import type { BedrockState, CustomModelRecord, JobRecord, ThroughputRecord } from './state.ts';

const SERVICE = 'Amazon Bedrock';
const HOURS_A_MONTH = 730;

const tagsOf = (state: BedrockState, arn: string): Record<string, string> =>
  Object.fromEntries((state.tags.get(arn) ?? []).map(({ key, value }) => [key, value]));

/** Bills a training that is over: the tokens that it read, times its epochs. */
export function billTraining(
  state: BedrockState,
  job: JobRecord,
  read: { examples: readonly Example[]; epochs: number; atMs: number },
): void {
  const family = familyOf(job.baseModelId);
  const tokens = read.examples.reduce(
    (sum, { prompt, completion }) =>
      sum + approximateTokens([prompt.system, prompt.earlier, prompt.user, completion].join(' ')),
    0,
  );
  const quantity = (tokens * read.epochs) / 1000;
  state.usage.add({
    atMs: read.atMs,
    service: SERVICE,
    usageType: usageTypeOf(job.region, family, 'Customization-Training'),
    quantity,
    unit: '1K tokens',
    usd: quantity * ratesOf(family).trainingPer1k,
    tags: tagsOf(state, job.arn),
  });
}

/**
 * Bills the tokens of an answer, under the tags of the deployment or the job that asked for it. (Whether AWS hands an evaluation job's tags
 * on is not documented; here they are.) Provisioned Throughput answers for nothing more than its hours; imported models are not billed here. */
export function billAnswer(
  state: BedrockState,
  answered: { modelId: string; region: string; inputTokens: number; outputTokens: number; jobArn?: string },
): void {
  const { modelId, region, jobArn } = answered;
  const deployment = state.deployments.get(modelId);
  const base = deployment ? state.models.get(deployment.modelArn)?.baseModelId : baseOf(modelId);
  if (base === undefined) return;
  const family = familyOf(base);
  const rates = ratesOf(family);
  const bill = (what: string, tokens: number, per1k: number) =>
    state.usage.add({
      atMs: state.clock.nowMs(),
      service: SERVICE,
      usageType: usageTypeOf(region, family, deployment ? `${what}-custom-model` : what),
      quantity: tokens / 1000,
      unit: '1K tokens',
      usd: (tokens / 1000) * per1k,
      tags: tagsOf(state, deployment?.arn ?? jobArn ?? ''),
    });
  bill('input-tokens', answered.inputTokens, deployment ? rates.tunedInputPer1k : rates.inputPer1k);
  bill('output-tokens', answered.outputTokens, deployment ? rates.tunedOutputPer1k : rates.outputPer1k);
}

function baseOf(modelId: string): string | undefined {
  if (/:(?:provisioned-model|imported-model)\//.test(modelId)) return undefined;
  const id = modelIdOf(modelId).replace(/^(?:us|eu|apac|global)\./, '');
  return findBaseModel(id)?.id ?? id;
}

/** The hours that a throughput has stood until `toMs`. */
export function throughputStanding(state: BedrockState, record: ThroughputRecord, toMs: number): Standing {
  const base = state.models.get(record.modelArn)?.baseModelId ?? modelIdOf(record.modelArn);
  const family = familyOf(base);
  const rates = ratesOf(family);
  const term = record.commitment === undefined ? 'NoCommit' : record.commitment === 'OneMonth' ? '1month' : '6months';
  const unitHour = record.commitment === undefined ? rates.unitHour : rates.unitHourInTerm;
  return {
    fromMs: record.createdAtMs,
    toMs,
    service: SERVICE,
    usageType: usageTypeOf(record.region, family, `ProvisionedThroughput-${term}-ModelUnits`),
    quantityAnHour: record.modelUnits,
    unit: 'Hours',
    usdAnHour: record.modelUnits * unitHour,
    tags: tagsOf(state, record.arn),
  };
}

/** The hours that a custom model has been stored until `toMs`. */
export function storageStanding(state: BedrockState, record: CustomModelRecord, toMs: number): Standing {
  return {
    fromMs: record.createdAtMs,
    toMs,
    service: SERVICE,
    usageType: usageTypeOf(record.region, familyOf(record.baseModelId), 'Customization-Storage'),
    quantityAnHour: 1 / HOURS_A_MONTH,
    unit: 'Models-Mo',
    usdAnHour: STORED_MODEL_MONTH / HOURS_A_MONTH,
    tags: tagsOf(state, record.arn),
  };
}

/** Everything that stands now, from its making on. */
export function standingNow(state: BedrockState): Standing[] {
  const nowMs = state.clock.nowMs();
  const started = ({ fromMs, toMs }: Standing) => toMs - fromMs >= 0 && toMs - fromMs < 2 * 365 * 24 * HOUR_MS;
  return [
    ...state.throughputs.values().map((record) => throughputStanding(state, record, nowMs)),
    ...state.models.values().map((record) => storageStanding(state, record, nowMs)),
  ].filter(started);
}
