import type { Card } from '@rung/core/chat/card.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { hourlyBurn } from '@rung/core/hosting/burn.ts';
import type { Hosting, HostingLook, HostingState, Ownership } from '@rung/core/hosting/hosting.ts';
import { type Spell, type SpellOutcome, spellKey } from '@rung/core/hosting/spell.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { BO } from '../../core/launch/plans.ts';
import { many, type Stuff } from './stuff.ts';

const LOOKED_AT = 100 * HOUR_MS;
const NOTHING_KEPT = { kept: [], unread: [], models: [], lookedAtMs: LOOKED_AT };

function keptOf(stuff: Stuff): Extract<Card, { kind: 'hostings' }>['kept'] {
  const base = { arn: 'arn:x', name: stuff.text, region: 'us-east-1', createdAtMs: -1000 * HOUR_MS };
  const model = {
    ...base,
    kind: 'stored-model',
    baseArn: stuff.text,
    baseEndsAtMs: LOOKED_AT,
    isServed: false,
  } as const;
  const stores = ['S3_VECTORS', 'OPENSEARCH_SERVERLESS', stuff.text];
  return {
    kept: stores.map((store) => ({ ...base, kind: 'vector-store', store })),
    unread: [{ what: 'custom models', why: stuff.text }],
    models: many(stuff, () => ({ model, monthly: shippedPrice('', 'stored-model-month', ''), launch: undefined })),
    lookedAtMs: LOOKED_AT,
  };
}

