import { awsClients } from '@rung/aws/clients.ts';
import { copyWindows, runningCopies } from '@rung/aws/hostings/model-copies.ts';
import { readTraffic } from '@rung/aws/hostings/traffic.ts';
import { hostingInventory } from '@rung/aws/hostings.ts';
import type { CustomDeployment } from '@rung/core/hosting/hosting.ts';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { openBedrock } from '@rung/sandbox/bedrock/open-bedrock.ts';
import { createCloudWatch } from '@rung/sandbox/cloudwatch/cloudwatch.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { type Handler, sendJson } from '@rung/sandbox/kit/http.ts';
import { openSageMaker } from '@rung/sandbox/sagemaker/open-sagemaker.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const wireLog = { write: () => undefined };
const clock = createClock({ startMs: NOW });
const cloudWatch = createCloudWatch({ clock, wireLog });
const sageMaker = openSageMaker({ clock, wireLog });
const noObjects = {} as Parameters<typeof openBedrock>[0]['objects'];
const bedrock = openBedrock({
  clock,
  wireLog,
  objects: noObjects,
  metrics: cloudWatch,
  marketplace: sageMaker.marketplace,
  knowledgeBases: [
    { id: 'KB00000001', documents: [] },
    { id: 'KB00000002', documents: [], store: 'OPENSEARCH_SERVERLESS' },
  ],
});

let metricCalls = 0;
let isSageMakerDown = false;
let isConfigurationGone = false;
const counted: Handler = (request, reply) => {
  metricCalls += 1;
  return cloudWatch.handler(request, reply);
};
const fragile: Handler = (request, reply) => {
  if (isConfigurationGone && request.headers['x-amz-target'] === 'SageMaker.DescribeEndpointConfig') {
    const message = 'Could not find endpoint configuration "configured".';
    return sendJson(reply, 400, { __type: 'ValidationException', message });
  }
  if (!isSageMakerDown) return sageMaker.handler(request, reply);
  return sendJson(reply, 400, { __type: 'AccessDeniedException', message: 'not authorized' });
};

let front: Awaited<ReturnType<typeof startAwsFront>>;
let place: Parameters<typeof hostingInventory>[0];

beforeAll(async () => {
  front = await startAwsFront({ monitoring: counted, bedrock: bedrock.handler, sagemaker: fragile });
  const clients = awsClients({ region: 'us-east-1', endpoint: front.url, credentials });
  place = { clients, clock, region: 'us-east-1' };
});
afterAll(async () => {
  await front.close();
  cloudWatch.close();
});

const deployment = (index: number): CustomDeployment => {
  const arn = `arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/d${String(index).padStart(11, '0')}`;
  return { kind: 'custom-deployment', arn, name: `d${index}`, createdAtMs: 0, region: 'us-east-1', modelArn: arn };
};

function used(arn: string, hoursAgo: number): void {
  const name = { namespace: 'AWS/Bedrock', metric: 'Invocations', dimensions: { ModelId: arn } };
  cloudWatch.record({ ...name, value: 1, atMs: NOW - hoursAgo * HOUR_MS, unit: 'Count' });
}

describe('a look at the traffic of 100,000 hostings', () => {
  it('takes a call per page of what is active and one per 500 of the rest, and misses none', async () => {
    const all = Array.from({ length: 100_000 }, (_, index) => deployment(index));
    const [idle, busy] = [all.slice(0, 2000), all.slice(2000)];
    for (const { arn } of busy) used(arn, 1);
    for (const { arn } of idle.slice(0, 1000)) used(arn, 40);
    metricCalls = 0;

    const seen = await readTraffic(place, all, { sinceMs: NOW - 14 * 24 * HOUR_MS, how: 'cheaply' });

    const kinds = (list: typeof all) => new Set(list.map(({ arn }) => seen.get(arn)?.kind));
    // Bedrock's are looked for under two names each.
    expect(metricCalls).toBeLessThanOrEqual(98_000 / 500 + (2 * 2000) / 500 + 1);
    expect(seen.size).toBe(100_000);
    expect(kinds(busy)).toEqual(new Set(['active']));
    expect(kinds(idle.slice(0, 1000))).toEqual(new Set(['recorded']));
    expect(kinds(idle.slice(1000))).toEqual(new Set(['none-recorded']));
  });

  it('is looked at closely when it is to be decided about: when exactly, and how often', async () => {
    const one = deployment(200_000);
    used(one.arn, 2);

    const seen = await readTraffic(place, [one], { sinceMs: NOW - 24 * HOUR_MS, how: 'closely' });

    expect(seen.get(one.arn)).toEqual({ kind: 'recorded', lastRequestAtMs: NOW - 2 * HOUR_MS, requests: 1 });
  });
});

it('gives a last request the same time at whatever minute is looked: a stretch is known by it', async () => {
  const one = deployment(300_000);
  used(one.arn, 2.03);
  const times = new Set<unknown>();

  for (let minute = 0; minute < 10; minute++) {
    const look = { sinceMs: NOW - 24 * HOUR_MS + minute * MINUTE_MS + 1234, how: 'closely' } as const;
    times.add(JSON.stringify((await readTraffic(place, [one], look)).get(one.arn)));
  }

  expect(times.size).toBe(1);
});

