import { bundleOf, refuseWithoutHandler } from './bundles.ts';
import { type Deployment, nameIn } from './deployment.ts';
import type { FunctionName } from './function-names.ts';
import { inlinePolicies } from './policy.ts';
import { logGroupName } from './resource-arns.ts';

export interface LambdaOptions {
  readonly at: $util.Output<Deployment>;
  readonly timeout: `${number} seconds`;
  readonly memory: `${number} MB`;
  readonly environment: Record<string, $util.Input<string>>;
  /** Reachable from outside; only the front door is. */
  readonly hasUrl?: boolean;
  /** For what is delivered asynchronously: how often it is tried again, and who hears when it never works. */
  readonly delivery?: {
    readonly retries: number;
    readonly maxAgeSeconds: number;
    readonly onFailure?: $util.Input<string>;
  };
}

/** A function of `functions/`, from its bundle, with a role of its own that holds its row of the permission table and nothing else. */
export function lambda(name: FunctionName, options: LambdaOptions): sst.aws.Function {
  const { at, delivery } = options;
  const logs = new aws.cloudwatch.LogGroup(`${componentName(name)}Logs`, {
    name: logGroupName($app.stage, name),
    retentionInDays: 30,
  });
  return new sst.aws.Function(componentName(name), {
    name: nameIn($app.stage, name),
    bundle: bundleOf(name),
    handler: `${name}.handler`,
    runtime: 'nodejs24.x',
    architecture: 'arm64',
    timeout: options.timeout,
    memory: options.memory,
    environment: options.environment,
    logging: { format: 'json', logGroup: logs.name },
    ...(options.hasUrl ? { url: { cors: false } } : {}),
    ...(delivery ? { retries: delivery.retries } : {}),
    hook: { postbuild: async (bundle) => refuseWithoutHandler(bundle, name) },
    transform: {
      function: (args) => {
        args.tracingConfig = { mode: 'Active' };
      },
      role: (args) => {
        // SST trusts the whole account and attaches a policy that writes to every log group (4.17.1).
        args.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' });
        args.managedPolicyArns = [];
        args.inlinePolicies = inlinePolicies(name, at);
      },
      eventInvokeConfig: (args) => {
        if (!delivery) return;
        args.maximumEventAgeInSeconds = delivery.maxAgeSeconds;
        if (delivery.onFailure) args.destinationConfig = { onFailure: { destination: delivery.onFailure } };
      },
    },
  });
}

const COMPONENT_NAMES: Readonly<Record<FunctionName, string>> = {
  slack: 'FrontDoor',
  desk: 'Desk',
  'launch-step': 'LaunchStep',
  'judge-step': 'JudgeStep',
  'evaluate-step': 'EvaluateStep',
  'host-step': 'HostStep',
  watch: 'Watch',
  bill: 'Bill',
  reconcile: 'Reconcile',
  stop: 'Stop',
  undelivered: 'Undelivered',
};

const componentName = (name: FunctionName) => COMPONENT_NAMES[name];
