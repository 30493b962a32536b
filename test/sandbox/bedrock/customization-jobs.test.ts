import {
  CreateModelCustomizationJobCommand as Create,
  GetModelCustomizationJobCommand as Get,
  type CreateModelCustomizationJobCommandInput as Job,
  ListModelCustomizationJobsCommand as List,
  type ListModelCustomizationJobsCommandInput,
  ListTagsForResourceCommand,
  StopModelCustomizationJobCommand as Stop,
} from '@aws-sdk/client-bedrock';
import { NOT_TRAINED } from '@rung/sandbox/bedrock/coverage.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, csvRows, MINUTE_MS, novaJob, refusal, startBench } from './bench.ts';
import { asNovaLine, llamaFile, makeTickets, novaFile } from './tickets.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
  await bench.objects.put('data', 'train.jsonl', novaFile(makeTickets(80, 1)));
  await bench.objects.put('data', 'valid.jsonl', novaFile(makeTickets(40, 2)));
  await bench.objects.put('west', 'train.jsonl', llamaFile(makeTickets(120, 1)));
});
afterEach(() => bench.close());

const VALIDATED = { validationDataConfig: { validators: [{ s3Uri: 's3://data/valid.jsonl' }] } };

async function finish(changes: Partial<Job> = {}) {
  const { jobArn } = await bench.east.send(new Create(novaJob(changes)));
  bench.clock.skip(120 * MINUTE_MS);
  await bench.bedrock.idle();
  return bench.east.send(new Get({ jobIdentifier: jobArn }));
}

async function finishOn(lines: string[]) {
  await bench.objects.put('data', 'train.jsonl', lines.join('\n'));
  return finish();
}

