import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { AwsError } from '@rung/sandbox/kit/aws-error.ts';
import type { CallContext, OperationHandler } from '@rung/sandbox/models/serve-model.ts';
import { isTagged } from './bedrock.ts';
import { arnOf, componentsOf, isEndpoint, type Standing, VARIANTS } from './standing.ts';
import { page, pass, remove, type World, whatStands } from './world.ts';

const seconds = (ms: number) => ms / 1000;

/** SageMaker, as far as endpoints are listed, looked at, told by their tags and deleted: by their names, which may come again. */
export function sageMakerOf(world: World): Record<string, OperationHandler> {
  const all = (call: CallContext) => whatStands(world, call).filter(isEndpoint);
  const sought = (name: unknown, call: CallContext) => {
    const found = all(call).find((one) => one.name === name);
    if (!found) throw new AwsError('ValidationException', `Could not find endpoint "${String(name)}".`);
    return found;
  };
  return {
    ListEndpoints: (input, call) => {
      const { items, next } = page(world, 'ListEndpoints', { all: all(call), token: input['NextToken'] });
      return { Endpoints: items.map(summary), ...(next ? { NextToken: next } : {}) };
    },
    DescribeEndpoint: (input, call) => {
      pass(world, 'DescribeEndpoint');
      const ProductionVariants = VARIANTS.map((VariantName) => ({ VariantName, CurrentInstanceCount: 1 }));
      return { ...summary(sought(input['EndpointName'], call)), EndpointConfigName: 'config', ProductionVariants };
    },
    DescribeEndpointConfig: () => {
      pass(world, 'DescribeEndpointConfig');
      const ProductionVariants = VARIANTS.map((VariantName) => ({ VariantName, InstanceType: 'ml.g5.2xlarge' }));
      const EndpointConfigArn = 'arn:aws:sagemaker:us-east-1:123456789012:endpoint-config/config';
      return { EndpointConfigName: 'config', EndpointConfigArn, ProductionVariants, CreationTime: 0 };
    },
    ListInferenceComponents: (input, call) => {
      const of = all(call).filter(({ name }) => [undefined, name].includes(input['EndpointNameEquals'] as string));
      const components = of.flatMap((endpoint) => componentsOf(endpoint).map((name) => component(endpoint, name)));
      const wanted = { all: components, token: input['NextToken'] };
      const { items, next } = page(world, 'ListInferenceComponents', wanted);
      return { InferenceComponents: items, ...(next ? { NextToken: next } : {}) };
    },
    DescribeInferenceComponent: (input, call) => {
      const name = String(input['InferenceComponentName']);
      const on = all(call).find((one) => componentsOf(one).includes(name));
      if (!on) throw new AwsError('ValidationException', `Could not find inference component "${name}".`);
      return { ...component(on, name), RuntimeConfig: { DesiredCopyCount: 1, CurrentCopyCount: 1 } };
    },
    ListTags: (input, call) => {
      const found = all(call).find((one) => arnOf(one) === input['ResourceArn']);
      const isOurs = found !== undefined && isTagged(found, world.nowMs);
      const second = isOurs ? { Key: MAY_DELETE_TAG.key, Value: MAY_DELETE_TAG.value } : { Key: 'stage', Value: 'b' };
      const own = [{ Key: 'team', Value: 'a' }, second];
      const { items, next } = page(world, 'ListTags', { all: own, token: input['NextToken'] });
      return { Tags: items, ...(next ? { NextToken: next } : {}) };
    },
    DeleteEndpoint: (input, call) => {
      remove(world, sought(input['EndpointName'], call));
      return {};
    },
  };
}

const made = ({ createdAtMs }: Standing) => ({
  CreationTime: seconds(createdAtMs),
  LastModifiedTime: seconds(createdAtMs),
});

const summary = (one: Standing) => ({
  ...{ EndpointName: one.name, EndpointArn: arnOf(one), EndpointStatus: 'InService' },
  ...made(one),
});

const component = (one: Standing, name: string) => ({
  ...{ InferenceComponentName: name, EndpointName: one.name, EndpointArn: arnOf(one), VariantName: VARIANTS[0] },
  InferenceComponentArn: `arn:aws:sagemaker:${one.region}:${one.account}:inference-component/${name}`,
  ...made(one),
});
