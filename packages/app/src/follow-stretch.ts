import { burnBetween } from '@rung/core/hosting/burn.ts';
import { type AnnouncedEnd, type Spell, type SpellOutcome, spellIdOf } from '@rung/core/hosting/spell.ts';
import { endToTell, type Found, type WatchStep } from '@rung/core/hosting/watch-plan.ts';
import { formatUsd } from '@rung/core/money.ts';
import { type EpochMs, formatDuration } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import {
  type AlertNeeds,
  goesOnIfFound,
  sayIfHindered,
  sayUnderAlert,
  showAlert,
  tellStopper,
  turnAlert,
} from './show-alert.ts';
import { beginStop } from './stop-hosting.ts';
import { goneBecause } from './who-ended.ts';

type Needs = AlertNeeds & Pick<Deps, 'stopFlow'>;

/** Takes the step that is due for a stretch that was announced before. Each step is one conditional move, so two watches take it once. */
export async function followStretch(
  deps: Needs,
  { spell, look, step }: { spell: Spell; look: Found; step: WatchStep },
): Promise<void> {
  switch (step.kind) {
    case 'nothing':
    case 'announce':
      return;
    case 'close':
      return close(deps, { spell, outcome: await closing(deps, spell, step), look });
    case 'wake':
      return wake(deps, spell, look);
    case 'escalate':
      return escalate(deps, spell, look);
    case 'refresh':
      return refresh(deps, spell, look);
    case 'announce-end':
      return announceEnd(deps, spell, look);
    case 'withdraw-end':
      return withdrawEnd(deps, spell, look);
    case 'stop':
      return void (await beginStop(deps, { spell, by: { kind: 'policy' }, look }));
    case 'stop-anew':
      return void (await beginStop(deps, { spell, by: step.by, look }));
    default:
      return step satisfies never;
  }
}

async function close(deps: Needs, turn: Parameters<typeof turnAlert>[1]): Promise<void> {
  const closed = await turnAlert(deps, turn);
  if (!closed) return;
  await sayIfHindered(deps, closed);
  const before = turn.spell.outcome;
  if (closed.outcome.kind !== 'kept' || (before.kind !== 'stopping' && before.kind !== 'deleting')) return;
  await tellStopper(deps, closed, { by: before.by, because: closed.outcome.because, look: turn.look });
}

/** What is gone after a deletion whose answer was lost was deleted by it, as far as anybody can know. */
async function closing(
  deps: Needs,
  spell: Spell,
  { because }: Extract<WatchStep, { kind: 'close' }>,
): Promise<SpellOutcome> {
  const atMs = deps.clock.nowMs();
  if (because.kind !== 'gone') return { kind: 'kept', because, atMs };
  const { outcome } = spell;
  return outcome.kind === 'deleting'
    ? { kind: 'deleted', by: outcome.by, atMs }
    : { kind: 'kept', because: await goneBecause(deps, spell), atMs };
}

/** Whoever answers in the same moment has the last word on the card. */
async function refresh(deps: Needs, spell: Spell, look: Found): Promise<void> {
  const refreshed = { ...spell, refreshedAtMs: deps.clock.nowMs(), version: spell.version + 1 };
  if ((await deps.spells.move(refreshed)) === 'lost') return;
  const shown = await showAlert(deps, refreshed, look);
  const now = await deps.spells.find(spellIdOf(spell.key));
  if (now && now.version > shown.version) await showAlert(deps, now, look);
}

async function wake(deps: Needs, spell: Spell, look: Found): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const asleep = { ...spell, announcedAtMs: nowMs, escalatedAtMs: undefined };
  const open = await turnAlert(deps, { spell: asleep, outcome: { kind: 'open' }, look });
  if (!open) return;
  await sayUnderAlert(deps, open, {
    headline: 'The snooze is over, and it still idles.',
    detail: `${soFarWords(look)}The buttons stand in the alert above.`,
    ...(spell.outcome.kind === 'snoozed' ? { to: [{ kind: 'person', id: spell.outcome.by }] } : {}),
  });
  await announceEnd(deps, open, look);
}

async function escalate(deps: Needs, spell: Spell, look: Found): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const escalated = { ...spell, escalatedAtMs: nowMs, version: spell.version + 1 };
  if ((await deps.spells.move(escalated)) === 'lost') return;
  await showAlert(deps, escalated, look);
  await sayUnderAlert(deps, escalated, {
    headline: `Nobody has answered this alert for ${formatDuration(nowMs - spell.announcedAtMs)}${costWords(spell, look)}.`,
    detail: `${soFarWords(look)}The buttons stand in the alert above.`,
    to: deps.settings.idle.owners,
  });
}

/** What it has cost since it was announced; nothing where no price is known. */
function costWords({ announcedAtMs }: Spell, look: Found): string {
  const cost = typeof look === 'string' ? undefined : burnBetween(look, announcedAtMs, look.lookedAtMs);
  return cost === undefined ? '' : `, which cost ${formatUsd(cost)}`;
}

/** "It has cost $9,387 since it idles. It goes on at $108.15 an hour, $2,596 a day. "; nothing where no price is known. */
function soFarWords(look: Found): string {
  if (typeof look === 'string' || look.state.kind !== 'idle') return '';
  const cost = burnBetween(look, look.state.provenSinceMs, look.lookedAtMs);
  return cost === undefined ? '' : `It has cost ${formatUsd(cost)} since it idles.${goesOnIfFound(look)} `;
}

/** Tells an end by policy in the thread, and records it once Slack has taken it: what nobody was told of does not come. */
async function announceEnd(deps: Needs, spell: Spell, look: Found): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const end = typeof look === 'string' ? undefined : endToTell(look, spell, { policy: deps.settings.idle, nowMs });
  if (!end) return;
  const telling = { ...spell, tellingSinceMs: nowMs, version: spell.version + 1 };
  if ((await deps.spells.move(telling)) === 'lost') return;
  await sayUnderAlert(deps, telling, endWords(deps, end, nowMs));
  const told = { ...telling, announcedEnd: end, tellingSinceMs: undefined, version: telling.version + 1 };
  if ((await deps.spells.move(told)) === 'moved') await showAlert(deps, told, look);
}

function endWords({ settings }: Needs, { stopsAtMs, againAtMs }: AnnouncedEnd, nowMs: EpochMs) {
  const headline = `By the team’s policy it is deleted in ${formatDuration(stopsAtMs - nowMs)}.`;
  const keep = 'To keep it, press Snooze or Keep in the alert above.';
  return againAtMs === undefined
    ? { headline, detail: `${keep} It is said once more before, an hour ahead.` }
    : { headline, detail: keep, to: settings.idle.owners };
}

async function withdrawEnd(deps: Needs, spell: Spell, look: Found): Promise<void> {
  const withdrawn = { ...spell, announcedEnd: undefined, tellingSinceMs: undefined, version: spell.version + 1 };
  if ((await deps.spells.move(withdrawn)) === 'lost') return;
  const shown = await showAlert(deps, withdrawn, look);
  await sayUnderAlert(deps, shown, {
    headline: 'The team’s policy does not delete it any more.',
    detail: 'It goes on until somebody presses Delete in the alert above.',
  });
}
