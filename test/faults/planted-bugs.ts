import { isReservation } from '@rung/core/cost/budget.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import type { Telling } from '@rung/core/launch/telling.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { ANA, BO } from '../core/launch/plans.ts';
import type { Planted, UseCases } from './history.ts';
import type { LaunchDeps, World } from './world.ts';

/** Ports of which one has other functions. */
const withPort = <P extends keyof LaunchDeps>(
  port: P,
  change: (given: LaunchDeps[P], world: World) => Partial<LaunchDeps[P]>,
): Planted =>
  ({
    ports: (ports, world) => ({ ...ports, [port]: { ...ports[port], ...change(ports[port], world) } }),
  }) as Planted;

const withUseCase = (change: (product: UseCases) => Partial<UseCases>): Planted => ({
  useCases: (product) => ({ ...product, ...change(product) }),
});

let serial = 0;

/** Bugs that somebody could make, each of which the suite has to find. */
export const PLANTED_BUGS: Readonly<Record<string, Planted>> = {
  'a form sent again starts the launch anew': withPort('launches', (_, world) => ({
    create: async (launch) => {
      world.launches.set(launch.id, launch);
      return 'created';
    },
  })),
  'launches are written whatever version stands': withPort('launches', (launches, world) => ({
    move: (to, budget) => {
      const version = world.launches.get(to.id)?.version ?? 0;
      return launches.move({ ...to, version: version + 1 } as Launch, budget);
    },
  })),
  'a yes reserves nothing': withPort('launches', ({ move }) => ({ move: (to) => move(to) })),
  'the cap is not looked at': withPort('launches', ({ move }) => ({
    move: (to, budget) =>
      move(to, budget && { ...budget, counters: budget.counters.map((counter) => ({ ...counter, cap: undefined })) }),
  })),
  'a reservation is never given back': withPort('launches', ({ move }) => ({
    move: (to, budget) => move(to, budget && isReservation(budget) ? budget : undefined),
  })),
  'a repeated write is believed to have won': withPort('launches', ({ move }) => ({
    move: async (to, budget) => {
      const moved = await move(to, budget);
      return moved === 'lost' ? 'moved' : moved;
    },
  })),
  'records are read as they were before': withPort('launches', (launches, world) => {
    const before = new Map<string, Launch>();
    return {
      find: async (id) => before.get(`${id}`) ?? launches.find(id),
      move: async (to, budget) => {
        const standing = world.launches.get(to.id);
        const moved = await launches.move(to, budget);
        if (moved === 'moved' && standing) before.set(to.id, standing);
        return moved;
      },
    };
  }),
  'every call has a token and a name of its own': {
    request: (request) => ({ ...request, ClientRequestToken: `r-${serial++}`, JobName: `job-${serial}` }),
  },
  'the file is trained where it lies': withPort('datasets', () => ({ freeze: async (file) => file.uri })),
  'the copy is not compared with what was checked': withPort('datasets', ({ freeze }, world) => ({
    freeze: (file) => {
      const now = world.files.get(file.uri);
      if (now) world.files.set(`s3://rung-work/frozen/${file.sha256}.jsonl`, now);
      return now ? Promise.resolve(`s3://rung-work/frozen/${file.sha256}.jsonl` as typeof file.uri) : freeze(file);
    },
  })),
  'the workflow is not woken': withPort('flow', () => ({ wake: async () => 'woken' })),
  'the reconciler finds nothing': withPort('tellings', () => ({ pending: async () => [] })),
  'whoever tells holds on to it for days': withPort('tellings', ({ save }) => ({
    save: (to) => save({ ...to, busyUntilMs: to.busyUntilMs === 0 ? 0 : to.busyUntilMs + 5 * DAY_MS } as Telling),
  })),
  'the job is not found by its name': withPort('jobs', () => ({ find: async () => undefined })),
  'a job is over as soon as it is found': withPort('jobs', ({ find }) => ({
    find: async (launch) => {
      const job = await find(launch);
      return job && { ...job, status: 'Completed' };
    },
  })),
  'the end is not said': withPort('messenger', ({ post }) => ({
    post: async (place, card) =>
      card.kind === 'launch-ended' ? { channel: place.channel, ts: '0' } : post(place, card),
  })),
  'the card is not edited': withPort('messenger', () => ({ edit: async (message) => message })),
  'the requester may say yes': withUseCase(({ decide }) => ({
    decide: (deps, click) =>
      decide(deps, { ...click, by: click.by === ANA && click.decision === 'approve' ? BO : click.by }),
  })),
  'a card of any plan will do': withUseCase(({ decide }) => ({
    decide: async (deps, click) => {
      const launch = await deps.launches.find(click.launchId);
      return decide(deps, {
        ...click,
        shownHash: launch?.state === 'awaitingApproval' ? launch.planHash : click.shownHash,
      });
    },
  })),
  'Stop stops nothing': withUseCase(() => ({ stop: async () => undefined })),
  'who gives up says nothing': withUseCase(({ step }) => ({
    step: async (deps, event) => (event.step === 'give-up' ? null : step(deps, event)),
  })),
};
