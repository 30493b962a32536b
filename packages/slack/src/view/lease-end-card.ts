import type { EndedLease, FailedLease, RefusedLease } from '@rung/core/hosting/lease/lease.ts';
import { reservedFor } from '@rung/core/hosting/lease/lease-spend.ts';
import { formatUsd, formatUsdAbout, formatUsdLimit, type MicroUsd } from '@rung/core/money.ts';
import type { Button } from '@slack/types';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, code, context, type Drawn, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { wasWords } from './imported-words.ts';
import { approvedWords, committedWords, enderWords, extendedWords, modelWords } from './lease-words.ts';

const LONGEST_WHY = 1000;
const NOTHING_MADE = 'Nothing was made, nothing was spent.';

/** The card of a hosting that is over, or that never came to be. */
export function leaseEndCard(lease: EndedLease | RefusedLease | FailedLease): Drawn {
  switch (lease.state) {
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
    ...actions([againButton(lease)]),
    context(spentWords(lease), `${afterWords(lease)} ${approvedWords(lease)}${extendedWords(lease)}`),
  ]);
}

function againButton({ model }: EndedLease): Button {
  const value = model.launchId;
  return model.imported
    ? button({ actionId: ACTIONS.launchAgain, text: 'Import it again', value })
    : button({ actionId: ACTIONS.host, text: 'Host it again', value });
}

const afterWords = ({ model }: EndedLease) => (model.imported ? wasWords(model.imported) : 'The tuned model stays.');

export function howWords({ how, atMs }: EndedLease): string {
  switch (how.kind) {
    case 'deleted':
      return `Deleted ${enderWords(how.by)}, ${moment(atMs)}; it bills nothing more.`;
    case 'gone':
      return 'AWS does not list it any more, and Rung has no record of deleting it.';
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
  const nothing = lease.model.imported
    ? 'The imported model stands as before, without an end, and bills its storage. The reservation is given back.'
    : 'Nothing stands, and the reservation is given back.';
  const what =
    lease.left.kind === 'nothing'
      ? nothing
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
