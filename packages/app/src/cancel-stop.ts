import { calledOff, type Spell } from '@rung/core/hosting/spell.ts';
import { type AlertClick, PRESSED_FIRST, refuse, takeClick } from './alert-click.ts';
import type { Deps } from './deps.ts';
import { lookAgain } from './look-at-hostings.ts';
import { goesOnIfFound, sayUnderAlert, turnAlert } from './show-alert.ts';

const isStopping = ({ outcome }: Spell) => outcome.kind === 'stopping';

/** "Cancel": within its minute a confirmed deletion is taken back, the alert is what it was, and whoever had confirmed it is told. */
export async function cancelStop(
  deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'spells' | 'leases' | 'messenger' | 'people'>,
  click: AlertClick,
): Promise<void> {
  const taken = await takeClick(deps, click, isStopping);
  if (!taken) return;
  const { spell } = taken;
  const look = await lookAgain(deps, spell);
  const open = await turnAlert(deps, { spell, outcome: calledOff(spell), look });
  if (!open) return void (await refuse(deps, click, PRESSED_FIRST));
  const stopper = spell.outcome.kind === 'stopping' ? spell.outcome.by : undefined;
  if (stopper?.kind !== 'person' || stopper.id === click.by) return;
  await sayUnderAlert(deps, open, {
    headline: 'Your Delete was cancelled.',
    detail: `<@${click.by}> pressed Cancel, and nothing was deleted.${goesOnIfFound(look)}`,
    to: [stopper],
  });
}
