import {
  CreateProvisionedModelThroughputCommand as Buy,
  CreateModelCustomizationJobCommand,
  DeleteCustomModelCommand,
  DeleteCustomModelDeploymentCommand,
  CreateCustomModelDeploymentCommand as Deploy,
  GetCustomModelCommand,
  GetCustomModelDeploymentCommand,
  GetFoundationModelCommand,
  GetProvisionedModelThroughputCommand,
  ListCustomModelDeploymentsCommand,
  ListCustomModelsCommand,
  ListFoundationModelsCommand,
  type ListFoundationModelsCommandInput,
  ListProvisionedModelThroughputsCommand,
  ListTagsForResourceCommand,
  DeleteProvisionedModelThroughputCommand as Release,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateCustomModelDeploymentCommand,
  UpdateProvisionedModelThroughputCommand,
} from '@aws-sdk/client-bedrock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, MINUTE_MS, novaJob, refusal, startBench } from './bench.ts';
import { llamaFile, makeTickets, novaFile } from './tickets.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
  await bench.objects.put('data', 'train.jsonl', novaFile(makeTickets(40, 1)));
  await bench.objects.put('west', 'train.jsonl', llamaFile(makeTickets(120, 1)));
});
afterEach(() => bench.close());

async function tunedModel(name = 'tuned'): Promise<string> {
  await bench.east.send(new CreateModelCustomizationJobCommand(novaJob({ jobName: name, customModelName: name })));
  bench.clock.skip(120 * MINUTE_MS);
  await bench.bedrock.idle();
  const { modelArn = '' } = await bench.east.send(new GetCustomModelCommand({ modelIdentifier: name }));
  return modelArn;
}

const deploy = (modelArn: string, name = 'live') =>
  bench.east
    .send(new Deploy({ modelDeploymentName: name, modelArn }))
    .then((made) => made.customModelDeploymentArn ?? '');
const buy = (modelId: string, more: { commitmentDuration?: 'OneMonth'; provisionedModelName?: string } = {}) =>
  bench.east
    .send(new Buy({ provisionedModelName: 'units', modelUnits: 1, modelId, ...more }))
    .then((made) => made.provisionedModelArn ?? '');

test('a deployment moves to another model of the same base under its ARN, and answers with the one before meanwhile', async () => {
  const [first, second] = [await tunedModel('first'), await tunedModel('second')];
  const arn = await deploy(first);
  const move = () =>
    bench.east.send(new UpdateCustomModelDeploymentCommand({ customModelDeploymentIdentifier: arn, modelArn: second }));
  const now = () => bench.east.send(new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: arn }));
  const early = await refusal(move());
  bench.clock.skip(10 * MINUTE_MS);
  await move();

  const during = await now();
  bench.clock.skip(10 * MINUTE_MS);
  const after = await now();

  expect(early.code).toBe('ValidationException');
  expect([during.modelArn, during.updateDetails?.updateStatus]).toEqual([first, 'Updating']);
  expect([after.modelArn, after.updateDetails?.updateStatus]).toEqual([second, 'UpdateCompleted']);
});

describe('custom models', () => {
  test('tell their job, their base and their losses', async () => {
    const modelArn = await tunedModel();

    const model = await bench.east.send(new GetCustomModelCommand({ modelIdentifier: modelArn }));
    const { modelSummaries } = await bench.east.send(new ListCustomModelsCommand({ nameContains: 'tun' }));

    expect(model).toMatchObject({ modelName: 'tuned', jobName: 'tuned', modelStatus: 'Active' });
    expect(model.trainingMetrics?.trainingLoss).toBeGreaterThan(0);
    expect(modelSummaries?.map((summary) => [summary.modelArn, summary.baseModelName])).toEqual([
      [modelArn, 'amazon.nova-lite-v1'],
    ]);
  });

  test('cannot be deleted while something serves them', async () => {
    const modelArn = await tunedModel();
    const deployment = await deploy(modelArn);
    const inUse = await refusal(bench.east.send(new DeleteCustomModelCommand({ modelIdentifier: modelArn })));
    await bench.east.send(new DeleteCustomModelDeploymentCommand({ customModelDeploymentIdentifier: deployment }));

    await bench.east.send(new DeleteCustomModelCommand({ modelIdentifier: modelArn }));

    expect(inUse).toMatchObject({ code: 'ConflictException', status: 400 });
    expect((await bench.east.send(new ListCustomModelsCommand({}))).modelSummaries).toEqual([]);
  });
});