describe('the inventory', () => {
  it('says which kinds it could not read, and lists the rest', async () => {
    bedrock.createIdleThroughput({ name: 'standing', modelUnits: 1, commitment: 'none' });
    isSageMakerDown = true;

    const { hostings, unread } = await hostingInventory(place).inventory();
    isSageMakerDown = false;

    expect(hostings.map(({ name }) => name)).toContain('standing');
    expect(unread.flatMap(({ kinds }) => kinds)).toEqual(
      expect.arrayContaining(['sagemaker-endpoint', 'marketplace-endpoint']),
    );
  });

  it('sees models that share an endpoint, and calls it used when one of them is asked under its own name', async () => {
    const arn = sageMaker.stand({
      ...{ name: 'shared', instanceType: 'ml.g5.2xlarge', instances: 1, createdAtMs: NOW - 100 * HOUR_MS },
      components: ['first', 'second'],
    });
    const { hostings } = await hostingInventory(place).inventory();
    const shared = hostings.filter((hosting) => hosting.arn === arn);
    const look = (how: 'cheaply' | 'closely') => readTraffic(place, shared, { sinceMs: NOW - 24 * HOUR_MS, how });
    const before = (await look('closely')).get(arn);
    const metric = { namespace: 'AWS/SageMaker', metric: 'Invocations', value: 1, unit: 'Count' } as const;
    cloudWatch.record({ ...metric, dimensions: { InferenceComponentName: 'second' }, atMs: NOW - HOUR_MS });

    const [cheaply, closely] = [await look('cheaply'), await look('closely')];
    const found = await hostingInventory(place).find({ kind: 'sagemaker-endpoint', arn, name: 'shared' });

    expect(before?.kind).toBe('none-recorded');
    expect([cheaply.get(arn)?.kind, closely.get(arn)?.kind]).toEqual(['active', 'recorded']);
    const copies = { current: 1, desired: 1 };
    expect(found).toMatchObject({
      components: [
        { name: 'first', copies },
        { name: 'second', copies },
      ],
    });
  });

  it('counts the copies of an imported model that ran of late, and the windows that they were billed for', async () => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl';
    const copies = (value: number, minutesAgo: number) =>
      cloudWatch.record({
        ...{ namespace: 'AWS/Bedrock', metric: 'ModelCopy', value, unit: 'Count', atMs: NOW - minutesAgo * 60_000 },
        dimensions: { ModelId: arn },
      });
    for (const [value, minutesAgo] of [
      [1, 62],
      [3, 61],
      [2, 6],
      [2, 5],
    ] as const)
      copies(value, minutesAgo);
    const clients = place.clients;

    const running = await runningCopies({ clients, clock }, [arn, `${arn}x`]);
    const between = { fromMs: NOW - 2 * HOUR_MS, toMs: NOW };
    const windows = [await copyWindows(clients, arn, between), await copyWindows(clients, `${arn}x`, between)];

    expect([...running]).toEqual([[arn, 2]]);
    expect(windows).toEqual([3 + 2 + 2, 0]);
  });

  it('lists what costs while it is kept: what the vectors of a Knowledge Base lie in, and no model where none is', async () => {
    const { kept, unread } = await hostingInventory(place).kept();

    expect(unread).toEqual([]);
    expect(kept).toMatchObject([
      { kind: 'vector-store', store: 'S3_VECTORS' },
      { kind: 'vector-store', store: 'OPENSEARCH_SERVERLESS' },
    ]);
  });

  it('tells what is gone from what it may not see', async () => {
    const sought = { kind: 'sagemaker-endpoint', arn: 'arn:x', name: 'never-made' } as const;
    const gone = await hostingInventory(place).find(sought);
    isSageMakerDown = true;

    const unread = await hostingInventory(place).find(sought);
    isSageMakerDown = false;

    expect([gone, unread]).toEqual(['gone', 'unread']);
  });

  it('sees an endpoint whose configuration somebody deleted: it stands, and what it runs on is not known', async () => {
    const arn = sageMaker.stand({ name: 'configured', instanceType: 'ml.g5.2xlarge', instances: 1 });
    isConfigurationGone = true;

    const found = await hostingInventory(place).find({ kind: 'sagemaker-endpoint', arn, name: 'configured' });
    const { hostings, unread } = await hostingInventory(place).inventory();
    isConfigurationGone = false;

    expect(found).toMatchObject({ arn, variants: [{ name: 'AllTraffic', instanceType: undefined }] });
    expect(hostings.map(({ name }) => name)).toContain('configured');
    expect(unread).toEqual([]);
  });

  it('reads tags of either service, and says so when it cannot', async () => {
    const tagged = bedrock.createIdleThroughput({
      ...{ name: 'tagged', modelUnits: 1, commitment: 'none' },
      tags: [{ key: 'rung:may-delete', value: 'yes' }],
    });
    const { hostings } = await hostingInventory(place).inventory();
    const throughput = hostings.find(({ arn }) => arn === tagged);
    if (!throughput) throw new Error('not listed');

    const seen = await hostingInventory(place).tags(throughput);
    const missing = await hostingInventory(place).tags({ ...throughput, arn: `${tagged}x` });

    expect(seen).toEqual(new Map([['rung:may-delete', 'yes']]));
    expect(missing).toHaveProperty('why');
  });
});
