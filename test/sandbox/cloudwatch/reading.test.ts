import {
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  type MetricDataQuery,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ago, DAY_MS, HOUR_MS, type LocalCloudWatch, localCloudWatch, MINUTE_MS, NOW } from './local-cloudwatch.ts';

let local: LocalCloudWatch;
beforeEach(async () => {
  local = await localCloudWatch();
});
afterEach(() => local.close());

const record = (metric: string, at: Date, ...[value, unit = 'Count']: [value: number, unit?: string]) =>
  local.cloudWatch.record({
    namespace: 'AWS/Bedrock',
    metric,
    dimensions: { ModelId: 'm1' },
    value,
    atMs: at.getTime(),
    unit,
  });
const query = (metric: string, Stat = 'Sum', Period = 300): MetricDataQuery => ({
  Id: `q_${metric}`,
  MetricStat: {
    Metric: { Namespace: 'AWS/Bedrock', MetricName: metric, Dimensions: [{ Name: 'ModelId', Value: 'm1' }] },
    Period,
    Stat,
  },
});
const read = (queries: MetricDataQuery[], input: Partial<GetMetricDataCommandInput> = {}) =>
  local.client.send(
    new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: ago(HOUR_MS),
      EndTime: NOW,
      ScanBy: 'TimestampAscending',
      ...input,
    }),
  );
async function points(one: MetricDataQuery, input: Partial<GetMetricDataCommandInput> = {}) {
  const { MetricDataResults } = await read([one], input);
  const { Timestamps = [], Values = [] } = MetricDataResults?.[0] ?? {};
  return Timestamps.map((time, index) => [time.toISOString().slice(5, 19), Values[index]]);
}

