import type { OperationHandler } from '../../models/serve-model.ts';
import { accountArn, conflict, newId, notFound, validationError } from '../arns.ts';
import type { Background } from '../background.ts';
import { findBaseModel, isRetired } from '../base-models.ts';
import { requireBucket, requireObject, s3Place } from '../object-store.ts';
import { addTags, type BedrockState, inRegion, iso, type Tag } from '../state.ts';
import { optimise, type Template } from './optimise.ts';

export interface OptimisationRecord {
  readonly arn: string;
  readonly id: string;
  readonly region: string;
  readonly jobName: string;
  readonly token?: string;
  readonly inputUri: string;
  readonly outputUri: string;
  readonly modelConfigurations: readonly { readonly modelId: string }[];
  readonly status: 'InProgress' | 'Completed' | 'Failed' | 'Stopped';
  readonly failureMessage?: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

/** Sandbox time that a job takes; AWS names none. */
const OPTIMISED_AFTER_MS = 15 * 60_000;
const VERSION = 'bedrock-2026-05-14';
const MAX_TEMPLATES = 10;
const MAX_SAMPLES = 100;

interface OptimisationRequest {
  readonly jobName: string;
  readonly clientToken?: string;
  readonly inputConfig: { readonly s3Uri: string };
  readonly outputConfig: { readonly s3Uri: string };
  readonly modelConfigurations: readonly { readonly modelId: string }[];
  readonly tags?: readonly Tag[];
}

export function promptOptimisations(state: BedrockState, background: Background): Record<string, OperationHandler> {
  return {
    CreateAdvancedPromptOptimizationJob: async (input, { region }) => {
      const request = input as unknown as OptimisationRequest;
      const before = byToken(state, region, request.clientToken);
      if (before) return { jobArn: before.arn };
      await requireOptimisable(state, request, region);
      const record = byToken(state, region, request.clientToken) ?? newRecord(state, request, region);
      state.optimisations.set(record.arn, record);
      addTags(state, record.arn, request.tags);
      startOptimisation(state, background, record.arn);
      return { jobArn: record.arn };
    },
    GetAdvancedPromptOptimizationJob: (input, { region }) => {
      const record = requireJob(state, region, input['jobIdentifier']);
      return {
        ...summarize(record),
        inputConfig: { s3Uri: record.inputUri },
        outputConfig: { s3Uri: record.outputUri },
        modelConfigurations: record.modelConfigurations,
        ...(record.failureMessage ? { failureMessage: record.failureMessage } : {}),
      };
    },
    ListAdvancedPromptOptimizationJobs: (input, { region }) => {
      const from = Number(input['nextToken'] ?? 0);
      const to = from + Number(input['maxResults'] ?? 100);
      const all = inRegion(state.optimisations, region).sort((a, b) => b.createdAtMs - a.createdAtMs);
      return {
        jobSummaries: all.slice(from, to).map(summarize),
        ...(to < all.length ? { nextToken: String(to) } : {}),
      };
    },
    StopAdvancedPromptOptimizationJob: (input, { region }) => {
      const record = requireJob(state, region, input['jobIdentifier']);
      if (record.status !== 'InProgress') throw conflict(`The job ${record.jobName} is ${record.status}.`);
      state.optimisations.set(record.arn, { ...record, status: 'Stopped', modifiedAtMs: state.clock.nowMs() });
      background.stop(record.arn);
      return {};
    },
  };
}

/** Takes up the job; again after a restart. */
export function startOptimisation(state: BedrockState, background: Background, arn: string): void {
  background.start(arn, async (signal) => {
    const record = state.optimisations.get(arn);
    if (record?.status !== 'InProgress') return;
    const endedAtMs = record.createdAtMs + OPTIMISED_AFTER_MS;
    await state.clock.sleep(endedAtMs - state.clock.nowMs(), signal);
    const read = await readTemplates(state, record.inputUri);
    const ended = { ...record, modifiedAtMs: endedAtMs };
    if (typeof read === 'string') {
      state.optimisations.set(arn, { ...ended, status: 'Failed', failureMessage: read });
      return;
    }
    const lines = read.flatMap((template) =>
      record.modelConfigurations.map(({ modelId }) => JSON.stringify({ modelId, ...optimise(template) })),
    );
    const { bucket, key } = s3Place(record.outputUri);
    const name = [key, record.id, 'optimized_prompts.jsonl'].filter(Boolean).join('/');
    await state.objects.put(bucket, name, `${lines.join('\n')}\n`);
    signal.throwIfAborted();
    state.optimisations.set(arn, { ...ended, status: 'Completed' });
  });
}

/** The templates of the input file, or why the job fails. */
async function readTemplates(state: BedrockState, uri: string): Promise<Template[] | string> {
  const { bucket, key } = s3Place(uri);
  const chunks: Buffer[] = [];
  for await (const chunk of (await state.objects.get(bucket, key))?.body() ?? []) chunks.push(chunk);
  const lines = Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0 || lines.length > MAX_TEMPLATES) return `The input must hold 1 to ${MAX_TEMPLATES} templates.`;
  const templates: Template[] = [];
  for (const [index, line] of lines.entries()) {
    const template = parseTemplate(line);
    if (!template) return `Line ${index + 1} of the input is not a valid template.`;
    templates.push(template);
  }
  return templates;
}

