import { monthOf } from '@rung/core/cost/month.ts';
import { isSameHosting } from '@rung/core/hosting/hosting.ts';
import { type Snooze, snoozeUntil } from '@rung/core/hosting/snooze.ts';
import type { SpellOutcome, ToKeep } from '@rung/core/hosting/spell.ts';
import { type AlertClick, PRESSED_FIRST, refuse, takeClick } from './alert-click.ts';
import type { Deps } from './deps.ts';
import { lookAgain } from './look-at-hostings.ts';
import { turnAlert } from './show-alert.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'spells' | 'leases' | 'messenger' | 'people'>;

/** "Not now": the alert comes back at the hour that was chosen. */
export async function snoozeAlert(deps: Needs, click: AlertClick & { snooze: Snooze }): Promise<void> {
  await turn(deps, click, ({ nowMs, timeZone }) => ({
    kind: 'snoozed',
    by: click.by,
    atMs: nowMs,
    untilMs: snoozeUntil(click.snooze, { nowMs, timeZone }),
  }));
}

/** "Keep it, because…": the stretch is closed and the hosting stays; a later stretch is announced anew. */
export async function keepHosting(deps: Needs, click: AlertClick & { reason: string }): Promise<void> {
  await turn(deps, click, ({ nowMs }) => ({
    kind: 'kept',
    because: { kind: 'person', by: click.by, reason: click.reason },
    atMs: nowMs,
  }));
}

/** "What is it that I keep?": from our own records, so that the form opens in Slack's three seconds. */
export async function aboutToKeep(
  { spells, book, clock }: Pick<Deps, 'spells' | 'book' | 'clock'>,
  spellId: string,
): Promise<ToKeep | undefined> {
  const [spell, meter] = await Promise.all([spells.find(spellId), book.meter(monthOf(clock.nowMs()))]);
  if (!spell) return undefined;
  const metered = meter?.hostings.find((one) => isSameHosting(one, spell));
  return { name: spell.name, hourly: metered?.hourly };
}

async function turn(
  deps: Needs,
  click: AlertClick,
  to: (at: { nowMs: number; timeZone: string | undefined }) => SpellOutcome,
): Promise<void> {
  const taken = await takeClick(deps, click);
  if (!taken) return;
  const { spell, person } = taken;
  const outcome = to({ nowMs: deps.clock.nowMs(), timeZone: person.timeZone });
  if (!(await turnAlert(deps, { spell, outcome, look: await lookAgain(deps, spell) })))
    await refuse(deps, click, PRESSED_FIRST);
}
