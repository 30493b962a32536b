import type { Card } from '@rung/core/chat/card.ts';
import { burnBetween, burnPerHour, goesOnWords } from '@rung/core/hosting/burn.ts';
import type { HostingLook } from '@rung/core/hosting/hosting.ts';
import type { HeldLease } from '@rung/core/hosting/lease/lease.ts';
import { isDeletable } from '@rung/core/hosting/ownership.ts';
import type { KeptBecause, Spell, Stopper } from '@rung/core/hosting/spell.ts';
import { formatHourly, formatUsd } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { actions, type CardBlock, code, context, type Drawn, drawn, moment, safe, safeUpTo } from './blocks.ts';
import { cancelButton, keepButton, wayOut, whatToDo } from './hosting-buttons.ts';
import { nameOf, ownerWords, priceWords, rateWords, shapeWords, stopperWords, useWords } from './hosting-words.ts';
import { endedWords, modelWords } from './lease-words.ts';

type HostingCard = Extract<Card, { kind: 'hosting' }>;
type Idle = Extract<HostingLook['state'], { kind: 'idle' }>;

/** The one message of an idle stretch, from the alert to what became of it; what it says at the end stays as the record. */
export function hostingCard(card: HostingCard): Drawn {
  const { spell } = card;
  const { outcome } = spell;
  switch (outcome.kind) {
    case 'open':
      return openCard(card);
    case 'snoozed':
      return snoozedCard(card, outcome);
    case 'stopping': {
      const detail = `By ${stopperWords(outcome.by)}. Until ${moment(outcome.dueMs)} it can be cancelled; traffic cancels it too.`;
      return ended(spell, { is: 'stopping in 60 s.', detail }, [
        cancelButton(spell),
        context(`*Who may press:* ${whoWords(card.stoppers)}. What was deleted is made again only by hosting it anew.`),
      ]);
    }
    case 'deleting':
      return ended(spell, { is: 'being deleted.', detail: byWords(outcome) });
    case 'deleted':
      return ended(spell, { is: 'deleted.', detail: `${byWords(outcome)}${savedWords(card)}` });
    case 'kept':
      return keptCard(card, outcome.because);
    default:
      return outcome satisfies never;
  }
}

const byWords = ({ by, atMs }: { by: Stopper; atMs: number }) => `By ${stopperWords(by)}, ${moment(atMs)}.`;

function ended(spell: Spell, words: { is: string; detail: string }, blocks: readonly CardBlock[] = []): Drawn {
  return drawn(`*${nameOf(spell)}: ${words.is}* ${words.detail}`.trimEnd(), blocks);
}

function openCard({ spell, look, lease, stopsAtMs, stoppers }: HostingCard): Drawn {
  if (look?.state.kind !== 'idle')
    return drawn(`*${nameOf(spell)} was idle when it was last looked at.* AWS did not show it just now.`, [
      ...actions([keepButton(spell)]),
    ]);
  const { state } = look;
  const idleFor = formatDuration(look.lookedAtMs - state.provenSinceMs);
  const headline = `*${lease ? modelWords(lease) : nameOf(spell)} has answered nothing for ${idleFor} and ${rateWords(look)}.* ${sinceWords(look, state)}`;
  const about = `${shapeWords(look.hosting)}. ${lease ? leasedWords(lease, spell) : ownerWords(spell.ownership)} Last look: ${moment(look.lookedAtMs)}. ${priceWords(look)}`;
  return drawn(headline, [
    context(about.trim()),
    ...(stopsAtMs === undefined ? [] : [context(endWords(spell, { stopsAtMs, nowMs: look.lookedAtMs }))]),
    ...whatToDo(spell, look, state),
    context(mayPressWords(stoppers, state.committedUntilMs === undefined ? spell : 'in a term')),
  ]);
}

/** What people know a hosting of Rung's by, and when it ends by itself. */
function leasedWords(lease: HeldLease, spell: Spell): string {
  const { model, requester, endsAtMs } = lease;
  const tuned = model.imported ? 'imported' : `tuned from ${safe(model.baseName)}`;
  return `Rung hosts it for <@${requester}> until ${moment(endsAtMs)} unless extended: ${tuned}, ${code(spell.name)}, launch ${code(model.launchId)}.`;
}

/** What policy does about it: when, or what is in its way. */
function endWords({ hindrance }: Spell, { stopsAtMs, nowMs }: { stopsAtMs: number; nowMs: number }): string {
  return hindrance && nowMs >= stopsAtMs
    ? `The team’s policy cannot delete it, and tries again every hour. ${safeUpTo(LONGEST_HINDRANCE, hindrance.because)} Until that changes, a press of Delete may be refused too.`
    : `The team’s policy deletes it ${moment(stopsAtMs)} unless somebody presses Snooze or Keep, or uses it.`;
}

