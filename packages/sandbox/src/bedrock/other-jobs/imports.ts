import type { OperationHandler } from '../../models/serve-model.ts';
import { accountArn, conflict, newId, notFound, validationError } from '../arns.ts';
import type { Background } from '../background.ts';
import { listPage } from '../listing.ts';
import { requireBucket, s3Place } from '../object-store.ts';
import { addTags, type BedrockState, inRegion, iso, type Tag } from '../state.ts';
import type { ImportRecord } from './import-state.ts';
import { readModel } from './read-model.ts';

/** Sandbox time that an import takes; AWS names none, a 7B model took about this long (field logs, 2025). */
const IMPORTED_AFTER_MS = 12 * 60_000;
const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1'];

interface ImportRequest {
  readonly jobName: string;
  readonly importedModelName: string;
  readonly roleArn: string;
  readonly importedModelKmsKeyId?: string;
  readonly modelDataSource: { readonly s3DataSource?: { readonly s3Uri: string } };
  readonly clientRequestToken?: string;
  readonly jobTags?: readonly Tag[];
  readonly importedModelTags?: readonly Tag[];
}

export function modelImports(state: BedrockState, background: Background): Record<string, OperationHandler> {
  return {
    CreateModelImportJob: async (input, { region }) => {
      const request = input as unknown as ImportRequest;
      const before = byToken(state, region, request.clientRequestToken);
      if (before) return { jobArn: before.arn };
      await requireImportable(state, request, region);
      const record = byToken(state, region, request.clientRequestToken) ?? newRecord(state, request, region);
      state.imports.set(record.arn, record);
      addTags(state, record.arn, request.jobTags);
      startImport(state, background, { arn: record.arn, tags: request.importedModelTags });
      return { jobArn: record.arn };
    },
    GetModelImportJob: (input, { region }) => describe(requireImport(state, region, input['jobIdentifier'])),
    ListModelImportJobs: (input, { region }) => {
      const { page, nextToken } = listPage(inRegion(state.imports, region), input, {
        describe: ({ jobName, createdAtMs, status }) => ({ name: jobName, createdAtMs, status }),
        names: { after: 'creationTimeAfter', before: 'creationTimeBefore', status: 'statusEquals' },
      });
      return { modelImportJobSummaries: page.map(summarize), ...(nextToken ? { nextToken } : {}) };
    },
    ...importedModels(state),
  };
}

function importedModels(state: BedrockState): Record<string, OperationHandler> {
  return {
    GetImportedModel: (input, { region }) => describeModel(requireModel(state, region, input['modelIdentifier'])),
    ListImportedModels: (input, { region }) => {
      const done = inRegion(state.imports, region).filter(isImported);
      const { page, nextToken } = listPage(done, input, {
        describe: ({ modelName, createdAtMs, status }) => ({ name: modelName, createdAtMs, status }),
        names: { after: 'creationTimeAfter', before: 'creationTimeBefore', status: 'no such filter' },
      });
      const modelSummaries = page.map((record) => {
        const { modelArn, modelName, creationTime, instructSupported, modelArchitecture } = describeModel(record);
        return { modelArn, modelName, creationTime, instructSupported, modelArchitecture };
      });
      return { modelSummaries, ...(nextToken ? { nextToken } : {}) };
    },
    DeleteImportedModel: (input, { region }) => {
      const { model: gone, ...job } = requireModel(state, region, input['modelIdentifier']);
      state.imports.set(job.arn, job);
      state.tags.delete(gone.arn);
      return {};
    },
  };
}

/** Takes up the import; again after a restart. */
export function startImport(
  state: BedrockState,
  background: Background,
  job: { arn: string; tags?: readonly Tag[] | undefined },
): void {
  background.start(job.arn, async (signal) => {
    const record = state.imports.get(job.arn);
    if (record?.status !== 'InProgress') return;
    const endedAtMs = record.createdAtMs + IMPORTED_AFTER_MS;
    await state.clock.sleep(endedAtMs - state.clock.nowMs(), signal);
    const read = await readModel(state.objects, s3Place(record.s3Uri));
    const ended = { ...record, endedAtMs, modifiedAtMs: endedAtMs };
    if (read.kind === 'fault') {
      state.imports.set(job.arn, { ...ended, status: 'Failed', failureMessage: read.why });
      return;
    }
    const { region } = record;
    const arn = accountArn({ region, account: state.account }, `imported-model/${newId()}`);
    const { architecture, parameters } = read;
    state.imports.set(job.arn, {
      ...ended,
      status: 'Completed',
      model: { arn, architecture, parameters, createdAtMs: endedAtMs },
    });
    addTags(state, arn, job.tags);
  });
}

