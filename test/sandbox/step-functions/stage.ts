import { setTimeout as pause } from 'node:timers/promises';
import * as bedrock from '@aws-sdk/client-bedrock';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { openWireLog } from '@rung/sandbox/kit/wire-log.ts';
import { openStepFunctions, type StepFunctionsOptions } from '@rung/sandbox/step-functions/open-step-functions.ts';
import { openTestBedrock } from './test-bedrock.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/test';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A Lambda function of a test: gives its answer or throws, whose name and message the state machine sees. */
type TestFunction = (payload: unknown) => unknown;

export interface StageOptions {
  readonly functions?: Record<string, TestFunction>;
  readonly directory?: string;
  readonly startMs?: number;
  readonly speed?: number;
  readonly bedrock?: ReturnType<typeof openTestBedrock>;
  /** What executions of the stage before wait for; the front's being up unless told. */
  readonly ready?: Promise<void>;
}

/** Step Functions behind the AWS front, a Bedrock beside it, and real clients of both. */
export async function openStage(options: StageOptions = {}) {
  const clock = createClock({
    speed: options.speed ?? 1,
    ...(options.startMs === undefined ? {} : { startMs: options.startMs }),
  });
  const up = Promise.withResolvers<void>();
  const fake = options.bedrock ?? openTestBedrock();
  const clients: { bedrock?: bedrock.BedrockClient } = {};
  const service = openStepFunctions({
    clock,
    wireLog: openWireLog(),
    ready: options.ready ?? up.promise,
    invokeLambda: invokerOf(options.functions ?? {}),
    call: (_, operation, input) => send(clients.bedrock, operation, input),
    ...(options.directory === undefined ? {} : { directory: options.directory }),
  });
  const front = await startAwsFront({ states: service.handler, bedrock: fake.handler });
  const wire = { endpoint: front.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  clients.bedrock = new bedrock.BedrockClient(wire);
  const sfn = new SFNClient(wire);
  up.resolve();
  return {
    clock,
    sfn,
    service,
    bedrock: fake,
    ...dealings(sfn),
    async close() {
      await service.close();
      sfn.destroy();
      clients.bedrock?.destroy();
      await front.close();
    },
  };
}

function invokerOf(functions: Record<string, TestFunction>): StepFunctionsOptions['invokeLambda'] {
  return async (name, payload) => {
    const called = functions[name];
    if (!called) throw Object.assign(new Error(`Function not found: ${name}`), { code: 'ResourceNotFoundException' });
    try {
      return { payload: await called(payload) };
    } catch (error) {
      const { name: type, message } = error as Error;
      return { error: { type, message } };
    }
  };
}

async function send(client: bedrock.BedrockClient | undefined, operation: string, input: object): Promise<object> {
  const commands = bedrock as unknown as Record<string, new (input: object) => bedrock.GetCustomModelCommand>;
  const Command = commands[`${operation}Command`];
  if (!client || !Command) throw new Error(`no client for ${operation}`);
  try {
    return await client.send(new Command(input));
  } catch (error) {
    throw Object.assign(error as Error, { code: (error as Error).name });
  }
}

function dealings(sfn: SFNClient) {
  const describe = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }));
  return {
    describe,
    async create(definition: object, name = 'machine'): Promise<string> {
      const command = new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn: ROLE });
      return (await sfn.send(command)).stateMachineArn ?? '';
    },
    async start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
      const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), name });
      return (await sfn.send(command)).executionArn ?? '';
    },
    async ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
      for (;;) {
        const found = await describe(executionArn);
        if (found.status !== 'RUNNING') return found;
        await pause(5);
      }
    },
    async history(executionArn: string): Promise<HistoryEvent[]> {
      const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      return events ?? [];
    },
  };
}

/** Resolves when `seen` gives something, and with that. */
export async function until<T>(seen: () => T | undefined): Promise<T> {
  for (;;) {
    const found = seen();
    if (found !== undefined) return found;
    await pause(2);
  }
}

/** A task that calls a function. */
export const lambda = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: name, 'Payload.$': '$' },
  ...more,
});

/** A task that hands its token to a function and waits. */
export const lambdaWithToken = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: name, Payload: { 'token.$': '$$.Task.Token', 'input.$': '$' } },
  ...more,
});

export const errorNamed = (name: string, message: string) => Object.assign(new Error(message), { name });
export const typesOf = (events: HistoryEvent[]) => events.map(({ type }) => type);
