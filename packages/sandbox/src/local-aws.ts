import path from 'node:path';
import { startAwsFront } from './aws-front.ts';
import type { KnowledgeBase } from './bedrock/knowledge-bases.ts';
import { type Bedrock, openBedrock } from './bedrock/open-bedrock.ts';
import { type Billing, openBilling } from './billing/open-billing.ts';
import { openUsage, type UsageLog } from './billing/usage.ts';
import { type CloudWatch, createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { openComprehend } from './comprehend/open-comprehend.ts';
import { type Dynamo, openDynamo } from './dynamodb/open-dynamo.ts';
import { createEventBus, type EventBus } from './event-bus.ts';
import { type Iam, openIam } from './iam/open-iam.ts';
import type { SandboxClock } from './kit/clock.ts';
import type { Listening } from './kit/http.ts';
import { openWireLog, type WireLog } from './kit/wire-log.ts';
import { type Kms, openKms } from './kms/open-kms.ts';
import { createLambda, type Lambda } from './lambda/lambda.ts';
import { callModel } from './models/call-model.ts';
import { loadModel } from './models/service-model.ts';
import { openPricing, type Pricing } from './pricing/open-pricing.ts';
import { openS3, type S3 } from './s3/s3.ts';
import { openSageMaker, type SageMaker } from './sagemaker/open-sagemaker.ts';
import { openServiceQuotas, type ServiceQuotas } from './service-quotas/open-service-quotas.ts';
import { openStepFunctions, type StepFunctions } from './step-functions/open-step-functions.ts';

export interface LocalAwsOptions {
  /** Where state lies between runs. */
  readonly directory: string;
  readonly clock: SandboxClock;
  /** One JSON line per exchange is appended here; nothing is kept without it. */
  readonly wireLogFile?: string;
  readonly region: string;
  readonly knowledgeBases?: readonly KnowledgeBase[];
}

/** A local AWS on one loopback endpoint. */
export interface LocalAws {
  /** What clients take as their endpoint. */
  readonly url: string;
  readonly s3: S3;
  readonly dynamo: Dynamo;
  readonly lambda: Lambda;
  readonly cloudWatch: CloudWatch;
  readonly bedrock: Bedrock;
  readonly billing: Billing;
  readonly sageMaker: SageMaker;
  readonly serviceQuotas: ServiceQuotas;
  readonly iam: Iam;
  readonly kms: Kms;
  /** The default bus, on which Bedrock says that a customization job has changed. */
  readonly events: EventBus;
  readonly pricing: Pricing;
  readonly stepFunctions: StepFunctions;
  /** Takes up what a former run left unfinished; to be called once the functions are registered. */
  resume(): void;
  /** Resolves when nothing is at work: no function runs, no job trains, and every execution waits for time or for a person. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const wireLog = openWireLog(options.wireLogFile);
  const ready = Promise.withResolvers<void>();
  const late: { front?: Listening } = {};
  const parts = await openParts(options, { wireLog, ready: ready.promise, endpoint: () => late.front?.url ?? '' });
  const { s3, dynamo, lambda, cloudWatch, bedrock, stepFunctions } = parts;
  const front = await startAwsFront({
    s3: s3.handler,
    dynamodb: dynamo.handler,
    lambda: lambda.handler,
    monitoring: cloudWatch.handler,
    comprehend: openComprehend({ wireLog }),
    bedrock: bedrock.handler,
    ce: parts.billing.costExplorer,
    billing: parts.billing.credits,
    sagemaker: parts.sageMaker.handler,
    servicequotas: parts.serviceQuotas.handler,
    iam: parts.iam.handler,
    kms: parts.kms.handler,
    pricing: parts.pricing.handler,
    states: stepFunctions.handler,
  });
  late.front = front;
  return {
    ...parts,
    url: front.url,
    resume() {
      bedrock.resume();
      ready.resolve();
    },
    idle: () => settle(parts),
    async close() {
      await stepFunctions.close();
      await bedrock.close();
      parts.lambda.close();
      parts.cloudWatch.close();
      parts.usage.flush();
      await front.close();
      await dynamo.close();
    },
  };
}

type Parts = Omit<LocalAws, 'url' | 'resume' | 'idle' | 'close'> & { readonly usage: UsageLog };

/** The services themselves; Step Functions reaches Bedrock through the front, over HTTP, as every client does. */
async function openParts(
  options: LocalAwsOptions,
  shared: { wireLog: WireLog; ready: Promise<void>; endpoint: () => string },
): Promise<Parts> {
  const { directory, clock, region } = options;
  const { wireLog, ready, endpoint } = shared;
  const at = (name: string) => path.join(directory, name);
  const s3 = openS3({ directory: at('s3'), clock, wireLog });
  const dynamo = await openDynamo({ directory: at('dynamodb'), wireLog });
  const lambda = createLambda({ clock, wireLog });
  const cloudWatch = createCloudWatch({ clock, wireLog, file: at('metrics.json') });
  const knowledge = options.knowledgeBases ? { knowledgeBases: options.knowledgeBases } : {};
  const sageMaker = openSageMaker({ directory: at('sagemaker'), clock, wireLog });
  const events = createEventBus();
  const serviceQuotas = openServiceQuotas({ directory: at('service-quotas'), wireLog });
  const usage = openUsage(at('usage.json'));
  const bedrock = openBedrock({
    directory: at('bedrock'),
    clock,
    wireLog,
    objects: s3,
    metrics: cloudWatch,
    usage,
    invokeLambda: (arn, event) => lambda.invoke(arn, event),
    marketplace: sageMaker.marketplace,
    quotaOf: serviceQuotas.quotaOf,
    events,
    ...knowledge,
  });
  const billing = openBilling({ clock, wireLog, usage, standing: bedrock.standing, file: at('credits.json') });
  const stepFunctions = openStepFunctions({
    ...{ directory: at('step-functions'), clock, wireLog, ready },
    invokeLambda: (name, payload) => lambda.invoke(name, payload),
    call: (service, operation, input) =>
      callModel({ endpoint: endpoint(), region, model: loadModel(service) }, operation, input),
  });
  const rest = { ...{ billing, usage, events }, ...openSmallParts({ clock, wireLog }) };
  return { s3, dynamo, lambda, cloudWatch, bedrock, sageMaker, serviceQuotas, stepFunctions, ...rest };
}

/** Services that know no other. */
function openSmallParts(at: { clock: SandboxClock; wireLog: WireLog }): Pick<Parts, 'pricing' | 'iam' | 'kms'> {
  return { pricing: openPricing(at), iam: openIam(at), kms: openKms(at) };
}

/** Work of one service makes work for another, so all are asked until a whole round found nothing. */
async function settle(parts: Pick<LocalAws, 'lambda' | 'bedrock' | 'stepFunctions'>): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await parts.lambda.idle();
    await parts.bedrock.idle();
    await parts.stepFunctions.idle();
  }
}
