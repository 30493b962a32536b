import {
  CreateCustomModelDeploymentCommand,
  CreateModelCustomizationJobCommand,
  GetCustomModelCommand,
} from '@aws-sdk/client-bedrock';
import {
  ConverseCommand,
  type ConverseCommandInput,
  ConverseStreamCommand,
  CountTokensCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, MINUTE_MS, novaJob, refusal, startBench } from './bench.ts';
import { labelOf, makeTickets, novaFile, SYSTEM } from './tickets.ts';

let bench: Bench;
let deployment: string;
let customModel: string;
beforeAll(async () => {
  bench = await startBench();
  await bench.objects.put('data', 'train.jsonl', novaFile(makeTickets(320, 1)));
  await bench.east.send(new CreateModelCustomizationJobCommand(novaJob({ customModelName: 'tuned' })));
  bench.clock.skip(120 * MINUTE_MS);
  await bench.bedrock.idle();
  customModel = (await bench.east.send(new GetCustomModelCommand({ modelIdentifier: 'tuned' }))).modelArn ?? '';
  deployment = await deploy('live');
  bench.clock.skip(10 * MINUTE_MS);
});
afterAll(() => bench.close());

const deploy = (modelDeploymentName: string) =>
  bench.east
    .send(new CreateCustomModelDeploymentCommand({ modelDeploymentName, modelArn: customModel }))
    .then((made) => made.customModelDeploymentArn ?? '');

const ask = (modelId: string, text: string, more: Partial<ConverseCommandInput> = {}) =>
  bench.runtime.send(
    new ConverseCommand({
      modelId,
      system: [{ text: SYSTEM }],
      messages: [{ role: 'user', content: [{ text }] }],
      ...more,
    }),
  );
const textOf = async (answer: ReturnType<typeof ask>) => (await answer).output?.message?.content?.[0]?.text ?? '';

describe('a quota of requests', () => {
  test('throttles with 429 what comes above it in a minute of sandbox time, and takes more in the next', async () => {
    bench.bedrock.limitRequests({ model: 'nova-pro', perMinute: 2 });
    const outcomes = async () => {
      const asked = Array.from({ length: 4 }, () =>
        ask('us.amazon.nova-pro-v1:0', 'hello').then(
          () => 200,
          () => 429,
        ),
      );
      return (await Promise.all(asked)).sort();
    };

    const first = await outcomes();
    bench.clock.skip(MINUTE_MS);
    const second = await outcomes();

    expect(await refusal(ask('us.amazon.nova-pro-v1:0', 'hello'))).toMatchObject({
      code: 'ThrottlingException',
      status: 429,
    });
    expect([first, second]).toEqual([
      [200, 200, 429, 429],
      [200, 200, 429, 429],
    ]);
    bench.bedrock.limitRequests({ model: 'nova-pro', perMinute: 1000 });
  });
});

describe('a tuned model', () => {
  test('served over HTTP answers unseen tickets as it was taught', async () => {
    const tickets = makeTickets(60, 77);
    const answers = await Promise.all(tickets.map((ticket) => textOf(ask(deployment, ticket.text))));

    const right = tickets.filter((ticket, index) => answers[index] === labelOf(ticket)).length;

    expect(right / tickets.length).toBeGreaterThan(0.8);
  });

  test('streams the same text, then the reason and the usage', async () => {
    const text = 'the parcel has not arrived';
    const whole = await ask(deployment, text);
    const { stream } = await bench.runtime.send(
      new ConverseStreamCommand({
        modelId: deployment,
        system: [{ text: SYSTEM }],
        messages: [{ role: 'user', content: [{ text }] }],
      }),
    );
    const events = await Array.fromAsync(stream ?? []);

    const streamed = events.map((event) => event.contentBlockDelta?.delta?.text ?? '').join('');

    expect(streamed).toBe(whole.output?.message?.content?.[0]?.text);
    expect(events[0]).toEqual({ messageStart: { role: 'assistant' } });
    expect(events.at(-2)).toEqual({ messageStop: { stopReason: 'end_turn' } });
    expect(events.at(-1)?.metadata?.usage).toEqual(whole.usage);
  });

  test('stops at the caller’s limits', async () => {
    const short = await ask(deployment, 'my card was charged', { inferenceConfig: { maxTokens: 2 } });
    const stopped = await ask(deployment, 'my card was charged', { inferenceConfig: { stopSequences: ['","'] } });

    expect(short.stopReason).toBe('max_tokens');
    expect(short.usage?.outputTokens).toBeLessThanOrEqual(2);
    expect(stopped).toMatchObject({ stopReason: 'stop_sequence' });
    expect(stopped.output?.message?.content?.[0]?.text).toBe('{"category":"billing');
  });

  test('writes CloudWatch points for what it answered', async () => {
    bench.points.length = 0;
    const { usage } = await ask(deployment, 'reset my password');

    const seen = Object.fromEntries(bench.points.map(({ metric, value }) => [metric, value]));

    expect(seen).toMatchObject({
      Invocations: 1,
      InputTokenCount: usage?.inputTokens,
      OutputTokenCount: usage?.outputTokens,
    });
    expect(new Set(bench.points.map(({ namespace, dimensions }) => `${namespace} ${dimensions['ModelId']}`))).toEqual(
      new Set([`AWS/Bedrock ${deployment}`]),
    );
  });

  test('answers from Provisioned Throughput too, and traffic can be sent to it in process', async () => {
    const arn = bench.bedrock.createIdleThroughput({
      name: 'units',
      modelUnits: 1,
      commitment: 'none',
      createdAtMs: bench.clock.nowMs() - 60 * MINUTE_MS,
    });
    bench.points.length = 0;

    await bench.bedrock.invoke(arn, 3);

    expect(bench.points.filter(({ metric }) => metric === 'Invocations')).toHaveLength(3);
    expect(await textOf(ask(arn, 'hello'))).toContain('sandbox base model');
  });
});

