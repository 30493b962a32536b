import type { Spell } from '@rung/core/hosting/spell.ts';
import { type AlertClick, PRESSED_FIRST, refuse, takeClick } from './alert-click.ts';
import type { Deps } from './deps.ts';
import { lookAgain } from './look-at-hostings.ts';
import { turnAlert } from './show-alert.ts';

const isStopping = ({ outcome }: Spell) => outcome.kind === 'stopping';

/** "Cancel": within its minute a confirmed deletion is taken back, and the alert is open again. */
export async function cancelStop(
  deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'spells' | 'messenger' | 'people'>,
  click: AlertClick,
): Promise<void> {
  const taken = await takeClick(deps, click, isStopping);
  if (!taken) return;
  const turn = { spell: taken.spell, outcome: { kind: 'open' }, look: await lookAgain(deps, taken.spell) } as const;
  if (!(await turnAlert(deps, turn))) await refuse(deps, click, PRESSED_FIRST);
}
