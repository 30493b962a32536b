import {
  CreateEvaluationJobCommand as Create,
  GetEvaluationJobCommand as Get,
  type CreateEvaluationJobCommandInput as Job,
  ListEvaluationJobsCommand as List,
  ListTagsForResourceCommand,
  StopEvaluationJobCommand as Stop,
} from '@aws-sdk/client-bedrock';
import { openUsage } from '@rung/sandbox/billing/usage.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, MINUTE_MS, refusal, startBench } from './bench.ts';

const LLAMA = 'us.meta.llama3-1-70b-instruct-v1:0';
const usage = openUsage();

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ usage });
  await bench.objects.put(
    'data',
    'tuned.jsonl',
    [line('billing'), line('sales'), line('the bill goes to billing')].join('\n'),
  );
});
afterEach(() => bench.close());

const line = (response: string, more: object = {}) =>
  JSON.stringify({
    prompt: 'Who takes this bill?',
    referenceResponse: 'billing',
    modelResponses: [{ response, modelIdentifier: 'tuned' }],
    ...more,
  });

interface Changes {
  readonly evaluator?: string;
  readonly metrics?: readonly string[];
  readonly dataset?: string;
  readonly taskType?: Task;
}
type Task = 'Custom' | 'Generation' | 'QuestionAndAnswer';
// In AWS's guide and not in its published enum.
const GENERAL = 'General' as 'Custom';

function evaluation(
  job: Partial<Job> = {},
  { evaluator = LLAMA, metrics, dataset = 's3://data/tuned.jsonl', taskType = GENERAL }: Changes = {},
) {
  const config = {
    taskType,
    dataset: { name: 'tuned', datasetLocation: { s3Uri: dataset } },
    metricNames: [...(metrics ?? ['Builtin.Correctness', 'Builtin.Completeness'])],
  };
  return {
    jobName: 'eval-1-tuned',
    roleArn: 'arn:aws:iam::123456789012:role/BedrockEvaluation',
    clientRequestToken: 'eval-1-tuned',
    jobTags: [{ key: 'rung:evaluation', value: 'evl_1' }],
    evaluationConfig: {
      automated: {
        datasetMetricConfigs: [config],
        evaluatorModelConfig: { bedrockEvaluatorModels: [{ modelIdentifier: evaluator }] },
      },
    },
    inferenceConfig: { models: [{ precomputedInferenceSource: { inferenceSourceIdentifier: 'tuned' } }] },
    outputDataConfig: { s3Uri: 's3://data/out/' },
    ...job,
  } satisfies Job;
}

async function finish(job: Job) {
  const { jobArn } = await bench.east.send(new Create(job));
  bench.clock.skip(60 * MINUTE_MS);
  await bench.bedrock.idle();
  return bench.east.send(new Get({ jobIdentifier: jobArn }));
}

/** The lines that a job wrote, wherever they lie. */
function written(): { path: string; scores: Record<string, number | null>[] } {
  const [path = ''] = [...bench.files.keys()].filter((name) => name.endsWith('_output.jsonl'));
  const lines = (bench.text(path) ?? '').split('\n').filter(Boolean);
  const scores = lines.map((text) => {
    const read = JSON.parse(text) as {
      automatedEvaluationResult: { scores: { metricName: string; result: number | null }[] };
    };
    return Object.fromEntries(
      read.automatedEvaluationResult.scores.map(({ metricName, result }) => [metricName, result]),
    );
  });
  return { path, scores };
}

