import type { Standing, UsageSink } from '../billing/usage.ts';
import type { SandboxClock } from '../kit/clock.ts';
import type { Handler, Incoming } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { findOperation } from '../models/bind-request.ts';
import { checkShape } from '../models/check-shape.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel, type ServiceModel } from '../models/service-model.ts';
import { defaultQuota, type QuotaReader } from '../service-quotas/known-quotas.ts';
import { validationError } from './arns.ts';
import { type Background, createBackground } from './background.ts';
import { customModels } from './custom-models.ts';
import { customizationJobs } from './customization-jobs.ts';
import { deployments } from './deployments.ts';
import { evaluationJobs } from './evaluation/evaluations.ts';
import { finishStopping, startEvaluation } from './evaluation/run-evaluation.ts';
import { foundationModels } from './foundation-models.ts';
import type { EventSink } from './job-events.ts';
import { createJobRunner } from './job-runner.ts';
import { type KnowledgeBase, knowledgeBaseControl, knowledgeBases } from './knowledge-bases.ts';
import { type MarketplaceShelf, marketplaceEndpoints } from './marketplace-endpoints.ts';
import type { MetricSink } from './metrics.ts';
import type { ObjectStore } from './object-store.ts';
import { modelImports, startImport } from './other-jobs/imports.ts';
import { promptOptimisations, startOptimisation } from './other-jobs/optimisations.ts';
import { promptRouters } from './other-jobs/routers.ts';
import type { RequestQuota } from './request-quota.ts';
import { converse, runtime } from './runtime.ts';
import { type BedrockState, type InvokeLambda, openState } from './state.ts';
import { tags } from './tags.ts';
import { purchase, type ThroughputStatus, throughputStatus, throughputs } from './throughputs.ts';
import { standingNow } from './usage.ts';

export interface BedrockOptions {
  /** Where jobs, models and hostings are kept; in memory without it. */
  readonly directory?: string;
  readonly clock: SandboxClock;
  readonly wireLog: WireLog;
  readonly objects: ObjectStore;
  readonly metrics: MetricSink;
  /** Where everything that costs is written; nowhere without it. */
  readonly usage?: UsageSink;
  /** How graders are called; without it, none is there. */
  readonly invokeLambda?: InvokeLambda;
  /** Twelve digits; 123456789012 when absent. */
  readonly account?: string;
  readonly knowledgeBases?: readonly KnowledgeBase[];
  /** Where Marketplace endpoints stand; none without it. */
  readonly marketplace?: MarketplaceShelf;
  /** What the account may have at once; AWS's defaults without it. */
  readonly quotaOf?: QuotaReader;
  /** Hears of every job that changes; nobody without it. */
  readonly events?: EventSink;
}

