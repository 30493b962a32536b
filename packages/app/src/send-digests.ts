import { DIGEST_EVERY_MS, type DigestOrder, digestOf, isNews, saidBy } from '@rung/core/cost/bill/digest.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import { PlaceGone } from '@rung/core/errors.ts';
import { keptModels } from '@rung/core/hosting/kept.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { lookAtHostings } from './look-at-hostings.ts';
import { priceBook } from './price-book.ts';

type Needs = Pick<
  Deps,
  'clock' | 'settings' | 'hostings' | 'prices' | 'spells' | 'launches' | 'leases' | 'book' | 'messenger'
>;

/** Newest launches, stretches and leases that a week is made of. */
const LOOKED_THROUGH = 500;
/** The schedule is no clock: six days and 23 hours are a week. */
const SLACK_MS = HOUR_MS;

/** "How was the week?": for each channel that ordered it and whose week is over; skipped when nothing changed. */
export async function sendDigests(deps: Needs): Promise<{ sent: number; skipped: number }> {
  const nowMs = deps.clock.nowMs();
  const due = (await deps.book.digests()).filter(({ lookedAtMs }) => nowMs - lookedAtMs >= DIGEST_EVERY_MS - SLACK_MS);
  if (due.length === 0) return { sent: 0, skipped: 0 };
  const week = await lookAtWeek(deps, Math.min(...due.map(({ lookedAtMs }) => lookedAtMs)));
  let sent = 0;
  for (const order of due) if (await sendDigest(deps, order, week)) sent += 1;
  return { sent, skipped: due.length - sent };
}

/** What every digest of this look rests on, asked once. */
async function lookAtWeek(deps: Needs, sinceMs: number) {
  const nowMs = deps.clock.nowMs();
  const months = [...new Set([monthOf(sinceMs), monthOf(nowMs)])];
  const [survey, kept, launches, spells, open, over, meters] = await Promise.all([
    lookAtHostings(deps),
    deps.hostings.kept(),
    deps.launches.recent(LOOKED_THROUGH),
    deps.spells.resolved(LOOKED_THROUGH),
    deps.leases.open(),
    deps.leases.over(LOOKED_THROUGH),
    Promise.all(months.map((month) => deps.book.meter(month))),
  ]);
  return {
    ...{
      nowMs,
      launches,
      spells,
      leases: [...open, ...over],
      looks: survey.looks,
      isPartial: survey.unread.length + kept.unread.length > 0,
    },
    kept: keptModels(kept.kept, { priceOf: await priceBook(deps), launches }),
    meters: meters.flatMap((meter) => meter ?? []),
  };
}

/** Two that look at once tell a channel once. A channel that is gone has its order dropped. */
async function sendDigest(
  deps: Needs,
  order: DigestOrder,
  week: Awaited<ReturnType<typeof lookAtWeek>>,
): Promise<boolean> {
  const { channel, lookedAtMs: sinceMs, said } = order;
  if (!(await deps.book.claimDigest(channel, week.nowMs))) return false;
  const hearsAll = channel === deps.settings.watchChannel;
  const digest = digestOf({ ...week, channel, hearsAll, sinceMs });
  const news = isNews(digest, said);
  if (news) {
    const posted = await deps.messenger.post({ channel }, { kind: 'digest', digest }).catch((error: unknown) => {
      if (!(error instanceof PlaceGone)) throw error;
    });
    if (!posted) {
      await deps.book.dropDigest(channel);
      return false;
    }
  }
  await deps.book.keepDigest({ ...order, lookedAtMs: week.nowMs, said: saidBy(digest) });
  return news;
}
