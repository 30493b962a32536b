import type { Card } from '@rung/core/chat/card.ts';
import { burnBetween, burnPerHour, isLosing, storageOfMonth } from '@rung/core/hosting/burn.ts';
import { type Hosting, type HostingLook, isSameHosting } from '@rung/core/hosting/hosting.ts';
import { isDeletable } from '@rung/core/hosting/ownership.ts';
import { isKeptByPerson, type Spell } from '@rung/core/hosting/spell.ts';
import { formatUsd, sumUsd } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { context, count, type Drawn, drawn, moment, safe, safeUpTo } from './blocks.ts';
import { isAtZero, keptByWords, runsWords, storageWords, useWords } from './hosting-words.ts';
import { keptLines } from './kept-words.ts';
import { packLines } from './pack-lines.ts';

type HostingsCard = Extract<Card, { kind: 'hostings' }>;

/** `/rung idle`: what stands costs together, then each, the dearest idle one first; what could not be read is said. */
export function hostingList({ looks, unread, alerts, snoozed, kept }: HostingsCard): Drawn {
  const asides = [
    ...packLines(keptLines(kept, kept.lookedAtMs), LONGEST_KEPT).blocks,
    ...packLines([...unread.map(unreadLine), ...snoozed.map(snoozedLine)], LONGEST_ASIDES).blocks,
  ];
  if (looks.length === 0) return drawn(unread.length === 0 ? NOTHING : NOTHING_SEEN, asides);
  const idle = looks.filter(isLosing);
  const ranked = [...looks].sort((a, b) => idleCost(b) - idleCost(a));
  const list = packLines(
    ranked.map((look) => line(look, alertOf(look, alerts))),
    LONGEST_LIST,
  );
  return drawn(`*${standWords(looks)}* ${idleWords(idle, looks)}`, [
    ...list.blocks,
    ...(list.left > 0 ? [context(`And ${list.left} more, which have idled for less.`)] : []),
    ...asides,
    ...(idle.length > 0 ? [context(deleteWords(idle, alerts))] : []),
  ]);
}

const unreadLine = ({ kinds, why }: HostingsCard['unread'][number]) =>
  `Not seen: ${kinds.map((kind) => KINDS[kind]).join(' and ')}. AWS answered ${safeUpTo(200, why)}.`;

const snoozedLine = ({ name, outcome }: HostingsCard['snoozed'][number]) =>
  outcome.kind === 'snoozed' ? `The alert of ${safe(name)} sleeps until ${moment(outcome.untilMs)}.` : '';

const NOTHING = '*Nothing stands that costs by the hour.* Rung looks every hour and speaks up when something idles.';
const NOTHING_SEEN = '*Nothing was seen that costs by the hour, and not everything could be read.*';

const KINDS: Readonly<Record<Hosting['kind'], string>> = {
  'provisioned-throughput': 'Provisioned Throughput',
  'custom-deployment': 'custom models on demand',
  'imported-model': 'imported models',
  'sagemaker-endpoint': 'SageMaker endpoints',
  'marketplace-endpoint': 'Marketplace endpoints',
};

const KIND: Readonly<Record<Hosting['kind'], string>> = {
  'provisioned-throughput': 'Provisioned Throughput',
  'custom-deployment': 'custom model on demand',
  'imported-model': 'imported model',
  'sagemaker-endpoint': 'SageMaker endpoint',
  'marketplace-endpoint': 'Marketplace endpoint',
};

/** Characters of the list, so that thirty names of the longest kind still fit a message. */
const LONGEST_LIST = 6000;
const LONGEST_ASIDES = 2000;
const LONGEST_KEPT = 2500;

const standWords = (looks: readonly HostingLook[]) =>
  `${count(looks.length, 'hosting')} ${looks.length === 1 ? 'stands' : 'stand'}: ${togetherWords(looks)}.`;

function idleWords(idle: readonly HostingLook[], looks: readonly HostingLook[]): string {
  const all = looks.length;
  const isAnyIdle = looks.some(({ state }) => state.kind === 'idle');
  if (idle.length === 0) return isAnyIdle ? 'None that costs by the hour is idle.' : 'None is idle.';
  if (idle.length === all) return all === 1 ? 'It is idle.' : 'All of them are idle.';
  return `${idle.length} of them ${idle.length === 1 ? 'is' : 'are'} idle: ${togetherWords(idle)}.`;
}

