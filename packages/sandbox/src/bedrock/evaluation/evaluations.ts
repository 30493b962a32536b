import type { OperationHandler } from '../../models/serve-model.ts';
import { accountArn, conflict, newId, notFound } from '../arns.ts';
import type { Background } from '../background.ts';
import { listPage } from '../listing.ts';
import { addTags, type BedrockState, inRegion, iso } from '../state.ts';
import { requireEvaluable, workOf } from './evaluation-rules.ts';
import type { EvaluationRecord, EvaluationRequest } from './evaluation-state.ts';
import { finishStopping, startEvaluation } from './run-evaluation.ts';

/** AWS's model lets a page hold five jobs, whatever is asked for. */
const MOST_LISTED = 5;

/** Evaluation jobs over own responses, really scored beside their references. */
export function evaluationJobs(state: BedrockState, background: Background): Record<string, OperationHandler> {
  return {
    CreateEvaluationJob: async (input, { region }) => {
      const request = input as unknown as EvaluationRequest;
      const before = byToken(state, region, request.clientRequestToken);
      if (before) return { jobArn: before.arn };
      await requireEvaluable(state, request, region);
      const record = byToken(state, region, request.clientRequestToken) ?? newRecord(state, request, region);
      state.evaluations.set(record.arn, record);
      addTags(state, record.arn, request.jobTags);
      startEvaluation(state, background, record.arn);
      return { jobArn: record.arn };
    },
    GetEvaluationJob: (input, { region }) => describe(requireJob(state, region, input['jobIdentifier'])),
    ListEvaluationJobs: (input, { region }) => {
      const maxResults = Math.min(Number(input['maxResults'] ?? MOST_LISTED), MOST_LISTED);
      const wanted = input['applicationTypeEquals'];
      const all = inRegion(state.evaluations, region).filter(
        ({ request }) => wanted === undefined || typeOf(request) === wanted,
      );
      const { page, nextToken } = listPage(
        all,
        { ...input, maxResults },
        {
          describe: ({ request, createdAtMs, status }) => ({ name: request.jobName, createdAtMs, status }),
          names: { after: 'creationTimeAfter', before: 'creationTimeBefore', status: 'statusEquals' },
        },
      );
      // AWS's model wants at least one job in a list that is there.
      return { ...(page.length > 0 ? { jobSummaries: page.map(summarize) } : {}), ...(nextToken ? { nextToken } : {}) };
    },
    StopEvaluationJob: (input, { region }) => {
      const record = requireJob(state, region, input['jobIdentifier']);
      if (record.status !== 'InProgress')
        throw conflict(`The job ${record.request.jobName} cannot be stopped: its status is ${record.status}.`);
      state.evaluations.set(record.arn, { ...record, status: 'Stopping', modifiedAtMs: state.clock.nowMs() });
      background.stop(record.arn);
      finishStopping(state, background, record.arn);
      return {};
    },
  };
}

function newRecord(state: BedrockState, request: EvaluationRequest, region: string): EvaluationRecord {
  const id = newId();
  const nowMs = state.clock.nowMs();
  const arn = accountArn({ region, account: state.account }, `evaluation-job/${id}`);
  return { arn, id, region, request, status: 'InProgress', createdAtMs: nowMs, modifiedAtMs: nowMs };
}

function byToken(state: BedrockState, region: string, token: string | undefined): EvaluationRecord | undefined {
  if (token === undefined) return undefined;
  return inRegion(state.evaluations, region).find(({ request }) => request.clientRequestToken === token);
}

/** By its ARN: AWS finds an evaluation job by nothing else. */
function requireJob(state: BedrockState, region: string, identifier: unknown): EvaluationRecord {
  const record = inRegion(state.evaluations, region).find(({ arn }) => arn === identifier);
  if (!record) throw notFound(`Could not find the evaluation job ${String(identifier)}.`);
  return record;
}

const typeOf = ({ applicationType }: EvaluationRequest) => applicationType ?? 'ModelEvaluation';

function describe({ request, ...record }: EvaluationRecord): object {
  const { jobDescription, customerEncryptionKeyId } = request;
  return {
    jobArn: record.arn,
    jobName: request.jobName,
    status: record.status,
    jobType: 'Automated',
    applicationType: typeOf(request),
    roleArn: request.roleArn,
    evaluationConfig: request.evaluationConfig,
    inferenceConfig: request.inferenceConfig,
    outputDataConfig: request.outputDataConfig,
    creationTime: iso(record.createdAtMs),
    lastModifiedTime: iso(record.modifiedAtMs),
    ...(jobDescription === undefined ? {} : { jobDescription }),
    ...(customerEncryptionKeyId === undefined ? {} : { customerEncryptionKeyId }),
    ...(record.failureMessages ? { failureMessages: record.failureMessages } : {}),
  };
}

function summarize({ arn, request, status, createdAtMs }: EvaluationRecord): object {
  const { taskType, evaluator, source } = workOf(request);
  return {
    jobArn: arn,
    jobName: request.jobName,
    status,
    creationTime: iso(createdAtMs),
    jobType: 'Automated',
    applicationType: typeOf(request),
    evaluationTaskTypes: [taskType],
    evaluatorModelIdentifiers: [evaluator],
    inferenceConfigSummary: { modelConfigSummary: { precomputedInferenceSourceIdentifiers: [source] } },
  };
}
