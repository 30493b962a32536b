import { carryOutStop } from '@rung/app/carry-out-stop.ts';
import type { Deps } from '@rung/app/deps.ts';
import { showHostings } from '@rung/app/show-lists.ts';
import { stopHosting } from '@rung/app/stop-hosting.ts';
import { sweepHostings } from '@rung/app/sweep-hostings.ts';
import { type AwsClients, awsClients } from '@rung/aws/clients.ts';
import { hostingInventory } from '@rung/aws/hostings.ts';
import type { Card } from '@rung/core/chat/card.ts';
import type { IdlePolicy } from '@rung/core/hosting/hosting.ts';
import { type Spell, spellIdOf } from '@rung/core/hosting/spell.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { type CallContext, serveModel } from '@rung/sandbox/models/serve-model.ts';
import { loadModel } from '@rung/sandbox/models/service-model.ts';
import { BO, IDLE_POLICY } from '../../core/hosting/build-hostings.ts';
import { POLICY } from '../../core/launch/plans.ts';
import { bedrockOf } from './bedrock.ts';
import { cloudWatchOf } from './cloudwatch.ts';
import { type Account, CLICK, DUE, LOOK, NEXT_LOOK } from './dealt-account.ts';
import { inProcess } from './in-process.ts';
import { sageMakerOf } from './sagemaker.ts';
import { type Services, shortCut } from './short-cut.ts';
import { arnOf, HOME, OURS } from './standing.ts';
import { KEYS, type World } from './world.ts';

/** What came of one account: its end, the stretches that were announced, and the list that somebody asked for at the first look. */
export interface Outcome {
  readonly world: World;
  readonly spells: readonly Spell[];
  readonly list: Extract<Card, { kind: 'hostings' }> | undefined;
  /** Whether the account's fault was met by that list. */
  readonly isFaultListed: boolean;
}

type Ports = Pick<Deps, 'hostings' | 'hostingRecords'>;

/** A bug that somebody could make: in what the use cases see of AWS, in our own records, or in what AWS is asked. */
export interface Bug {
  readonly ports?: (ports: Ports, world: World) => Partial<Ports>;
  readonly services?: (services: Services, world: World) => Partial<Services>;
}

type Needs = Parameters<typeof sweepHostings>[0] &
  Parameters<typeof showHostings>[0] &
  Parameters<typeof stopHosting>[0];

/** How the desk reaches AWS: by the SDK's clients as they are, or by a short cut past their wire. */
export type Way = 'on the wire' | 'short cut';

/** Who ends what idles: a person who presses Delete on every alert, or the team's policy three hours after it was told. */
export type Ender = 'person' | 'policy';

/** What a desk may differ by. */
interface Make {
  readonly way?: Way;
  readonly bug?: Bug;
  readonly ender?: Ender;
}

/** A desk that watches one generated account after the other. */
export function openDesk({
  way = 'short cut',
  bug = {},
  ender = 'person',
}: Make = {}): (account: Account) => Promise<Outcome> {
  const world = fresh({ standing: [], traps: new Map(), skewMs: 0, pageSize: 1, fault: NO_FAULT });
  const sound = { bedrock: bedrockOf(world), sageMaker: sageMakerOf(world), cloudWatch: cloudWatchOf(world) };
  const services = { ...sound, ...bug.services?.(sound, world) };
  const call = { region: HOME, accessKeyId: KEYS[OURS] };
  const clients = way === 'short cut' ? shortCut(services, call) : onTheWire(services, call);
  const clock = { nowMs: () => world.nowMs + world.account.skewMs };
  const ports = { hostings: hostingInventory({ clients, clock, region: HOME }), hostingRecords: recordsOf(world) };
  const given = { clock, ...ports, ...bug.ports?.(ports, world) };
  return async (account) => {
    Object.assign(world, fresh(account));
    return watch(world, given, ender);
  };
}

/** Every request and answer is checked against AWS's models. */
function onTheWire(services: Services, { region, accessKeyId }: CallContext): AwsClients {
  const wireLog = { write: () => undefined };
  const serve = (service: string, operations: Services[keyof Services]) =>
    serveModel({ model: loadModel(service), operations, wireLog });
  const place = {
    ...{ region, endpoint: 'http://aws.test', maxAttempts: 1 },
    credentials: { accessKeyId, secretAccessKey: 'test' },
    requestHandler: inProcess({
      bedrock: serve('bedrock', services.bedrock),
      sagemaker: serve('sagemaker', services.sageMaker),
      monitoring: serve('cloudwatch', services.cloudWatch),
    }),
  };
  return awsClients(place);
}

