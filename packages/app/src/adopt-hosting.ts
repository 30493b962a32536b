import { mayAskToDelete } from '@rung/core/hosting/spell.ts';
import { type AlertClick, PRESSED_FIRST, refuse, takeClick } from './alert-click.ts';
import type { Deps } from './deps.ts';
import { lookAgain, ownerOf } from './look-at-hostings.ts';
import { type AlertNeeds, showAlert } from './show-alert.ts';

/** "It is ours": an approver's word that a hosting which its owner tagged is the team's to delete; recorded with the name, for this very hosting. */
export async function adoptHosting(deps: AlertNeeds & Pick<Deps, 'people'>, click: AlertClick): Promise<void> {
  const taken = await takeClick(deps, click, mayAskToDelete);
  if (!taken) return;
  const { spell } = taken;
  const look = await lookAgain(deps, spell);
  if (typeof look === 'string' || look.hosting.createdAtMs !== spell.createdAtMs)
    return void (await refuse(deps, click, 'AWS does not list it any more.'));
  await deps.hostingRecords.add({
    ...{ kind: 'adopted', arn: spell.arn, createdAtMs: spell.createdAtMs },
    ...{ by: click.by, atMs: deps.clock.nowMs(), version: 1 },
  });
  const owned = { ...spell, ownership: await ownerOf(deps, look.hosting), version: spell.version + 1 };
  if ((await deps.spells.move(owned)) === 'lost') return void (await refuse(deps, click, PRESSED_FIRST));
  await showAlert(deps, owned, look);
}
