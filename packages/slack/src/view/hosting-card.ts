import type { Burn } from '@rung/core/chat/card.ts';
import { type HostingLook, type KeptBecause, type Spell, spellIdOf } from '@rung/core/hosting/hosting.ts';
import { burnBetween, burnPerHour } from '@rung/core/hosting/idleness.ts';
import { formatUsd, type MicroUsd, sumUsd } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { ACTIONS } from '../action-ids.ts';
import {
  actions,
  button,
  code,
  context,
  count,
  type Drawn,
  day,
  drawn,
  moment,
  safe,
  safeUpTo,
  section,
} from './blocks.ts';
import { packLines } from './pack-lines.ts';

type Idle = Extract<HostingLook['state'], { kind: 'idle' }>;

/** The alert of one idle stretch: its burn rate, what it has cost since, and the one thing to do. */
export function hostingCard(look: HostingLook, spell: Spell): Drawn {
  const { hosting, state } = look;
  if (state.kind !== 'idle') return drawn(`${safe(hosting.name)} is not idle.`, []);
  const hourly = burnPerHour(look);
  const lost = burnBetween(look, state.provenSinceMs, look.lookedAtMs);
  const idleFor = formatDuration(look.lookedAtMs - state.provenSinceMs);
  const rate =
    hourly === undefined ? 'costs by the hour (its price is not known to Rung)' : `costs ${formatUsd(hourly)} an hour`;
  const headline = `*${safe(hosting.name)} has answered nothing for ${idleFor} and ${rate}.* ${sinceWords(state, lost)}`;
  return drawn(headline, [context(aboutWords(look)), ...endBlocks(look, spell)]);
}

function sinceWords(state: Idle, lost: MicroUsd | undefined): string {
  const since = sincePhrase(state);
  return lost === undefined ? `That is the time ${since}.` : `${formatUsd(lost)} ${since}.`;
}

function sincePhrase(state: Idle): string {
  if (state.everUsed) return `since its last request (${moment(state.sinceMs)})`;
  if (state.provenSinceMs === state.sinceMs)
    return `since it was made (${moment(state.sinceMs)}); no request is on record`;
  return `in the two weeks that its metrics reach back; no request is on record, and it was made ${moment(state.sinceMs)}`;
}

const SOURCE = { live: ', read from AWS', shipped: ', from the table that Rung ships' } as const;

function aboutWords(look: HostingLook): string {
  const { hosting, hourly } = look;
  const model = code(hosting.modelArn.slice(hosting.modelArn.lastIndexOf('/') + 1));
  const price = hourly.kind === 'known' ? ` Price of ${day(hourly.price.asOf)}${SOURCE[hourly.price.kind]}.` : '';
  return `Provisioned Throughput, ${count(hosting.modelUnits, 'unit')}, ${model}, ${hosting.region}, looked at ${moment(look.lookedAtMs)}.${price}`;
}

function endBlocks(look: HostingLook, spell: Spell) {
  const { hosting, state } = look;
  const value = spellIdOf(spell.key);
  const keep = (text: string) => button({ actionId: ACTIONS.keepHosting, text, value });
  if (state.kind === 'idle' && state.committedUntilMs !== undefined) {
    const cost = burnBetween(look, look.lookedAtMs, state.committedUntilMs);
    const words = cost === undefined ? '' : ` It will cost ${formatUsd(cost)} until then.`;
    return [
      section(`*It cannot be stopped:* its term ends ${moment(state.committedUntilMs)}.${words}`),
      ...actions([keep('Close this alert')]),
    ];
  }
  const hourly = burnPerHour(look);
  const saves = hourly === undefined ? 'It stops billing.' : `It saves ${formatUsd(hourly)} an hour.`;
  const text = `${saves} Its model stays; hosting it again takes about 20 minutes and a new approval. If Rung did not make it, your click says that it is yours to delete.`;
  const stop = button({
    actionId: ACTIONS.stopHosting,
    text: 'Delete',
    value,
    style: 'danger',
    confirm: { title: `Delete ${hosting.name}?`, text, yes: 'Delete throughput' },
  });
  return actions([stop, keep('Keep it')]);
}

/** What became of an alert; it stays as the record. */
export function resolvedHostingCard(spell: Spell, burn: Burn): Drawn {
  const { headline, detail } = outcomeWords(spell, burn);
  return drawn(`*${safe(spell.name)}: ${headline}* ${detail}`.trimEnd(), []);
}