const NO_FAULT = { name: 'none', operation: '', since: 'the first look' } as const;
const fresh = (account: Account): World => ({
  ...{ account, nowMs: LOOK, deletions: [], isFaultMet: false },
});

/** The watch announces, somebody or the policy stops every stretch, the minute passes, and the watch looks again. */
async function watch(world: World, given: Ports & Pick<Deps, 'clock'>, ender: Ender): Promise<Outcome> {
  const spells = new Map<string, Spell>();
  const shown: Card[] = [];
  const stopAfterMs = ender === 'policy' ? 3 * HOUR_MS : undefined;
  const deps = portsOf({ ...given, spells, shown, idle: { ...IDLE_POLICY, stopAfterMs } });
  if (world.account.fault.since === 'the first look') await showHostings(deps, { by: BO, channel: 'C1' });
  const isFaultListed = world.isFaultMet;
  if (ender === 'person') await pressDelete(world, deps, spells);
  else await letPolicyStop(world, deps);
  world.nowMs = DUE;
  for (const spellId of spells.keys()) await carryOutStop(deps, spellId);
  world.nowMs = NEXT_LOOK;
  await sweepHostings(deps);
  const [list] = shown.filter((card) => card.kind === 'hostings');
  return { world: { ...world }, spells: [...spells.values()], list, isFaultListed };
}

async function pressDelete(world: World, deps: Needs, spells: ReadonlyMap<string, Spell>): Promise<void> {
  await sweepHostings(deps);
  world.nowMs = CLICK;
  for (const spellId of [...spells.keys()]) await stopHosting(deps, { spellId, by: BO, channel: 'C1' });
}

async function letPolicyStop(world: World, deps: Needs): Promise<void> {
  for (const hoursAhead of [3, 2, 1, 0]) {
    world.nowMs = CLICK - hoursAhead * HOUR_MS;
    await sweepHostings(deps);
  }
}

function recordsOf(world: World): Ports['hostingRecords'] {
  const isRecorded = (arn: string, createdAtMs: number) =>
    world.account.standing.some((one) => one.isRecorded && arnOf(one) === arn && one.createdAtMs === createdAtMs);
  return {
    find: async ({ arn, createdAtMs }) =>
      isRecorded(arn, createdAtMs)
        ? { kind: 'adopted', arn, createdAtMs, by: BO, atMs: createdAtMs, version: 1 }
        : undefined,
    add: async () => 'exists',
  };
}

interface Given extends Ports, Pick<Deps, 'clock'> {
  readonly spells: Map<string, Spell>;
  readonly shown: Card[];
  readonly idle: IdlePolicy;
}

function portsOf({ clock, hostings, hostingRecords, spells, shown, idle }: Given): Needs {
  const ports = {
    ...{ clock, hostings: { ...hostings, kept: async () => ({ kept: [], unread: [] }) } },
    settings: { region: HOME, approval: POLICY, idle, watchChannel: 'C1' },
    messenger: {
      post: async () => ({ channel: 'C1', ts: '1.1' }),
      edit: async (message: Spell['message']) => message,
      whisper: async (_to: unknown, card: Card) => void shown.push(card),
    },
    people: { find: async () => ({ id: BO, standing: 'member' }) },
    prices: { find: async () => undefined },
    book: { meter: async () => undefined, keepMeter: async () => undefined },
    ...{ leases: { open: async () => [] }, launches: { recent: async () => [] } },
    stopFlow: { start: async () => undefined },
    notices: { open: async () => 'created', move: async () => 'moved' },
    hostingRecords,
    spells: storeOf(spells),
  };
  return ports as unknown as Needs;
}

function storeOf(spells: Map<string, Spell>): Deps['spells'] {
  return {
    async open(spell) {
      const id = spellIdOf(spell.key);
      const known = spells.get(id);
      if (!known) spells.set(id, spell);
      return known ?? 'created';
    },
    find: async (id) => spells.get(id),
    async move(to) {
      const id = spellIdOf(to.key);
      if (spells.get(id)?.version !== to.version - 1) return 'lost';
      spells.set(id, to);
      return 'moved';
    },
    resolved: async () => [],
    unresolved: async () => [...spells.values()].filter(({ outcome }) => !['deleted', 'kept'].includes(outcome.kind)),
  };
}
