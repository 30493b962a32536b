import { awsClients } from '@rung/aws/clients.ts';
import { readTraffic } from '@rung/aws/hostings/traffic.ts';
import type { Endpoint, Hosting, Traffic } from '@rung/core/hosting/hosting.ts';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createCloudWatch } from '@rung/sandbox/cloudwatch/cloudwatch.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { type Handler, type Outgoing, sendJson } from '@rung/sandbox/kit/http.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { THROUGHPUT } from '../core/hosting/build-hostings.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const clock = createClock({ startMs: NOW });
const cloudWatch = createCloudWatch({ clock, wireLog: { write: () => undefined } });

interface Result {
  readonly Id: string;
  readonly StatusCode: string;
  readonly Timestamps: readonly number[];
}
const asItIs = (results: readonly Result[]) => results;
/** What becomes of CloudWatch's results on their way. */
let spoil = asItIs;

const spoiling: Handler = async (request, reply) => {
  let body = '{}';
  await cloudWatch.handler(request, {
    writeHead: () => undefined,
    end: (text: string) => {
      body = text;
    },
  } as unknown as Outgoing);
  const answer = JSON.parse(body) as { MetricDataResults?: readonly Result[] };
  const { MetricDataResults: results } = answer;
  sendJson(reply, 200, results ? { ...answer, MetricDataResults: spoil(results) } : answer);
};

let front: Awaited<ReturnType<typeof startAwsFront>>;
beforeAll(async () => {
  front = await startAwsFront({ monitoring: spoiling });
});
afterAll(async () => {
  await front.close();
  cloudWatch.close();
});

const throughput = (id: string): Hosting => ({ ...THROUGHPUT, arn: THROUGHPUT.arn.replace(/[^/]+$/, id) });
const requests = { metric: 'Invocations', value: 1, unit: 'Count' } as const;
const askedAs = (ModelId: string, atMs: number) =>
  cloudWatch.record({ ...requests, namespace: 'AWS/Bedrock', dimensions: { ModelId }, atMs });

async function look(hosting: Hosting, changed: typeof spoil = asItIs): Promise<Traffic | undefined> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const clients = awsClients({ region: 'us-east-1', endpoint: front.url, credentials });
  spoil = changed;
  const seen = await readTraffic({ clients, clock }, [hosting], { sinceMs: NOW - 24 * HOUR_MS, how: 'closely' });
  spoil = asItIs;
  return seen.get(hosting.arn);
}

describe('a series that CloudWatch does not answer', () => {
  it.each(['InternalError', 'Forbidden', 'PartialData'])('with %s is unknown, and never silence', async (code) => {
    const broken = (results: readonly Result[]) => results.map((one) => ({ ...one, StatusCode: code }));

    expect(await look(throughput('broken'), broken)).toEqual({ kind: 'unknown', why: `CloudWatch answered ${code}.` });
  });

  it('because it is left out is unknown too', async () => {
    const left = await look(throughput('left'), (results) => results.slice(1));

    expect(left).toEqual({ kind: 'unknown', why: 'CloudWatch left it out of its answer.' });
    expect(await look(throughput('left'))).toEqual({ kind: 'none-recorded' });
  });

  it('leaves an endpoint in doubt, although another variant of it was last asked long ago', async () => {
    const endpoint: Endpoint = {
      ...{ kind: 'sagemaker-endpoint', name: 'twofold', region: 'us-east-1', createdAtMs: 0 },
      arn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/twofold',
      variants: ['a', 'b'].map((name) => ({ name, instanceType: 'ml.g5.2xlarge', instances: 1 })),
      components: [],
    };
    const dimensions = { EndpointName: 'twofold', VariantName: 'a' };
    cloudWatch.record({ ...requests, namespace: 'AWS/SageMaker', dimensions, atMs: NOW - 20 * HOUR_MS });

    const seen = await look(endpoint, (results) =>
      results.map((one) => (one.Id === 'q1' ? { ...one, StatusCode: 'InternalError' } : one)),
    );

    expect(seen?.kind).toBe('unknown');
    expect((await look(endpoint))?.kind).toBe('recorded');
  });
});

describe('a request', () => {
  it('counts whether CloudWatch names its hosting by the ARN or by the id at its end', async () => {
    const [byArn, byId] = [throughput('arn'), throughput('last')];
    askedAs(byArn.arn, NOW - HOUR_MS);
    askedAs('last', NOW - HOUR_MS);

    expect(await look(byArn)).toMatchObject({ kind: 'recorded', lastRequestAtMs: NOW - HOUR_MS });
    expect(await look(byId)).toMatchObject({ kind: 'recorded', lastRequestAtMs: NOW - HOUR_MS });
  });

  it('is seen by a clock that is ten minutes behind AWS’s', async () => {
    const ahead = throughput('ahead');
    askedAs(ahead.arn, NOW + 10 * MINUTE_MS);

    expect(await look(ahead)).toMatchObject({ kind: 'recorded', lastRequestAtMs: NOW + 10 * MINUTE_MS });
  });
});
