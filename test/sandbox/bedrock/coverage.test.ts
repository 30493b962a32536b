import { Readable } from 'node:stream';
import * as control from '@aws-sdk/client-bedrock';
import * as agentRuntime from '@aws-sdk/client-bedrock-agent-runtime';
import * as runtime from '@aws-sdk/client-bedrock-runtime';
import { NOT_DONE } from '@rung/sandbox/bedrock/coverage.ts';
import { loadModel } from '@rung/sandbox/models/service-model.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, startBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const SDKS = { bedrock: control, 'bedrock-runtime': runtime, 'bedrock-agent-runtime': agentRuntime };
type Service = keyof typeof SDKS;
interface Sender {
  send(command: unknown): Promise<unknown>;
}

const senderOf = (service: Service): Sender => {
  const senders = {
    bedrock: bench.east,
    'bedrock-runtime': bench.runtime,
    'bedrock-agent-runtime': bench.agentRuntime,
  };
  return senders[service] as unknown as Sender;
};

/** Calls an operation with what its path needs, and nothing else; gives the code and status it was answered with. */
async function call(service: Service, operation: string, input: Record<string, unknown> = {}): Promise<string> {
  const Command = (SDKS[service] as unknown as Record<string, new (input: object) => unknown>)[`${operation}Command`];
  if (!Command) return `the SDK has no ${operation}`;
  try {
    await senderOf(service).send(new Command(input));
    return 'answered';
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const [, label] =
      /(?:No value provided for input HTTP label: |Empty value provided for input HTTP label: )(\w+)/.exec(message) ??
      [];
    if (label && !(label in input)) return call(service, operation, { ...input, [label]: 'abcdefghij' });
    return `${$metadata?.httpStatusCode} ${name}${$metadata?.httpStatusCode ? '' : `: ${message}`}`;
  }
}

for (const service of Object.keys(SDKS) as Service[]) {
  test(`every operation of ${service} that is not done answers 501`, async () => {
    // Bidirectional streams need a body that the SDK can read.
    const body = Readable.from([]);
    const inputOf = (operation: string) => (operation === 'InvokeModelWithBidirectionalStream' ? { body } : {});

    const answers = await Promise.all(
      NOT_DONE[service].map(async (operation) => [operation, await call(service, operation, inputOf(operation))]),
    );

    expect(NOT_DONE[service].length).toBeGreaterThan(5);
    expect(answers.filter(([, answer]) => answer !== '501 NotImplemented')).toEqual([]);
  });

  test(`every other operation of ${service} is served`, async () => {
    const answers = await Promise.all(
      Object.keys(loadModel(service).operations).map(async (operation) => [operation, await call(service, operation)]),
    );

    expect(answers.filter(([, answer]) => answer?.startsWith('501'))).toEqual([]);
  });
}

test('an operation of another service is logged under that service', () => {
  const logged = bench.exchanges.filter(({ status }) => status === 501).map(({ service }) => service);

  expect(new Set(logged)).toEqual(new Set(Object.keys(SDKS)));
});
