import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { checkShape } from '@rung/sandbox/models/check-shape.ts';
import { loadModel } from '@rung/sandbox/models/service-model.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, press, readMessage, type TypedLaunch } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, trained, upload, uploadModel } from './journey.ts';

const WIRE_LOG = `/tmp/rung-kinds-${process.pid}.jsonl`;
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6789-abcd-ef0123456789';
let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ RUNG_MODEL_KEY_ARN: KEY }, WIRE_LOG);
  journey.aws.kms.putKey({ arn: KEY });
});
afterAll(async () => {
  await journey.end();
  fs.rmSync(WIRE_LOG, { force: true });
});

/** What stood on the card before the yes, by the launch's name. */
const asked = new Map<string, string>();

/** From the form through Bo's yes to the message that ends it. */
async function launched(typed: TypedLaunch & { name: string }): Promise<string> {
  const outcome = await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  expect(outcome).toEqual({ kind: 'closed' });
  const waiting = await messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${typed.name}: waiting for a yes`));
  asked.set(typed.name, readMessage(waiting));
  await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  await trained(journey, new RegExp(`<@U0ANA> ${typed.name}: `));
  return readMessage(await messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${typed.name}: `)));
}

/** Requests of one operation that went over the wire, as AWS's model of the API sees them. */
function requestsOf(operation: string): Record<string, unknown>[] {
  const lines = fs.readFileSync(WIRE_LOG, 'utf8').trim().split('\n');
  const exchanges = lines.map((line) => JSON.parse(line) as { operation: string; request: Record<string, unknown> });
  return exchanges.filter((exchange) => exchange.operation === operation).map(({ request }) => request);
}

const lines = (count: number, make: (index: number) => object) =>
  `${Array.from({ length: count }, (_, index) => JSON.stringify(make(index))).join('\n')}\n`;
const TEAMS = ['billing', 'engineering', 'sales'];
const teamOf = (index: number) => TEAMS[index % TEAMS.length] ?? '';
const question = (index: number) =>
  `Case ${index}: something about ${teamOf(index)} went wrong on day ${(index * 7) % 31}.`;

