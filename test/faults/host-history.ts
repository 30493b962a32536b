import { decideHosting } from '@rung/app/decide-hosting.ts';
import { endLease } from '@rung/app/end-lease.ts';
import { extendLease, keepLease, stopLease } from '@rung/app/extend-lease.ts';
import { keepLeases } from '@rung/app/keep-leases.ts';
import { lookAtHostings } from '@rung/app/look-at-hostings.ts';
import { askForHosting, concludeHosting, followHosting, readHostDecision } from '@rung/app/make-hosting.ts';
import type { Lease } from '@rung/core/hosting/lease/lease.ts';
import type { HostWay } from '@rung/core/hosting/lease/ways.ts';
import { leaseIdFor, type UserId } from '@rung/core/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import definition from '../../packages/infra/src/host-flow.asl.json' with { type: 'json' };
import { IMPORTED, THROUGHPUT } from '../core/hosting/build-hostings.ts';
import {
  IMPORT_WISH,
  IMPORTED_MODEL,
  importedLease,
  importPriceOf,
  pricedLease,
  priceOf,
  WEIGHTS,
  WISH,
} from '../core/hosting/build-leases.ts';
import { ANA, BO } from '../core/launch/plans.ts';
import { ExecutionStopped, walkFlow } from './flow-walker.ts';
import { type LeaseDeps, type LeaseWorld, leasePorts, newLeaseWorld } from './lease-world.ts';
import { Unreachable } from './seam.ts';
import { named } from './world.ts';

/** What of the product runs; a planted bug changes one of them. */
export const HOST_PRODUCT = {
  ...{ decide: decideHosting, ask: askForHosting, readDecision: readHostDecision, look: followHosting },
  ...{ conclude: concludeHosting, end: endLease, extend: extendLease, stop: stopLease, keep: keepLease },
  watch: async (deps: LeaseDeps) => keepLeases(deps, await lookAtHostings(deps)),
};
export type HostProduct = typeof HOST_PRODUCT;

