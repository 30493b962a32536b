import type { Burn } from '@rung/core/chat/card.ts';
import { type HostingLook, type KeptBecause, type Spell, spellIdOf } from '@rung/core/hosting/hosting.ts';
import { burnBetween, burnPerHour } from '@rung/core/hosting/idleness.ts';
import { formatUsd, type MicroUsd } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, context, type Drawn, moment, safe, section } from './blocks.ts';

type Idle = Extract<HostingLook['state'], { kind: 'idle' }>;

/** The alert of one idle stretch: its burn rate, what it has cost since, and the one thing to do. */
export function hostingCard(look: HostingLook, spell: Spell): Drawn {
  const { hosting, state } = look;
  if (state.kind !== 'idle')
    return { text: `${hosting.name} is not idle.`, blocks: [section(`${safe(hosting.name)} is not idle.`)] };
  const hourly = burnPerHour(look);
  const lost = burnBetween(look, state.sinceMs, look.lookedAtMs);
  const idleFor = formatDuration(look.lookedAtMs - state.sinceMs);
  const rate =
    hourly === undefined ? 'costs by the hour (its price is not known to Rung)' : `costs ${formatUsd(hourly)} an hour`;
  const headline = `${safe(hosting.name)} has answered nothing for ${idleFor} and ${rate}.`;
  return {
    text: headline.replaceAll('\u200b', ''),
    blocks: [section(`*${headline}* ${sinceWords(state, lost)}`), context(aboutWords(look)), ...endBlocks(look, spell)],
  };
}

function sinceWords(state: Idle, lost: MicroUsd | undefined): string {
  const since = state.everUsed
    ? `since its last request (${moment(state.sinceMs)})`
    : `since it was made (${moment(state.sinceMs)}); no request was ever recorded`;
  return lost === undefined ? `That is the time ${since}.` : `${formatUsd(lost)} ${since}.`;
}

function aboutWords(look: HostingLook): string {
  const { hosting, hourly } = look;
  const units = `${hosting.modelUnits} ${hosting.modelUnits === 1 ? 'unit' : 'units'}`;
  const model = safe(hosting.modelArn.slice(hosting.modelArn.lastIndexOf('/') + 1));
  const price = hourly.kind === 'known' ? ` Price of ${hourly.price.asOf} (${hourly.price.kind}).` : '';
  return `Provisioned Throughput, ${units}, ${model}, ${hosting.region}, looked at ${moment(look.lookedAtMs)}.${price}`;
}

function endBlocks(look: HostingLook, spell: Spell) {
  const { hosting, state } = look;
  const value = spellIdOf(spell.key);
  const keep = button({ actionId: ACTIONS.keepHosting, text: 'Keep it', value });
  if (state.kind === 'idle' && state.committedUntilMs !== undefined) {
    const cost = burnBetween(look, look.lookedAtMs, state.committedUntilMs);
    const words = cost === undefined ? '' : ` It will cost ${formatUsd(cost)} until then.`;
    return [
      section(`*It cannot be stopped:* its term ends ${moment(state.committedUntilMs)}.${words}`),
      ...actions([keep]),
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
  return actions([stop, keep]);
}

/** What became of an alert; it stays as the record. */
export function resolvedHostingCard(spell: Spell, burn: Burn): Drawn {
  const name = safe(spell.name);
  const words = outcomeWords(spell, burn);
  return {
    text: `${spell.name}: ${words.headline}`,
    blocks: [section(`*${name}: ${words.headline}* ${words.detail}`)],
  };
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
      const requests = `${because.requests} ${because.requests === 1 ? 'request' : 'requests'}`;
      return `Traffic came back ${moment(because.lastRequestAtMs)} (${requests}). Nothing was deleted.`;
    }
    case 'committed':
      return `Its term ends ${moment(because.untilMs)}, and AWS deletes nothing before. Nothing was deleted.`;
    case 'gone':
      return 'AWS does not list it any more; somebody deleted it elsewhere.';
    case 'refused-by-aws':
      return `AWS refused to delete it: ${safe(because.message)} Nothing was deleted.`;
    case 'person':
      return `<@${because.by}> keeps it. You hear again when it idles anew after traffic.`;
    default:
      return because satisfies never;
  }
}

/** `/rung idle`: everything that stands, the dearest idle one first. */
export function hostingList(looks: readonly HostingLook[]): Drawn {
  if (looks.length === 0) {
    const text = 'Nothing stands that costs by the hour.';
    return { text, blocks: [section(`*${text}* Rung looks every hour and speaks up when something idles.`)] };
  }
  const ranked = [...looks].sort((a, b) => idleCost(b) - idleCost(a));
  const headline = `${looks.length} ${looks.length === 1 ? 'hosting stands' : 'hostings stand'}.`;
  return {
    text: headline,
    blocks: [section(`*${headline}*`), ...ranked.slice(0, 40).map((look) => section(line(look)))],
  };
}

const idleCost = (look: HostingLook) =>
  look.state.kind === 'idle' ? (burnBetween(look, look.state.sinceMs, look.lookedAtMs) ?? 0) : -1;

function line(look: HostingLook): string {
  const hourly = burnPerHour(look);
  const rate = hourly === undefined ? 'price not known' : `${formatUsd(hourly)} an hour`;
  return `*${safe(look.hosting.name)}* · ${rate} · ${stateWords(look)}`;
}

function stateWords(look: HostingLook): string {
  const { state } = look;
  switch (state.kind) {
    case 'busy':
      return `in use, last request ${moment(state.lastRequestAtMs)}`;
    case 'tooYoung':
      return 'too young to judge';
    case 'unknown':
      return `traffic not known (${safe(state.why)})`;
    case 'idle': {
      const lost = burnBetween(look, state.sinceMs, look.lookedAtMs);
      const cost = lost === undefined ? '' : `, ${formatUsd(lost)} so far`;
      return `idle for ${formatDuration(look.lookedAtMs - state.sinceMs)}${cost}${state.committedUntilMs === undefined ? '' : ', inside a term'}`;
    }
    default:
      return state satisfies never;
  }
}
