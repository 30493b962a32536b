import { hoursOf } from '../billing/usage.ts';
import type { OperationHandler } from '../models/serve-model.ts';
import { accountArn, conflict, foundationModelArn, newId, notFound, validationError } from './arns.ts';
import { findBaseModel, isRetired } from './base-models.ts';
import { requireCustomModel } from './custom-models.ts';
import { listPage } from './listing.ts';
import { addTags, type BedrockState, inRegion, iso, type Tag, type ThroughputRecord } from './state.ts';
import { throughputStanding } from './usage.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const IN_SERVICE_AFTER_MS = 20 * MINUTE_MS;
const UPDATED_AFTER_MS = 5 * MINUTE_MS;
/** Terms as AWS names them; the sandbox counts months of 30 days. */
const TERM_MS = { OneMonth: 30 * DAY_MS, SixMonths: 180 * DAY_MS } as const;

export type ThroughputStatus = 'Creating' | 'InService' | 'Updating';

/** What a purchase of Provisioned Throughput says. */
export interface Purchase {
  readonly modelUnits: number;
  readonly provisionedModelName: string;
  readonly modelId: string;
  readonly commitmentDuration?: 'OneMonth' | 'SixMonths';
  readonly clientRequestToken?: string;
  readonly tags?: readonly Tag[];
}

export function throughputs(state: BedrockState): Record<string, OperationHandler> {
  return {
    CreateProvisionedModelThroughput: (input, { region }) => ({
      provisionedModelArn: purchase(state, input as unknown as Purchase, { region }),
    }),
    GetProvisionedModelThroughput: (input, { region }) =>
      describe(state, requireThroughput(state, region, input['provisionedModelId'])),
    ListProvisionedModelThroughputs: (input, { region }) => {
      const model = input['modelArnEquals'];
      const records = inRegion(state.throughputs, region).filter(
        (record) => model === undefined || record.modelArn === model,
      );
      const { page, nextToken } = listPage(records, input, {
        describe: (record) => ({ ...record, status: throughputStatus(state, record) }),
        names: { after: 'creationTimeAfter', before: 'creationTimeBefore', status: 'statusEquals' },
      });
      const provisionedModelSummaries = page.map((record) => describe(state, record));
      return { provisionedModelSummaries, ...(nextToken ? { nextToken } : {}) };
    },
    UpdateProvisionedModelThroughput: (input, { region }) => {
      update(state, requireThroughput(state, region, input['provisionedModelId']), input);
      return {};
    },
    DeleteProvisionedModelThroughput: (input, { region }) => {
      const record = requireThroughput(state, region, input['provisionedModelId']);
      const expiresAtMs = termEndMs(record);
      if (expiresAtMs !== undefined && state.clock.nowMs() < expiresAtMs) {
        throw conflict(
          `The Provisioned Throughput ${record.name} cannot be deleted before its commitment term is complete (${iso(expiresAtMs)}).`,
        );
      }
      for (const hour of hoursOf(throughputStanding(state, record, state.clock.nowMs()))) state.usage.add(hour);
      state.throughputs.delete(record.arn);
      state.tags.delete(record.arn);
      return {};
    },
  };
}

/** Buys Provisioned Throughput; gives its ARN. */
export function purchase(state: BedrockState, order: Purchase, at: { region: string; createdAtMs?: number }): string {
  const { region } = at;
  const existing = inRegion(state.throughputs, region);
  const repeated = existing.find(({ token }) => token !== undefined && token === order.clientRequestToken);
  if (repeated) return repeated.arn;
  const { provisionedModelName: name, commitmentDuration: commitment, clientRequestToken: token } = order;
  requireFreeName(state, region, name);
  const modelArn = servable(state, region, order.modelId);
  const arn = accountArn({ region, account: state.account }, `provisioned-model/${newId()}`);
  const createdAtMs = at.createdAtMs ?? state.clock.nowMs();
  state.throughputs.set(arn, {
    arn,
    region,
    name,
    modelUnits: order.modelUnits,
    modelArn,
    createdAtMs,
    modifiedAtMs: createdAtMs,
    ...(commitment ? { commitment } : {}),
    ...(token ? { token } : {}),
  });
  addTags(state, arn, order.tags);
  return arn;
}

function requireFreeName(state: BedrockState, region: string, name: string): void {
  if (inRegion(state.throughputs, region).some((record) => record.name === name)) {
    throw validationError(`A Provisioned Throughput named ${name} already exists.`);
  }
}

