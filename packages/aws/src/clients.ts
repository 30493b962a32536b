import type { BedrockClient } from '@aws-sdk/client-bedrock';
import type { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import type { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { ComprehendClient } from '@aws-sdk/client-comprehend';
import type { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { priceListRegion } from './price-list.ts';

/** Where AWS is. `endpoint` is set for the local AWS only; everything else is the SDK's default. */
export interface AwsPlace {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** SDK clients, each loaded and built at its first use: a cold start pays only for what a request needs. */
export interface AwsClients {
  bedrock(): Promise<BedrockClient>;
  bedrockRuntime(): Promise<BedrockRuntimeClient>;
  bedrockAgent(): Promise<BedrockAgentClient>;
  bedrockAgentRuntime(): Promise<BedrockAgentRuntimeClient>;
  cloudWatch(): Promise<CloudWatchClient>;
  comprehend(): Promise<ComprehendClient>;
  costExplorer(): Promise<CostExplorerClient>;
  dynamo(): Promise<DynamoDBClient>;
  iam(): Promise<IAMClient>;
  kms(): Promise<KMSClient>;
  pricing(): Promise<PricingClient>;
  s3(): Promise<S3Client>;
  sageMaker(): Promise<SageMakerClient>;
  serviceQuotas(): Promise<ServiceQuotasClient>;
  stepFunctions(): Promise<SFNClient>;
}

export function awsClients(place: AwsPlace): AwsClients {
  return {
    bedrock: once(async () => new (await import('@aws-sdk/client-bedrock')).BedrockClient(place)),
    bedrockRuntime: once(async () => new (await import('@aws-sdk/client-bedrock-runtime')).BedrockRuntimeClient(place)),
    bedrockAgent: once(async () => new (await import('@aws-sdk/client-bedrock-agent')).BedrockAgentClient(place)),
    bedrockAgentRuntime: once(
      async () => new (await import('@aws-sdk/client-bedrock-agent-runtime')).BedrockAgentRuntimeClient(place),
    ),
    cloudWatch: once(async () => new (await import('@aws-sdk/client-cloudwatch')).CloudWatchClient(place)),
    comprehend: once(async () => new (await import('@aws-sdk/client-comprehend')).ComprehendClient(place)),
    // Cost Explorer answers in one region for all of them.
    costExplorer: once(
      async () =>
        new (await import('@aws-sdk/client-cost-explorer')).CostExplorerClient({ ...place, region: 'us-east-1' }),
    ),
    dynamo: once(async () => new (await import('@aws-sdk/client-dynamodb')).DynamoDBClient(place)),
    iam: once(async () => new (await import('@aws-sdk/client-iam')).IAMClient(place)),
    kms: once(async () => new (await import('@aws-sdk/client-kms')).KMSClient(place)),
    pricing: once(
      async () =>
        new (await import('@aws-sdk/client-pricing')).PricingClient({
          ...place,
          region: priceListRegion(place.region),
        }),
    ),
    s3: once(async () => new (await import('@aws-sdk/client-s3')).S3Client(place)),
    sageMaker: once(async () => new (await import('@aws-sdk/client-sagemaker')).SageMakerClient(place)),
    serviceQuotas: once(async () => new (await import('@aws-sdk/client-service-quotas')).ServiceQuotasClient(place)),
    stepFunctions: once(async () => new (await import('@aws-sdk/client-sfn')).SFNClient(place)),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