const LONGEST_HINDRANCE = 500;
const MOST_NAMED = 8;

/** Who may press, and what a press does: whoever reads it at night decides on this. */
function mayPressWords(stoppers: readonly string[], what: Spell | 'in a term'): string {
  const isDeletedHere = what !== 'in a term' && isDeletable(what.ownership);
  const then = !isDeletedHere
    ? 'No button here deletes it as it is.'
    : 'Delete asks once more, then waits a minute: any of them can cancel, and a request calls it off. CloudWatch counts requests some minutes late: ask first if somebody may have just begun to use it. The model stays.';
  return `*Who may press:* ${whoWords(stoppers)}. ${then}`;
}

function whoWords(stoppers: readonly string[]): string {
  if (stoppers.length === 0) return 'any full member';
  const named = stoppers.slice(0, MOST_NAMED).map((id) => `<@${id}>`);
  const more = stoppers.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function sinceWords(look: HostingLook, state: Idle): string {
  const lost = burnBetween(look, state.provenSinceMs, look.lookedAtMs);
  const since = sincePhrase(state);
  return lost === undefined ? `That is the time ${since}.` : `${formatUsd(lost)} ${since}.`;
}

function sincePhrase(state: Idle): string {
  if (state.everUsed) return `since its last request (${moment(state.sinceMs)})`;
  if (state.provenSinceMs === state.sinceMs)
    return `since it was made (${moment(state.sinceMs)}); no request is on record`;
  return `in the two weeks that its metrics reach back; no request is on record, and it was made ${moment(state.sinceMs)}`;
}

/** " Standing idle until then costs $432.60."; nothing where no price is known. */
export function snoozeCostWords(
  look: HostingLook | undefined,
  { atMs, untilMs }: { atMs: number; untilMs: number },
): string {
  const cost = look && burnBetween(look, atMs, untilMs);
  return cost === undefined ? '' : ` Standing idle until then costs ${formatUsd(cost)}.`;
}

function snoozedCard(
  { spell, look, stoppers }: HostingCard,
  { by, untilMs, atMs }: { by: string; untilMs: number; atMs: number },
): Drawn {
  const way = wayOut(spell, look);
  const detail = `By <@${by}>.${snoozeCostWords(look, { atMs, untilMs })}`;
  return ended(spell, { is: `snoozed until ${moment(untilMs)}.`, detail }, [
    ...way,
    context(
      'It is announced again then, if it still idles; no policy deletes it before.',
      ...(way.length > 0 ? [mayPressWords(stoppers, spell)] : []),
    ),
  ]);
}

function savedWords({ look }: HostingCard): string {
  if (look?.state.kind !== 'idle') return '';
  const hourly = burnPerHour(look);
  const cost = burnBetween(look, look.state.provenSinceMs, look.lookedAtMs);
  if (hourly === undefined || cost === undefined) return '';
  return ` Saving ${formatHourly(hourly)}; it cost ${formatUsd(cost)} while idle.`;
}

function keptWords(because: KeptBecause, look: HostingLook | undefined): string {
  switch (because.kind) {
    case 'traffic-came-back':
      return `Traffic came back: ${useWords(because.use)}. Nothing was deleted.`;
    case 'committed':
      return `Its term ends ${moment(because.untilMs)}, and AWS deletes nothing before. Nothing was deleted.`;
    case 'gone':
      return because.ended
        ? `Rung deleted it, ${endedWords(because.ended.by)}, ${moment(because.ended.atMs)}.`
        : 'AWS does not list it any more, and Rung has no record of deleting it.';
    case 'person':
      return `<@${because.by}>: “${safe(because.reason)}”.${goesOnWords(look)} It is asked about each week, and announced anew when it idles after traffic.`;
    default:
      return because satisfies never;
  }
}

/** What somebody keeps can still be deleted, or adopted first: its reason may be over, and without traffic nothing announces it anew. */
function keptCard({ spell, look, stoppers }: HostingCard, because: KeptBecause): Drawn {
  const words = { is: because.kind === 'gone' ? 'gone.' : 'kept.', detail: keptWords(because, look) };
  const way = because.kind === 'person' ? wayOut(spell, look) : [];
  return ended(spell, words, way.length > 0 ? [...way, context(mayPressWords(stoppers, spell))] : []);
}
