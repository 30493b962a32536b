import type { Ender, HeldLease, Lease } from '@rung/core/hosting/lease/lease.ts';
import { amountOf } from '@rung/core/hosting/lease/lease-price.ts';
import type { LeasePressers } from '@rung/core/hosting/lease/lease-rule.ts';
import type { HostWay } from '@rung/core/hosting/lease/ways.ts';
import type { Stopper } from '@rung/core/hosting/spell.ts';
import type { Approval } from '@rung/core/launch/approval-rule.ts';
import { formatUsd, formatUsdLimit } from '@rung/core/money.ts';
import { count, day, moment, safe } from './blocks.ts';
import { copyWords } from './imported-words.ts';

export const WAY_WORDS: Readonly<Record<HostWay, string>> = {
  'on-demand': 'On demand, billed by the token',
  throughput: 'Provisioned Throughput, 1 unit, by the hour, no term',
  'throughput-1-month': 'Provisioned Throughput, 1 unit, for 1 month',
  'throughput-6-months': 'Provisioned Throughput, 1 unit, for 6 months',
  import: 'Imported model, billed for the minutes of its copies',
};

/** How it answers; a unit inside a term is named with the term's end. */
export function wayWords({ way, inPlaceOf }: Lease['wish']): string {
  if (inPlaceOf?.paidUntilMs === undefined) return WAY_WORDS[way];
  return `Provisioned Throughput, 1 unit, inside a term until ${moment(inPlaceOf.paidUntilMs)}`;
}

/** "$41.53 a month at 30,000 requests", or that nobody knows; a unit inside a term costs nothing more until that ends. */
export function monthWords({ price, wish }: Lease): string {
  const at = count(wish.requestsAMonth, 'request');
  const paidUntilMs = wish.inPlaceOf?.paidUntilMs;
  if (paidUntilMs !== undefined) {
    const then = price.kind === 'known' ? `; after that ${formatUsd(price.monthly)} a month` : '';
    return `nothing more until its term ends ${moment(paidUntilMs)}${then}`;
  }
  return price.kind === 'known' ? `${formatUsd(price.monthly)} a month at ${at}` : 'price not known';
}

/** What the yes commits. */
export const committedWords = ({ price, wish }: Lease) => formatUsdLimit(amountOf(price, wish));

/** Where the price comes from, and what it would be unused. */
export function priceNote({ price, wish, model }: Lease): string {
  if (price.kind === 'unknown')
    return `${safe(price.why)} What is reserved is only set aside: it bills on past that until it ends or somebody stops it.`;
  if (wish.inPlaceOf?.paidUntilMs !== undefined)
    return `The term was paid with the yes that bought it. Prices of ${day(price.asOf)} or later.`;
  const tokens = `${wish.inputTokens.toLocaleString('en-US')} tokens in, ${wish.outputTokens.toLocaleString('en-US')} out`;
  const at = model.imported ? copyWords(model.imported, wish.copies) : tokens;
  return `Counted at ${at}; unused it costs ${formatUsd(price.idle)} a month. Prices of ${day(price.asOf)} or later; \`/rung prices\` has their sources.`;
}

/** Who may press: read at night, before a button is. */
export function whoWords({ requester, committedUntilMs }: HeldLease, { stop, extend }: LeasePressers): string {
  const among = (ids: readonly string[]) => ids.map((id) => `<@${id}>`).join(', ');
  const stoppers = [requester, ...stop.filter((id) => id !== requester)];
  const stops = stop.length === 0 ? 'any full member' : among(stoppers);
  const others = typeof extend === 'string' ? '' : among(extend);
  const extenders = {
    anybody: 'any full member',
    'anybody-else': `any full member but <@${requester}>, who asked for it`,
  };
  const mayExtend = typeof extend === 'string' ? extenders[extend] : others || 'nobody who is set as an approver';
  return `${committedUntilMs === undefined ? `*Stop now*: ${stops}. ` : ''}*Extend*: ${mayExtend}.`;
}

/** The same in the minute of its stop. */
export const whoKeepsWords = (lease: HeldLease, pressers: LeasePressers) =>
  whoWords({ ...lease, committedUntilMs: undefined }, pressers).replace('*Stop now*', '*Keep it*');

/** "by @bo", or "at its end date". */
export const enderWords = (by: Ender | Stopper) => (by.kind === 'person' ? `by <@${by.id}>` : ENDS[by.kind]);
const ENDS = { date: 'at its end date', policy: 'by the team’s policy, as idle' } as const;

/** "by @bo with *Stop now*", or "at its end date". */
export const endedWords = (by: Ender | Stopper) =>
  by.kind === 'person' ? `${enderWords(by)} with *Stop now*` : enderWords(by);

/** The name of a hosted model, ready for a headline. */
export const modelWords = ({ model }: Lease) => safe(model.name);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function approvedWords({ approval }: { approval: Pick<Approval, 'by' | 'alsoBy' | 'atMs'> }): string {
  const last = approval.by ? `<@${approval.by}>` : 'rule';
  const all = approval.alsoBy === undefined ? last : `<@${approval.alsoBy}> and ${last}`;
  return `Approved by ${all} ${moment(approval.atMs)}.`;
}

export const extendedWords = ({ extensions }: Pick<HeldLease, 'extensions'>) =>
  extensions.length === 0
    ? ''
    : ` Extended ${count(extensions.length, 'time')}, last by <@${extensions.at(-1)?.by ?? ''}>.`;