async function requireImportable(state: BedrockState, request: ImportRequest, region: string): Promise<void> {
  const { jobName, importedModelName, modelDataSource, roleArn } = request;
  if (!REGIONS.includes(region)) throw validationError(`Custom model import is not available in ${region}.`);
  if (!roleArn.includes(`::${state.account}:role/`)) throw validationError('Cross-account pass role is not allowed.');
  if (!modelDataSource.s3DataSource) throw validationError('modelDataSource.s3DataSource is required.');
  const records = inRegion(state.imports, region);
  if (records.some((record) => record.jobName === jobName))
    throw conflict(`A model import job named ${jobName} already exists.`);
  const holdsName = ({ status, model }: ImportRecord) => status === 'InProgress' || model !== undefined;
  if (records.some((record) => record.modelName === importedModelName && holdsName(record)))
    throw conflict(`An imported model named ${importedModelName} already exists.`);
  await requireBucket(state.objects, modelDataSource.s3DataSource.s3Uri, region);
}

function newRecord(state: BedrockState, request: ImportRequest, region: string): ImportRecord {
  const id = newId();
  const nowMs = state.clock.nowMs();
  return {
    arn: accountArn({ region, account: state.account }, `model-import-job/${id}`),
    ...{ id, region, jobName: request.jobName, modelName: request.importedModelName, roleArn: request.roleArn },
    s3Uri: request.modelDataSource.s3DataSource?.s3Uri ?? '',
    ...(request.importedModelKmsKeyId === undefined ? {} : { keyArn: request.importedModelKmsKeyId }),
    ...(request.clientRequestToken === undefined ? {} : { token: request.clientRequestToken }),
    status: 'InProgress',
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
  };
}

function byToken(state: BedrockState, region: string, token: string | undefined): ImportRecord | undefined {
  return token === undefined ? undefined : inRegion(state.imports, region).find((record) => record.token === token);
}

function requireImport(state: BedrockState, region: string, identifier: unknown): ImportRecord {
  const found = inRegion(state.imports, region).find(
    ({ arn, jobName }) => arn === identifier || jobName === identifier,
  );
  if (!found) throw notFound(`Could not find the model import job ${String(identifier)}.`);
  return found;
}

type Imported = ImportRecord & { readonly model: NonNullable<ImportRecord['model']> };

const isImported = (record: ImportRecord): record is Imported => record.model !== undefined;

function requireModel(state: BedrockState, region: string, identifier: unknown): Imported {
  const found = inRegion(state.imports, region)
    .filter(isImported)
    .find(({ model, modelName }) => model.arn === identifier || modelName === identifier);
  if (!found) throw notFound(`Could not find the imported model ${String(identifier)}.`);
  return found;
}

const summarize = (record: ImportRecord) => ({
  jobArn: record.arn,
  jobName: record.jobName,
  status: record.status,
  creationTime: iso(record.createdAtMs),
  lastModifiedTime: iso(record.modifiedAtMs),
  ...(record.endedAtMs === undefined ? {} : { endTime: iso(record.endedAtMs) }),
  importedModelName: record.modelName,
  ...(record.model ? { importedModelArn: record.model.arn } : {}),
});

const describe = (record: ImportRecord) => ({
  ...summarize(record),
  roleArn: record.roleArn,
  modelDataSource: { s3DataSource: { s3Uri: record.s3Uri } },
  ...(record.keyArn === undefined ? {} : { importedModelKmsKeyArn: record.keyArn }),
  ...(record.failureMessage ? { failureMessage: record.failureMessage } : {}),
});

/** Units by the number of parameters: AWS tells them after the import only; the sandbox takes one per eight billion, at least one. */
const describeModel = ({ arn, jobName, modelName, s3Uri, model }: Imported) => ({
  modelArn: model.arn,
  modelName,
  jobName,
  jobArn: arn,
  modelDataSource: { s3DataSource: { s3Uri } },
  creationTime: iso(model.createdAtMs),
  modelArchitecture: model.architecture,
  instructSupported: true,
  customModelUnits: {
    customModelUnitsPerModelCopy: Math.max(1, Math.ceil(model.parameters / 8e9)),
    customModelUnitsVersion: 'v1.0',
  },
});
