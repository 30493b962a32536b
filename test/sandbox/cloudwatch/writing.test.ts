import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type ListMetricsCommandInput,
  type MetricDatum,
  PutMetricDataCommand,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ago, DAY_MS, HOUR_MS, type LocalCloudWatch, localCloudWatch, MINUTE_MS, NOW } from './local-cloudwatch.ts';

const wireLogFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cloudwatch-')), 'wire.jsonl');
let local: LocalCloudWatch;
beforeEach(async () => {
  local = await localCloudWatch({ wireLogFile });
});
afterEach(() => local.close());

const put = (data: MetricDatum[], Namespace = 'Rung') =>
  local.client.send(new PutMetricDataCommand({ Namespace, MetricData: data }));
async function total(metric: string, from = local) {
  const { Datapoints } = await from.client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Rung',
      MetricName: metric,
      StartTime: ago(HOUR_MS),
      EndTime: new Date(NOW.getTime() + HOUR_MS),
      Period: 86_400,
      Statistics: ['Sum', 'SampleCount', 'Minimum', 'Maximum'],
    }),
  );
  const [{ Timestamp: _time, ...rest } = {}] = Datapoints ?? [];
  return rest;
}

describe('PutMetricData', () => {
  test('keeps values, arrays of values with counts, and statistic sets', async () => {
    await put([
      { MetricName: 'Answers', Value: 3 },
      { MetricName: 'Answers', Values: [10, 20], Counts: [2, 1] },
      { MetricName: 'Answers', StatisticValues: { SampleCount: 4, Sum: 8, Minimum: 1, Maximum: 5 } },
    ]);

    expect(await total('Answers')).toEqual({ Sum: 51, SampleCount: 8, Minimum: 1, Maximum: 20, Unit: 'None' });
  });

  test('takes a body that the SDK has compressed', async () => {
    const lengths: string[] = [];
    local.client.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        lengths.push(String(headers['content-encoding']));
        return next(args);
      },
      { step: 'finalizeRequest' },
    );

    await put(Array.from({ length: 1000 }, () => ({ MetricName: 'Many', Value: 1, Unit: 'Count' as const })));

    expect(lengths).toEqual(['gzip']);
    expect(await total('Many')).toMatchObject({ Sum: 1000, SampleCount: 1000 });
  });

  test('keeps nothing of a request of which one datum is refused', async () => {
    await expect(put([{ MetricName: 'Half', Value: 1 }, { MetricName: 'Half' }])).rejects.toMatchObject({
      name: 'MissingRequiredParameterException',
    });

    expect(await total('Half')).toEqual({});
  });

  const [InvalidValue, InvalidCombination] = ['InvalidParameterValueException', 'InvalidParameterCombinationException'];
  test.each<[string, MetricDatum[], string]>([
    ['more than 1,000 data', Array.from({ length: 1001 }, () => ({ MetricName: 'A', Value: 1 })), InvalidValue],
    ['more than 150 values', [{ MetricName: 'A', Values: Array.from({ length: 151 }, () => 1) }], InvalidValue],
    ['counts for other values', [{ MetricName: 'A', Values: [1, 2], Counts: [1] }], InvalidValue],
    ['a value and values', [{ MetricName: 'A', Value: 1, Values: [1] }], InvalidCombination],
    ['a time more than two weeks ago', [{ MetricName: 'A', Value: 1, Timestamp: ago(15 * DAY_MS) }], InvalidValue],
    ['a time three hours ahead', [{ MetricName: 'A', Value: 1, Timestamp: ago(-3 * HOUR_MS) }], InvalidValue],
    ['a value beyond 2^360', [{ MetricName: 'A', Value: 2 ** 361 }], InvalidValue],
    [
      'a dimension that comes twice',
      [{ MetricName: 'A', Value: 1, Dimensions: ['x', 'y'].map((Value) => ({ Name: 'D', Value })) }],
      InvalidValue,
    ],
    ['values for single seconds', [{ MetricName: 'A', Value: 1, StorageResolution: 1 }], 'NotImplemented'],
  ])('refuses %s', async (...[, data, name]) => {
    await expect(put(data)).rejects.toMatchObject({ name });
  });

  test("refuses AWS's own namespaces", async () => {
    await expect(put([{ MetricName: 'A', Value: 1 }], 'AWS/Bedrock')).rejects.toMatchObject({ name: InvalidValue });
  });
});

