import { AwsError } from '../kit/aws-error.ts';
import type { OperationHandler } from '../models/serve-model.ts';
import { accountArn, conflict, foundationModelArn, newId, notFound } from './arns.ts';
import { isModelNameTaken, requireTrainable } from './customization-rules.ts';
import { tellOfJob } from './job-events.ts';
import type { JobRunner } from './job-runner.ts';
import { listPage } from './listing.ts';
import { change } from './run-job.ts';
import { addTags, type BedrockState, inRegion, iso, type JobRecord, type JobRequest, type Phase } from './state.ts';

/** Quotas: customization jobs under way at once, and custom models in all. */
const SCHEDULED_JOBS = 'L-0406044C';
const CUSTOM_MODELS = 'L-CB5B847D';
const NOT_STARTED: Phase = { status: 'NotStarted' };

export function customizationJobs(state: BedrockState, runner: JobRunner): Record<string, OperationHandler> {
  return {
    CreateModelCustomizationJob: async (input, { region }) => {
      const request = input as unknown as JobRequest;
      const before = byToken(state, region, request.clientRequestToken);
      if (before) return { jobArn: before.arn };
      requireRoom(state, request, region);
      const model = await requireTrainable(state, request, region);
      // Looking at the data took time, in which the same or another caller may have come.
      const meanwhile = byToken(state, region, request.clientRequestToken);
      if (meanwhile) return { jobArn: meanwhile.arn };
      requireRoom(state, request, region);
      const job = newJob(state, request, { region, baseModelId: model.id });
      state.jobs.set(job.arn, job);
      addTags(state, job.arn, request.jobTags);
      tellOfJob(state, job);
      runner.start(job.arn);
      return { jobArn: job.arn };
    },
    GetModelCustomizationJob: (input, { region }) => describe(requireJob(state, region, input['jobIdentifier'])),
    ListModelCustomizationJobs: (input, { region }) => {
      const { page, nextToken } = listPage(inRegion(state.jobs, region), input, {
        describe: ({ request, createdAtMs, status }) => ({ name: request.jobName, createdAtMs, status }),
        names: { after: 'creationTimeAfter', before: 'creationTimeBefore', status: 'statusEquals' },
      });
      return { modelCustomizationJobSummaries: page.map(summarize), ...(nextToken ? { nextToken } : {}) };
    },
    StopModelCustomizationJob: (input, { region }) => {
      const job = requireJob(state, region, input['jobIdentifier']);
      if (job.status !== 'InProgress') {
        throw conflict(`The job ${job.request.jobName} cannot be stopped: its status is ${job.status}.`);
      }
      change(state, job.arn, { status: 'Stopping', modifiedAtMs: state.clock.nowMs() });
      runner.stop(job.arn);
      return {};
    },
  };
}

function byToken(state: BedrockState, region: string, token: string | undefined): JobRecord | undefined {
  if (token === undefined) return undefined;
  return inRegion(state.jobs, region).find(({ request }) => request.clientRequestToken === token);
}

/** Names must be free and the quota not used up. */
function requireRoom(state: BedrockState, request: JobRequest, region: string): void {
  const jobs = inRegion(state.jobs, region);
  const { jobName, customModelName } = request;
  if (jobs.some((job) => job.request.jobName === jobName)) {
    throw conflict(`A model customization job named ${jobName} already exists.`);
  }
  if (isModelNameTaken(state, region, customModelName)) {
    throw conflict(`A custom model named ${customModelName} already exists.`);
  }
  const underWay = jobs.filter(({ status }) => status === 'InProgress').length;
  const most = state.quotaOf(region, SCHEDULED_JOBS);
  if (underWay >= most) throw exceeded(`The account has reached its quota of ${most} scheduled customization jobs.`);
  const models = state.quotaOf(region, CUSTOM_MODELS);
  if (inRegion(state.models, region).length + underWay >= models)
    throw exceeded(`The account has reached its quota of ${models} custom models.`);
}

const exceeded = (message: string) => new AwsError('ServiceQuotaExceededException', message);

function newJob(state: BedrockState, request: JobRequest, at: { region: string; baseModelId: string }): JobRecord {
  const id = newId();
  const nowMs = state.clock.nowMs();
  return {
    ...at,
    arn: accountArn({ region: at.region, account: state.account }, `model-customization-job/${at.baseModelId}/${id}`),
    id,
    request,
    status: 'InProgress',
    phases: { validationDetails: NOT_STARTED, dataProcessingDetails: NOT_STARTED, trainingDetails: NOT_STARTED },
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
  };
}

/** The job that a name or an ARN names in this region. */
function requireJob(state: BedrockState, region: string, identifier: unknown): JobRecord {
  const job = inRegion(state.jobs, region).find(
    ({ arn, request }) => arn === identifier || request.jobName === identifier,
  );
  if (!job) throw notFound(`Could not find the model customization job ${String(identifier)}.`);
  return job;
}

function describe(job: JobRecord): object {
  const { request } = job;
  const { jobName, roleArn, trainingDataConfig, outputDataConfig, clientRequestToken, hyperParameters, vpcConfig } =
    request;
  return {
    jobArn: job.arn,
    jobName,
    roleArn,
    trainingDataConfig,
    outputDataConfig,
    outputModelName: request.customModelName,
    clientRequestToken,
    hyperParameters,
    vpcConfig,
    // AWS's model marks this member required also for jobs without a validation set.
    validationDataConfig: request.validationDataConfig ?? { validators: [] },
    baseModelArn: foundationModelArn(job.region, job.baseModelId),
    customizationType: request.customizationType ?? 'FINE_TUNING',
    ...(request.customizationConfig ? { customizationConfig: request.customizationConfig } : {}),
    ...progress(job),
    ...(job.failureMessage ? { failureMessage: job.failureMessage } : {}),
    ...(job.modelArn ? { outputModelArn: job.modelArn } : {}),
    ...(request.customModelKmsKeyId ? { outputModelKmsKeyArn: request.customModelKmsKeyId } : {}),
    ...measuredLosses(job),
  };
}

function summarize(job: JobRecord): object {
  return {
    jobArn: job.arn,
    jobName: job.request.jobName,
    baseModelArn: foundationModelArn(job.region, job.baseModelId),
    customModelName: job.request.customModelName,
    customizationType: job.request.customizationType ?? 'FINE_TUNING',
    ...(job.modelArn ? { customModelArn: job.modelArn } : {}),
    ...progress(job),
  };
}

function progress(job: JobRecord) {
  return {
    status: job.status,
    statusDetails: Object.fromEntries(Object.entries(job.phases).map(([name, phase]) => [name, phaseDetails(phase)])),
    creationTime: iso(job.createdAtMs),
    lastModifiedTime: iso(job.modifiedAtMs),
    ...(job.endedAtMs === undefined ? {} : { endTime: iso(job.endedAtMs) }),
  };
}

function phaseDetails({ status, createdAtMs, modifiedAtMs }: Phase): object {
  return {
    status,
    ...(createdAtMs === undefined ? {} : { creationTime: iso(createdAtMs) }),
    ...(modifiedAtMs === undefined ? {} : { lastModifiedTime: iso(modifiedAtMs) }),
  };
}

/** The losses of a finished job as GetModelCustomizationJob and GetCustomModel answer them. */
export function measuredLosses({ trainingLoss, validationLosses = [] }: JobRecord): object {
  return {
    ...(trainingLoss === undefined ? {} : { trainingMetrics: { trainingLoss } }),
    ...(validationLosses.length === 0
      ? {}
      : { validationMetrics: validationLosses.map((validationLoss) => ({ validationLoss })) }),
  };
}