describe('custom model deployments', () => {
  test('are Active after eight sandbox minutes', async () => {
    const arn = await deploy(await tunedModel());
    const status = async () => {
      const command = new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: arn });
      return (await bench.east.send(command)).status;
    };
    const atFirst = await status();

    bench.clock.skip(8 * MINUTE_MS);

    expect(arn).toMatch(/:custom-model-deployment\/[a-z0-9]{12}$/);
    expect(atFirst).toBe('Creating');
    expect(await status()).toBe('Active');
  });

  test('list by model and status; two at most are created at once', async () => {
    const modelArn = await tunedModel();
    const first = await deploy(modelArn, 'one');
    await deploy(modelArn, 'two');
    const third = await refusal(deploy(modelArn, 'three'));
    bench.clock.skip(8 * MINUTE_MS);
    await deploy(modelArn, 'three');

    const listed = await bench.east.send(
      new ListCustomModelDeploymentsCommand({
        modelArnEquals: modelArn,
        statusEquals: 'Active',
        sortOrder: 'Ascending',
      }),
    );

    expect(third.code).toBe('ServiceQuotaExceededException');
    expect(listed.modelDeploymentSummaries).toHaveLength(2);
    expect(listed.modelDeploymentSummaries?.map((one) => one.customModelDeploymentArn)).toContain(first);
  });

  test('are not for a base that AWS does not serve on demand', async () => {
    const job = novaJob({
      baseModelIdentifier: 'meta.llama3-1-8b-instruct-v1:0:128k',
      trainingDataConfig: { s3Uri: 's3://west/train.jsonl' },
      outputDataConfig: { s3Uri: 's3://west/out' },
      hyperParameters: { epochCount: '1' },
    });
    await bench.west.send(new CreateModelCustomizationJobCommand(job));
    bench.clock.skip(120 * MINUTE_MS);
    await bench.bedrock.idle();
    const { modelArn } = await bench.west.send(new GetCustomModelCommand({ modelIdentifier: 'tickets-model-1' }));

    const refused = await refusal(bench.west.send(new Deploy({ modelDeploymentName: 'no', modelArn })));

    expect(refused).toMatchObject({ code: 'ValidationException' });
    expect(refused.message).toContain('Provisioned Throughput');
  });
});

