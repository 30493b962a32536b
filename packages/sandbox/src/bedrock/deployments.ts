import { AwsError } from '../kit/aws-error.ts';
import type { OperationHandler } from '../models/serve-model.ts';
import { accountArn, newId, notFound, validationError } from './arns.ts';
import { findBaseModel } from './base-models.ts';
import { requireCustomModel } from './custom-models.ts';
import { listPage } from './listing.ts';
import { addTags, type BedrockState, type DeploymentRecord, inRegion, iso, type Tag } from './state.ts';

/** From Creating to Active (field log, Llama 3.3 70B, 2026-08). */
const ACTIVE_AFTER_MS = 8 * 60_000;
/** Quota: deployments that may be Creating at once, which AWS calls custom models with a creating status. */
const CREATING = 'L-C02E1E99';

export function deployments(state: BedrockState): Record<string, OperationHandler> {
  return {
    CreateCustomModelDeployment: (input, { region }) => ({ customModelDeploymentArn: create(state, input, region) }),
    GetCustomModelDeployment: (input, { region }) =>
      describe(state, requireDeployment(state, region, input['customModelDeploymentIdentifier'])),
    ListCustomModelDeployments: (input, { region }) => {
      const model = input['modelArnEquals'];
      const records = inRegion(state.deployments, region).filter(
        ({ modelArn }) => model === undefined || modelArn === model,
      );
      const { page, nextToken } = listPage(records, input, {
        describe: (record) => ({ ...record, status: deploymentStatus(state, record) }),
        names: { after: 'createdAfter', before: 'createdBefore', status: 'statusEquals' },
      });
      const modelDeploymentSummaries = page.map((record) => summarize(state, record));
      return { modelDeploymentSummaries, ...(nextToken ? { nextToken } : {}) };
    },
    UpdateCustomModelDeployment: (input, { region }) => {
      const record = requireDeployment(state, region, input['customModelDeploymentIdentifier']);
      swap(state, record, String(input['modelArn']));
      return { customModelDeploymentArn: record.arn };
    },
    DeleteCustomModelDeployment: (input, { region }) => {
      const { arn } = requireDeployment(state, region, input['customModelDeploymentIdentifier']);
      state.deployments.delete(arn);
      state.tags.delete(arn);
      return {};
    },
  };
}

function create(state: BedrockState, input: Record<string, unknown>, region: string): string {
  const { modelDeploymentName, modelArn, description, clientRequestToken, tags } = input as unknown as {
    modelDeploymentName: string;
    modelArn: string;
    description?: string;
    clientRequestToken?: string;
    tags?: Tag[];
  };
  const existing = inRegion(state.deployments, region);
  const repeated = existing.find(({ token }) => token !== undefined && token === clientRequestToken);
  if (repeated) return repeated.arn;
  requireDeployable(state, region, modelArn);
  if (existing.some(({ name }) => name === modelDeploymentName)) {
    throw validationError(`A custom model deployment named ${modelDeploymentName} already exists.`);
  }
  const most = state.quotaOf(region, CREATING);
  if (existing.filter((record) => deploymentStatus(state, record) === 'Creating').length >= most) {
    const message = `The account has reached its quota of ${most} custom model deployments in creation.`;
    throw new AwsError('ServiceQuotaExceededException', message);
  }
  const arn = accountArn({ region, account: state.account }, `custom-model-deployment/${newId()}`);
  state.deployments.set(arn, {
    arn,
    region,
    name: modelDeploymentName,
    modelArn,
    createdAtMs: state.clock.nowMs(),
    ...(description === undefined ? {} : { description }),
    ...(clientRequestToken === undefined ? {} : { token: clientRequestToken }),
  });
  addTags(state, arn, tags);
  return arn;
}

function requireDeployable(state: BedrockState, region: string, modelArn: string): void {
  const model = requireCustomModel(state, region, modelArn);
  if (findBaseModel(model.baseModelId)?.tuning?.onDemand) return;
  throw validationError(
    `Custom models of ${model.baseModelId} cannot be deployed for on-demand inference; purchase Provisioned Throughput.`,
  );
}

function requireDeployment(state: BedrockState, region: string, identifier: unknown): DeploymentRecord {
  const record = inRegion(state.deployments, region).find(({ arn, name }) => arn === identifier || name === identifier);
  if (!record) throw notFound(`Could not find the custom model deployment ${String(identifier)}.`);
  return record;
}

/** Creating for eight sandbox minutes, then Active. */
export function deploymentStatus({ clock }: BedrockState, { createdAtMs }: DeploymentRecord): 'Creating' | 'Active' {
  return clock.nowMs() < createdAtMs + ACTIVE_AFTER_MS ? 'Creating' : 'Active';
}

/** Updating for eight sandbox minutes, in which the model before it answers. AWS says nothing of other bases; the sandbox refuses them. */
function swap(state: BedrockState, record: DeploymentRecord, modelArn: string): void {
  requireDeployable(state, record.region, modelArn);
  if (deploymentStatus(state, record) !== 'Active' || isUpdating(state, record))
    throw validationError(`The custom model deployment ${record.name} cannot be updated until it is Active.`);
  const baseOf = (arn: string) => state.models.get(arn)?.baseModelId;
  if (baseOf(modelArn) !== baseOf(record.modelArn))
    throw validationError('The model must be a custom model of the same base model.');
  const swappedAtMs = state.clock.nowMs();
  state.deployments.set(record.arn, { ...record, modelArn, previousModelArn: record.modelArn, swappedAtMs });
}

const isUpdating = ({ clock }: BedrockState, { swappedAtMs }: DeploymentRecord) =>
  swappedAtMs !== undefined && clock.nowMs() < swappedAtMs + ACTIVE_AFTER_MS;

/** The model that answers now: during an update still the previous one. */
export function deployedModelArn(state: BedrockState, record: DeploymentRecord): string {
  return isUpdating(state, record) ? (record.previousModelArn ?? record.modelArn) : record.modelArn;
}

function times(state: BedrockState, record: DeploymentRecord) {
  const status = deploymentStatus(state, record);
  const sinceMs = record.swappedAtMs ?? record.createdAtMs;
  const lastUpdatedAt = iso(sinceMs + (status === 'Active' && !isUpdating(state, record) ? ACTIVE_AFTER_MS : 0));
  return { status, createdAt: iso(record.createdAtMs), lastUpdatedAt };
}

function describe(state: BedrockState, record: DeploymentRecord): object {
  const { arn, name, modelArn, description, swappedAtMs } = record;
  const updateStatus = isUpdating(state, record) ? 'Updating' : 'UpdateCompleted';
  return {
    customModelDeploymentArn: arn,
    modelDeploymentName: name,
    modelArn: deployedModelArn(state, record),
    description,
    ...(swappedAtMs === undefined ? {} : { updateDetails: { modelArn, updateStatus } }),
    ...times(state, record),
  };
}

function summarize(state: BedrockState, record: DeploymentRecord): object {
  const { arn, name, modelArn } = record;
  return { customModelDeploymentArn: arn, customModelDeploymentName: name, modelArn, ...times(state, record) };
}
