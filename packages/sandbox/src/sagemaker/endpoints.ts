import { AwsError } from '../kit/aws-error.ts';
import type { SandboxClock } from '../kit/clock.ts';
import type { DurableMap } from '../kit/durable-map.ts';
import type { CallContext, OperationHandler } from '../models/serve-model.ts';

/** A variant as an endpoint's configuration has it. */
export interface VariantRecord {
  readonly VariantName: string;
  readonly InstanceType?: string;
  readonly InitialInstanceCount?: number;
}

export interface ConfigRecord {
  readonly arn: string;
  readonly region: string;
  readonly name: string;
  readonly variants: readonly VariantRecord[];
  readonly createdAtMs: number;
}

export interface EndpointRecord {
  readonly arn: string;
  readonly region: string;
  readonly name: string;
  readonly configName: string;
  readonly createdAtMs: number;
  /** Instances that run; as many as its configuration says when absent. */
  readonly running?: number;
  /** The Marketplace model that Bedrock put there; absent for SageMaker's own. */
  readonly modelSource?: string;
}

/** A model on an endpoint that shares its instances with others. */
export interface ComponentRecord {
  readonly arn: string;
  readonly region: string;
  readonly name: string;
  readonly endpointName: string;
  readonly createdAtMs: number;
  readonly copies: number;
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Everything the sandbox's SageMaker keeps. */
export interface SageMakerState {
  readonly account: string;
  readonly clock: SandboxClock;
  readonly configs: DurableMap<ConfigRecord>;
  readonly endpoints: DurableMap<EndpointRecord>;
  readonly components: DurableMap<ComponentRecord>;
  readonly tags: DurableMap<readonly Tag[]>;
}

/** From Creating to InService (SageMaker takes minutes; the sandbox takes five). */
const IN_SERVICE_AFTER_MS = 5 * 60_000;
/** Names in a page when none is asked for (SageMaker API reference, ListEndpoints, read 2026-11). */
const DEFAULT_PAGE = 10;

export function endpointOperations(state: SageMakerState): Record<string, OperationHandler> {
  return {
    CreateEndpointConfig: (input, call) => ({ EndpointConfigArn: createConfig(state, input, call) }),
    DescribeEndpointConfig: (input, call) => {
      const { arn, name, variants, createdAtMs } = requireConfig(state, call, input['EndpointConfigName']);
      return {
        ...{ EndpointConfigArn: arn, EndpointConfigName: name, ProductionVariants: variants },
        CreationTime: createdAtMs / 1000,
      };
    },
    CreateEndpoint: (input, call) => ({ EndpointArn: createEndpoint(state, input, call) }),
    DescribeEndpoint: (input, call) => describe(state, requireEndpoint(state, call, input['EndpointName'])),
    ListEndpoints: (input, call) => list(state, input, call),
    ListInferenceComponents: (input, call) => listComponents(state, input, call),
    DescribeInferenceComponent: (input, call) => {
      const arn = arnOf(state, call, `inference-component/${String(input['InferenceComponentName'])}`);
      const component = state.components.get(arn);
      if (!component) throw refuse(`Could not find inference component "${String(input['InferenceComponentName'])}".`);
      const { copies } = component;
      return {
        ...componentSummary(state, component),
        RuntimeConfig: { DesiredCopyCount: copies, CurrentCopyCount: copies },
      };
    },
    DeleteEndpoint: (input, call) => {
      const { arn } = requireEndpoint(state, call, input['EndpointName']);
      state.endpoints.delete(arn);
      state.tags.delete(arn);
      return {};
    },
    AddTags: (input) => ({ Tags: addTags(state, String(input['ResourceArn']), input['Tags'] as Tag[]) }),
    ListTags: (input) => ({ Tags: state.tags.get(String(input['ResourceArn'])) ?? [] }),
  };
}

const arnOf = ({ account }: SageMakerState, { region }: CallContext, rest: string) =>
  `arn:aws:sagemaker:${region}:${account}:${rest}`;

/** SageMaker refuses with ValidationException, also where other services say that something is not found. */
const refuse = (message: string) => new AwsError('ValidationException', message);

function createConfig(state: SageMakerState, input: Record<string, unknown>, call: CallContext): string {
  const name = String(input['EndpointConfigName']);
  const arn = arnOf(state, call, `endpoint-config/${name}`);
  if (state.configs.has(arn)) throw refuse(`Cannot create already existing endpoint configuration "${arn}".`);
  const variants = input['ProductionVariants'] as VariantRecord[];
  state.configs.set(arn, { arn, region: call.region, name, variants, createdAtMs: state.clock.nowMs() });
  return arn;
}

function createEndpoint(state: SageMakerState, input: Record<string, unknown>, call: CallContext): string {
  const config = requireConfig(state, call, input['EndpointConfigName']);
  const name = String(input['EndpointName']);
  const arn = arnOf(state, call, `endpoint/${name}`);
  if (state.endpoints.has(arn)) throw refuse(`Cannot create already existing endpoint "${arn}".`);
  const createdAtMs = state.clock.nowMs();
  state.endpoints.set(arn, { arn, region: call.region, name, configName: config.name, createdAtMs });
  addTags(state, arn, (input['Tags'] ?? []) as Tag[]);
  return arn;
}

function requireConfig(state: SageMakerState, call: CallContext, name: unknown): ConfigRecord {
  const config = state.configs.get(arnOf(state, call, `endpoint-config/${String(name)}`));
  if (!config) throw refuse(`Could not find endpoint configuration "${String(name)}".`);
  return config;
}

function requireEndpoint(state: SageMakerState, call: CallContext, name: unknown): EndpointRecord {
  const endpoint = state.endpoints.get(arnOf(state, call, `endpoint/${String(name)}`));
  if (!endpoint) throw refuse(`Could not find endpoint "${String(name)}".`);
  return endpoint;
}

function addTags(state: SageMakerState, arn: string, tags: readonly Tag[]): readonly Tag[] {
  const kept = new Map([...(state.tags.get(arn) ?? []), ...tags].map(({ Key, Value }) => [Key, Value]));
  const all = [...kept].map(([Key, Value]) => ({ Key, Value }));
  if (all.length > 0) state.tags.set(arn, all);
  return all;
}

const isUp = ({ clock }: SageMakerState, { createdAtMs }: EndpointRecord) =>
  clock.nowMs() >= createdAtMs + IN_SERVICE_AFTER_MS;

function summary(state: SageMakerState, endpoint: EndpointRecord) {
  const { arn, name, createdAtMs } = endpoint;
  return {
    ...{ EndpointName: name, EndpointArn: arn, EndpointStatus: isUp(state, endpoint) ? 'InService' : 'Creating' },
    ...{ CreationTime: createdAtMs / 1000, LastModifiedTime: createdAtMs / 1000 },
  };
}

function describe(state: SageMakerState, endpoint: EndpointRecord): object {
  const { region, configName, running } = endpoint;
  const { variants } = requireConfig(state, { region, accessKeyId: '' }, configName);
  return {
    ...summary(state, endpoint),
    EndpointConfigName: configName,
    ProductionVariants: variants.map(({ VariantName, InitialInstanceCount: count = 1 }) => ({
      ...{ VariantName, DesiredInstanceCount: running ?? count },
      CurrentInstanceCount: isUp(state, endpoint) ? (running ?? count) : 0,
    })),
  };
}

function list(state: SageMakerState, input: Record<string, unknown>, { region }: CallContext): object {
  const name = String(input['NameContains'] ?? '');
  const all = state.endpoints
    .values()
    .filter((endpoint) => endpoint.region === region && endpoint.name.includes(name))
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
  const start = Number(input['NextToken'] ?? 0);
  const end = start + Number(input['MaxResults'] ?? DEFAULT_PAGE);
  const Endpoints = all.slice(start, end).map((endpoint) => summary(state, endpoint));
  return { Endpoints, ...(end < all.length ? { NextToken: String(end) } : {}) };
}

function listComponents(state: SageMakerState, input: Record<string, unknown>, { region }: CallContext): object {
  const endpointName = input['EndpointNameEquals'];
  const all = state.components
    .values()
    .filter((one) => one.region === region && (endpointName === undefined || one.endpointName === endpointName))
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
  const start = Number(input['NextToken'] ?? 0);
  const end = start + Number(input['MaxResults'] ?? DEFAULT_PAGE);
  const InferenceComponents = all.slice(start, end).map((component) => componentSummary(state, component));
  return { InferenceComponents, ...(end < all.length ? { NextToken: String(end) } : {}) };
}

function componentSummary(state: SageMakerState, component: ComponentRecord): object {
  const { arn, region, name, endpointName: on, createdAtMs } = component;
  return {
    ...{ InferenceComponentArn: arn, InferenceComponentName: name, InferenceComponentStatus: 'InService' },
    ...{ EndpointArn: arnOf(state, { region, accessKeyId: '' }, `endpoint/${on}`), EndpointName: on },
    ...{ VariantName: 'AllTraffic', CreationTime: createdAtMs / 1000, LastModifiedTime: createdAtMs / 1000 },
  };
}
