import type { Hosting } from '@rung/core/hosting/hosting.ts';
import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import type { Hostings } from '@rung/core/hosting/ports.ts';
import { DAY_MS, MINUTE_MS } from '@rung/core/time.ts';
import { DUE, type FaultName, type TrapName } from './dealt-account.ts';
import type { Bug } from './desk.ts';
import type { Services } from './short-cut.ts';
import { ABROAD, THEIRS } from './standing.ts';
import { KEYS, type World } from './world.ts';

/** A bug, and the traps or faults of which each alone has to find it. */
export interface Planted extends Bug {
  readonly foundBy: readonly (TrapName | FaultName)[];
}

const inHostings = (change: (hostings: Hostings, world: World) => Partial<Hostings>): Bug => ({
  ports: ({ hostings }, world) => ({ hostings: { ...hostings, ...change(hostings, world) } }),
});

/** Every hosting that AWS shows, changed on its way. */
const seenAs = (changed: (hosting: Hosting) => Hosting): Bug =>
  inHostings(({ inventory, find }) => ({
    async inventory() {
      const { hostings, unread } = await inventory();
      return { hostings: hostings.map(changed), unread };
    },
    async find(sought) {
      const found = await find(sought);
      return typeof found === 'string' ? found : changed(found);
    },
  }));

type Operation = NonNullable<Services['cloudWatch'][string]>;
const inMetrics = (name: 'GetMetricData' | 'ListMetrics', change: (asked: Operation) => Operation): Bug => ({
  services: ({ cloudWatch }) => {
    const { [name]: asked } = cloudWatch;
    if (!asked) throw new Error(`${name} is not answered`);
    return { cloudWatch: { ...cloudWatch, [name]: change(asked) } };
  },
});

interface Query {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly Dimensions: readonly { readonly Value: string }[] } };
}
interface Data {
  readonly MetricDataResults: readonly { readonly Id: string }[];
}

/** Deletes by name where a namesake stands. */
const elsewhere = (call: { region?: string; accessKeyId?: string }): Bug => ({
  services: ({ bedrock, sageMaker }) => {
    const { DeleteEndpoint: remove } = sageMaker;
    return {
      bedrock,
      sageMaker: { ...sageMaker, DeleteEndpoint: (input, at) => remove?.(input, { ...at, ...call }) ?? {} },
    };
  },
});

/** What was seen at the click, seen again. */
const remembered = inHostings(({ find, traffic, tags }, world) => {
  const seen = new Map<string, unknown>();
  const once = async <T>(key: string, look: () => Promise<T>): Promise<T> => {
    if (world.nowMs < DUE || !seen.has(key)) seen.set(key, await look());
    return seen.get(key) as T;
  };
  return {
    find: (sought) => once(`find ${sought.arn}`, () => find(sought)),
    traffic: (hostings, look) => once(`traffic ${hostings.map(({ arn }) => arn)}`, () => traffic(hostings, look)),
    tags: (hosting) => once(`tags ${hosting.arn}`, () => tags(hosting)),
  };
});

