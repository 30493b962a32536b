import { moveValue, parseHostForm } from '@rung/core/hosting/lease/host-form.ts';
import { hashLeasePlan } from '@rung/core/hosting/lease/lease.ts';
import { daysLeft, movesFor } from '@rung/core/hosting/lease/replaced.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { expect, it } from 'vitest';
import { atHour, pricedLease, standingLease, TYPED, WISH } from './build-leases.ts';

const OTHER = { baseName: 'Nova 2 Lite', region: 'us-east-1', modelArn: 'arn:of-another' };

it('a model takes over what stands of its base and region, and never its own hosting, a term, or what ends', () => {
  const lease = standingLease();
  const term = standingLease({ wish: { ...WISH, way: 'throughput-1-month' } });
  const ends = { ...lease, state: 'stopping', by: { kind: 'date' }, atMs: 0, dueMs: 1 } as const;
  const many = (...changes: Partial<typeof OTHER>[]) =>
    changes.map((one) => movesFor({ ...OTHER, ...one }, [lease]).length);

  expect(movesFor(OTHER, [lease, term, ends, pricedLease()])).toMatchObject([
    { leaseId: lease.id, arn: lease.arn, way: 'throughput', modelName: 'tone' },
  ]);
  expect(many({ baseName: 'Nova Pro' }, { region: 'us-west-2' }, { modelArn: lease.model.modelArn })).toEqual([
    0, 0, 0,
  ]);
});

it('it has the way and the rest of the days of what it takes over, and a yes binds which that is', () => {
  const [move] = movesFor(OTHER, [standingLease()]);
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