/** A bug, planted for a test of the tests. */
export interface PlantedInHosting {
  readonly ports?: (ports: LeaseDeps, world: HostWorld) => LeaseDeps;
  readonly product?: (product: HostProduct) => Partial<HostProduct>;
  readonly create?: (request: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** What AWS was made to make, with what was true at that very moment. */
export interface Creation {
  readonly arn: string;
  readonly createdAtMs: number;
  readonly token: unknown;
  readonly record: Lease;
  readonly atMs: number;
  readonly isSpendingStopped: boolean;
  /** Another lease that stood on it. */
  readonly other?: Lease | undefined;
}

export interface HostWorld extends LeaseWorld {
  readonly creations: Creation[];
  /** What the workflow took down itself, with the record of that moment. */
  readonly takenDown: Lease[];
  /** People other than its requester who pressed Approve on the plan as it stands. */
  readonly yeses: Set<UserId>;
  /** When its end was said in the thread, or Slack was away for it; undefined where a cut can have swallowed that. */
  readonly announcedAtMs: number[] | undefined;
  making: 'comes up' | 'is refused' | 'answer lost' | 'never comes up' | 'workflow is cut off';
}

export interface HostScript {
  readonly way: HostWay;
  readonly making: HostWorld['making'];
  readonly decisions: readonly (keyof typeof DECISIONS)[];
  readonly later: readonly (keyof typeof LATER)[];
  /** Calls of ports, counted from 0, that are cut off before or after their effect. */
  readonly cutAt: readonly number[];
}

type Deed = (world: HostWorld, deps: LeaseDeps, product: HostProduct) => unknown;

const FAY = 'U0FAY' as UserId;
const decide =
  (by: UserId, decision: 'approve' | 'deny', shown?: string): Deed =>
  (world, deps, product) => {
    const { record } = world;
    if (decision === 'approve' && by !== ANA && shown === undefined) world.yeses.add(by);
    const shownHash = shown ?? (record.state === 'priced' ? record.planHash : '');
    return product.decide(deps, { leaseId: record.id, decision, by, channel: 'C1', shownHash });
  };
const click = ({ record }: HostWorld) => ({ leaseId: record.id, by: BO, channel: 'C1' });

/** What people do while it waits for a yes. */
export const DECISIONS = {
  'ana approves': decide(ANA, 'approve'),
  'bo approves': decide(BO, 'approve'),
  'fay approves': decide(FAY, 'approve'),
  'bo approves another plan': decide(BO, 'approve', 'f'.repeat(64)),
  'bo and fay approve at once': (world: HostWorld, deps: LeaseDeps, product: HostProduct) =>
    Promise.all([BO, FAY].map((by) => decide(by, 'approve')(world, deps, product))),
  'fay says no': decide(FAY, 'deny'),
  'an hour': (world: HostWorld) => (world.nowMs += HOUR_MS),
  'spending is switched': (world: HostWorld) => (world.isSpendingStopped = !world.isSpendingStopped),
  'somebody else hosts it': (world: HostWorld) => hostElsewhere(world),
  'it is imported anew': (world: HostWorld) => importAnew(world),
} as const satisfies Record<string, Deed>;

/** What happens afterwards, to what stands or does not. */
export const LATER = {
  extend: (world, deps, product) => product.extend(deps, click(world)),
  stop: (world, deps, product) => product.stop(deps, click(world)),
  keep: (world, deps, product) => product.keep(deps, click(world)),
  watch: (_, deps, product) => product.watch(deps),
  wake: (world, deps, product) => product.end(deps, world.record.id),
  'the workflow runs again': (world, deps, product) => runHostFlow(world, { deps, product, decisions: [] }),
  'a minute': (world) => (world.nowMs += 2 * MINUTE_MS),
  'a day': (world) => (world.nowMs += 25 * HOUR_MS),
  traffic: (world) => (world.lastRequestAtMs = world.nowMs),
  'metrics out': (world) => (world.areMetricsOut = !world.areMetricsOut),
  'made anew': (world) => {
    if (world.stands) world.stands = { ...world.stands, createdAtMs: world.nowMs };
  },
  'tag taken': (world) => (world.isTagged = false),
  'slack away': (world) => (world.isSlackDown = !world.isSlackDown),
  'weights gone': (world) => (world.weights = { kind: 'missing' }),
  'weights written over': (world) => (world.weights = { ...WEIGHTS, files: WEIGHTS.files.map(writtenOver) }),
  'weights back': (world) => (world.weights = WEIGHTS),
  'another lease': (world) => hostElsewhere(world),
  'imported by another job': (world) => {
    if (world.stands?.kind === 'imported-model') world.stands = { ...world.stands, jobArn: 'arn:of-another' };
  },
} as const satisfies Record<string, Deed>;

function hostElsewhere(world: HostWorld): void {
  if (world.record.model.imported) world.other = importedLease({ id: OTHER_LEASE });
}

/** AWS gives an import an ARN of its own; the creation time alone has to do here. */
function importAnew(world: HostWorld): void {
  if (world.stands?.kind === 'imported-model') world.stands = { ...world.stands, createdAtMs: world.nowMs + 1 };
}

const writtenOver = (file: (typeof WEIGHTS.files)[number]) => ({ ...file, etag: '"other"' });
const OTHER_LEASE = leaseIdFor({ launch: IMPORTED_MODEL.launchId, formId: 'V9' });

/** What waits for a yes: of a model that is to be made, or of one that was imported and stands. */
function firstOf({ way }: HostScript): Pick<HostWorld, 'record' | 'stands' | 'isTagged'> {
  if (way !== 'import') {
    const wish = { ...WISH, way, days: 1 };
    const record = pricedLease({ wish, price: priceOf(wish), taskToken: '' });
    return { record, stands: undefined, isTagged: true };
  }
  const wish = { ...IMPORT_WISH, days: 1 };
  const record = pricedLease({ model: IMPORTED_MODEL, wish, price: importPriceOf(wish), taskToken: '' });
  return { record, stands: IMPORTED, isTagged: false };
}

/** One hosting from its price to its end. What is cut off is what its process says afterwards, not what it did. */
export async function hostHistory(script: HostScript, bug: PlantedInHosting = {}): Promise<HostWorld> {
  const world: HostWorld = {
    ...newLeaseWorld(),
    ...{ nowMs: 0, owned: new Set(), committed: new Map(), upAtMs: undefined, making: script.making },
    ...firstOf(script),
    ...{ creations: [], takenDown: [], yeses: new Set(), announcedAtMs: script.cutAt.length > 0 ? undefined : [] },
  };
  let calls = 0;
  const turn = async () => {
    if (script.cutAt.includes(calls++)) throw new Unreachable('cut off');
  };
  const ports = portsTo(world, turn);
  const run = {
    deps: bug.ports?.(ports, world) ?? ports,
    product: { ...HOST_PRODUCT, ...bug.product?.(HOST_PRODUCT) },
    create: bug.create,
  };
  await runHostFlow(world, { ...run, decisions: script.decisions });
  for (const deed of script.later)
    await Promise.resolve(LATER[deed](world, run.deps, run.product)).catch(() => undefined);
  return world;
}

/** The ports, with a note of each end that is said. */
function portsTo(world: HostWorld, turn?: () => Promise<void>): LeaseDeps {
  const ports = leasePorts(world, turn);
  return {
    ...ports,
    messenger: {
      ...ports.messenger,
      post: (place, card) => {
        if (card.kind === 'lease-note' && card.note.kind === 'ends-soon') world.announcedAtMs?.push(world.nowMs);
        return ports.messenger.post(place, card);
      },
    },
  };
}

/** Time and people that come back let everything end that can. */
export async function toItsEnd(world: HostWorld, bug: PlantedInHosting = {}): Promise<void> {
  Object.assign(world, { isSlackDown: false, areMetricsOut: false, isSpendingStopped: false });
  const ports = portsTo(world);
  const deps = bug.ports?.(ports, world) ?? ports;
  const product = { ...HOST_PRODUCT, ...bug.product?.(HOST_PRODUCT) };
  for (let day = 0; day < 400 && !['ended', 'failed', 'refused'].includes(world.record.state); day++) {
    world.nowMs += DAY_MS;
    await product.watch(deps);
    world.nowMs += 2 * MINUTE_MS;
    await product.end(deps, world.record.id);
  }
}

interface Run {
  readonly deps: LeaseDeps;
  readonly product: HostProduct;
  readonly decisions: HostScript['decisions'];
  readonly create?: PlantedInHosting['create'] | undefined;
}

/** The deployed workflow, file as it stands; its waits let time pass. */
async function runHostFlow(world: HostWorld, { deps, product, decisions, create }: Run): Promise<void> {
  const { id } = world.record;
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    'read-decision': () => product.readDecision(deps, id),
    look: () => product.look(deps, id),
    conclude: () => product.conclude(deps, id, undefined),
  };
  const flow = {
    sleep: async (seconds: number) => {
      world.nowMs += seconds * 1000;
    },
    step: async ({ step }: Readonly<Record<string, unknown>>) => steps[String(step)]?.(),
    stepWithToken: async (_: unknown, timeoutSeconds: number) => {
      await product.ask(deps, { id, taskToken: 'T' });
      for (const deed of decisions) await Promise.resolve(DECISIONS[deed](world, deps, product)).catch(() => undefined);
      if (world.record.state !== 'priced') return {};
      world.nowMs += timeoutSeconds * 1000;
      throw named('States.Timeout');
    },
    act: async (resource: string, request: Record<string, unknown>) => {
      if (resource.includes('tagResource')) return tagIn(world, request);
      return resource.includes('create') ? createIn(world, create?.(request) ?? request) : takeDown(world, request);
    },
  };
  await walkFlow(definition, flow, { leaseId: id, stepFunction: 'step' }).catch(() => undefined);
}

/** Bedrock: a token that was seen makes nothing more, and a name that stands is refused. */
function createIn(world: HostWorld, request: Readonly<Record<string, unknown>>): void {
  if (world.making === 'is refused') throw named('Bedrock.ServiceQuotaExceededException');
  const name = String(request['ProvisionedModelName']);
  if (world.creations.some(({ token }) => token === request['ClientRequestToken'])) return;
  if (world.stands?.name === name) throw named('Bedrock.ValidationException', 'this name is taken');
  const arn = `${THROUGHPUT.arn.slice(0, -1)}${world.creations.length}`;
  const committedUntilMs = request['CommitmentDuration'] ? world.nowMs + 30 * DAY_MS : undefined;
  const modelArn = String(request['ModelId']);
  world.stands = { ...THROUGHPUT, arn, name, modelArn, modelUnits: 1, createdAtMs: world.nowMs, committedUntilMs };
  world.upAtMs = world.making === 'never comes up' ? undefined : world.nowMs + 8 * MINUTE_MS;
  const { record, isSpendingStopped, nowMs: atMs } = world;
  world.creations.push({
    arn,
    createdAtMs: atMs,
    token: request['ClientRequestToken'],
    record,
    atMs,
    isSpendingStopped,
  });
  if (world.making === 'answer lost') throw new Unreachable('create');
  if (world.making === 'workflow is cut off') throw new ExecutionStopped();
}

/** An imported model comes under its lease by its tag; to tag it again changes nothing. */
function tagIn(world: HostWorld, { ResourceARN: arn }: Readonly<Record<string, unknown>>): void {
  if (world.making === 'is refused') throw named('Bedrock.AccessDeniedException');
  if (world.making === 'never comes up') throw named('Bedrock.SomethingNew');
  const { record, stands, isSpendingStopped, other, nowMs: atMs } = world;
  if (stands?.arn !== arn) throw named('Bedrock.ResourceNotFoundException');
  const createdAtMs = stands?.createdAtMs ?? 0;
  if (!world.creations.some((made) => made.arn === arn))
    world.creations.push({ arn: String(arn), createdAtMs, token: record.id, record, atMs, isSpendingStopped, other });
  world.isTagged = true;
  if (world.making === 'answer lost') throw new Unreachable('tag');
  if (world.making === 'workflow is cut off') throw new ExecutionStopped();
}

function takeDown(world: HostWorld, request: Readonly<Record<string, unknown>>): void {
  if (world.stands?.name !== request['ProvisionedModelId']) throw named('Bedrock.ResourceNotFoundException');
  const { stands } = world;
  if (stands?.kind === 'provisioned-throughput' && (stands.committedUntilMs ?? 0) > world.nowMs)
    throw named('Bedrock.ValidationException', 'its term');
  world.takenDown.push(world.record);
  world.stands = undefined;
}