describe('GetMetricData', () => {
  test('a metric without values has a result without points, never zeros', async () => {
    record('Invocations', ago(2 * HOUR_MS), 1);

    const { MetricDataResults, NextToken } = await read([query('Invocations'), query('NeverSeen')]);

    expect(MetricDataResults).toEqual([
      { Id: 'q_Invocations', Label: 'Invocations', Timestamps: [], Values: [], StatusCode: 'Complete' },
      { Id: 'q_NeverSeen', Label: 'NeverSeen', Timestamps: [], Values: [], StatusCode: 'Complete' },
    ]);
    expect(NextToken).toBeUndefined();
  });

  test('the start of a period belongs to it, and the end time to nothing', async () => {
    record('Invocations', ago(HOUR_MS + 1), 1);
    record('Invocations', ago(HOUR_MS), 10);
    record('Invocations', ago(HOUR_MS - 5 * MINUTE_MS + 1), 100);
    record('Invocations', ago(HOUR_MS - 5 * MINUTE_MS), 1000);
    record('Invocations', NOW, 10_000);

    expect(await points(query('Invocations'))).toEqual([
      ['11-20T11:00:00', 110],
      ['11-20T11:05:00', 1000],
    ]);
  });

  test('periods without values between two with values are left out', async () => {
    record('Invocations', ago(50 * MINUTE_MS), 1);
    record('Invocations', ago(10 * MINUTE_MS), 2);

    expect(await points(query('Invocations'))).toEqual([
      ['11-20T11:10:00', 1],
      ['11-20T11:50:00', 2],
    ]);
  });

  test('a start time inside a minute is rounded down to it, and periods count from there', async () => {
    record('Invocations', new Date('2026-11-20T11:02:10Z'), 1);
    record('Invocations', new Date('2026-11-20T11:07:00Z'), 2);

    const found = await points(query('Invocations'), { StartTime: new Date('2026-11-20T11:02:45Z') });

    expect(found).toEqual([
      ['11-20T11:02:00', 1],
      ['11-20T11:07:00', 2],
    ]);
  });

  test('a day is one period', async () => {
    record('Invocations', new Date('2026-11-18T00:00:00Z'), 1);
    record('Invocations', new Date('2026-11-18T23:59:59.999Z'), 2);
    record('Invocations', new Date('2026-11-19T00:00:00Z'), 4);

    const found = await points(query('Invocations', 'Sum', 86_400), {
      StartTime: new Date('2026-11-18T00:00:00Z'),
      EndTime: new Date('2026-11-20T00:00:00Z'),
    });

    expect(found).toEqual([
      ['11-18T00:00:00', 3],
      ['11-19T00:00:00', 4],
    ]);
  });

  test.each([
    ['Sum', 12],
    ['Average', 4],
    ['Minimum', -1],
    ['Maximum', 8],
    ['SampleCount', 3],
  ])('%s of 5, -1 and 8 is %d', async (stat, expected) => {
    for (const value of [5, -1, 8]) record('Latency', ago(3 * MINUTE_MS), value);

    expect(await points(query('Latency', stat))).toEqual([['11-20T11:55:00', expected]]);
  });

  test('newest points come first unless asked otherwise', async () => {
    record('Invocations', ago(50 * MINUTE_MS), 1);
    record('Invocations', ago(10 * MINUTE_MS), 2);

    const { MetricDataResults } = await read([query('Invocations')], { ScanBy: undefined });

    expect(MetricDataResults?.[0]?.Values).toEqual([2, 1]);
  });

  test('only values of the unit that was asked for count', async () => {
    record('Size', ago(MINUTE_MS), 1, 'Bytes');
    record('Size', ago(MINUTE_MS), 2, 'Kilobytes');
    const one = query('Size');

    const inBytes = await points({ ...one, MetricStat: { ...one.MetricStat, Unit: 'Bytes' } as never });

    expect(inBytes.map(([, value]) => value)).toEqual([1]);
    expect((await points(one)).map(([, value]) => value)).toEqual([3]);
  });

  test('after 15 days there is nothing under five minutes, after 63 days nothing under an hour', async () => {
    record('Invocations', ago(20 * DAY_MS), 1);
    record('Invocations', ago(70 * DAY_MS), 2);
    const from = (days: number) => ({ StartTime: ago(days * DAY_MS), EndTime: ago((days - 1) * DAY_MS) });

    expect(await points(query('Invocations', 'Sum', 60), from(20))).toEqual([]);
    expect(await points(query('Invocations', 'Sum', 300), from(20))).toHaveLength(1);
    expect(await points(query('Invocations', 'Sum', 300), from(70))).toEqual([]);
    expect(await points(query('Invocations', 'Sum', 3600), from(70))).toHaveLength(1);
  });

  test('all pages together hold what one page would, whatever their size', async () => {
    const counts = { A: 7, B: 0, C: 12, D: 1 };
    for (const [metric, count] of Object.entries(counts))
      for (let i = 0; i < count; i += 1) record(metric, ago((i + 1) * MINUTE_MS), i);
    const queries = Object.keys(counts).map((metric) => query(metric, 'Sum', 60));
    const input = { MetricDataQueries: queries, StartTime: ago(HOUR_MS), EndTime: NOW };

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), async (MaxDatapoints) => {
        const collected: Record<string, number[]> = {};
        const complete: Record<string, number> = {};
        for await (const page of paginateGetMetricData({ client: local.client }, { ...input, MaxDatapoints })) {
          const sizes = (page.MetricDataResults ?? []).map((result) => {
            const id = result.Id ?? '';
            collected[id] = [...(collected[id] ?? []), ...(result.Values ?? [])];
            if (result.StatusCode === 'Complete') complete[id] = (complete[id] ?? 0) + 1;
            return result.Values?.length ?? 0;
          });
          expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(MaxDatapoints);
        }

        expect(collected).toEqual({
          q_A: [6, 5, 4, 3, 2, 1, 0].reverse(),
          q_B: [],
          q_C: Array.from({ length: 12 }, (_, i) => i),
          q_D: [0],
        });
        expect(complete).toEqual({ q_A: 1, q_B: 1, q_C: 1, q_D: 1 });
      }),
      { numRuns: 25 },
    );
  });

  test('a token continues its own request only', async () => {
    record('A', ago(MINUTE_MS), 1);
    record('A', ago(10 * MINUTE_MS), 1);
    const { NextToken } = await read([query('A')], { MaxDatapoints: 1 });

    const other = read([query('A')], { MaxDatapoints: 2, NextToken });

    expect(NextToken).toBeDefined();
    await expect(other).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });

  test('takes 500 queries and refuses 501', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...query('A'), Id: `q${i}` }));

    const most = await read(many(500));

    expect(most.MetricDataResults).toHaveLength(500);
    await expect(read(many(501))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test.each<[string, MetricDataQuery[], Partial<GetMetricDataCommandInput>, string]>([
    ['an end before the start', [query('A')], { EndTime: ago(DAY_MS) }, 'ValidationException'],
    ['two queries of one id', [query('A'), query('A')], {}, 'ValidationException'],
    ['an id in upper case', [{ ...query('A'), Id: 'Query' }], {}, 'ValidationException'],
    ['a period of 90 s', [query('A', 'Sum', 90)], {}, 'ValidationException'],
    ['a statistic that is none', [query('A', 'Total')], {}, 'ValidationException'],
    ['no query that returns data', [{ ...query('A'), ReturnData: false }], {}, 'ValidationException'],
    ['a percentile', [query('A', 'p99')], {}, 'NotImplemented'],
    ['a math expression', [{ Id: 'e', Expression: 'SUM(METRICS())' }], {}, 'NotImplemented'],
    ['a period of 10 s', [query('A', 'Sum', 10)], {}, 'NotImplemented'],
  ])('refuses %s', async (...[, queries, input, name]) => {
    await expect(read(queries, input)).rejects.toMatchObject({ name });
  });
});

describe('GetMetricStatistics', () => {
  const statistics = (Period: number, StartTime = ago(HOUR_MS)) =>
    local.client.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/Bedrock',
        MetricName: 'Size',
        Dimensions: [{ Name: 'ModelId', Value: 'm1' }],
        StartTime,
        EndTime: NOW,
        Period,
        Statistics: ['Sum', 'SampleCount'],
      }),
    );

  test('has the points of each unit by themselves', async () => {
    record('Size', ago(10 * MINUTE_MS), 1, 'Bytes');
    record('Size', ago(9 * MINUTE_MS), 2, 'Bytes');
    record('Size', ago(9 * MINUTE_MS), 4, 'None');

    const { Label, Datapoints } = await statistics(3600);

    expect(Label).toBe('Size');
    expect(Datapoints).toEqual([
      { Timestamp: ago(HOUR_MS), Sum: 3, SampleCount: 2, Unit: 'Bytes' },
      { Timestamp: ago(HOUR_MS), Sum: 4, SampleCount: 1, Unit: 'None' },
    ]);
  });

  test('covers 1,440 periods and no more', async () => {
    await expect(statistics(60, ago(DAY_MS))).resolves.toMatchObject({ Datapoints: [] });
    await expect(statistics(60, ago(DAY_MS + MINUTE_MS))).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
    });
  });
});
