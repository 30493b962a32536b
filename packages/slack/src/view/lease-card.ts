import type { Card } from '@rung/core/chat/card.ts';
import {
  type EndedLease,
  type FailedLease,
  type HeldLease,
  hostingNameOf,
  type RefusedLease,
} from '@rung/core/hosting/lease/lease.ts';
import { amountOfMore } from '@rung/core/hosting/lease/lease-price.ts';
import { EXTENSION_DAYS } from '@rung/core/hosting/lease/lease-rule.ts';
import { reservedFor } from '@rung/core/hosting/lease/lease-spend.ts';
import { formatUsd, formatUsdAbout, formatUsdLimit, type MicroUsd } from '@rung/core/money.ts';
import type { Button } from '@slack/types';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, code, context, count, type Drawn, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { pricedLeaseCard } from './lease-priced-card.ts';
import {
  capital,
  committedWords,
  enderWords,
  modelWords,
  monthWords,
  priceNote,
  wayWords,
  whoWords,
} from './lease-words.ts';

const LONGEST_WHY = 1000;
const NOTHING_MADE = 'Nothing was made, nothing was spent.';

/** The one card of a hosting that Rung makes, as its record stands. */
export function leaseCard({ lease, policy }: Extract<Card, { kind: 'lease' }>): Drawn {
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
      return heldCard(lease);
    case 'ended':
      return endedCard(lease);
    case 'refused':
      return refusedCard(lease);
    case 'failed':
      return failedCard(lease);
    default:
      return lease satisfies never;
  }
}

const approvedWords = ({ approval }: { approval: { by: string | undefined; atMs: number } }) =>
  `Approved by ${approval.by ? `<@${approval.by}>` : 'rule'} ${moment(approval.atMs)}.`;

function heldCard(lease: HeldLease): Drawn {
  const about = context(
    `${wayWords(lease.wish)}. Asked by <@${lease.requester}>. ${approvedWords(lease)}${extendedWords(lease)} Its id to call: ${code(lease.arn)}.`,
    priceNote(lease),
  );
  if (lease.state === 'stopping') {
    const detail = `By ${enderWords(lease.by)}. At ${moment(lease.dueMs)} it is deleted; until then it can be kept.`;
    const keep = button({ actionId: ACTIONS.keepLease, text: 'Keep it', value: lease.id, style: 'primary' });
    return drawn(`*${modelWords(lease)}: stopping.* ${detail}`, [...actions([keep, extendButton(lease)]), about]);
  }
  if (lease.state === 'deleting')
    return drawn(`*${modelWords(lease)}: being deleted*, by ${enderWords(lease.by)}, ${moment(lease.atMs)}.`, [about]);
  return drawn(`*${modelWords(lease)}: hosted until ${moment(lease.endsAtMs)}.* ${capital(monthWords(lease))}.`, [
    ...termWords(lease),
    ...leaseButtons(lease),
    context(whoWords(lease)),
    about,
  ]);
}

export const termWords = ({ committedUntilMs }: HeldLease) =>
  committedUntilMs === undefined ? [] : [section(`*Its term cannot be left* before ${moment(committedUntilMs)}.`)];

const extendedWords = ({ extensions }: Pick<HeldLease, 'extensions'>) =>
  extensions.length === 0
    ? ''
    : ` Extended ${count(extensions.length, 'time')}, last by <@${extensions.at(-1)?.by ?? ''}>.`;

/** More time, or none: the kill switch stands wherever the lease is spoken of. */
export function leaseButtons(lease: HeldLease) {
  return actions([extendButton(lease), ...(lease.committedUntilMs === undefined ? [stopButton(lease)] : [])]);
}

function extendButton(lease: HeldLease): Button {
  const more = amountOfMore(lease, EXTENSION_DAYS);
  const cost = `${formatUsdLimit(more)}${lease.price.kind === 'known' ? '' : ' reserved'}`;
  const text = `Extend ${EXTENSION_DAYS} days (${cost})`;
  return button({ actionId: ACTIONS.extendLease, text, value: lease.id });
}

