import { awsClients } from '@rung/aws/clients.ts';
import { readTraffic } from '@rung/aws/hostings/traffic.ts';
import type { Hosting, Ownership } from '@rung/core/hosting/hosting.ts';
import { stateOf } from '@rung/core/hosting/idleness.ts';
import { type Spell, spellKey } from '@rung/core/hosting/spell.ts';
import { judgeStop } from '@rung/core/hosting/stop-rule.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createCloudWatch } from '@rung/sandbox/cloudwatch/cloudwatch.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BO, IDLE_POLICY, IMPORTED } from '../core/hosting/build-hostings.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const HOSTINGS = 10_000;
const clock = createClock({ startMs: NOW });
const cloudWatch = createCloudWatch({ clock, wireLog: { write: () => undefined } });
let calls = 0;
let front: Awaited<ReturnType<typeof startAwsFront>>;

beforeAll(async () => {
  front = await startAwsFront({
    monitoring: (request, reply) => {
      calls += 1;
      return cloudWatch.handler(request, reply);
    },
  });
});
afterAll(async () => {
  await front.close();
  cloudWatch.close();
});

/** What one hosting of the account is, when it was asked last, and whose it is. */
interface Dealt {
  readonly kind: Hosting['kind'];
  readonly components: number;
  /** Which of its variants and components was asked. */
  readonly asked: number;
  readonly hoursAgo: number | undefined;
  readonly ageHours: number;
  readonly termHours: number | undefined;
  readonly isRecreated: boolean;
  readonly ownership: Ownership;
}

const dealt: fc.Arbitrary<Dealt> = fc.record({
  kind: fc.constantFrom(
    ...(['provisioned-throughput', 'custom-deployment', 'imported-model'] as const),
    ...(['sagemaker-endpoint', 'marketplace-endpoint'] as const),
  ),
  components: fc.integer({ min: 0, max: 3 }),
  asked: fc.integer({ min: 0, max: 4 }),
  hoursAgo: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
  ageHours: fc.integer({ min: 0, max: 1000 }),
  termHours: fc.option(fc.integer({ min: -100, max: 700 }), { nil: undefined }),
  isRecreated: fc.constantFrom(false, false, false, true),
  ownership: fc.constantFrom<Ownership>(
    ...[{ kind: 'ours', launchId: undefined, by: BO } as const, { kind: 'adopted', by: BO } as const],
    ...[{ kind: 'others', isTagged: true } as const, { kind: 'unknown', why: 'denied' } as const],
  ),
});

function hostingOf(one: Dealt, nth: number): Hosting {
  const createdAtMs = NOW - one.ageHours * HOUR_MS;
  const base = { name: `h${nth}`, region: 'us-east-1', createdAtMs };
  const arn = (rest: string) => `arn:aws:x:us-east-1:123456789012:${rest}/h${nth}`;
  const modelArn = arn('custom-model');
  switch (one.kind) {
    case 'provisioned-throughput': {
      const committedUntilMs = one.termHours === undefined ? undefined : NOW + one.termHours * HOUR_MS;
      const units = { modelUnits: 1, modelArn, foundationModelArn: modelArn, committedUntilMs };
      return { ...base, kind: one.kind, arn: arn('provisioned-model'), ...units };
    }
    case 'custom-deployment':
      return { ...base, kind: one.kind, arn: arn('custom-model-deployment'), modelArn };
    case 'sagemaker-endpoint':
    case 'marketplace-endpoint': {
      const variants = ['a', 'b'].map((name) => ({ name, instanceType: 'ml.g5.2xlarge', instances: 1 }));
      const components = Array.from({ length: one.components }, (_, index) => ({
        ...{ name: `h${nth}-c${index}`, copies: undefined },
      }));
      return { ...base, kind: one.kind, arn: arn('endpoint'), variants, components };
    }
    case 'imported-model':
      return { ...IMPORTED, ...base, arn: arn('imported-model') };
    default:
      return one.kind satisfies never;
  }
}

