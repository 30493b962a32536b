import path from 'node:path';
import type { MarketplaceShelf } from '../bedrock/marketplace-endpoints.ts';
import type { SandboxClock } from '../kit/clock.ts';
import { openMap } from '../kit/durable-map.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';
import { endpointOperations, type SageMakerState } from './endpoints.ts';

export interface SageMakerOptions {
  /** Where endpoints are kept; in memory without it. */
  readonly directory?: string;
  readonly clock: SandboxClock;
  readonly wireLog: WireLog;
  /** Twelve digits; 123456789012 when absent. */
  readonly account?: string;
}

/** The sandbox's SageMaker: endpoints that stand and cost, as far as an inventory of them goes. */
export interface SageMaker {
  readonly handler: Handler;
  /** The endpoints that Bedrock Marketplace put here. */
  readonly marketplace: MarketplaceShelf;
  /** Puts an endpoint here, as a team that forgets it does. Its ARN. */
  stand(endpoint: StandingEndpoint): string;
}

export interface StandingEndpoint {
  readonly name: string;
  readonly instanceType: string;
  readonly instances: number;
  /** Instances that run now; `instances` when absent, 0 when it has scaled to zero. */
  readonly running?: number;
  /** A Marketplace model's source, when Bedrock Marketplace put it here. */
  readonly modelSource?: string;
  /** Sandbox time in epoch milliseconds; now when absent. */
  readonly createdAtMs?: number;
  /** Names of the inference components on it; none when absent. */
  readonly components?: readonly string[];
  /** Copies of each; 1 when absent, 0 when it has scaled to zero. */
  readonly copies?: number;
}

const REGION = 'us-east-1';

export function openSageMaker(options: SageMakerOptions): SageMaker {
  const { directory, clock, wireLog, account = '123456789012' } = options;
  const kept = <V>(name: string) => openMap<V>(directory && path.join(directory, `${name}.json`));
  const state: SageMakerState = {
    ...{ account, clock, configs: kept('configs'), endpoints: kept('endpoints') },
    components: kept('components'),
    tags: kept('tags'),
  };
  return {
    handler: serveModel({ model: loadModel('sagemaker'), operations: endpointOperations(state), wireLog }),
    marketplace: {
      list: (region) =>
        state.endpoints.values().filter((one) => one.region === region && one.modelSource !== undefined),
      delete: (arn) => state.endpoints.get(arn)?.modelSource !== undefined && state.endpoints.delete(arn),
    },
    stand: (endpoint) => stand(state, endpoint),
  };
}

function stand(state: SageMakerState, endpoint: StandingEndpoint) {
  const { name, instanceType, instances, modelSource, createdAtMs, components = [], copies = 1, running } = endpoint;
  const call = { region: REGION, accessKeyId: '' };
  const operations = endpointOperations(state);
  const variant = { VariantName: 'AllTraffic', InstanceType: instanceType, InitialInstanceCount: instances };
  void operations['CreateEndpointConfig']?.({ EndpointConfigName: name, ProductionVariants: [variant] }, call);
  void operations['CreateEndpoint']?.({ EndpointName: name, EndpointConfigName: name }, call);
  const arn = `arn:aws:sagemaker:${REGION}:${state.account}:endpoint/${name}`;
  const standing = state.endpoints.get(arn);
  if (!standing) throw new Error(`the endpoint ${name} was not made`);
  state.endpoints.set(arn, {
    ...standing,
    ...(modelSource === undefined ? {} : { modelSource }),
    ...(createdAtMs === undefined ? {} : { createdAtMs }),
    ...(running === undefined ? {} : { running }),
  });
  for (const component of components) {
    const componentArn = `arn:aws:sagemaker:${REGION}:${state.account}:inference-component/${component}`;
    const at = { region: REGION, endpointName: name, createdAtMs: state.clock.nowMs(), copies };
    state.components.set(componentArn, { arn: componentArn, name: component, ...at });
  }
  return arn;
}