describe('an evaluation job over own responses', () => {
  test('scores each response beside its reference, writes where AWS writes, and bills the evaluator’s tokens', async () => {
    const done = await finish(evaluation());

    expect(done).toMatchObject({ status: 'Completed', jobType: 'Automated', jobName: 'eval-1-tuned' });
    expect(written().path).toMatch(
      /^data\/out\/eval-1-tuned\/[a-z0-9]{12}\/models\/tuned\/taskTypes\/General\/datasets\/tuned\/[0-9a-f-]{36}_output\.jsonl$/,
    );
    expect(written().scores).toEqual([
      { 'Builtin.Correctness': 1, 'Builtin.Completeness': 1 },
      { 'Builtin.Correctness': 0, 'Builtin.Completeness': 0 },
      { 'Builtin.Correctness': 0, 'Builtin.Completeness': 1 },
    ]);
    expect(usage.all().map(({ usageType }) => usageType)).toContain('USE1-Llama3-1-70B-input-tokens');
  });

  test('says nothing of a response without a reference', async () => {
    await bench.objects.put('data', 'tuned.jsonl', line('billing', { referenceResponse: undefined }));

    await finish(evaluation());

    expect(written().scores).toEqual([{ 'Builtin.Correctness': null, 'Builtin.Completeness': null }]);
  });

  test('is made once for one token, and a name is taken for ever', async () => {
    const first = await bench.east.send(new Create(evaluation()));
    const again = await bench.east.send(new Create(evaluation()));
    const other = await refusal(bench.east.send(new Create(evaluation({ clientRequestToken: 'other' }))));

    expect(again.jobArn).toBe(first.jobArn);
    expect(other.code).toBe('ConflictException');
    const { tags } = await bench.east.send(new ListTagsForResourceCommand({ resourceARN: first.jobArn }));
    expect(tags).toEqual([{ key: 'rung:evaluation', value: 'evl_1' }]);
  });

  test('is found by its name in a list of five a page, and by nothing but its ARN alone', async () => {
    for (let index = 0; index < 6; index += 1)
      await bench.east.send(new Create(evaluation({ jobName: `eval-${index}`, clientRequestToken: `eval-${index}` })));

    const page = await bench.east.send(new List({ maxResults: 100 }));
    const named = await bench.east.send(new List({ nameContains: 'eval-3' }));
    const none = await bench.east.send(new List({ nameContains: 'nobody' }));
    const byName = await refusal(bench.east.send(new Get({ jobIdentifier: 'eval-3' })));

    expect(page.jobSummaries).toHaveLength(5);
    expect(page.nextToken).toBeDefined();
    expect(named.jobSummaries?.map(({ jobName }) => jobName)).toEqual(['eval-3']);
    expect(none.jobSummaries).toBeUndefined();
    expect(byName.code).toBe('ValidationException');
  });

  test('can be stopped while it runs, and not after', async () => {
    const { jobArn } = await bench.east.send(new Create(evaluation()));
    await bench.east.send(new Stop({ jobIdentifier: jobArn }));
    const stopping = await bench.east.send(new Get({ jobIdentifier: jobArn }));
    bench.clock.skip(60 * MINUTE_MS);
    await bench.bedrock.idle();
    const stopped = await bench.east.send(new Get({ jobIdentifier: jobArn }));
    const again = await refusal(bench.east.send(new Stop({ jobIdentifier: jobArn })));

    expect([stopping.status, stopped.status]).toEqual(['Stopping', 'Stopped']);
    expect(again.code).toBe('ConflictException');
    expect(written().path).toBe('');
  });

  test.each([
    [
      'of another source',
      line('billing').replace('"tuned"', '"base"'),
      /Line 1 of the dataset is not a prompt with one response of tuned/,
    ],
    ['that is no JSON', `${line('billing')}\n{`, /Line 2 of the dataset/],
    [
      'that is one of too many',
      Array.from({ length: 1001 }, () => line('billing')).join('\n'),
      /has 1001 prompts; a job takes 1 to 1000/,
    ],
  ])('fails over a line %s, and says so', async (_, content, says) => {
    await bench.objects.put('data', 'tuned.jsonl', content);

    const failed = await finish(evaluation());

    expect(failed.status).toBe('Failed');
    expect(failed.failureMessages?.join()).toMatch(says);
  });

  test.each([
    [
      'an evaluator that is none',
      evaluation({}, { evaluator: 'us.meta.llama3-3-70b-instruct-v1:0' }),
      /not supported as an evaluator/,
    ],
    ['a metric that it does not know', evaluation({}, { metrics: ['Builtin.Wit'] }), /Builtin\.Wit is not supported/],
    ['a task type of the published enum', evaluation({}, { taskType: 'Custom' }), /task type Custom is not supported/],
    ['a task type of its kind', evaluation({}, { taskType: 'Generation' }), /task type Generation is not supported/],
    ['a bucket of another region', evaluation({}, { dataset: 's3://west/tuned.jsonl' }), /must be in the same region/],
    [
      'a role of another account',
      evaluation({ roleArn: 'arn:aws:iam::999999999999:role/x' }),
      /Cross-account pass role/,
    ],
    [
      'RAG',
      {
        ...evaluation(),
        inferenceConfig: {
          ragConfigs: [{ precomputedRagSourceConfig: { retrieveSourceConfig: { ragSourceIdentifier: 'rag' } } }],
        },
      },
      /and nothing else/,
    ],
  ])('is refused over %s', async (_, job, says) => {
    const refused = await refusal(bench.east.send(new Create(job as Job)));

    expect(refused).toMatchObject({ code: 'ValidationException', message: expect.stringMatching(says) });
  });
});
