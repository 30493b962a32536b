import { emptyMeter } from '@rung/core/cost/bill/hosting-meter.ts';
import { monthCosts } from '@rung/core/cost/bill/month-costs.ts';
import { whyNotSeeCosts } from '@rung/core/cost/bill/who-sees-costs.ts';
import { moneyNotSpent } from '@rung/core/cost/money-not-spent.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

type Needs = Pick<
  Deps,
  | 'clock'
  | 'settings'
  | 'people'
  | 'launches'
  | 'judgements'
  | 'evaluations'
  | 'ledgers'
  | 'book'
  | 'prices'
  | 'messenger'
>;

/** Newest records that a month is added up from. */
const LOOKED_THROUGH = 1000;

/** "What does this month cost?": by team, by model, by hosting, and what was not spent; from what the schedules keep, without a question to AWS. */
export async function showCosts(deps: Needs, asker: { by: UserId; channel: string }): Promise<void> {
  const to = { place: { channel: asker.channel }, user: asker.by };
  const refused = whyNotSeeCosts(await deps.people.find(asker.by));
  if (refused !== undefined)
    return deps.messenger.whisper(to, { kind: 'notice', headline: 'Nothing was shown.', detail: refused });
  const month = monthOf(deps.clock.nowMs());
  const [launches, judgements, evaluations, ledgers, meter, bill] = await Promise.all([
    deps.launches.recent(LOOKED_THROUGH),
    deps.judgements.recent(LOOKED_THROUGH),
    deps.evaluations.recent(LOOKED_THROUGH),
    deps.ledgers.recent(LOOKED_THROUGH),
    deps.book.meter(month),
    deps.book.bill(),
  ]);
  const costs = monthCosts({ month, launches, judgements, evaluations, meter: meter ?? emptyMeter(month), bill });
  const notSpent = moneyNotSpent(ledgers, await priceBook(deps), deps.settings.region);
  await deps.messenger.whisper(to, { kind: 'costs', costs, notSpent });
}