function parseTemplate(line: string): Template | undefined {
  try {
    const value = JSON.parse(line) as Template & { version?: string };
    const { version, templateId, promptTemplate, evaluationSamples } = value;
    const isWhole = version === VERSION && typeof templateId === 'string' && typeof promptTemplate === 'string';
    const count = Array.isArray(evaluationSamples) ? evaluationSamples.length : 0;
    return isWhole && count > 0 && count <= MAX_SAMPLES ? value : undefined;
  } catch {
    return undefined;
  }
}

async function requireOptimisable(state: BedrockState, request: OptimisationRequest, region: string): Promise<void> {
  for (const { modelId } of request.modelConfigurations) {
    const model = findBaseModel(modelId.replace(/^us\./, ''));
    if (!model?.regions.includes(region) || isRetired(model, state.clock.nowMs()) || model.tuning)
      throw validationError(`The model ${modelId} is not supported for prompt optimization.`);
  }
  if (inRegion(state.optimisations, region).some(({ jobName }) => jobName === request.jobName))
    throw conflict(`An advanced prompt optimization job named ${request.jobName} already exists.`);
  await requireObject(state.objects, request.inputConfig.s3Uri, { region, roleArn: 'the caller' });
  await requireBucket(state.objects, request.outputConfig.s3Uri, region);
}

function newRecord(state: BedrockState, request: OptimisationRequest, region: string): OptimisationRecord {
  const id = newId();
  const nowMs = state.clock.nowMs();
  return {
    arn: accountArn({ region, account: state.account }, `advanced-prompt-optimization-job/${id}`),
    ...{ id, region, jobName: request.jobName },
    ...(request.clientToken === undefined ? {} : { token: request.clientToken }),
    inputUri: request.inputConfig.s3Uri,
    outputUri: request.outputConfig.s3Uri,
    modelConfigurations: request.modelConfigurations,
    status: 'InProgress',
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
  };
}

function byToken(state: BedrockState, region: string, token: string | undefined): OptimisationRecord | undefined {
  return token === undefined ? undefined : inRegion(state.optimisations, region).find((job) => job.token === token);
}

function requireJob(state: BedrockState, region: string, identifier: unknown): OptimisationRecord {
  const job = inRegion(state.optimisations, region).find(({ arn, id }) => arn === identifier || id === identifier);
  if (!job) throw notFound(`Could not find the advanced prompt optimization job ${String(identifier)}.`);
  return job;
}

const summarize = (record: OptimisationRecord) => ({
  jobArn: record.arn,
  jobName: record.jobName,
  jobStatus: record.status,
  creationTime: iso(record.createdAtMs),
  lastModifiedTime: iso(record.modifiedAtMs),
});