function stopButton(lease: HeldLease): Button {
  const text =
    'It is deleted in a minute, in use or not: requests to it fail from then on. The model stays. Hosting it again takes minutes and a new yes.';
  return button({
    ...{ actionId: ACTIONS.stopLease, text: 'Stop now', value: lease.id, style: 'danger' },
    confirm: { title: `Stop ${lease.model.name}?`, text, yes: 'Stop it' },
  });
}

function refusedCard(lease: RefusedLease): Drawn {
  const { reason } = lease;
  const headline = `*${modelWords(lease)}: not hosted.*`;
  switch (reason.kind) {
    case 'denied':
      return drawn(`${headline} <@${reason.by}> said no. ${NOTHING_MADE}`, []);
    case 'expired':
      return drawn(`${headline} Nobody said yes in a day. ${NOTHING_MADE}`, []);
    case 'changed':
      return drawn(`${headline} ${safeUpTo(LONGEST_WHY, reason.what)} ${NOTHING_MADE}`, [
        section('*What to do:* host it again; it is priced anew.'),
        ...actions([button({ actionId: ACTIONS.host, text: 'Host it again', value: lease.model.launchId })]),
      ]);
    default:
      return reason satisfies never;
  }
}

function endedCard(lease: EndedLease): Drawn {
  const words = `*${modelWords(lease)}: no longer hosted.* ${howWords(lease)}`;
  return drawn(words, [
    ...actions([button({ actionId: ACTIONS.host, text: 'Host it again', value: lease.model.launchId })]),
    context(spentWords(lease), `The tuned model stays. ${approvedWords(lease)}${extendedWords(lease)}`),
  ]);
}

function howWords({ how, atMs }: EndedLease): string {
  switch (how.kind) {
    case 'deleted':
      return `Deleted by ${enderWords(how.by)}, ${moment(atMs)}; it bills nothing more.`;
    case 'gone':
      return 'AWS does not list it any more; somebody deleted it elsewhere.';
    case 'taken-over':
      return `${safe(how.modelName)} answers in its place since ${moment(atMs)}, under the same id.`;
    default:
      return how satisfies never;
  }
}

/** What it came to by our own meter, beside what the yes had set aside. */
function spentWords(lease: EndedLease): string {
  const { spend } = lease;
  const reserved = reservedFor(lease);
  if (spend.kind === 'unknown')
    return `What it cost is not known: ${safe(spend.why)} ${formatUsdLimit(reserved)}, as reserved, stays counted against the caps.`;
  const back = reserved - spend.amount;
  const rest = back > 0 ? `${formatUsd(back as MicroUsd)} of it is free again` : 'nothing of it is left';
  return `It came to ${formatUsdAbout(spend.amount)} by Rung’s own meter. ${formatUsdLimit(reserved)} was reserved: ${rest}.`;
}

function failedCard(lease: FailedLease): Drawn {
  const what =
    lease.left.kind === 'nothing'
      ? 'Nothing stands, and the reservation is given back.'
      : `*Still standing:* ${code(lease.left.arn)}. Delete it in Bedrock: it bills, and ${committedWords(lease)} stays reserved.`;
  return drawn(`*${modelWords(lease)}: not hosted.* ${safeUpTo(LONGEST_WHY, lease.why)}`, [
    section(what),
    section(`*What to do:* ${remedyFor(lease.why)}`),
    ...actions([button({ actionId: ACTIONS.host, text: 'Host it', value: lease.model.launchId })]),
  ]);
}

/** AWS’s default quota of model units is 0, and of deployments that come up at once 2 (Service Quotas, read 2026-11-20). */
function remedyFor(why: string): string {
  if (/ServiceQuota|quota/i.test(why))
    return 'ask AWS Support for model units (the default quota is 0), or wait for deployments that are coming up; then host it again.';
  if (/AccessDenied/.test(why)) return 'whoever runs Rung looks at the role of its host workflow; then host it again.';
  if (/spending was stopped/.test(why)) return 'once spending is allowed again (`/rung resume`), host it again.';
  return 'host it again; files, prices and the yes are asked for anew.';
}