describe('the base model', () => {
  const BASE = 'us.amazon.nova-lite-v1:0';

  test('says what it is and repeats the question', async () => {
    const answer = await textOf(ask(BASE, 'Where is my parcel?'));

    expect(answer).toMatch(/sandbox base model.*Where is my parcel\?/);
    expect(await textOf(ask('amazon.nova-lite-v1:0', 'Where is my parcel?'))).toBe(answer);
  });

  test('given examples answers as the nearest one', async () => {
    const turn = (role: 'user' | 'assistant', text: string) => ({ role, content: [{ text }] });
    const messages = [
      turn('user', 'the app shows an error on my screen'),
      turn('assistant', 'bug'),
      turn('user', 'my parcel is late'),
      turn('assistant', 'shipping'),
      turn('user', 'the parcel never came and my week is ruined'),
    ];

    expect(await textOf(ask(BASE, '', { messages }))).toBe('shipping');
  });

  test('refuses to follow a schema, so that callers fall back', async () => {
    const inputSchema = { json: { type: 'object', properties: {} } };
    const tool = { tools: [{ toolSpec: { name: 'answer', inputSchema } }], toolChoice: { tool: { name: 'answer' } } };
    const textFormat = { type: 'json_schema' as const, structure: { jsonSchema: { schema: '{"type":"object"}' } } };
    const expected = {
      code: 'ModelErrorException',
      message: 'The sandbox base model cannot follow a schema',
      status: 424,
    };

    expect(await refusal(ask(BASE, 'x', { toolConfig: tool }))).toEqual(expected);
    expect(await refusal(ask(BASE, 'x', { outputConfig: { textFormat } }))).toEqual(expected);
  });
});

describe('what is not invoked', () => {
  const check = async (modelId: string, expected: { code: string; status: number }) =>
    expect(await refusal(ask(modelId, 'hello'))).toMatchObject(expected);
  const INVALID = { code: 'ValidationException', status: 400 };
  const arn = (resource: string) => `arn:aws:bedrock:us-east-1:123456789012:${resource}`;

  test('a tuned model by its own ARN', () => check(customModel, INVALID));
  test('the id that only customization takes', () => check('amazon.nova-lite-v1:0:300k', INVALID));
  test('an id that nobody knows', () => check('amazon.nova-huge-v9:0', INVALID));
  test('a base that needs an inference profile', () => check('amazon.nova-2-lite-v1:0', INVALID));
  test('a base past its end of life', () =>
    check('amazon.nova-premier-v1:0', { code: 'ResourceNotFoundException', status: 404 }));
  test('a deployment that is not there', () =>
    check(arn('custom-model-deployment/abcdefghijkl'), { code: 'ResourceNotFoundException', status: 404 }));
  test('a throughput that is not there', () =>
    check(arn('provisioned-model/abcdefghijkl'), { code: 'ResourceNotFoundException', status: 404 }));
  test('a deployment that is not Active yet', async () =>
    check(await deploy('fresh'), { code: 'ModelNotReadyException', status: 429 }));

  test('a conversation that the assistant begins', async () => {
    const messages = [{ role: 'assistant' as const, content: [{ text: 'hi' }] }];

    expect(await refusal(ask(deployment, '', { messages }))).toMatchObject(INVALID);
  });
});

describe('CountTokens', () => {
  const converse = {
    system: [{ text: SYSTEM }],
    messages: [{ role: 'user' as const, content: [{ text: 'Where is my parcel?' }] }],
  };
  const count = (modelId: string) => bench.runtime.send(new CountTokensCommand({ modelId, input: { converse } }));

  test('counts for a Claude model what Converse would read', async () => {
    const { inputTokens } = await count('anthropic.claude-sonnet-4-20250514-v1:0');
    const { usage } = await ask('us.anthropic.claude-sonnet-4-20250514-v1:0', 'Where is my parcel?');

    expect(inputTokens).toBe(usage?.inputTokens);
    expect(inputTokens).toBeGreaterThan(10);
  });

  test('refuses the models that it does not count for', async () => {
    expect(await refusal(count('amazon.nova-lite-v1:0'))).toMatchObject({ code: 'ValidationException', status: 400 });
  });
});