export interface IdleThroughput {
  readonly name: string;
  readonly modelUnits: number;
  readonly commitment: 'none' | 'OneMonth' | 'SixMonths';
  /** Sandbox time in epoch milliseconds; now when absent. In service twenty minutes later. */
  readonly createdAtMs?: number;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

export interface HostedThroughput {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly status: ThroughputStatus;
  readonly modelUnits: number;
  readonly createdAtMs: number;
}

export interface Bedrock {
  /** Serves bedrock, bedrock-runtime and bedrock-agent-runtime, told apart by path. */
  readonly handler: Handler;
  /** Buys Provisioned Throughput for a base model in us-east-1; gives its ARN. */
  createIdleThroughput(order: IdleThroughput): string;
  throughputs(): HostedThroughput[];
  /** What stands now and costs by the hour. */
  standing(): Standing[];
  /** Sends `count` short requests to a throughput or deployment; each writes its CloudWatch points. */
  invoke(arn: string, count: number): Promise<void>;
  /** From now on these models take so many requests a minute of sandbox time and throttle the rest. */
  limitRequests(quota: RequestQuota): void;
  /** From now on the account has not accepted the terms of this model; only its availability says so. */
  closeModel(modelId: string): void;
  openModel(modelId: string): void;
  /** From now on jobs are accepted and not begun, as AWS's have been for days; or begin, those that waited too. */
  stallJobs(isStalled: boolean): void;
  /** Takes up the jobs that a restart interrupted. */
  resume(): void;
  /** Resolves when no job runs; sandbox time must pass for that. */
  idle(): Promise<void>;
  /** Lets go of running jobs as they stand, for the next process to `resume`. */
  close(): Promise<void>;
}

const noFunction: InvokeLambda = async (arn) => ({
  error: { type: 'ResourceNotFoundException', message: `Function not found: ${arn}` },
});

const NO_BILL: UsageSink = { add: () => undefined };
const NOBODY: EventSink = { put: () => undefined };
const NO_MARKETPLACE: MarketplaceShelf = { list: () => [], delete: () => false };

/** A base model that Provisioned Throughput can be bought for. */
const IDLE_MODEL = 'amazon.nova-lite-v1:0:24k';
const IDLE_REGION = 'us-east-1';

/** Opens the sandbox's Bedrock: the whole life of a customization job and of what serves its model, with real (small) training. */
export function openBedrock(options: BedrockOptions): Bedrock {
  const { account = '123456789012', wireLog } = options;
  const state = openState({
    ...{ invokeLambda: noFunction, quotaOf: defaultQuota, usage: NO_BILL, events: NOBODY },
    ...options,
    account,
  });
  const runner = createJobRunner(state);
  const background = createBackground();
  const control = {
    ...customizationJobs(state, runner),
    ...customModels(state),
    ...deployments(state),
    ...throughputs(state),
    ...foundationModels(state),
    ...modelImports(state, background),
    ...promptRouters(state),
    ...promptOptimisations(state, background),
    ...evaluationJobs(state, background),
    ...tags(state),
    ...marketplaceEndpoints(options.marketplace ?? NO_MARKETPLACE),
  };
  const handler = routeByPath([
    { model: loadModel('bedrock-runtime'), operations: runtime(state), wireLog },
    { model: loadModel('bedrock-agent-runtime'), operations: knowledgeBases(options.knowledgeBases ?? []), wireLog },
    {
      model: loadModel('bedrock-agent'),
      operations: knowledgeBaseControl(options.knowledgeBases ?? [], { account, openedAtMs: options.clock.nowMs() }),
      wireLog,
    },
    { model: loadModel('bedrock'), operations: control, wireLog },
  ]);
  return {
    handler,
    createIdleThroughput: (order) => buyIdle(state, order),
    throughputs: () => hosted(state),
    standing: () => standingNow(state),
    invoke: (arn, count) => invokeOften(state, arn, count),
    limitRequests: state.quotas.set,
    closeModel: (modelId) => void state.closedModels.add(modelId),
    stallJobs: (isStalled) => (isStalled ? state.gate.shut() : state.gate.open()),
    openModel: (modelId) => void state.closedModels.delete(modelId),
    resume() {
      runner.resume();
      resumeOtherJobs(state, background);
    },
    idle: async () => void (await Promise.all([runner.idle(), background.idle()])),
    close: async () => void (await Promise.all([runner.close(), background.close()])),
  };
}

function resumeOtherJobs(state: BedrockState, background: Background): void {
  for (const { arn } of state.imports.values()) startImport(state, background, { arn });
  for (const { arn } of state.optimisations.values()) startOptimisation(state, background, arn);
  for (const { arn } of state.evaluations.values()) {
    startEvaluation(state, background, arn);
    finishStopping(state, background, arn);
  }
}

/** Paths of operations that the sandbox does not serve, by the service that has them; all others are the control plane's. */
const UNSERVED_PATHS: Readonly<Record<string, RegExp>> = {
  'bedrock-runtime': /^\/(model|async-invoke|guardrail|guardrail-checks)\//,
  'bedrock-agent-runtime':
    /^\/(agents|knowledgebases|rerank|retrieveAndGenerate|retrieveAndGenerateStream|optimize-prompt|generateQuery|flows|sessions|tags)\b/,
};

function routeByPath(services: readonly Parameters<typeof serveModel>[0][]): Handler {
  const routes = services.map((served) => ({ model: served.model, serve: serveModel(served) }));
  return (request, reply) => {
    const serves = ({ model }: { model: ServiceModel }) => isServedBy(model, request);
    const path = new URL(request.url ?? '/', 'http://sandbox').pathname;
    const owns = ({ model }: { model: ServiceModel }) => UNSERVED_PATHS[model.service]?.test(path);
    const route = routes.find(serves) ?? routes.find(owns) ?? routes.at(-1);
    return route?.serve(request, reply);
  };
}

function isServedBy(model: ServiceModel, request: Incoming): boolean {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  return findOperation(model, { method: request.method ?? 'GET', url, header: () => undefined }) !== undefined;
}

function buyIdle(
  state: BedrockState,
  { name, modelUnits, commitment, createdAtMs, tags = [] }: IdleThroughput,
): string {
  const term = commitment === 'none' ? {} : { commitmentDuration: commitment };
  const order = { provisionedModelName: name, modelUnits, modelId: IDLE_MODEL, tags, ...term };
  const [slip] = checkShape(loadModel('bedrock'), 'CreateProvisionedModelThroughputRequest', order);
  if (slip) throw validationError(`${slip.path}: ${slip.message}`);
  return purchase(state, order, { region: IDLE_REGION, ...(createdAtMs === undefined ? {} : { createdAtMs }) });
}

function hosted(state: BedrockState): HostedThroughput[] {
  return state.throughputs.values().map((record) => {
    const { arn, name, region, modelUnits, createdAtMs } = record;
    return { arn, name, region, modelUnits, createdAtMs, status: throughputStatus(state, record) };
  });
}

async function invokeOften(state: BedrockState, arn: string, count: number): Promise<void> {
  const region = arn.split(':')[3] ?? IDLE_REGION;
  const messages = [{ role: 'user', content: [{ text: 'Is anybody there?' }] }];
  for (let sent = 0; sent < count; sent++) await converse(state, { modelId: arn, messages }, { region });
}
