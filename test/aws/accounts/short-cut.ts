import { BedrockClient } from '@aws-sdk/client-bedrock';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '@rung/aws/clients.ts';
import { AwsError } from '@rung/sandbox/kit/aws-error.ts';
import type { CallContext, OperationHandler } from '@rung/sandbox/models/serve-model.ts';

/** What answers each service's operations. */
export interface Services {
  readonly bedrock: Readonly<Record<string, OperationHandler>>;
  readonly sageMaker: Readonly<Record<string, OperationHandler>>;
  readonly cloudWatch: Readonly<Record<string, OperationHandler>>;
}

/**
 * The SDK's clients without what lies between them and the service, which takes a millisecond a call: commands and pages are the SDK's own,
 * answers are what its parsers would make of them. That an account ends alike on the wire is tested beside it.
 */
export function shortCut(services: Services, call: CallContext): AwsClients {
  const client = (of: object, operations: Services[keyof Services]) =>
    Object.assign(Object.create(of) as object, { send: (command: Command) => send(operations, command, call) });
  const [bedrock, sageMaker, cloudWatch] = [
    client(BedrockClient.prototype, services.bedrock),
    client(SageMakerClient.prototype, services.sageMaker),
    client(CloudWatchClient.prototype, services.cloudWatch),
  ];
  const clients = {
    bedrock: async () => bedrock,
    sageMaker: async () => sageMaker,
    cloudWatch: async () => cloudWatch,
  };
  return clients as unknown as AwsClients;
}

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}

async function send(operations: Services[keyof Services], command: Command, call: CallContext): Promise<unknown> {
  const name = command.constructor.name.replace(/Command$/, '');
  const operation = operations[name];
  if (!operation) throw new Error(`nothing here answers ${name}`);
  const input = Object.fromEntries(
    Object.entries(command.input).map(([key, value]) => [key, value instanceof Date ? value.getTime() / 1000 : value]),
  );
  try {
    return parsed(await operation(input, call));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw Object.assign(new Error(error.message), { name: error.code, $metadata: { httpStatusCode: error.status } });
  }
}

const IS_TIME = /Time$|^createdAt$|^updatedAt$|^Timestamps$/;

function parsed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => parsed(one, key));
  if (IS_TIME.test(key) && typeof value === 'string') return new Date(value);
  if (IS_TIME.test(key) && typeof value === 'number') return new Date(value * 1000);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, parsed(one, name)]));
}