/** Bugs that somebody could make, each of which the accounts have to find. */
export const PLANTED: Readonly<Record<string, Planted>> = {
  'metrics that fail pass for silence': {
    ...inHostings(({ traffic }) => ({
      async traffic(hostings, look) {
        const silent = [...(await traffic(hostings, look))].map(
          ([arn, one]) => [arn, one.kind === 'unknown' ? { kind: 'none-recorded' as const } : one] as const,
        );
        return new Map(silent);
      },
    })),
    foundBy: [
      'GetMetricData is denied',
      'a page of the metrics fails',
      'a series is answered in part',
      'a series is left out',
    ],
  },
  'a series that is not complete is taken as it is': {
    ...inMetrics('GetMetricData', (asked) => async (input, call) => {
      const answer = (await asked(input, call)) as Data;
      const results = answer.MetricDataResults.map((one) => ({ ...one, StatusCode: 'Complete' }));
      return { ...answer, MetricDataResults: results };
    }),
    foundBy: ['a series is answered in part'],
  },
  'the newest points are not asked for': {
    ...inMetrics(
      'GetMetricData',
      (asked) => (input, call) =>
        asked({ ...input, EndTime: Number(input['EndTime']) - (16 * MINUTE_MS) / 1000 }, call),
    ),
    foundBy: ['asked of late, on the newest minute of AWS’s clock', 'asked in the last seconds of the minute'],
  },
  'only the ARN is looked for': {
    ...inMetrics('GetMetricData', (asked) => (input, call) => {
      const queries = (input['MetricDataQueries'] as readonly Query[]).map((query) => {
        const [dimension] = query.MetricStat.Metric.Dimensions;
        const isId = dimension !== undefined && /^(abc|xyz)/.test(dimension.Value);
        const nobody = { MetricName: 'Invocations', Dimensions: [{ Name: 'ModelId', Value: 'nobody' }] };
        return isId ? { ...query, MetricStat: { Metric: nobody } } : query;
      });
      return asked({ ...input, MetricDataQueries: queries }, call);
    }),
    foundBy: ['asked of late'],
  },
  'without the list of what is active, all is': {
    ...inHostings(({ traffic }, world) => ({
      traffic: async (hostings, look) =>
        world.account.fault.operation === 'ListMetrics'
          ? new Map(hostings.map(({ arn }) => [arn, { kind: 'active', sinceMs: world.nowMs }]))
          : traffic(hostings, look),
    })),
    foundBy: ['ListMetrics is denied', 'a page of what is active fails'],
  },
  'nobody looks again after the minute': {
    ...remembered,
    foundBy: [
      ...(['asked in the last seconds of the minute', 'a term begins in the minute'] as const),
      ...(['tag taken away in the minute', 'made again under its name in the minute'] as const),
      ...(['asked before the click, published up to 15 minutes late'] as const),
    ],
  },
  'what was made again passes for the old one': {
    ports: ({ hostings, hostingRecords }) => {
      const first = new Map<string, number>();
      const old = (hosting: Hosting) => {
        const createdAtMs = first.get(hosting.arn) ?? hosting.createdAtMs;
        first.set(hosting.arn, createdAtMs);
        return { ...hosting, createdAtMs };
      };
      const { ports } = seenAs(old);
      return ports?.({ hostings, hostingRecords }, {} as World) ?? {};
    },
    foundBy: ['made again under its name in the minute', 'made again under its name before the click'],
  },
  'a list that fails is an empty one': {
    ...inHostings(({ inventory }) => ({
      inventory: async () => ({ hostings: (await inventory()).hostings, unread: [] }),
    })),
    foundBy: ['a list is denied', 'a page fails in the middle of a list', 'models on endpoints are not listed'],
  },
  'what will not be shown is gone': {
    ...inHostings(({ find }) => ({
      async find(sought) {
        const found = await find(sought);
        return found === 'unread' ? 'gone' : found;
      },
    })),
    foundBy: ['one kind cannot be looked at', 'models on endpoints are not listed'],
  },
  'tags that cannot be read, or are not there, say that we may': {
    ...inHostings(() => ({ tags: async () => new Map([[MAY_DELETE_TAG.key, MAY_DELETE_TAG.value]]) })),
    foundBy: ['not tagged', 'tag taken away in the minute'],
  },
  'a tag is enough': {
    ports: ({ hostingRecords }) => ({
      hostingRecords: {
        ...hostingRecords,
        find: async ({ arn, createdAtMs }) => {
          const known = await hostingRecords.find({ arn, createdAtMs });
          return known ?? { kind: 'adopted', arn, createdAtMs, by: 'U0X' as never, atMs: createdAtMs, version: 1 };
        },
      },
    }),
    foundBy: ['tag copied, no record of it'],
  },
  'a term is not looked at': {
    ...seenAs((hosting) =>
      hosting.kind === 'provisioned-throughput' ? { ...hosting, committedUntilMs: undefined } : hosting,
    ),
    foundBy: ['in a term', 'a term begins in the minute'],
  },
  'a term that is over still binds': {
    ...seenAs((hosting) =>
      hosting.kind === 'provisioned-throughput' ? { ...hosting, committedUntilMs: DUE + DAY_MS } : hosting,
    ),
    foundBy: ['its term is over'],
  },
  'its age is not looked at': {
    ports: (ports, world) => {
      const older = (hosting: Hosting) => ({ ...hosting, createdAtMs: hosting.createdAtMs - DAY_MS });
      const { find } = ports.hostingRecords;
      return {
        ...seenAs(older).ports?.(ports, world),
        hostingRecords: {
          ...ports.hostingRecords,
          find: ({ arn, createdAtMs }) => find({ arn, createdAtMs: createdAtMs + DAY_MS }),
        },
      };
    },
    foundBy: ['made of late', 'made a little in the future'],
  },
  'endpoints are deleted in another region': {
    ...elsewhere({ region: ABROAD }),
    foundBy: ['its namesake in another region is asked'],
  },
  'endpoints are deleted in another account': {
    ...elsewhere({ accessKeyId: KEYS[THEIRS] }),
    foundBy: ['its namesake in another account is asked'],
  },
  'what is gone was deleted by us': {
    ...inHostings(({ find, delete: remove }, world) => {
      const seen = new Map<string, Hosting>();
      return {
        async find(sought) {
          const found = await find(sought);
          if (typeof found !== 'string') seen.set(sought.arn, found);
          return found === 'gone' && world.nowMs === DUE ? (seen.get(sought.arn) ?? found) : found;
        },
        tags: async () => new Map([[MAY_DELETE_TAG.key, MAY_DELETE_TAG.value]]),
        async delete(hosting) {
          const result = await remove(hosting);
          return result === 'gone' ? 'deleted' : result;
        },
      };
    }),
    foundBy: ['deleted by someone else in the minute'],
  },
  'tags that cannot be read say that we may': {
    ...inHostings(({ tags }) => ({
      async tags(hosting) {
        const read = await tags(hosting);
        return 'why' in read ? new Map([[MAY_DELETE_TAG.key, MAY_DELETE_TAG.value]]) : read;
      },
    })),
    foundBy: ['tags cannot be read', 'a page of the tags fails'],
  },
  'nothing is ever deleted': {
    ...inHostings(() => ({ delete: async () => ({ refused: 'never' }) })),
    foundBy: ['none: idle and ours', 'none'],
  },
};