/** "$216.30 an hour", and of how many the price is not known. */
function togetherWords(looks: readonly HostingLook[]): string {
  const standing = looks.filter(({ hourly }) => hourly.kind !== 'by-use');
  const prices = standing.map(burnPerHour).filter((price) => price !== undefined);
  const unknown = standing.length - prices.length;
  const stored = storedWords(looks);
  if (standing.length === 0) return `all bill what they answer${stored}`;
  if (prices.length === 0) return `price not known${stored}`;
  const sum = `${formatUsd(sumUsd(...prices))} an hour`;
  return `${sum}${unknown === 0 ? '' : `, and ${unknown} whose price is not known`}${stored}`;
}

/** ", and $3.90 a month for what is stored". */
function storedWords(looks: readonly HostingLook[]): string {
  const prices = looks.flatMap((look) => storageOfMonth(look) ?? []);
  return prices.length === 0 ? '' : `, and ${formatUsd(sumUsd(...prices))} a month for storing imported models`;
}

const idleCost = (look: HostingLook) =>
  look.state.kind === 'idle' ? (burnBetween(look, look.state.provenSinceMs, look.lookedAtMs) ?? 0) : -1;

const alertOf = ({ hosting }: HostingLook, alerts: readonly Spell[]) =>
  alerts.find((alert) => isSameHosting(alert, hosting));

/** Where the button that deletes stands, and of what it stands nowhere. */
function deleteWords(idle: readonly HostingLook[], alerts: readonly Spell[]): string {
  const names = idle
    .filter((look) => isDeletedByButton(look, alertOf(look, alerts)))
    .map(({ hosting }) => hosting.name);
  const announced = 'An idle one is announced once, in the channel of the watch';
  if (names.length === 0) return `${announced}. None of these can be deleted there as it is; the alert says why.`;
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const named = names.slice(0, MOST_NAMED).map((name) => safeUpTo(60, name));
  return `${announced}. Delete stands on the alert of ${named.join(', ')}${more}${names.length < idle.length ? '; the other alerts say why not' : ''}.`;
}

const MOST_NAMED = 5;

const isDeletedByButton = ({ state }: HostingLook, alert: Spell | undefined) =>
  alert !== undefined &&
  state.kind === 'idle' &&
  state.committedUntilMs === undefined &&
  isDeletable(alert.ownership) &&
  (['open', 'snoozed'].includes(alert.outcome.kind) || isKeptByPerson(alert.outcome));

function line(look: HostingLook, alert: Spell | undefined): string {
  const kept = alert && isKeptByPerson(alert.outcome) ? [keptByWords(alert.outcome, look)] : [];
  const parts = [KIND[look.hosting.kind], rate(look), ...runsWords(look), stateWords(look), ...kept];
  return `• *${safe(look.hosting.name)}* · ${parts.join(' · ')}`;
}

function rate(look: HostingLook): string {
  if (isAtZero(look.hosting)) return 'scaled to zero, which costs nothing';
  const hourly = burnPerHour(look);
  if (hourly !== undefined) return `${formatUsd(hourly)} an hour`;
  if (look.hourly.kind !== 'by-use') return 'price not known';
  return look.hourly.storage ? storageWords(look.hourly.storage) : 'billed by use';
}

function stateWords(look: HostingLook): string {
  const { state } = look;
  switch (state.kind) {
    case 'busy':
      return useWords(state.use);
    case 'tooYoung':
      return `too young to judge before ${moment(state.untilMs)}`;
    case 'unknown':
      return `traffic not known (${safeUpTo(200, state.why)})`;
    case 'idle': {
      const idleFor = formatDuration(look.lookedAtMs - state.provenSinceMs);
      if (!isLosing(look)) return `unused for ${idleFor}`;
      const lost = burnBetween(look, state.provenSinceMs, look.lookedAtMs);
      const cost = lost === undefined ? '' : `, ${formatUsd(lost)} so far`;
      return `idle for ${idleFor}${cost}${state.committedUntilMs === undefined ? '' : ', inside a term'}`;
    }
    default:
      return state satisfies never;
  }
}
