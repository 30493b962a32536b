import type { PricedLease } from '@rung/core/hosting/lease/lease.ts';
import { isUnitOfBase, type PaidUnit } from '@rung/core/hosting/lease/replaced.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'made' | 'hostingRecords'>;

/**
 * "Is it paid for already?": units inside a term that could answer instead of what would be bought; our own, which the form offered, and
 * those that Rung did not make. Where AWS lists none just now nothing is said of them: the price on the card is true without.
 */
export async function allPaidUnits(
  deps: Needs,
  { wish, model, paidUnits = [] }: PricedLease,
): Promise<readonly PaidUnit[]> {
  if (wish.inPlaceOf) return [];
  const nowMs = deps.clock.nowMs();
  const standing = await deps.made.units().catch(() => []);
  const known = new Set(paidUnits.map(({ arn }) => arn));
  const others = standing.filter((unit) => !known.has(unit.arn) && isUnitOfBase(unit, model, nowMs));
  const found = await Promise.all(others.map(async (unit) => ({ unit, record: await deps.hostingRecords.find(unit) })));
  const foreign = found.filter(({ record }) => record?.kind !== 'made');
  return [
    ...paidUnits,
    ...foreign.map(({ unit: { name, arn, modelUnits: units, committedUntilMs: untilMs = nowMs } }) => ({
      ...{ name, arn, units, untilMs, modelName: undefined },
    })),
  ];
}
