import type { PriceBook } from '@rung/core/cost/price.ts';
import { hourlyBurn } from '@rung/core/hosting/burn.ts';
import type { Hosting, HostingLook, Ownership, Traffic } from '@rung/core/hosting/hosting.ts';
import { LOOK_BACK_MS, stateOf } from '@rung/core/hosting/idleness.ts';
import { ownershipOf } from '@rung/core/hosting/ownership.ts';
import type { Inventory } from '@rung/core/hosting/ports.ts';
import type { Spell } from '@rung/core/hosting/spell.ts';
import type { Found } from '@rung/core/hosting/watch-plan.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices'>;

/** Everything that stands, as of one moment. */
export interface Survey {
  readonly looks: readonly HostingLook[];
  readonly unread: Inventory['unread'];
}

/** "What stands, and is it used?": every hosting with its state and what an hour of it costs, as of now. */
export async function lookAtHostings(deps: Needs): Promise<Survey> {
  const { hostings, unread } = await deps.hostings.inventory();
  const sinceMs = deps.clock.nowMs() - LOOK_BACK_MS;
  const traffic = await deps.hostings.traffic(hostings, { sinceMs, how: 'cheaply' });
  const book = await priceBook(deps);
  const looks = hostings.map((hosting) => lookOf(deps, hosting, { traffic: traffic.get(hosting.arn), book }));
  return { looks, unread };
}

/** The one hosting of a stretch, looked at closely: what is decided about it is decided on this. */
export async function lookAgain(deps: Needs, sought: Pick<Spell, 'hostingKind' | 'arn' | 'name'>): Promise<Found> {
  const { hostingKind: kind, arn, name } = sought;
  const hosting = await deps.hostings.find({ kind, arn, name });
  if (hosting === 'gone' || hosting === 'unread') return hosting;
  const sinceMs = deps.clock.nowMs() - LOOK_BACK_MS;
  const traffic = await deps.hostings.traffic([hosting], { sinceMs, how: 'closely' });
  return lookOf(deps, hosting, { traffic: traffic.get(hosting.arn), book: await priceBook(deps) });
}

function lookOf(
  { clock, settings }: Needs,
  hosting: Hosting,
  known: { traffic: Traffic | undefined; book: PriceBook },
): HostingLook {
  const nowMs = clock.nowMs();
  const seen = known.traffic ?? { kind: 'unknown', why: 'CloudWatch gave no answer for it.' };
  return {
    hosting,
    state: stateOf(hosting, seen, { nowMs, policy: settings.idle }),
    hourly: hourlyBurn(hosting, known.book, nowMs),
    lookedAtMs: nowMs,
  };
}

/** What a survey found where a stretch's hosting stood. */
export function foundIn({ looks, unread }: Survey, spell: Pick<Spell, 'arn' | 'hostingKind'>): Found {
  const look = looks.find(({ hosting }) => hosting.arn === spell.arn);
  if (look) return look;
  return unread.some(({ kinds }) => kinds.includes(spell.hostingKind)) ? 'unread' : 'gone';
}

/** Whose it is, by its tags and by our own record. */
export async function ownerOf(deps: Pick<Deps, 'hostings' | 'hostingRecords'>, hosting: Hosting): Promise<Ownership> {
  const [tags, record] = await Promise.all([deps.hostings.tags(hosting), deps.hostingRecords.find(hosting)]);
  return ownershipOf(hosting, { tags, record });
}
