import type { Metric, StatusCode } from '@aws-sdk/client-cloudwatch';
import type { Hosting, Traffic } from '@rung/core/hosting/hosting.ts';
import type { Clock } from '@rung/core/ports.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { AwsClients } from '../clients.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'cloudWatch'>;
  readonly clock: Clock;
}

/** GetMetricData takes at most this many queries in a call (CloudWatch API reference, read 2026-11-20). */
const QUERIES_PER_CALL = 500;
/** What ListMetrics means by recently active. */
const RECENT_MS = 3 * HOUR_MS;
/** A clock of ours that is behind AWS's must not hide the newest points. */
const CLOCKS_DIFFER_MS = 15 * MINUTE_MS;

/**
 * The traffic of hostings. Cheaply: what ListMetrics names as recently active is in use, and only the rest is looked at closely, so that a
 * look at N hostings costs N/500 calls and the pages of what is active. A call that fails, and a series that CloudWatch does not answer to
 * its end, make their hostings unknown; one without a point in the window has no traffic recorded.
 */
export async function readTraffic(
  place: Place,
  hostings: readonly Hosting[],
  look: { sinceMs: EpochMs; how: 'cheaply' | 'closely' },
): Promise<ReadonlyMap<string, Traffic>> {
  const answers = new Map<string, Traffic>();
  const activeSinceMs = place.clock.nowMs() - RECENT_MS;
  const active = look.how === 'cheaply' ? await recentlyActive(place, hostings) : () => false;
  for (const hosting of hostings)
    if (active(hosting)) answers.set(hosting.arn, { kind: 'active', sinceMs: activeSinceMs });
  const rest = hostings.filter(({ arn }) => !answers.has(arn));
  for (const [arn, traffic] of await readClosely(place, rest, look.sinceMs)) answers.set(arn, traffic);
  return answers;
}

/** The metric of requests, and the dimensions that may name a hosting in it: an endpoint has a series for each variant and each component. */
function seriesOf(hosting: Hosting): { namespace: string; names: readonly Dimension[]; sets: readonly Dimension[][] } {
  if (hosting.kind === 'sagemaker-endpoint' || hosting.kind === 'marketplace-endpoint') {
    const name = { Name: 'EndpointName', Value: hosting.name };
    const sets = hosting.variants.map((variant) => [name, { Name: 'VariantName', Value: variant.name }]);
    const components = hosting.components.map(({ name: Value }) => ({ Name: 'InferenceComponentName', Value }));
    return {
      namespace: 'AWS/SageMaker',
      names: [name, ...components],
      sets: [...sets, ...components.map((component) => [component])],
    };
  }
  // AWS does not document whether ModelId holds the ARN or the id at its end.
  const forms = [hosting.arn, hosting.arn.slice(hosting.arn.lastIndexOf('/') + 1)];
  const names = forms.map((Value) => ({ Name: 'ModelId', Value }));
  return { namespace: 'AWS/Bedrock', names, sets: names.map((name) => [name]) };
}

interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** Which hostings had a request of late. A list that cannot be read names none: then all are looked at closely. */
async function recentlyActive(place: Place, hostings: readonly Hosting[]): Promise<(hosting: Hosting) => boolean> {
  const namespaces = [...new Set(hostings.map((hosting) => seriesOf(hosting).namespace))];
  const named = new Set<string>();
  for (const namespace of namespaces)
    for (const metric of await activeMetrics(place, namespace).catch(() => []))
      for (const { Name, Value } of metric.Dimensions ?? []) named.add(`${namespace} ${Name} ${Value}`);
  return (hosting) => {
    const { namespace, names } = seriesOf(hosting);
    return names.some(({ Name, Value }) => named.has(`${namespace} ${Name} ${Value}`));
  };
}

async function activeMetrics(place: Place, Namespace: string): Promise<readonly Metric[]> {
  const { paginateListMetrics } = await import('@aws-sdk/client-cloudwatch');
  const client = await place.clients.cloudWatch();
  const found: Metric[] = [];
  const wanted = { Namespace, MetricName: 'Invocations', RecentlyActive: 'PT3H' } as const;
  for await (const page of paginateListMetrics({ client }, wanted)) found.push(...(page.Metrics ?? []));
  return found;
}

