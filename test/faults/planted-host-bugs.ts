import { readHostDecision } from '@rung/app/make-hosting.ts';
import type { Hosting, ProvisionedThroughput } from '@rung/core/hosting/hosting.ts';
import { hostingNameOf, leaseTags } from '@rung/core/hosting/lease/lease.ts';
import { WEIGHTS } from '../core/hosting/build-leases.ts';
import type { HostWorld, PlantedInHosting } from './host-history.ts';
import type { LeaseDeps } from './lease-world.ts';

const withPort = <P extends keyof LeaseDeps>(
  port: P,
  change: (given: LeaseDeps[P], world: HostWorld) => Partial<LeaseDeps[P]>,
): PlantedInHosting => ({
  ports: (ports, world) => ({ ...ports, [port]: { ...ports[port], ...change(ports[port], world) } }),
});

let serial = 0;

/** Bugs that somebody could make in hosting, each of which the suite has to find. */
export const PLANTED_HOST_BUGS: Readonly<Record<string, PlantedInHosting>> = {
  'every call has a token and a name of its own': {
    create: (request) => ({
      ...request,
      ClientRequestToken: `r-${serial++}`,
      ProvisionedModelName: `${String(request['ProvisionedModelName'])}-${serial}`,
    }),
  },
  'it is made without a yes': {
    product: () => ({
      readDecision: async (deps, id) => {
        const lease = await deps.leases.find(id);
        const decided = await readHostDecision(deps, id);
        if (!lease || decided.make || lease.state !== 'priced') return decided;
        const make = {
          name: hostingNameOf(lease),
          modelArn: lease.model.modelArn,
          token: 'x',
          term: '',
          hosting: '',
        } as const;
        return { next: 'throughput', make: { ...make, tags: leaseTags(lease) } };
      },
    }),
  },
  'its requester may say yes': {
    product: ({ decide }) => ({
      decide: (deps, click) => decide(deps, click.by === ASKER ? { ...click, by: OTHER } : click),
    }),
  },
  'a card of any plan will do': {
    product: ({ decide }) => ({
      decide: async (deps, click) => {
        const lease = await deps.leases.find(click.leaseId);
        return decide(deps, { ...click, shownHash: lease?.state === 'priced' ? lease.planHash : click.shownHash });
      },
    }),
  },
  'one yes is enough for a term': {
    product: ({ decide }) => ({
      decide: async (deps, click) => {
        await decide(deps, click);
        return decide(deps, { ...click, by: OTHER });
      },
    }),
  },
  'nobody looks whether spending is stopped': withPort('spending', () => ({ read: async () => ({ state: 'on' }) })),
  'a yes reserves nothing': withPort('leases', ({ move }) => ({ move: (to) => move(to) })),
  'an end gives nothing back': withPort('leases', ({ move }) => ({
    move: (to, budget) => move(to, to.state === 'ended' ? undefined : budget),
  })),
  'leases are written whatever version stands': withPort('leases', ({ move }, world) => ({
    move: async (to, budget) => {
      const moved = await move(to, budget);
      return moved === 'lost' ? move({ ...to, version: world.record.version + 1 }, budget) : moved;
    },
  })),
  'what was made is not recorded as ours': withPort('hostingRecords', () => ({ add: async () => 'added' })),
  'what was made is not found by its name': withPort('made', () => ({ find: async () => undefined })),
  'the end deletes nothing and says it did': withPort('hostings', () => ({ delete: async () => 'deleted' })),
  'a hosting made anew passes for the old one': withPort('hostings', ({ find }, world) => ({
    find: async (sought) => {
      const found = await find(sought);
      const { record } = world;
      return typeof found === 'object' && 'createdAtMs' in record
        ? { ...found, createdAtMs: record.createdAtMs }
        : found;
    },
  })),
  'a hosting of somebody else passes for ours': withPort('hostings', (_, world) => ({
    tags: async () => new Map(leaseTags(world.record).map(({ Key, Value }) => [Key, Value])),
  })),
  'nothing is ever in use': withPort('hostings', () => ({
    traffic: async (hostings) => new Map(hostings.map(({ arn }) => [arn, { kind: 'none-recorded' }])),
  })),
  'metrics that are out mean no traffic': withPort('hostings', ({ traffic }) => ({
    traffic: async (hostings, look) => {
      const seen = await traffic(hostings, look);
      return new Map([...seen].map(([arn, one]) => [arn, one.kind === 'unknown' ? { kind: 'none-recorded' } : one]));
    },
  })),
  'a term is not seen': {
    ports: (ports, world) => ({
      ...ports,
      hostings: {
        ...ports.hostings,
        find: async (sought) => {
          const found = await ports.hostings.find(sought);
          return isThroughput(found) ? { ...found, committedUntilMs: undefined } : found;
        },
      },
      leases: {
        ...ports.leases,
        find: async () => forgotten(world),
        open: async () => [forgotten(world)],
      },
    }),
  },
  'the weights of an imported model are not looked at': withPort('datasets', () => ({ list: async () => WEIGHTS })),
  'another lease on an imported model is not seen': withPort('leases', ({ open }, world) => ({
    open: async () => (await open()).filter(({ id }) => id === world.record.id),
  })),
  'what somebody else imported passes for ours': withPort('hostings', ({ find }, world) => ({
    find: async (sought) => {
      const found = await find(sought);
      const jobArn = world.record.model.imported?.jobArn;
      return typeof found === 'object' && found.kind === 'imported-model' ? { ...found, jobArn } : found;
    },
  })),
  'an imported model passes for ours before it is tagged': withPort('made', ({ find }) => ({
    find: async (sought) => {
      const found = await find(sought);
      return found && { ...found, status: 'active' };
    },
  })),
  'a lease ends on its day without a word before': withPort('leases', ({ move }, world) => ({
    move: (to, budget) =>
      move(to.state === 'standing' ? { ...to, announcedAtMs: to.announcedAtMs ?? world.nowMs } : to, budget),
  })),
  'what is due is never carried out': { product: () => ({ end: async () => undefined }) },
  'the watch looks at no lease': withPort('leases', () => ({ open: async () => [] })),
};

const isThroughput = (found: Hosting | string): found is ProvisionedThroughput =>
  typeof found === 'object' && found.kind === 'provisioned-throughput';

const ASKER = 'U0ANA';
const OTHER = 'U0GUS' as never;

const forgotten = ({ record }: HostWorld) =>
  'committedUntilMs' in record ? { ...record, committedUntilMs: undefined } : record;
