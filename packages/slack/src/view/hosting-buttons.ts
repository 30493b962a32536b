import { burnBetween, burnPerHour } from '@rung/core/hosting/burn.ts';
import type { HostingLook } from '@rung/core/hosting/hosting.ts';
import { isDeletable } from '@rung/core/hosting/ownership.ts';
import { type Spell, spellIdOf } from '@rung/core/hosting/spell.ts';
import { formatHourly, formatUsd } from '@rung/core/money.ts';
import type { KnownBlock } from '@slack/types';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, moment, section } from './blocks.ts';
import { snoozeMenu } from './snooze-menu.ts';

type Idle = Extract<HostingLook['state'], { kind: 'idle' }>;

/** What an alert offers: only what may be done about this hosting. */
export function whatToDo(spell: Spell, look: HostingLook, state: Idle): KnownBlock[] {
  if (state.committedUntilMs !== undefined) {
    const cost = burnBetween(look, look.lookedAtMs, state.committedUntilMs);
    const words = cost === undefined ? '' : ` It will cost ${formatUsd(cost)} until then.`;
    return [
      section(`*It cannot be deleted:* its term ends ${moment(state.committedUntilMs)}.${words}`),
      ...actions([keepButton(spell)]),
    ];
  }
  const hourly = burnPerHour(look);
  const rest = [snoozeMenu(spell, hourly), keepButton(spell)];
  if (isDeletable(spell.ownership)) return actions([deleteButton(spell, look), ...rest]);
  const isTagged = spell.ownership.kind === 'others' && spell.ownership.isTagged;
  return [
    section(isTagged ? TAGGED : UNTAGGED),
    ...actions(isTagged ? [adoptButton(spell), ...rest] : [...rest, adoptButton(spell)]),
  ];
}

const TAGGED =
  'Its owner tagged it `rung:may-delete` = `yes`. Once one of those who may press adopts it, Delete stands here.';
const UNTAGGED =
  'Rung deletes only what it made or what was adopted. If it is yours: tag it `rung:may-delete` = `yes` in AWS, then one of those who may press presses Adopt. Or delete it in AWS.';

/** What one that is put off or kept still offers: its deletion, or the word that allows it. */
export function wayOut(spell: Spell, look: HostingLook | undefined): KnownBlock[] {
  if (look?.state.kind !== 'idle' || look.state.committedUntilMs !== undefined) return [];
  if (isDeletable(spell.ownership)) return actions([deleteButton(spell, look)]);
  return spell.ownership.kind === 'others' ? actions([adoptButton(spell)]) : [];
}

function deleteButton(spell: Spell, look: HostingLook) {
  const hourly = burnPerHour(look);
  const saves = hourly === undefined ? 'It stops billing.' : `It saves ${formatHourly(hourly)}.`;
  const text = `${saves} Whoever calls it fails from then on. ${anewWords(spell)} You have a minute to cancel; traffic cancels too, once CloudWatch has counted it.`;
  return button({
    ...{ actionId: ACTIONS.stopHosting, text: 'Delete', value: spellIdOf(spell.key), style: 'danger' },
    confirm: { title: `Delete ${spell.name}?`, text, yes: 'Delete it' },
  });
}

/** What is left of it: only what Rung hosted is hosted anew through Rung. */
function anewWords({ ownership, hostingKind }: Spell): string {
  const address = hostingKind === 'provisioned-throughput' ? ' and has another address' : '';
  return ownership.kind === 'ours'
    ? `Its model stays; hosting it anew takes about 20 minutes and a new approval${address}.`
    : `Its model stays; what is made anew takes its time${address}.`;
}

export const keepButton = (spell: Spell) =>
  button({ actionId: ACTIONS.keepHosting, text: 'Keep, because…', value: spellIdOf(spell.key) });

function adoptButton(spell: Spell) {
  const text =
    'Your name is recorded. From then on those who may press can delete it while it is idle, and whoever calls it fails then: adopt only what is your team’s.';
  return button({
    ...{ actionId: ACTIONS.adoptHosting, text: 'Adopt', value: spellIdOf(spell.key) },
    confirm: { title: `Adopt ${spell.name}?`, text, yes: 'It is ours' },
  });
}

export const cancelButton = (spell: Spell): KnownBlock => ({
  type: 'actions',
  elements: [button({ actionId: ACTIONS.cancelStop, text: 'Cancel', value: spellIdOf(spell.key), style: 'primary' })],
});