function standing(stuff: Stuff): Hosting[] {
  const model = 'amazon.nova-lite-v1:0:24k';
  const base = {
    ...{ arn: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl', name: stuff.text },
    ...{ createdAtMs: 0, region: 'us-east-1' },
  };
  const modelArn = `arn:aws:bedrock:us-east-1::foundation-model/${stuff.text}`;
  const variants = [
    { name: 'a', instanceType: stuff.text, instances: 2 },
    { name: 'b', instanceType: undefined, instances: 0 },
  ];
  const throughput = { modelUnits: 2, modelArn, foundationModelArn: model, committedUntilMs: undefined };
  return [
    { ...base, kind: 'provisioned-throughput', ...throughput },
    { ...base, kind: 'provisioned-throughput', ...throughput, foundationModelArn: stuff.text },
    { ...base, kind: 'sagemaker-endpoint', variants, components: [] },
    { ...base, kind: 'marketplace-endpoint', variants, components: many(stuff, () => COMPONENT(stuff)) },
    { ...base, kind: 'custom-deployment', modelArn },
    { ...base, kind: 'imported-model', architecture: stuff.text, ...IMPORT },
  ];
}

function look(hosting: Hosting, state: HostingState): HostingLook {
  return { hosting, state, hourly: hourlyBurn(hosting, shippedPrice, 0), lookedAtMs: LOOKED_AT };
}

const COMPONENT = ({ text: name }: Stuff) => ({ name, copies: { current: 0, desired: 2 } });

const IMPORT = {
  ...{ units: { perCopy: 2, version: 'v1.0' }, jobArn: undefined, source: undefined, copies: 3 },
};

const PERSON = { kind: 'person', id: BO } as const;

function outcomes(stuff: Stuff): readonly SpellOutcome[] {
  return [
    { kind: 'open' },
    { kind: 'snoozed', by: BO, atMs: 1, untilMs: 5 * HOUR_MS },
    { kind: 'stopping', by: PERSON, atMs: 1, dueMs: 60_000 },
    { kind: 'deleting', by: { kind: 'policy' }, atMs: 1 },
    { kind: 'deleted', by: PERSON, atMs: 1 },
    { kind: 'kept', because: { kind: 'traffic-came-back', use: { kind: 'active', sinceMs: 1 } }, atMs: 1 },
    {
      ...{ kind: 'kept', atMs: 1 },
      because: { kind: 'traffic-came-back', use: { kind: 'recorded', lastRequestAtMs: 1, requests: 1 } },
    },
    { kind: 'kept', because: { kind: 'committed', untilMs: 1 }, atMs: 1 },
    { kind: 'kept', because: { kind: 'gone' }, atMs: 1 },
    { kind: 'kept', because: { kind: 'gone', ended: { by: PERSON, atMs: 1 } }, atMs: 1 },
    { kind: 'kept', because: { kind: 'gone', ended: { by: { kind: 'date' }, atMs: 1 } }, atMs: 1 },
    { kind: 'kept', because: { kind: 'person', by: BO, reason: stuff.text }, atMs: 1 },
  ];
}

function owners(stuff: Stuff): readonly Ownership[] {
  return [
    { kind: 'ours', launchId: 'lch_0123456789abcdef0123', by: BO },
    { kind: 'adopted', by: BO },
    { kind: 'others', isTagged: true },
    { kind: 'others', isTagged: false },
    { kind: 'unknown', why: stuff.text },
  ];
}

function states(stuff: Stuff): HostingState[] {
  const stretch = { sinceMs: HOUR_MS, provenSinceMs: HOUR_MS };
  return [
    { kind: 'idle', ...stretch, everUsed: true, committedUntilMs: undefined },
    { kind: 'idle', ...stretch, everUsed: false, committedUntilMs: 900 * HOUR_MS },
    { kind: 'busy', use: { kind: 'recorded', lastRequestAtMs: 1, requests: 2 } },
    { kind: 'busy', use: { kind: 'active', sinceMs: 1 } },
    { kind: 'tooYoung', untilMs: 1 },
    { kind: 'unknown', why: stuff.text },
  ];
}

/** Every alert of an idle stretch in each of its forms, and the list of what stands. */
export function hostings(stuff: Stuff): [string, Card][] {
  const [idle, inTerm] = states(stuff);
  const all = standing(stuff);
  const looks = all.flatMap((hosting) => states(stuff).map((state) => look(hosting, state)));
  const spell = (outcome: SpellOutcome, ownership: Ownership): Spell => ({
    ...{ key: spellKey(all[0] as Hosting, HOUR_MS), arn: 'arn:x', hostingKind: 'provisioned-throughput' as const },
    ...{ name: stuff.text, createdAtMs: 0, sinceMs: HOUR_MS, ownership, message: { channel: 'C1', ts: '1.1' } },
    ...{
      announcedAtMs: 0,
      escalatedAtMs: undefined,
      announcedEnd: undefined,
      tellingSinceMs: undefined,
      hindrance: stuff.many > 2 ? { because: stuff.text, isTold: true } : undefined,
      outcome,
      version: 2,
    },
  });
  const card = (of: { outcome: SpellOutcome; ownership: Ownership; look: HostingLook | undefined }): Card => ({
    ...{
      kind: 'hosting',
      stoppers: many(stuff, () => BO),
      spell: spell(of.outcome, of.ownership),
      look: of.look,
      stopsAtMs: 9 * HOUR_MS,
    },
  });
  const adopted = { kind: 'adopted', by: BO } as const;
  const open = { kind: 'open' } as const;
  const seen = [...[idle, inTerm].flatMap((state) => all.map((one) => state && look(one, state))), undefined];
  const alerts = [
    ...seen.flatMap((one) =>
      [adopted, ...owners(stuff)].map((ownership) => card({ outcome: open, ownership, look: one })),
    ),
    ...outcomes(stuff).flatMap((outcome) =>
      [seen[0], seen[1], undefined].map((one) => card({ outcome, ownership: adopted, look: one })),
    ),
  ];
  const unread = [{ kinds: ['imported-model', 'sagemaker-endpoint'], why: stuff.text }] as const;
  const snoozed = many(stuff, () => spell({ kind: 'snoozed', by: BO, atMs: 1, untilMs: 2 }, adopted));
  const kept = { kind: 'kept', because: { kind: 'person', by: BO, reason: stuff.text }, atMs: HOUR_MS } as const;
  const keptAlerts = all.map(({ arn }) => ({ ...spell(kept, adopted), arn }));
  const list = [...looks, ...many(stuff, () => looks[0]).filter((one) => one !== undefined)];
  return [
    ...alerts.map((one, i): [string, Card] => [`hosting ${i}`, one]),
    ['hostings', { kind: 'hostings', looks: list, unread, alerts: keptAlerts, snoozed, kept: keptOf(stuff) }],
    ['no hostings', { kind: 'hostings', looks: [], unread: [], alerts: [], snoozed: [], kept: NOTHING_KEPT }],
    ['no hostings seen', { kind: 'hostings', looks: [], unread, alerts: [], snoozed: [], kept: NOTHING_KEPT }],
  ];
}
