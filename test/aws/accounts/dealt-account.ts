import { DAY_MS, HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { ABROAD, HOME, isEndpoint, OURS, type Standing, TERM_MS, THEIRS } from './standing.ts';

/** When the watch looks, the click comes, its minute is over, and the watch looks again. By AWS’s clock. */
export const LOOK = Date.parse('2026-11-26T12:00:00Z');
export const CLICK = LOOK + 5 * MINUTE_MS;
export const DUE = CLICK + MINUTE_MS;
export const NEXT_LOOK = LOOK + HOUR_MS;

/** Two numbers from 0 to 1 by which a trap chooses its moments. */
interface Draw {
  readonly early: number;
  readonly late: number;
}
type Trap = (standing: Standing, draw: Draw) => readonly Standing[];

const at = (atMs: number, lateMs = 0) => ({ atMs, publishedMs: atMs + lateMs });
const inGrace = (share: number) => CLICK + Math.ceil(share * (DUE - CLICK - 1000));
const ALWAYS = { fromMs: 0, toMs: Number.POSITIVE_INFINITY };
const NEVER = { fromMs: 0, toMs: 0 };
/** The one kind that is sold by terms. */
const UNITS = { kind: 'provisioned-throughput' } as const;

/** Made again under the same name, by whoever it was, tag and all. */
const again = (standing: Standing, atMs: number, asked: Standing['asked']): readonly Standing[] => [
  { ...standing, goneMs: atMs },
  {
    ...{
      ...standing,
      id: standing.id.replace('abc', 'xyz'),
      bornMs: atMs,
      createdAtMs: atMs,
      isRecorded: false,
      asked,
    },
    tagged: ALWAYS,
  },
];

/** What may be wrong with a hosting that was idle and ours. */
export const TRAPS = {
  'none: idle and ours': (it) => [it],
  'asked of late': (it, { early }) => [{ ...it, asked: [...it.asked, at(LOOK - early * 5 * HOUR_MS)] }],
  'made of late': (it, { early }) => {
    const bornMs = LOOK - early * 5 * HOUR_MS;
    return [{ ...it, bornMs, createdAtMs: bornMs, asked: [] }];
  },
  'made a little in the future': (it, { early }) => [
    { ...it, bornMs: LOOK - MINUTE_MS, createdAtMs: LOOK + early * 5 * MINUTE_MS, asked: [] },
  ],
  'not tagged': (it) => [{ ...it, tagged: NEVER }],
  'tag copied, no record of it': (it) => [{ ...it, isRecorded: false }],
  'tag taken away in the minute': (it, { early }) => [{ ...it, tagged: { fromMs: 0, toMs: inGrace(early) } }],
  'in a term': (it, { early }) => [{ ...it, ...UNITS, termFromMs: LOOK - early * 20 * DAY_MS }],
  'its term is over': (it, { early }) => [
    {
      ...{ ...it, ...UNITS, bornMs: LOOK - 60 * DAY_MS, createdAtMs: LOOK - 60 * DAY_MS },
      termFromMs: LOOK - TERM_MS - HOUR_MS - early * DAY_MS,
    },
  ],
  'a term begins in the minute': (it, { early }) => [{ ...it, ...UNITS, termFromMs: inGrace(early) }],
  'deleted by someone else in the minute': (it, { early }) => [{ ...it, goneMs: inGrace(early) }],
  'made again under its name in the minute': (it, { early }) => again(it, inGrace(early), []),
  'made again under its name before the click': (it, { early }) =>
    again(it, LOOK + early * (CLICK - LOOK - 1000), [at(CLICK)]),
  'asked in the last seconds of the minute': (it, { early }) => [
    { ...it, asked: [...it.asked, at(DUE - early * 10_000)] },
  ],
  'asked before the click, published up to 15 minutes late': (it, { early, late }) => [
    { ...it, asked: [...it.asked, at(CLICK - early * 14 * MINUTE_MS, late * 15 * MINUTE_MS)] },
  ],
  'asked of late, on the newest minute of AWS’s clock': (it, { early }) => [
    { ...it, asked: [at(CLICK - early * 1000), at(LOOK - 9 * HOUR_MS)] },
  ],
  'its namesake in another region is asked': (it) => [
    it,
    { ...it, region: ABROAD, tagged: NEVER, isRecorded: false, asked: [at(LOOK), at(CLICK), at(DUE)] },
  ],
  'its namesake in another account is asked': (it) => [
    it,
    { ...it, account: THEIRS, tagged: NEVER, isRecorded: false, asked: [at(LOOK), at(CLICK), at(DUE)] },
  ],
} as const satisfies Readonly<Record<string, Trap>>;
export type TrapName = keyof typeof TRAPS;
export const TRAP_NAMES = Object.keys(TRAPS) as TrapName[];

/** The operations of each kind that a fault may take. */
const OPERATIONS = {
  'provisioned-throughput': { list: 'ListProvisionedModelThroughputs', look: 'GetProvisionedModelThroughput' },
  'custom-deployment': { list: 'ListCustomModelDeployments', look: 'GetCustomModelDeployment' },
  'imported-model': { list: 'ListImportedModels', look: 'GetImportedModel' },
  'sagemaker-endpoint': { list: 'ListEndpoints', look: 'DescribeEndpoint' },
  'marketplace-endpoint': { list: 'ListMarketplaceModelEndpoints', look: 'DescribeEndpointConfig' },
} as const satisfies Readonly<Record<Standing['kind'], { list: string; look: string }>>;
const tagsOf = (kind: Standing['kind']) => (isEndpoint({ kind }) ? 'ListTags' : 'ListTagsForResource');

/** What may be wrong with a whole account, and which operation that takes in one with such a hosting. */
export const FAULTS = {
  none: () => '',
  'a list is denied': (kind) => OPERATIONS[kind].list,
  'models on endpoints are not listed': () => 'ListInferenceComponents',
  'a page fails in the middle of a list': (kind) => OPERATIONS[kind].list,
  'a page of the tags fails': () => 'ListTags',
  'a page of the metrics fails': () => 'GetMetricData',
  'a page of what is active fails': () => 'ListMetrics',
  'ListMetrics is denied': () => 'ListMetrics',
  'GetMetricData is denied': () => 'GetMetricData',
  'a series is answered in part': () => 'GetMetricData',
  'a series is left out': () => 'GetMetricData',
  'tags cannot be read': tagsOf,
  'one kind cannot be looked at': (kind) => OPERATIONS[kind].look,
} as const satisfies Readonly<Record<string, (kind: Standing['kind']) => string>>;
export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** Faults that must not keep anything idle from being deleted. */
export const HARMLESS: readonly FaultName[] = ['none', 'ListMetrics is denied', 'a page of what is active fails'];

/** From when on a fault holds. */
export const SINCE = { 'the first look': 0, 'the click': CLICK, 'the minute': CLICK + 1000, 'the next look': DUE + 1 };

export interface Fault {
  readonly name: FaultName;
  readonly operation: string;
  readonly since: keyof typeof SINCE;
}

export interface Account {
  readonly standing: readonly Standing[];
  /** The trap of each by its name in the account. */
  readonly traps: ReadonlyMap<string, TrapName>;
  /** Our clock minus AWS’s. */
  readonly skewMs: number;
  /** Things in a page of any list. */
  readonly pageSize: number;
  readonly fault: Fault;
}

const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const drawnHosting = fc.record({
  kind: fc.constantFrom<Standing['kind']>(
    ...(['provisioned-throughput', 'provisioned-throughput', 'sagemaker-endpoint', 'sagemaker-endpoint'] as const),
    ...(['marketplace-endpoint', 'custom-deployment', 'imported-model'] as const),
  ),
  trap: fc.oneof(
    { weight: 1, arbitrary: fc.constant<TrapName>('none: idle and ours') },
    { weight: 5, arbitrary: fc.constantFrom(...TRAP_NAMES) },
  ),
  ageHours: fc.integer({ min: 12, max: 1000 }),
  /** When it was asked last, before the trap; undefined never. */
  hoursAgo: fc.option(fc.integer({ min: 8, max: 300 }), { nil: undefined }),
  nth: fc.nat(5),
  components: fc.nat(2),
  early: share,
  late: share,
});

const drawnFault = fc.record({
  name: fc.oneof(
    { weight: 1, arbitrary: fc.constant<FaultName>('none') },
    { weight: 1, arbitrary: fc.constantFrom(...FAULT_NAMES) },
  ),
  since: fc.constantFrom(...(Object.keys(SINCE) as Fault['since'][])),
});

/** An account of AWS with one to four hostings of ours, each with a trap, and with a fault or none. */
export const dealtAccount: fc.Arbitrary<Account> = fc
  .record({
    hostings: fc.array(drawnHosting, { minLength: 1, maxLength: 4 }),
    /** Lists have pages only where there are several of a kind. */
    isOneKind: fc.boolean(),
    skewMs: fc.oneof(fc.constant(0), fc.integer({ min: -5 * MINUTE_MS, max: 5 * MINUTE_MS })),
    pageSize: fc.constantFrom(1, 1, 2, 3),
    fault: drawnFault,
  })
  .map(({ hostings, isOneKind, fault, ...account }) => {
    const kind = hostings[0]?.kind ?? 'provisioned-throughput';
    const alike = isOneKind ? hostings.map((one) => ({ ...one, kind })) : hostings;
    const dealt = alike.map((one, nth) => ({ trap: one.trap, standing: standingOf(one, nth) }));
    return {
      ...account,
      fault: { ...fault, operation: FAULTS[fault.name](kind) },
      standing: dealt.flatMap(({ standing }) => standing),
      traps: new Map(dealt.map(({ trap }, nth) => [`h${nth}`, trap])),
    };
  });

type Drawn = typeof drawnHosting extends fc.Arbitrary<infer T> ? T : never;

function standingOf(one: Drawn, nth: number) {
  const bornMs = LOOK - one.ageHours * HOUR_MS;
  const asked = one.hoursAgo !== undefined && one.hoursAgo < one.ageHours ? [at(LOOK - one.hoursAgo * HOUR_MS)] : [];
  const idle: Standing = {
    ...{ kind: one.kind, name: `h${nth}`, id: `abcdefghijk${nth}`, region: HOME, account: OURS },
    ...{ bornMs, createdAtMs: bornMs, goneMs: Number.POSITIVE_INFINITY, termFromMs: undefined, tagged: ALWAYS },
    ...{ isRecorded: true, asked, nth: one.nth, components: one.components },
  };
  return TRAPS[one.trap](idle, one);
}