/** AWS's own count of its last request, under one of the names that it goes by. */
function ask(hosting: Hosting, { asked, hoursAgo }: Dealt): void {
  if (hoursAgo === undefined) return;
  const at = { metric: 'Invocations', value: 1, unit: 'Count', atMs: NOW - hoursAgo * HOUR_MS } as const;
  if (!('variants' in hosting))
    return void cloudWatch.record({ ...at, namespace: 'AWS/Bedrock', dimensions: { ModelId: hosting.arn } });
  const names = [
    ...hosting.variants.map(({ name }) => ({ EndpointName: hosting.name, VariantName: name })),
    ...hosting.components.map(({ name }) => ({ InferenceComponentName: name })),
  ];
  cloudWatch.record({ ...at, namespace: 'AWS/SageMaker', dimensions: names[asked % names.length] ?? {} });
}

it('of ten thousand hostings of every kind none is deleted wrongly, on what CloudWatch itself answers', async () => {
  const account = fc.sample(dealt, { numRuns: HOSTINGS, seed: 23 });
  const hostings = account.map(hostingOf);
  for (const [nth, one] of account.entries()) ask(hostings[nth] ?? hostingOf(one, nth), one);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const place = { clients: awsClients({ region: 'us-east-1', endpoint: front.url, credentials }), clock };

  const seen = await readTraffic(place, hostings, { sinceMs: NOW - 14 * DAY_MS, how: 'cheaply' });

  const deleted = account.flatMap((one, nth) => {
    const hosting = hostings[nth];
    if (!hosting) return [];
    const traffic = seen.get(hosting.arn) ?? { kind: 'unknown', why: 'no answer' };
    const state = stateOf(hosting, traffic, { nowMs: NOW, policy: IDLE_POLICY });
    const look = { hosting, state, hourly: { kind: 'by-use', why: '' }, lookedAtMs: NOW } as const;
    const by = { kind: 'person', id: BO } as const;
    return judgeStop(spellOf(hosting, one), by, { look, ownership: one.ownership, policy: IDLE_POLICY }).kind ===
      'delete'
      ? [one]
      : [];
  });
  const wrong = deleted.filter(
    (one) =>
      // An imported model goes with the end of its lease only.
      one.kind === 'imported-model' ||
      one.isRecreated ||
      !['ours', 'adopted'].includes(one.ownership.kind) ||
      one.ageHours * HOUR_MS < IDLE_POLICY.idleAfterMs ||
      (one.kind === 'provisioned-throughput' && (one.termHours ?? 0) > 0) ||
      (one.hoursAgo !== undefined && one.hoursAgo * HOUR_MS < IDLE_POLICY.idleAfterMs),
  );
  expect(wrong).toEqual([]);
  expect(deleted.length).toBeGreaterThan(1000);
  // Endpoints have up to five series each; 500 of them fit a call.
  expect(calls).toBeLessThanOrEqual((HOSTINGS * 5) / 500 + 100);
}, 90_000);

function spellOf(hosting: Hosting, { isRecreated, ownership, hoursAgo }: Dealt): Spell {
  const { arn, name, kind: hostingKind } = hosting;
  const createdAtMs = isRecreated ? hosting.createdAtMs - HOUR_MS : hosting.createdAtMs;
  const sinceMs = hoursAgo === undefined ? createdAtMs : NOW - hoursAgo * HOUR_MS;
  return {
    ...{ key: spellKey(hosting, sinceMs), arn, name, hostingKind, createdAtMs, sinceMs, ownership },
    ...{
      message: { channel: 'C1', ts: '1' },
      announcedAtMs: NOW,
      escalatedAtMs: undefined,
      announcedEnd: undefined,
      tellingSinceMs: undefined,
    },
    ...{ outcome: { kind: 'open' }, version: 1 },
  };
}