describe('a job that works', () => {
  test('goes through its phases on the sandbox clock and ends with a model and losses', async () => {
    const { jobArn } = await bench.east.send(new Create(novaJob(VALIDATED)));
    const begun = await bench.east.send(new Get({ jobIdentifier: 'tickets-1' }));
    bench.clock.skip(3 * MINUTE_MS);
    await expect
      .poll(
        async () =>
          (await bench.east.send(new Get({ jobIdentifier: jobArn }))).statusDetails?.dataProcessingDetails?.status,
      )
      .toBe('InProgress');
    bench.clock.skip(60 * MINUTE_MS);
    await bench.bedrock.idle();

    const done = await bench.east.send(new Get({ jobIdentifier: jobArn }));

    expect(jobArn).toMatch(
      /^arn:aws:bedrock:us-east-1:123456789012:model-customization-job\/amazon\.nova-lite-v1:0:300k\/[a-z0-9]{12}$/,
    );
    expect(begun).toMatchObject({ status: 'InProgress', statusDetails: { trainingDetails: { status: 'NotStarted' } } });
    expect(done).toMatchObject({ status: 'Completed', statusDetails: { trainingDetails: { status: 'Completed' } } });
    expect(done.outputModelArn).toMatch(/:custom-model\/amazon\.nova-lite-v1:0:300k\/[a-z0-9]{12}$/);
    expect(done.trainingMetrics?.trainingLoss).toBeLessThan(0.5);
    expect(done.validationMetrics?.[0]?.validationLoss).toBeLessThan(0.5);
    expect(done.endTime?.getTime()).toBeGreaterThan(done.creationTime?.getTime() ?? Infinity);
  });

  test('writes the curves to S3 under the folders that AWS uses; perplexity is e to the loss', async () => {
    const { jobArn } = await finish(VALIDATED);

    const folder = `data/out/model-customization-job-${jobArn?.slice(-12)}`;
    const training = csvRows(bench.text(`${folder}/training_artifacts/step_wise_training_metrics.csv`));
    const validation = csvRows(
      bench.text(`${folder}/validation_artifacts/post_fine_tuning_validation/validation/validation_metrics.csv`),
    );
    expect(training).toHaveLength(80);
    expect(Object.keys(training[0] ?? {})).toEqual(['step_number', 'epoch_number', 'training_loss', 'perplexity']);
    expect(training[79]?.['training_loss']).toBeLessThan((training[0]?.['training_loss'] ?? 0) / 4);
    expect(training[79]?.['perplexity']).toBeCloseTo(Math.exp(training[79]?.['training_loss'] ?? 0), 3);
    expect(validation.map((row) => row['epoch_number'])).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(bench.text(`${folder}/training_artifacts/sandbox-model.txt`)).toContain('80 of 80 examples');
  });

  test('without a validation set there are no validation metrics, neither in the answer nor in S3', async () => {
    const job = await finish();

    expect(job.validationMetrics).toBeUndefined();
    expect([...bench.files.keys()].filter((path) => path.includes('validation_metrics'))).toEqual([]);
  });

  test('hyperparameters matter: more epochs make more steps and a lower training loss', async () => {
    const two = await finish();
    const five = await finish({ jobName: 'five', customModelName: 'five', hyperParameters: { epochCount: '5' } });

    expect(five.trainingMetrics?.trainingLoss).toBeLessThan(two.trainingMetrics?.trainingLoss ?? 0);
  });

  test('a repeated client token answers the same job; jobs carry their tags', async () => {
    const job = novaJob({ clientRequestToken: 'launch-1', jobTags: [{ key: 'team', value: 'support' }] });
    const [first, twin] = await Promise.all([bench.east.send(new Create(job)), bench.east.send(new Create(job))]);

    const again = await bench.east.send(new Create(job));

    const { modelCustomizationJobSummaries } = await bench.east.send(new List({}));
    const { tags } = await bench.east.send(new ListTagsForResourceCommand({ resourceARN: first.jobArn }));
    expect([twin.jobArn, again.jobArn]).toEqual([first.jobArn, first.jobArn]);
    expect(modelCustomizationJobSummaries).toHaveLength(1);
    expect(tags).toEqual([{ key: 'team', value: 'support' }]);
  });

  test('Llama 3.1 trains on prompt and completion in us-west-2; us-east-1 does not see the job', async () => {
    const job = novaJob({
      baseModelIdentifier: 'meta.llama3-1-8b-instruct-v1:0:128k',
      trainingDataConfig: { s3Uri: 's3://west/train.jsonl' },
      outputDataConfig: { s3Uri: 's3://west/out' },
    });
    const { jobArn } = await bench.west.send(new Create(job));
    bench.clock.skip(120 * MINUTE_MS);
    await bench.bedrock.idle();

    expect((await bench.west.send(new Get({ jobIdentifier: jobArn }))).status).toBe('Completed');
    expect((await bench.east.send(new List({}))).modelCustomizationJobSummaries).toEqual([]);
    expect(await refusal(bench.east.send(new Get({ jobIdentifier: 'tickets-1' })))).toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
    });
  });
});

describe('lists', () => {
  test('filter by name and status, sort, and page', async () => {
    const startMs = bench.clock.nowMs();
    for (const name of ['alpha-1', 'alpha-2', 'beta-1']) {
      await bench.east.send(new Create(novaJob({ jobName: name, customModelName: name })));
      bench.clock.skip(10_000);
    }
    await bench.east.send(new Stop({ jobIdentifier: 'alpha-2' }));
    const names = async (input: ListModelCustomizationJobsCommandInput) => {
      const { modelCustomizationJobSummaries = [] } = await bench.east.send(new List(input));
      return modelCustomizationJobSummaries.map(({ jobName }) => jobName);
    };
    const { nextToken } = await bench.east.send(new List({ maxResults: 2 }));

    expect(await names({})).toEqual(['beta-1', 'alpha-2', 'alpha-1']);
    expect(await names({ nameContains: 'alpha', sortOrder: 'Ascending' })).toEqual(['alpha-1', 'alpha-2']);
    expect(
      await names({ creationTimeAfter: new Date(startMs + 5_000), creationTimeBefore: new Date(startMs + 15_000) }),
    ).toEqual(['alpha-2']);
    expect(await names({ statusEquals: 'InProgress' })).toEqual(['beta-1', 'alpha-1']);
    expect(await names(nextToken ? { maxResults: 2, nextToken } : {})).toEqual(['alpha-1']);
  });
});

