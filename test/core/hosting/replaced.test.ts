import { moveValue, parseHostForm } from '@rung/core/hosting/lease/host-form.ts';
import { hashLeasePlan } from '@rung/core/hosting/lease/lease.ts';
import {
  daysLeft,
  isUnitOfBase,
  type Move,
  movesFor,
  paidUnits,
  unpaidDays,
} from '@rung/core/hosting/lease/replaced.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { expect, it } from 'vitest';
import { THROUGHPUT } from './build-hostings.ts';
import { atHour, pricedLease, standingLease, TYPED, WISH } from './build-leases.ts';

const OTHER = { baseName: 'Nova 2 Lite', region: 'us-east-1', modelArn: 'arn:of-another' };

it('a model takes over what stands of its base and region, and never its own hosting, or what ends', () => {
  const lease = standingLease();
  const term = standingLease({ wish: { ...WISH, way: 'throughput-1-month' } });
  const ends = { ...lease, state: 'stopping', by: { kind: 'date' }, atMs: 0, dueMs: 1 } as const;
  const many = (...changes: Partial<typeof OTHER>[]) =>
    changes.map((one) => movesFor({ ...OTHER, ...one }, [lease], 0).length);

  expect(movesFor(OTHER, [lease, term, ends, pricedLease()], 0)).toMatchObject([
    { leaseId: lease.id, arn: lease.arn, way: 'throughput', modelName: 'tone' },
  ]);
  expect(many({ baseName: 'Nova Pro' }, { region: 'us-west-2' }, { modelArn: lease.model.modelArn })).toEqual([
    0, 0, 0,
  ]);
});

it('it has the way and the rest of the days of what it takes over, and a yes binds which that is', () => {
  const [move] = movesFor(OTHER, [standingLease()], 0);
  if (!move) throw new Error('nothing to take over');
  const offer = { name: 'calm', ways: ['on-demand'] as const, moves: [move] };

  const parsed = parseHostForm({ ...TYPED, way: moveValue(move), days: '31' }, offer, atHour(100));
  const plan = parsed.kind === 'wish' ? { ...pricedLease(), wish: parsed.wish } : pricedLease();
  const { inPlaceOf: _, ...alone } = plan.wish;

  expect(parsed).toMatchObject({ kind: 'wish', wish: { way: 'throughput', days: 3, inPlaceOf: { arn: move.arn } } });
  expect(hashLeasePlan(plan)).not.toBe(hashLeasePlan({ ...plan, wish: alone }));
  expect(parseHostForm({ ...TYPED, way: 'move:lse_0' }, offer, 0).kind).toBe('wrong');
  expect(daysLeft({ endsAtMs: DAY_MS }, DAY_MS * 2)).toBe(1);
});

it('a unit inside its term is offered as paid, and one whose term is over, or was never read, not at all', () => {
  const inTerm = (committedUntilMs: number | undefined) =>
    standingLease({ wish: { ...WISH, way: 'throughput-1-month' }, committedUntilMs });
  const offered = (untilMs: number | undefined) => movesFor(OTHER, [inTerm(untilMs)], atHour(100));
  const movedOn = standingLease({ wish: { ...WISH, way: 'throughput' }, committedUntilMs: atHour(200) });

  expect(offered(atHour(101))).toMatchObject([{ way: 'throughput', paidUntilMs: atHour(101) }]);
  expect(paidUnits(offered(atHour(101)))).toMatchObject([{ modelName: 'tone', untilMs: atHour(101), units: 1 }]);
  expect([offered(atHour(100)), offered(undefined)]).toEqual([[], []]);
  expect(movesFor(OTHER, [movedOn], atHour(100))).toMatchObject([{ way: 'throughput', paidUntilMs: atHour(200) }]);
});

it('what a term has paid is not paid again: days that the lease before was extended by are', () => {
  const [move] = movesFor(OTHER, [standingLease({ committedUntilMs: 7 * DAY_MS })], 0);
  if (!move) throw new Error('nothing to take over');
  const extended: Move = { ...move, endsAtMs: 14 * DAY_MS };
  const wishFor = (one: Move) =>
    parseHostForm({ ...TYPED, way: moveValue(one) }, { name: 'calm', ways: [], moves: [one] }, 0);

  expect([unpaidDays(move, 0), unpaidDays(extended, 0)]).toEqual([0, 7]);
  expect(wishFor(move)).toMatchObject({ wish: { days: 7, unpaidDays: 0, inPlaceOf: { paidUntilMs: 7 * DAY_MS } } });
  expect(wishFor(extended)).toMatchObject({ wish: { days: 14, unpaidDays: 7 } });
});

it('a unit that Rung did not make is named where it serves a custom model of the base inside a term, here', () => {
  const foundationModelArn = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-lite-v1:0:256k';
  const modelArn = 'arn:aws:bedrock:us-east-1:123456789012:custom-model/nova/abcdefghijkl';
  const unit = { ...THROUGHPUT, region: 'us-east-1', modelArn, foundationModelArn, committedUntilMs: 2 };
  const isNamed = (changes: Partial<typeof unit>) => isUnitOfBase({ ...unit, ...changes }, OTHER, 1);

  expect([isNamed({}), isNamed({ foundationModelArn: foundationModelArn.replace(':256k', '') })]).toEqual([true, true]);
  expect([
    isNamed({ committedUntilMs: 1 }),
    isNamed({ region: 'us-west-2' }),
    isNamed({ modelArn: foundationModelArn }),
    isNamed({ foundationModelArn: foundationModelArn.replace('nova-2-lite', 'nova-pro') }),
  ]).toEqual([false, false, false, false]);
});