/** The ARN of a custom model, or of a base model that Provisioned Throughput can be bought for. */
function servable(state: BedrockState, region: string, identifier: string): string {
  const base = findBaseModel(identifier);
  if (!base) return requireCustomModel(state, region, identifier).arn;
  if (isRetired(base, state.clock.nowMs())) {
    throw validationError(`The model ${base.id} reached its end of life on ${base.endOfLife}.`);
  }
  if (!base.inference.includes('PROVISIONED') || !base.regions.includes(region)) {
    throw validationError(`Provisioned Throughput is not supported for the model ${base.id} in ${region}.`);
  }
  return foundationModelArn(region, base.id);
}

function update(state: BedrockState, record: ThroughputRecord, input: Record<string, unknown>): void {
  const { desiredProvisionedModelName: name, desiredModelId: model } = input as { [key: string]: string | undefined };
  const nowMs = state.clock.nowMs();
  if (throughputStatus(state, record) !== 'InService') {
    throw validationError(`The Provisioned Throughput ${record.name} cannot be updated until it is InService.`);
  }
  if (name !== undefined && name !== record.name) requireFreeName(state, record.region, name);
  const renamed = { ...record, name: name ?? record.name, modifiedAtMs: nowMs };
  const swap = (modelArn: string) => ({ modelArn, previousModelArn: record.modelArn, swappedAtMs: nowMs });
  state.throughputs.set(record.arn, {
    ...renamed,
    ...(model === undefined ? {} : swap(swappable(state, record, model))),
  });
}

/** A throughput of a custom model moves to its base model or to another custom model of the same base. */
function swappable(state: BedrockState, record: ThroughputRecord, identifier: string): string {
  if (!state.models.has(record.modelArn))
    throw validationError('The model of a Provisioned Throughput that serves a base model cannot be changed.');
  const arn = servable(state, record.region, identifier);
  if (baseModelIdOf(state, arn) === baseModelIdOf(state, record.modelArn)) return arn;
  throw validationError('The desired model must be the base model, or a custom model of the same base model.');
}

function requireThroughput(state: BedrockState, region: string, identifier: unknown): ThroughputRecord {
  const record = inRegion(state.throughputs, region).find(({ arn, name }) => arn === identifier || name === identifier);
  if (!record) throw notFound(`Could not find the Provisioned Throughput ${String(identifier)}.`);
  return record;
}

export function throughputStatus({ clock }: BedrockState, record: ThroughputRecord): ThroughputStatus {
  const nowMs = clock.nowMs();
  if (nowMs < record.createdAtMs + IN_SERVICE_AFTER_MS) return 'Creating';
  return nowMs < (record.swappedAtMs ?? -Infinity) + UPDATED_AFTER_MS ? 'Updating' : 'InService';
}

/** The model that answers now: during an update still the previous one. */
export function servedModelArn(state: BedrockState, record: ThroughputRecord): string {
  return throughputStatus(state, record) === 'Updating'
    ? (record.previousModelArn ?? record.modelArn)
    : record.modelArn;
}

function termEndMs({ commitment, createdAtMs }: ThroughputRecord): number | undefined {
  return commitment && createdAtMs + TERM_MS[commitment];
}

function baseModelIdOf(state: BedrockState, modelArn: string): string | undefined {
  return state.models.get(modelArn)?.baseModelId ?? findBaseModel(modelArn)?.id;
}

function describe(state: BedrockState, record: ThroughputRecord): object {
  const { arn, name, region, modelUnits, modelArn, commitment, createdAtMs, modifiedAtMs } = record;
  const expiresAtMs = termEndMs(record);
  return {
    provisionedModelName: name,
    provisionedModelArn: arn,
    modelArn: servedModelArn(state, record),
    desiredModelArn: modelArn,
    foundationModelArn: foundationModelArn(region, baseModelIdOf(state, modelArn) ?? ''),
    modelUnits,
    desiredModelUnits: modelUnits,
    status: throughputStatus(state, record),
    creationTime: iso(createdAtMs),
    lastModifiedTime: iso(modifiedAtMs),
    ...(commitment ? { commitmentDuration: commitment } : {}),
    ...(expiresAtMs === undefined ? {} : { commitmentExpirationTime: iso(expiresAtMs) }),
  };
}