describe('what is refused before a job exists', () => {
  const check = async (changes: Partial<Job>, expected: { code?: string; says: RegExp }) => {
    const { code, message, status } = await refusal(bench.east.send(new Create(novaJob(changes))));
    expect({ code, status }).toEqual({ code: expected.code ?? 'ValidationException', status: 400 });
    expect(message).toMatch(expected.says);
    expect((await bench.east.send(new List({ nameContains: 'refused' }))).modelCustomizationJobSummaries).toEqual([]);
  };
  const refused = (name: string, changes: Partial<Job>, says: RegExp) =>
    test(name, () => check({ jobName: 'refused', ...changes }, { says }));

  refused('a shape that AWS does not take', { jobName: 'refused job' }, /jobName.*regular expression/);
  refused(
    'a model that is not tunable in this region',
    { baseModelIdentifier: 'meta.llama3-3-70b-instruct-v1:0:128k' },
    /us-west-2/,
  );
  refused('the 24k variant', { baseModelIdentifier: 'amazon.nova-lite-v1:0:24k' }, /Use amazon\.nova-lite-v1:0:300k/);
  refused(
    'the id without a context',
    { baseModelIdentifier: 'amazon.nova-micro-v1:0' },
    /Use amazon\.nova-micro-v1:0:128k/,
  );
  refused(
    'a model past its end of life',
    { baseModelIdentifier: 'anthropic.claude-3-haiku-20240307-v1:0:200k' },
    /2026-09-10/,
  );
  refused('a model that nobody knows', { baseModelIdentifier: 'amazon.nova-huge-v9:0' }, /identifier is invalid/);
  refused('batchSize for Nova', { hyperParameters: { batchSize: '8' } }, /batchSize is not supported/);
  refused('more epochs than allowed', { hyperParameters: { epochCount: '6' } }, /between 1 and 5/);
  refused('half an epoch', { hyperParameters: { epochCount: '1.5' } }, /an integer/);
  refused('a rate that is not a number', { hyperParameters: { learningRate: 'fast' } }, /a number/);
  refused('a bucket in another region', { trainingDataConfig: { s3Uri: 's3://west/train.jsonl' } }, /is in us-west-2/);
  refused('a bucket that is missing', { outputDataConfig: { s3Uri: 's3://nowhere/out' } }, /does not exist/);
  refused('a file that is missing', { trainingDataConfig: { s3Uri: 's3://data/gone.jsonl' } }, /GetObject permissions/);
  refused('a role of another account', { roleArn: 'arn:aws:iam::999999999999:role/X' }, /Cross-account/);
  refused(
    'a validation set for Nova 2 Lite',
    { baseModelIdentifier: 'amazon.nova-2-lite-v1:0:256k', ...VALIDATED },
    /does not support a validation/,
  );
  for (const customizationType of NOT_TRAINED) {
    refused(`${customizationType}, which the sandbox cannot train`, { customizationType }, /sandbox cannot run/);
  }

  test('a name that is taken', async () => {
    await bench.east.send(new Create(novaJob()));

    await check({ customModelName: 'other' }, { code: 'ConflictException', says: /job named tickets-1/ });
    await check({ jobName: 'refused' }, { code: 'ConflictException', says: /custom model named/ });
  });
});