function outcomeWords(spell: Spell, burn: Burn): { headline: string; detail: string } {
  const { outcome } = spell;
  switch (outcome.kind) {
    case 'deleted': {
      const saving = burn.hourly === undefined ? '' : ` Saving ${formatUsd(burn.hourly)} an hour;`;
      const cost = burn.sinceIdle === undefined ? '' : ` it cost ${formatUsd(burn.sinceIdle)} while idle.`;
      return { headline: 'deleted.', detail: `By <@${outcome.by}>, ${moment(outcome.atMs)}.${saving}${cost}` };
    }
    case 'kept':
      return { headline: 'kept.', detail: keptWords(outcome.because) };
    case 'deleting':
      return { headline: 'being deleted.', detail: `By <@${outcome.by}>, ${moment(outcome.atMs)}.` };
    case 'open':
      return { headline: 'idle.', detail: '' };
    default:
      return outcome satisfies never;
  }
}

function keptWords(because: KeptBecause): string {
  switch (because.kind) {
    case 'traffic-came-back': {
      const requests = count(because.requests, 'request');
      return `Traffic came back ${moment(because.lastRequestAtMs)} (${requests}). Nothing was deleted.`;
    }
    case 'committed':
      return `Its term ends ${moment(because.untilMs)}, and AWS deletes nothing before. Nothing was deleted.`;
    case 'gone':
      return 'AWS does not list it any more; somebody deleted it elsewhere.';
    case 'person':
      return `<@${because.by}> keeps it. You hear again when it idles anew after traffic.`;
    default:
      return because satisfies never;
  }
}

/** `/rung idle`: what stands costs together, then each, the dearest idle one first. */
export function hostingList(looks: readonly HostingLook[]): Drawn {
  if (looks.length === 0)
    return drawn(
      '*Nothing stands that costs by the hour.* Rung looks every hour and speaks up when something idles.',
      [],
    );
  const idle = looks.filter(({ state }) => state.kind === 'idle');
  const ranked = [...looks].sort((a, b) => idleCost(b) - idleCost(a));
  const list = packLines(ranked.map(line), LONGEST_LIST);
  return drawn(`*${standWords(looks)}* ${idleWords(idle, looks.length)}`, [
    ...list.blocks,
    ...(list.left > 0 ? [context(`And ${list.left} more, which have idled for less.`)] : []),
    ...(idle.length > 0
      ? [context('An idle one is announced once, in the channel of the watch, with the button that deletes it.')]
      : []),
  ]);
}

/** Characters of the list, so that forty names of the longest kind still fit a message. */
const LONGEST_LIST = 9000;

const standWords = (looks: readonly HostingLook[]) =>
  `${count(looks.length, 'hosting')} ${looks.length === 1 ? 'stands' : 'stand'}: ${togetherWords(looks)}.`;

function idleWords(idle: readonly HostingLook[], all: number): string {
  if (idle.length === 0) return 'None is idle.';
  if (idle.length === all) return all === 1 ? 'It is idle.' : 'All of them are idle.';
  return `${idle.length} of them ${idle.length === 1 ? 'is' : 'are'} idle: ${togetherWords(idle)}.`;
}

/** "$216.30 an hour", and of how many the price is not known. */
function togetherWords(looks: readonly HostingLook[]): string {
  const prices = looks.map(burnPerHour).filter((price) => price !== undefined);
  const unknown = looks.length - prices.length;
  if (prices.length === 0) return 'price not known';
  const sum = `${formatUsd(sumUsd(...prices))} an hour`;
  return unknown === 0 ? sum : `${sum}, and ${unknown} whose price is not known`;
}

const idleCost = (look: HostingLook) =>
  look.state.kind === 'idle' ? (burnBetween(look, look.state.provenSinceMs, look.lookedAtMs) ?? 0) : -1;

function line(look: HostingLook): string {
  const hourly = burnPerHour(look);
  const rate = hourly === undefined ? 'price not known' : `${formatUsd(hourly)} an hour`;
  return `• *${safe(look.hosting.name)}* · ${rate} · ${stateWords(look)}`;
}

function stateWords(look: HostingLook): string {
  const { state } = look;
  switch (state.kind) {
    case 'busy':
      return `in use, last request ${moment(state.lastRequestAtMs)}`;
    case 'tooYoung':
      return `too young to judge before ${moment(state.untilMs)}`;
    case 'unknown':
      return `traffic not known (${safeUpTo(200, state.why)})`;
    case 'idle': {
      const lost = burnBetween(look, state.provenSinceMs, look.lookedAtMs);
      const cost = lost === undefined ? '' : `, ${formatUsd(lost)} so far`;
      return `idle for ${formatDuration(look.lookedAtMs - state.provenSinceMs)}${cost}${state.committedUntilMs === undefined ? '' : ', inside a term'}`;
    }
    default:
      return state satisfies never;
  }
}