/** One series to read, and whose it is. */
interface Series {
  readonly arn: string;
  readonly metric: { readonly Namespace: string; readonly MetricName: string; readonly Dimensions: Dimension[] };
}

async function readClosely(
  place: Place,
  hostings: readonly Hosting[],
  sinceMs: EpochMs,
): Promise<ReadonlyMap<string, Traffic>> {
  const all = hostings.flatMap((hosting): Series[] => {
    const { namespace, sets } = seriesOf(hosting);
    return sets.map((Dimensions) => ({
      arn: hosting.arn,
      metric: { Namespace: namespace, MetricName: 'Invocations', Dimensions },
    }));
  });
  const answers = new Map<string, Traffic>(
    hostings.map(({ arn }) => [arn, { kind: 'unknown', why: 'AWS lists no variant of it.' }]),
  );
  const read = new Map<string, Traffic>();
  for (let from = 0; from < all.length; from += QUERIES_PER_CALL) {
    const batch = all.slice(from, from + QUERIES_PER_CALL);
    const seen = await readBatch(place, batch, sinceMs).catch((error: unknown) => unknownFor((error as Error).name));
    for (const [index, { arn }] of batch.entries()) {
      const traffic = Array.isArray(seen) ? (seen[index] ?? LEFT_OUT) : seen;
      read.set(arn, together(read.get(arn), traffic));
    }
  }
  for (const [arn, traffic] of read) answers.set(arn, traffic);
  return answers;
}

const unknownFor = (why: string): Traffic => ({ kind: 'unknown', why });
const LEFT_OUT = unknownFor('CloudWatch left it out of its answer.');

/** Two series of one hosting: the later use counts, and what one of them does not say may be later than anything the other does. */
function together(one: Traffic | undefined, other: Traffic): Traffic {
  if (!one) return other;
  if (one.kind === 'recorded' && other.kind === 'recorded')
    return one.lastRequestAtMs >= other.lastRequestAtMs ? one : other;
  return (
    [one, other].find(({ kind }) => kind === 'unknown') ?? [one, other].find(({ kind }) => kind === 'recorded') ?? one
  );
}

/** AWS does not document where periods begin when the start is no multiple of them; from one that is, a last request has the same time at every look. */
const PERIOD_MS = 5 * MINUTE_MS;

interface Points {
  times: Date[];
  values: number[];
  /** What CloudWatch said last of the series; "Complete" when it has told all. */
  status: StatusCode | undefined;
}

async function readBatch(place: Place, batch: readonly Series[], sinceMs: EpochMs): Promise<Traffic[]> {
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = await place.clients.cloudWatch();
  const window = {
    StartTime: new Date(sinceMs - (sinceMs % PERIOD_MS)),
    EndTime: new Date(place.clock.nowMs() + CLOCKS_DIFFER_MS),
  };
  const points = batch.map((): Points => ({ times: [], values: [], status: undefined }));
  const queries = batch.map(({ metric }, index) => ({
    Id: `q${index}`,
    MetricStat: { Metric: metric, Period: PERIOD_MS / 1000, Stat: 'Sum' },
  }));
  const wanted = { ...window, MetricDataQueries: queries, ScanBy: 'TimestampDescending' } as const;
  for await (const page of paginateGetMetricData({ client }, wanted)) {
    for (const { Id, Timestamps = [], Values = [], StatusCode: status } of page.MetricDataResults ?? []) {
      const bucket = points[Number(Id?.slice(1))];
      if (!bucket) continue;
      bucket.times.push(...Timestamps);
      bucket.values.push(...Values);
      bucket.status = status;
    }
  }
  return points.map(trafficOf);
}

/** A point covers the five minutes from its timestamp; the last request is taken as late as that allows. */
function trafficOf({ times, values, status }: Points): Traffic {
  if (status === undefined) return LEFT_OUT;
  if (status !== 'Complete') return unknownFor(`CloudWatch answered ${status}.`);
  const used = times.filter((_, index) => (values[index] ?? 0) > 0).map((time) => time.getTime());
  if (used.length === 0) return { kind: 'none-recorded' };
  const latestMs = Math.max(...used);
  const requests = values[times.findIndex((time) => time.getTime() === latestMs)] ?? 0;
  return { kind: 'recorded', lastRequestAtMs: latestMs, requests };
}