describe('what makes a job fail', () => {
  const good = makeTickets(20, 4).map(asNovaLine);
  const changed = (line: number, edit: (record: { messages: { role: string; content: object[] }[] }) => void) =>
    good.map((text, index) => {
      if (index !== line - 1) return text;
      const record = JSON.parse(text);
      edit(record);
      return JSON.stringify(record);
    });
  const fails = (name: string, lines: () => string[], says: RegExp) =>
    test(name, async () => {
      const job = await finishOn(lines());

      expect(job).toMatchObject({ status: 'Failed', statusDetails: { validationDetails: { status: 'Failed' } } });
      expect(job.statusDetails?.trainingDetails?.status).toBe('NotStarted');
      expect(job.failureMessage).toMatch(says);
    });

  fails('a line that is not JSON is named', () => good.with(6, '{"schemaVersion":'), /Line 7: is not valid JSON/);
  fails('an empty line is named', () => good.with(2, ''), /Line 3: is not valid JSON/);
  fails('too few records', () => good.slice(0, 7), /has 7 records.*at least 8/);
  fails('too many records', () => Array.from({ length: 20_001 }, () => good[0] ?? ''), /20001 records.*at most 20000/);
  fails(
    'a wrong role',
    () => changed(5, (record) => record.messages.reverse()),
    /Line 5: messages\[0\] must have the role "user"/,
  );
  fails(
    'a last message of the user',
    () => changed(9, (record) => record.messages.push({ role: 'user', content: [{ text: 'and?' }] })),
    /Line 9: the last message/,
  );
  fails(
    'a reserved word',
    () => changed(2, (record) => record.messages.splice(0, 1, { role: 'user', content: [{ text: 'System: obey' }] })),
    /Line 2: .*reserved keyword "System:"/,
  );
  fails(
    'the format of another model',
    () => llamaFile(makeTickets(20, 4)).trim().split('\n'),
    /Line 1: "schemaVersion"/,
  );

  test('a reserved word in what the assistant says is allowed', async () => {
    const job = await finishOn(
      changed(2, (record) => record.messages.splice(1, 1, { role: 'assistant', content: [{ text: 'Bot: hi' }] })),
    );

    expect(job.status).toBe('Completed');
  });
});

test('a stopped job ends as Stopped, without a model, and cannot be stopped again', async () => {
  await bench.east.send(new Create(novaJob()));
  await bench.east.send(new Stop({ jobIdentifier: 'tickets-1' }));
  await bench.bedrock.idle();

  const job = await bench.east.send(new Get({ jobIdentifier: 'tickets-1' }));

  expect(job).toMatchObject({ status: 'Stopped', statusDetails: { validationDetails: { status: 'Stopped' } } });
  expect(job.outputModelArn).toBeUndefined();
  expect(await refusal(bench.east.send(new Stop({ jobIdentifier: 'tickets-1' })))).toMatchObject({
    code: 'ConflictException',
  });
});

test('a stop that comes while the results are being written still leaves no model', async () => {
  const { objects } = bench;
  const stop = () => late.east.send(new Stop({ jobIdentifier: 'tickets-1' }));
  const late = await startBench({
    objects: {
      ...objects,
      async put(bucket, key, bytes) {
        if (key.endsWith('training_metrics.csv')) await stop();
        return objects.put(bucket, key, bytes);
      },
    },
  });
  await late.east.send(new Create(novaJob()));
  late.clock.skip(120 * MINUTE_MS);
  await late.bedrock.idle();

  const { status, outputModelArn } = await late.east.send(new Get({ jobIdentifier: 'tickets-1' }));
  await late.close();

  expect({ status, outputModelArn }).toEqual({ status: 'Stopped', outputModelArn: undefined });
});

describe.each([
  { code: 'L-0406044C', value: 1, says: '1 scheduled customization jobs' },
  { code: 'L-CB5B847D', value: 1, says: '1 custom models' },
])('an account whose quota $code is $value', ({ code, value, says }) => {
  test('takes one job and refuses the next', async () => {
    const small = await startBench({ objects: bench.objects, quotaOf: (_, asked) => (asked === code ? value : 100) });
    await small.east.send(new Create(novaJob()));

    const second = small.east.send(new Create(novaJob({ jobName: 'tickets-2', customModelName: 'tickets-model-2' })));

    expect(await refusal(second)).toMatchObject({
      code: 'ServiceQuotaExceededException',
      message: expect.stringContaining(says),
    });
    await small.close();
  });
});
