import type { Person } from '@rung/core/chat/person.ts';
import { isActionable, type Spell, type SpellOutcome, type Stopper } from '@rung/core/hosting/spell.ts';
import { whyNotStop } from '@rung/core/hosting/stop-rule.ts';
import type { UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

/** A click on an idle alert. */
export interface AlertClick {
  readonly spellId: string;
  readonly by: UserId;
  readonly channel: string;
}

type Needs = Pick<Deps, 'clock' | 'settings' | 'spells' | 'messenger' | 'people'>;

/** The stretch and the person, when that person may act on it now; otherwise they have been told why nothing happened. */
export async function takeClick(
  deps: Needs,
  click: AlertClick,
  isOpen: (spell: Spell, nowMs: number) => boolean = isActionable,
): Promise<{ spell: Spell; person: Person } | undefined> {
  const spell = await deps.spells.find(click.spellId);
  if (!spell) return refuse(deps, click, 'Rung has no record of this alert.');
  if (!isOpen(spell, deps.clock.nowMs())) return refuse(deps, click, settledWords(spell.outcome));
  const person = await deps.people.find(click.by);
  const because = whyNotStop(person, policyIn(spell.message.channel, deps.settings.approval, 'stop'));
  return because === undefined ? { spell, person } : refuse(deps, click, because);
}

/** Tells the clicker alone that nothing was done, and why. */
export async function refuse(deps: Pick<Deps, 'messenger'>, click: AlertClick, because: string): Promise<undefined> {
  await deps.messenger.whisper(
    { place: { channel: click.channel }, user: click.by },
    { kind: 'notice', headline: 'Your click changed nothing.', detail: `${because} Nothing was deleted by it.` },
  );
  return undefined;
}

export const PRESSED_FIRST =
  'Somebody else’s click or the hourly look came first. The card says what it is now: press again if it still offers it.';

function settledWords(outcome: SpellOutcome): string {
  switch (outcome.kind) {
    case 'deleted':
      return `${stopperWords(outcome.by)} deleted it already.`;
    case 'deleting':
      return `${stopperWords(outcome.by)} is deleting it now.`;
    case 'stopping':
      return `${stopperWords(outcome.by)} is stopping it; the card has the button that cancels.`;
    case 'kept':
      return 'This alert is closed; the hosting was kept.';
    case 'snoozed':
    case 'open':
      return 'It is not being stopped.';
    default:
      return outcome satisfies never;
  }
}

function stopperWords(by: Stopper): string {
  return by.kind === 'person' ? `<@${by.id}>` : 'The team’s policy';
}