describe('every kind of launch goes from the form to its end card', () => {
  it('fine-tuning: Nova, with a validation set', async () => {
    const dataset = await upload(journey, 'tune.jsonl', tickets(60));
    const validation = await upload(journey, 'tune.validation.jsonl', tickets(12).replaceAll('Case ', 'Matter '));

    const card = await launched({ name: 'tuned', baseModelId: NOVA_MICRO, dataset, validation });

    expect(card).toMatch(/tuned: learned/);
    expect(requestsOf('CreateModelCustomizationJob').at(-1)).toMatchObject({
      ...{ customizationType: 'FINE_TUNING', customModelKmsKeyId: KEY },
      validationDataConfig: { validators: [{ s3Uri: expect.stringMatching(/^s3:\/\/rung-work\/frozen\//) }] },
    });
  });

  it('distillation: the teacher answers prompts, the student learns the answers', async () => {
    const prompt = (index: number) => ({
      schemaVersion: 'bedrock-conversation-2024',
      messages: [
        { role: 'user', content: [{ text: question(index) }] },
        ...(index < 12 ? [{ role: 'assistant', content: [{ text: `Team ${teamOf(index)}` }] }] : []),
      ],
    });
    const dataset = await upload(journey, 'distil.jsonl', lines(150, prompt));

    const card = await launched({
      kind: 'distillation',
      name: 'student',
      pair: 'amazon.nova-pro-v1:0>amazon.nova-micro-v1:0:128k',
      dataset,
    });

    expect(card).toMatch(/student: learned/);
    expect(card).toContain('distil Nova Pro into Nova Micro');
    expect(asked.get('student')).toMatch(
      /The teacher’s answers to 150 prompts cost at most \$0\.\d\d, at up to 1,000 tokens/,
    );
    expect(requestsOf('CreateModelCustomizationJob').at(-1)).toMatchObject({
      customizationType: 'DISTILLATION',
      customizationConfig: {
        distillationConfig: { teacherModelConfig: { teacherModelIdentifier: 'amazon.nova-pro-v1:0' } },
      },
    });
  });

  it('distillation from logged calls, with the answers that the teacher gave then', async () => {
    const logged = (index: number) => ({
      schemaType: 'ModelInvocationLog',
      modelId: 'amazon.nova-pro-v1:0',
      operation: 'Converse',
      input: { inputBodyJson: { messages: [{ role: 'user', content: [{ text: question(index) }] }] } },
      output: {
        outputBodyJson: { output: { message: { role: 'assistant', content: [{ text: `Team ${teamOf(index)}` }] } } },
      },
    });
    await journey.aws.s3.put('rung-data', 'logs/2026/11/a.json.gz', gzipSync(lines(140, logged)));

    const card = await launched({
      kind: 'distillation',
      name: 'from-logs',
      pair: 'amazon.nova-pro-v1:0>amazon.nova-lite-v1:0:300k',
      source: 'logs-with-responses',
      dataset: 's3://rung-data/logs/',
    });

    expect(card).toMatch(/from-logs: learned/);
    expect(card).toContain('with the answers that were logged');
  });

  it('reinforcement: the team’s grader is asked, and what it rewards is learnt', async () => {
    const prompt = (index: number) => ({
      messages: [{ role: 'user', content: question(index) }],
      reference_answer: `Team ${teamOf(index)}`,
    });
    const dataset = await upload(journey, 'graded.jsonl', lines(120, prompt));

    const card = await launched({
      kind: 'reinforcement-fine-tuning',
      name: 'graded',
      baseModelId: 'amazon.nova-2-lite-v1:0:256k',
      dataset,
      epochs: '3',
      samplesPerPrompt: '3',
    });

    expect(card).toMatch(/graded: learned/);
    expect(requestsOf('CreateModelCustomizationJob').at(-1)).toMatchObject({
      customizationType: 'REINFORCEMENT_FINE_TUNING',
      customizationConfig: { rftConfig: { hyperParameters: { epochCount: 3, trainingSamplePerPrompt: 3 } } },
    });
  });

  it('import: a model whose files are there, and one whose weights are missing', async () => {
    await uploadModel(journey, 'weights/good', { withWeights: true });
    await uploadModel(journey, 'weights/bare', { withWeights: false });

    const card = await launched({ kind: 'import', name: 'weights', dataset: 's3://rung-data/weights/good' });
    await launch(journey.slack, {
      as: 'U0ANA',
      channel: CHANNEL,
      typed: { kind: 'import', name: 'bare', dataset: 's3://rung-data/weights/bare/' },
    });
    const refused = await messageSaying(journey.slack, CHANNEL, /\*bare: not started/);

    expect(asked.get('weights')).toMatch(
      /costs \$1\.95 a month for each of its units, and \$0\.29 for each unit of each copy/,
    );
    expect(card).toMatch(/weights: imported in 12 min/);
    expect(card).toMatch(/imported-model\/[a-z0-9]{12}/);
    expect(readMessage(refused)).toContain('no .safetensors file');
  });

  it('router: made, and answering by two models of one family', async () => {
    const card = await launched({
      kind: 'router',
      name: 'cheaper',
      family: 'Amazon Nova',
      fallback: 'amazon.nova-pro-v1:0',
      qualityDifference: '5',
    });
    const arn = /arn:aws:bedrock[^`\s]+prompt-router\/[a-z0-9]+/.exec(card)?.[0] ?? '';

    expect(card).toContain('the router answers');
    expect(await answeredBy(arn, 'Short?')).toMatch(/nova-lite-v1:0$/);
    expect(await answeredBy(arn, 'A long question. '.repeat(40))).toMatch(/nova-pro-v1:0$/);
  });

  it('prompt optimisation: templates rewritten and measured', async () => {
    const template = () => ({
      version: 'bedrock-2026-05-14',
      templateId: 'triage',
      promptTemplate: 'Which team? {{ticket}}',
      evaluationSamples: Array.from({ length: 12 }, (_, index) => ({
        inputVariables: [{ ticket: question(index) }],
        referenceResponse: `Team ${teamOf(index)}`,
      })),
    });
    const dataset = await upload(journey, 'templates.jsonl', lines(1, template));

    const card = await launched({
      kind: 'prompt-optimisation',
      name: 'prompts',
      models: 'amazon.nova-lite-v1:0,amazon.nova-micro-v1:0',
      dataset,
    });
    const [result] = journey.aws.s3
      .list('rung-work', 'output/')
      .filter(({ key }) => key.endsWith('optimized_prompts.jsonl'));
    const written = await text('rung-work', result?.key ?? '');

    expect(card).toMatch(/prompts: prompts optimised in 15 min/);
    expect(written).toMatchObject([
      { templateId: 'triage', modelId: 'amazon.nova-lite-v1:0' },
      { templateId: 'triage' },
    ]);
    expect(written[0]?.['optimizedScore']).toBeGreaterThan(Number(written[0]?.['originalScore']));
  });

  it('sends nothing that AWS’s model of the API objects to', () => {
    const bedrock = loadModel('bedrock');
    const made = Object.keys(bedrock.operations).filter((operation) => operation.startsWith('Create'));
    const slips = made.flatMap((operation) =>
      requestsOf(operation).flatMap((request) => checkShape(bedrock, `${operation}Request`, request)),
    );

    expect(made.flatMap(requestsOf).length).toBeGreaterThanOrEqual(7);
    expect(slips).toEqual([]);
  });

  it('puts the launch, its requester and its channel on everything it makes, and the team’s key on all but a router', () => {
    const operations = ['CreateModelCustomizationJob', 'CreateModelImportJob', 'CreateAdvancedPromptOptimizationJob'];
    const made = operations.flatMap(requestsOf);
    const tagsIn = (request: Record<string, unknown>) =>
      Object.entries(request).flatMap(([name, tags]) => (/tags$/i.test(name) ? [tags] : []));
    const tags = [...made, ...requestsOf('CreatePromptRouter')].flatMap(tagsIn) as { key: string; value: string }[][];

    expect(tags).toHaveLength(2 * 5 + 2);
    for (const list of tags) {
      expect(list.map(({ key }) => key)).toEqual(['rung:launch', 'rung:requester', 'rung:channel']);
      expect(list.at(-1)?.value).toBe(CHANNEL);
    }
    expect(made.map((request) => JSON.stringify(request).split(KEY).length - 1)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

async function answeredBy(modelId: string, asked: string): Promise<string | undefined> {
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: journey.aws.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const answer = await client.send(
    new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: asked }] }] }),
  );
  return answer.trace?.promptRouter?.invokedModelId;
}

async function text(bucket: string, key: string): Promise<Record<string, unknown>[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of journey.aws.s3.get(bucket, key)?.body() ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