describe('Provisioned Throughput', () => {
  const get = (arn: string) => bench.east.send(new GetProvisionedModelThroughputCommand({ provisionedModelId: arn }));

  test('is InService after twenty minutes and can be given back at once without a commitment', async () => {
    const arn = await buy(await tunedModel());
    const atFirst = await get(arn);
    bench.clock.skip(20 * MINUTE_MS);
    const later = await get(arn);

    await bench.east.send(new Release({ provisionedModelId: arn }));

    expect(atFirst).toMatchObject({ status: 'Creating', modelUnits: 1 });
    expect(atFirst.foundationModelArn).toBe('arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:300k');
    expect(later.status).toBe('InService');
    expect(bench.bedrock.throughputs()).toEqual([]);
  });

  test('with a commitment cannot be deleted before its term', async () => {
    const arn = await buy('amazon.nova-lite-v1:0:24k', { commitmentDuration: 'OneMonth' });
    bench.clock.skip(29 * DAY_MS);
    const early = await refusal(bench.east.send(new Release({ provisionedModelId: arn })));
    const { commitmentExpirationTime } = await get(arn);
    bench.clock.skip(1 * DAY_MS);

    await bench.east.send(new Release({ provisionedModelId: arn }));

    expect(early).toMatchObject({ code: 'ConflictException', status: 400 });
    expect(early.message).toContain(commitmentExpirationTime?.toISOString());
  });

  test('moves to a sibling model, answering from the old one while it updates', async () => {
    const [first, second] = [await tunedModel('first'), await tunedModel('second')];
    const arn = await buy(first);
    bench.clock.skip(20 * MINUTE_MS);
    await bench.east.send(
      new UpdateProvisionedModelThroughputCommand({
        provisionedModelId: arn,
        desiredModelId: second,
        desiredProvisionedModelName: 'renamed',
      }),
    );
    const during = await get(arn);
    bench.clock.skip(5 * MINUTE_MS);

    expect(during).toMatchObject({ status: 'Updating', modelArn: first, desiredModelArn: second });
    expect(await get('renamed')).toMatchObject({ status: 'InService', modelArn: second });
  });

  test('of a base model keeps that model', async () => {
    const arn = await buy('amazon.nova-lite-v1:0:24k');
    bench.clock.skip(20 * MINUTE_MS);
    const desiredModelId = await tunedModel('wanted');
    const move = new UpdateProvisionedModelThroughputCommand({ provisionedModelId: arn, desiredModelId });

    expect((await refusal(bench.east.send(move))).code).toBe('ValidationException');
    expect(await get(arn)).toMatchObject({ modelArn: expect.stringContaining('foundation-model/amazon.nova-lite') });
  });

  test('is not sold for an id that only serves on demand, nor twice under one name', async () => {
    await buy('amazon.nova-lite-v1:0:24k');

    expect((await refusal(buy('amazon.nova-lite-v1:0', { provisionedModelName: 'x' }))).code).toBe(
      'ValidationException',
    );
    expect((await refusal(buy('amazon.nova-lite-v1:0:24k'))).message).toContain('already exists');
  });

  test('that stands idle can be put there, in the past too', async () => {
    const createdAtMs = bench.clock.nowMs() - 3 * DAY_MS;
    const arn = bench.bedrock.createIdleThroughput({
      name: 'forgotten',
      modelUnits: 2,
      commitment: 'none',
      createdAtMs,
    });

    const listed = await bench.east.send(new ListProvisionedModelThroughputsCommand({ statusEquals: 'InService' }));
    const misnamed = () => bench.bedrock.createIdleThroughput({ name: 'two words', modelUnits: 1, commitment: 'none' });

    expect(listed.provisionedModelSummaries?.map((one) => one.provisionedModelArn)).toEqual([arn]);
    expect(misnamed).toThrow('provisionedModelName');
    expect(bench.bedrock.throughputs()).toMatchObject([{ arn, name: 'forgotten', status: 'InService', createdAtMs }]);
    expect((await bench.west.send(new ListProvisionedModelThroughputsCommand({}))).provisionedModelSummaries).toEqual(
      [],
    );
  });
});

test('tags are added, replaced and taken away', async () => {
  const resourceARN = await buy('amazon.nova-lite-v1:0:24k');
  await bench.east.send(
    new TagResourceCommand({
      resourceARN,
      tags: [
        { key: 'team', value: 'a' },
        { key: 'end', value: '1' },
      ],
    }),
  );
  await bench.east.send(new TagResourceCommand({ resourceARN, tags: [{ key: 'team', value: 'b' }] }));
  await bench.east.send(new UntagResourceCommand({ resourceARN, tagKeys: ['end'] }));

  const { tags } = await bench.east.send(new ListTagsForResourceCommand({ resourceARN }));

  expect(tags).toEqual([{ key: 'team', value: 'b' }]);
});

describe('foundation models', () => {
  const ids = async (input: ListFoundationModelsCommandInput, client = bench.east) =>
    ((await client.send(new ListFoundationModelsCommand(input))).modelSummaries ?? []).map(({ modelId }) => modelId);

  test('list what can be tuned here and what is past its end not at all', async () => {
    expect(await ids({ byCustomizationType: 'FINE_TUNING' })).toEqual([
      'amazon.nova-micro-v1:0:128k',
      'amazon.nova-lite-v1:0:300k',
      'amazon.nova-pro-v1:0:300k',
      'amazon.nova-2-lite-v1:0:256k',
    ]);
    expect(await ids({ byCustomizationType: 'FINE_TUNING' }, bench.west)).toHaveLength(7);
    expect(await ids({ byInferenceType: 'ON_DEMAND' })).toContain('amazon.nova-lite-v1:0');
    expect(await ids({ byProvider: 'Anthropic' })).toEqual(['anthropic.claude-sonnet-4-20250514-v1:0']);
  });

  test('one by one with their lifecycle', async () => {
    const { modelDetails } = await bench.east.send(
      new GetFoundationModelCommand({ modelIdentifier: 'amazon.nova-lite-v1:0:300k' }),
    );

    expect(modelDetails).toMatchObject({
      modelLifecycle: { status: 'ACTIVE' },
      customizationsSupported: ['FINE_TUNING', 'DISTILLATION'],
    });
  });
});
