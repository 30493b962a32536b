import { GRACE_MS, mayAskToDelete, type Spell, type Stopper, settle } from '@rung/core/hosting/spell.ts';
import { judgeStop, type StopAnswer } from '@rung/core/hosting/stop-rule.ts';
import type { Found } from '@rung/core/hosting/watch-plan.ts';
import { type AlertClick, PRESSED_FIRST, refuse, takeClick } from './alert-click.ts';
import type { Deps } from './deps.ts';
import { lookAgain, ownerOf } from './look-at-hostings.ts';
import { type AlertNeeds, showAlert, tellStopper, turnAlert } from './show-alert.ts';

type Needs = AlertNeeds & Pick<Deps, 'stopFlow' | 'people'>;

/** "Delete it": what may not be deleted is said at once; for the rest begins the minute in which it can be cancelled. */
export async function stopHosting(deps: Needs, click: AlertClick): Promise<void> {
  const taken = await takeClick(deps, click, mayAskToDelete);
  if (!taken) return;
  const { spell } = taken;
  const by = { kind: 'person', id: click.by } as const;
  const { look, answer } = await judgeNow(deps, spell, by);
  switch (answer.kind) {
    case 'delete':
      if (!(await beginStop(deps, { spell, by, look }))) await refuse(deps, click, PRESSED_FIRST);
      return;
    case 'keep': {
      const outcome = { kind: 'kept', because: answer.because, atMs: deps.clock.nowMs() } as const;
      const closed = await turnAlert(deps, { spell, outcome, look });
      if (closed) await tellStopper(deps, closed, { by, because: answer.because, look });
      else await refuse(deps, click, PRESSED_FIRST);
      return;
    }
    case 'unsure':
      await refuse(deps, click, answer.because);
      return;
    default:
      answer satisfies never;
  }
}

/** What may be done to a stretch's hosting, on a look and an owner of this very moment. */
export async function judgeNow(
  deps: Pick<Needs, 'clock' | 'settings' | 'hostings' | 'prices' | 'hostingRecords'>,
  spell: Spell,
  by: Stopper,
): Promise<{ look: Found; answer: StopAnswer }> {
  const look = await lookAgain(deps, spell);
  const ownership = typeof look === 'string' ? spell.ownership : await ownerOf(deps, look.hosting);
  return { look, answer: judgeStop(spell, by, { look, ownership, policy: deps.settings.idle }) };
}

/** Records the stop with its minute, then starts the workflow that waits it out; false when somebody else was first. */
export async function beginStop(
  deps: Pick<Needs, 'clock' | 'settings' | 'spells' | 'leases' | 'stopFlow' | 'messenger'>,
  stop: { spell: Spell; by: Stopper; look: Found },
): Promise<boolean> {
  const atMs = deps.clock.nowMs();
  const dueMs = atMs + GRACE_MS;
  const stopping = settle(stop.spell, { kind: 'stopping', by: stop.by, atMs, dueMs });
  if ((await deps.spells.move(stopping)) === 'lost') return false;
  await deps.stopFlow.start({ spell: stopping, dueMs });
  await showAlert(deps, stopping, stop.look);
  return true;
}
