import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { CallContext, OperationHandler } from '@rung/sandbox/models/serve-model.ts';
import { type Asked, dimensionsOf, isEndpoint, OURS, type Standing, THEIRS } from './standing.ts';
import { KEYS, meets, page, type World } from './world.ts';

type Dimensions = readonly { readonly Name: string; readonly Value: string }[];

/** "up to 50 minutes late" (CloudWatch API reference, ListMetrics, read 2026-11). */
const LISTED_AFTER_MS = 50 * MINUTE_MS;

/** CloudWatch’s count of requests: a point for five minutes with requests, none for others, as far as it is published. */
export function cloudWatchOf(world: World): Record<string, OperationHandler> {
  return {
    ListMetrics: (input, call) => {
      const recent = ({ atMs, publishedMs }: Asked) =>
        publishedMs + LISTED_AFTER_MS <= world.nowMs && atMs > world.nowMs - 3 * HOUR_MS;
      const all = counted(world, call).filter(
        (one) => namespaceOf(one) === input['Namespace'] && one.asked.some(recent),
      );
      const { items, next } = page(world, 'ListMetrics', { all, token: input['NextToken'] });
      const Metrics = items.map((one) => ({
        ...{ Namespace: namespaceOf(one), MetricName: 'Invocations' },
        Dimensions: Object.entries(dimensionsOf(one)).map(([Name, Value]) => ({ Name, Value })),
      }));
      return { Metrics, ...(next ? { NextToken: next } : {}) };
    },
    GetMetricData: (input, call) => {
      const wanted = { all: input['MetricDataQueries'] as readonly Query[], token: input['NextToken'] };
      const { items, next } = page(world, 'GetMetricData', wanted);
      const window = { fromMs: Number(input['StartTime']) * 1000, toMs: Number(input['EndTime']) * 1000 };
      const results = items.map((query) => answer(world, { query, call, window }));
      const isPartial = meets(world, ['a series is answered in part'], 'GetMetricData');
      const isLeftOut = meets(world, ['a series is left out'], 'GetMetricData');
      const shown = results.map((one) => (isPartial ? { ...one, ...NOTHING, StatusCode: 'InternalError' } : one));
      return { MetricDataResults: isLeftOut ? [] : shown, Messages: [], ...(next ? { NextToken: next } : {}) };
    },
  };
}

const NOTHING = { Timestamps: [], Values: [] };
const namespaceOf = (one: Standing) => (isEndpoint(one) ? 'AWS/SageMaker' : 'AWS/Bedrock');

/** What was asked stays counted when its hosting is gone. */
function counted({ account, nowMs }: World, call: CallContext): readonly Standing[] {
  const owner = call.accessKeyId === KEYS[THEIRS] ? THEIRS : OURS;
  return account.standing.filter((one) => one.region === call.region && one.account === owner && one.bornMs <= nowMs);
}

interface Query {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly MetricName: string; readonly Dimensions: Dimensions } };
}

function answer(
  world: World,
  { query, call, window }: { query: Query; call: CallContext; window: { fromMs: number; toMs: number } },
) {
  const { MetricName, Dimensions } = query.MetricStat.Metric;
  const asked = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
  const isMeant = (one: Standing) => JSON.stringify(sorted(dimensionsOf(one))) === JSON.stringify(sorted(asked));
  const points = counted(world, call)
    .filter((one) => MetricName === 'Invocations' && isMeant(one))
    .flatMap((one) => one.asked)
    .filter(({ atMs, publishedMs }) => publishedMs <= world.nowMs && atMs >= window.fromMs && atMs < window.toMs)
    .map(({ atMs }) => Math.floor(atMs / 300_000) * 300)
    .sort((a, b) => b - a);
  return { Id: query.Id, Label: MetricName, Timestamps: points, Values: points.map(() => 1), StatusCode: 'Complete' };
}

const sorted = (dimensions: Readonly<Record<string, string>>) => Object.entries(dimensions).sort();
