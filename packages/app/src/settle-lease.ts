import { findBaseModel } from '@rung/core/dataset/base-models.ts';
import { type EndedLease, type HeldLease, nextStands } from '@rung/core/hosting/lease/lease.ts';
import { type LeaseUse, paidFromMs, settleLease, spendOf } from '@rung/core/hosting/lease/lease-spend.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

export type SettleNeeds = Pick<Deps, 'clock' | 'settings' | 'prices' | 'trafficMeter' | 'launches'>;

/** "What did it come to?": a lease that is over, with what it cost by our own meter, and the change that gives the rest back. */
export async function endedWith(deps: SettleNeeds, lease: HeldLease, how: EndedLease['how']) {
  const atMs = deps.clock.nowMs();
  const use = await useOf(deps, lease).catch(() => undefined);
  const spend = spendOf(lease, atMs, use);
  const ended: EndedLease = { ...nextStands(lease), state: 'ended', how, atMs, spend };
  return { ended, budget: settleLease(lease, spend) };
}

/** Counted where it is billed by use. */
async function useOf(deps: SettleNeeds, lease: HeldLease): Promise<LeaseUse | undefined> {
  switch (lease.wish.way) {
    case 'on-demand':
      return tokensOf(deps, lease);
    case 'import':
      return {
        kind: 'copies',
        windows: await deps.trafficMeter.copyWindows(lease.arn, paidTime(deps, lease)),
        book: await priceBook(deps),
      };
    case 'throughput':
    case 'throughput-1-month':
    case 'throughput-6-months':
      return undefined;
    default:
      return lease.wish.way satisfies never;
  }
}

const paidTime = ({ clock }: SettleNeeds, lease: HeldLease) => ({ fromMs: paidFromMs(lease), toMs: clock.nowMs() });

async function tokensOf(deps: SettleNeeds, lease: HeldLease): Promise<LeaseUse | undefined> {
  const launch = await deps.launches.find(lease.model.launchId);
  if (!launch || !isTrained(launch.recipe)) return undefined;
  const base = findBaseModel(launch.recipe.base.id);
  if (base.kind !== 'tunable') return undefined;
  const hours = await deps.trafficMeter.hoursOf(lease.arn, paidTime(deps, lease));
  return { kind: 'tokens', hours, baseModelId: base.model.id, book: await priceBook(deps) };
}