describe('ListMetrics', () => {
  const record = (modelId: string, at: Date, metric = 'Invocations') =>
    local.cloudWatch.record({
      namespace: 'AWS/Bedrock',
      metric,
      dimensions: { ModelId: modelId, Stage: 'live' },
      value: 1,
      atMs: at.getTime(),
    });
  async function listed(input: ListMetricsCommandInput = {}) {
    const { Metrics = [] } = await local.client.send(new ListMetricsCommand(input));
    return Metrics.map(({ Dimensions }) => Dimensions?.find(({ Name }) => Name === 'ModelId')?.Value);
  }

  test('has what had a value in the last two weeks, or in the last three hours', async () => {
    record('now', ago(0));
    record('within', ago(3 * HOUR_MS - MINUTE_MS));
    record('before', ago(3 * HOUR_MS + 2 * MINUTE_MS));
    record('old', ago(14 * DAY_MS - MINUTE_MS));
    record('gone', ago(14 * DAY_MS + 2 * MINUTE_MS));

    expect(await listed({ RecentlyActive: 'PT3H' })).toEqual(['now', 'within']);
    expect(await listed()).toEqual(['now', 'within', 'before', 'old']);
  });

  test('loses a metric from the active ones as sandbox time goes on', async () => {
    record('m', ago(0));

    local.clock.skip(3 * HOUR_MS + 2 * MINUTE_MS);

    expect(await listed({ RecentlyActive: 'PT3H' })).toEqual([]);
    expect(await listed()).toEqual(['m']);
  });

  test('filters by namespace, name and dimensions, with or without their value', async () => {
    record('m1', ago(0));
    record('m2', ago(0), 'Latency');
    await put([{ MetricName: 'Invocations', Value: 1 }]);

    expect(await listed({ Namespace: 'Rung' })).toEqual([undefined]);
    expect(await listed({ MetricName: 'Latency' })).toEqual(['m2']);
    expect(await listed({ Dimensions: [{ Name: 'ModelId' }] })).toEqual(['m1', 'm2']);
    const both = [
      { Name: 'ModelId', Value: 'm1' },
      { Name: 'Stage', Value: 'live' },
    ];
    expect(await listed({ Dimensions: both })).toEqual(['m1']);
    expect(await listed({ Dimensions: [{ Name: 'Stage', Value: 'test' }] })).toEqual([]);
  });

  test('names a metric once, whatever its units and the order of its dimensions', async () => {
    const datum = (Unit: 'Count' | 'Bytes', names: string[]): MetricDatum => ({
      ...{ MetricName: 'Same', Value: 1, Unit },
      Dimensions: names.map((Name) => ({ Name, Value: 'x' })),
    });
    await put([datum('Count', ['A', 'B']), datum('Bytes', ['B', 'A'])]);

    const { Metrics } = await local.client.send(new ListMetricsCommand({ Namespace: 'Rung' }));

    expect(Metrics).toHaveLength(1);
  });

  test('comes in pages of 500', async () => {
    for (let i = 0; i < 1001; i += 1) record(`m${i}`, ago(0));
    const sizes: number[] = [];
    const names = new Set<string>();

    for await (const page of paginateListMetrics({ client: local.client }, { Namespace: 'AWS/Bedrock' })) {
      sizes.push(page.Metrics?.length ?? 0);
      for (const metric of page.Metrics ?? []) names.add(JSON.stringify(metric));
    }

    expect(sizes).toEqual([500, 500, 1]);
    expect(names.size).toBe(1001);
  });
});

describe('in process', () => {
  test('the sum of values is undefined when there is none', () => {
    const name = { namespace: 'AWS/Bedrock', metric: 'Invocations', dimensions: { ModelId: 'm' } };
    local.cloudWatch.record({ ...name, value: 2, atMs: ago(30 * MINUTE_MS).getTime() });
    local.cloudWatch.record({ ...name, value: 3, atMs: ago(90 * MINUTE_MS).getTime() });

    const since = (durationMs: number) => local.cloudWatch.sum({ ...name, sinceMs: ago(durationMs).getTime() });

    expect([since(HOUR_MS), since(2 * HOUR_MS), since(MINUTE_MS)]).toEqual([2, 5, undefined]);
  });
});

describe('on disk', () => {
  test('points survive a restart, and go on adding up', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cloudwatch-')), 'metrics.json');
    const data = [{ MetricName: 'Kept', Value: 2, Timestamp: ago(MINUTE_MS) }];
    const first = await localCloudWatch({ file });
    await first.client.send(new PutMetricDataCommand({ Namespace: 'Rung', MetricData: data }));
    await first.close();

    const second = await localCloudWatch({ file });
    await second.client.send(new PutMetricDataCommand({ Namespace: 'Rung', MetricData: data }));
    const sum = await total('Kept', second);
    await second.close();

    expect(sum).toMatchObject({ Sum: 4, SampleCount: 2 });
  });

  test('a thousand values of one minute take the room of one point, and old points get coarser', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cloudwatch-')), 'metrics.json');
    const kept = await localCloudWatch({ file });
    const record = (metric: string, at: Date) =>
      kept.cloudWatch.record({ namespace: 'N', metric, dimensions: {}, value: 1, atMs: at.getTime() });
    for (let i = 0; i < 1000; i += 1) record('one-minute', ago(i * 50 + 1));
    for (let i = 0; i < 60; i += 1) record('a-month-ago', ago(30 * DAY_MS + i * MINUTE_MS + 1));
    for (let i = 0; i < 60; i += 1) record('months-ago', ago(100 * DAY_MS + i * MINUTE_MS + 1));
    record('years-ago', ago(500 * DAY_MS));
    await kept.close();

    const [[, series]] = JSON.parse(fs.readFileSync(file, 'utf8')) as [
      [string, { metric: string; points: { sum: number }[] }[]],
    ];
    const summary = series.map(({ metric, points }) => [metric, points.length, points.reduce((a, p) => a + p.sum, 0)]);
    expect(summary).toEqual([
      ['one-minute', 1, 1000],
      ['a-month-ago', 12, 60],
      ['months-ago', 1, 60],
      ['years-ago', 0, 0],
    ]);
  });
});

test('the wire log has a line for each exchange, compressed or not', async () => {
  await put(Array.from({ length: 500 }, () => ({ MetricName: 'Logged', Value: 1 })));
  await put([{ MetricName: 'Logged' }]).catch(() => undefined);

  const lines = fs.readFileSync(wireLogFile, 'utf8').trim().split('\n').slice(-2);
  const [answered, refused] = lines.map((line) => JSON.parse(line) as { request: { MetricData: unknown[] } });
  expect(answered).toMatchObject({ service: 'cloudwatch', operation: 'PutMetricData', status: 200 });
  expect(answered?.request.MetricData).toHaveLength(500);
  expect(refused).toMatchObject({ status: 400, error: { code: 'MissingRequiredParameterException' } });
});
