import type { Card } from '@rung/core/chat/card.ts';
import { type HeldLease, hostingNameOf } from '@rung/core/hosting/lease/lease.ts';
import { amountOfMore } from '@rung/core/hosting/lease/lease-price.ts';
import { EXTENSION_DAYS, extendedEnd, type LeasePressers } from '@rung/core/hosting/lease/lease-rule.ts';
import { formatUsdLimit } from '@rung/core/money.ts';
import type { Button } from '@slack/types';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, code, context, type Drawn, drawn, moment, section } from './blocks.ts';
import { goes } from './imported-words.ts';
import { leaseEndCard } from './lease-end-card.ts';
import { pricedLeaseCard } from './lease-priced-card.ts';
import {
  approvedWords,
  capital,
  enderWords,
  extendedWords,
  modelWords,
  monthWords,
  priceNote,
  wayWords,
  whoKeepsWords,
  whoWords,
} from './lease-words.ts';

/** The one card of a hosting that Rung makes, as its record stands. */
export function leaseCard({ lease, policy, pressers }: Extract<Card, { kind: 'lease' }>): Drawn {
  switch (lease.state) {
    case 'priced':
      return pricedLeaseCard(lease, policy);
    case 'making':
      return drawn(`*${modelWords(lease)}: being hosted* since ${moment(lease.startedAtMs)}. It takes minutes.`, [
        context(`${wayWords(lease.wish)}. ${approvedWords(lease)} In AWS it is ${code(hostingNameOf(lease))}.`),
      ]);
    case 'standing':
    case 'stopping':
    case 'deleting':
      return heldCard(lease, pressers);
    case 'ended':
    case 'refused':
    case 'failed':
      return leaseEndCard(lease);
    default:
      return lease satisfies never;
  }
}

function heldCard(lease: HeldLease, pressers: LeasePressers): Drawn {
  const about = context(
    `${wayWords(lease.wish)}. Asked by <@${lease.requester}>. ${approvedWords(lease)}${extendedWords(lease)} Its id to call: ${code(lease.arn)}.`,
    priceNote(lease),
  );
  if (lease.state === 'stopping') {
    const detail = `${capital(enderWords(lease.by))}. It is deleted ${moment(lease.dueMs)}; until then it can be kept.`;
    const keep = button({ actionId: ACTIONS.keepLease, text: 'Keep it', value: lease.id, style: 'primary' });
    return drawn(`*${modelWords(lease)}: stopping.* ${detail}`, [
      ...actions([keep, extendButton(lease)]),
      context(whoKeepsWords(lease, pressers)),
      about,
    ]);
  }
  if (lease.state === 'deleting')
    return drawn(`*${modelWords(lease)}: being deleted*, ${enderWords(lease.by)}, ${moment(lease.atMs)}.`, [about]);
  return drawn(`*${modelWords(lease)}: hosted until ${moment(lease.endsAtMs)}.* ${capital(monthWords(lease))}.`, [
    ...termWords(lease),
    ...leaseButtons(lease),
    ...goes(lease),
    context(whoWords(lease, pressers), `Extended, it stands ${newEndWords(lease)}.`),
    about,
  ]);
}

export const termWords = ({ committedUntilMs }: HeldLease) =>
  committedUntilMs === undefined ? [] : [section(`*Its term cannot be left* before ${moment(committedUntilMs)}.`)];

/** More time, or none: the kill switch stands wherever the lease is spoken of. */
export function leaseButtons(lease: HeldLease) {
  return actions([extendButton(lease), ...(lease.committedUntilMs === undefined ? [stopButton(lease)] : [])]);
}

/** A message of before an extension decides nothing after it. */
const endValue = ({ id, endsAtMs }: HeldLease) => `${id}:${endsAtMs}`;

/** "until 15 Dec instead of 8 Dec"; what is over already is extended from the press on. */
export function newEndWords({ endsAtMs, heldAtMs, notBeforeMs }: HeldLease): string {
  const isOver = Math.max(heldAtMs ?? 0, notBeforeMs ?? 0) >= endsAtMs;
  if (isOver) return `until ${EXTENSION_DAYS} days after the press; its end was ${moment(endsAtMs)}`;
  return `until ${moment(extendedEnd({ endsAtMs }, 0))} instead of ${moment(endsAtMs)}`;
}

function extendButton(lease: HeldLease): Button {
  const more = amountOfMore(lease, EXTENSION_DAYS);
  const cost = `${formatUsdLimit(more)}${lease.price.kind === 'known' ? '' : ' reserved'}`;
  const limit = lease.price.kind === 'known' ? '' : ', and nothing stops at it,';
  const text = `Extend ${EXTENSION_DAYS} days (${cost})`;
  return button({
    ...{ actionId: ACTIONS.extendLease, text, value: endValue(lease) },
    confirm: {
      title: `Extend ${lease.model.name}?`,
      text: `${cost}${limit} for ${EXTENSION_DAYS} days more: ${newEndWords(lease)}. ${lease.committedUntilMs === undefined ? 'It can still be stopped at any time.' : ''}`.trim(),
      yes: 'Extend it',
    },
  });
}

function stopButton(lease: HeldLease): Button {
  const again = lease.model.imported
    ? 'With it the model goes from Bedrock, if it can be imported again from S3.'
    : 'The model stays. Hosting it again takes minutes and a new yes.';
  const text = `It is deleted in a minute, in use or not: requests to it fail from then on. ${again}`;
  return button({
    ...{ actionId: ACTIONS.stopLease, text: 'Stop now', value: endValue(lease), style: 'danger' },
    confirm: { title: `Stop ${lease.model.name}?`, text, yes: 'Stop it' },
  });
}
