import type { Lease, PricedLease } from '@rung/core/hosting/lease/lease.ts';
import { approversNeeded, needsAnother } from '@rung/core/hosting/lease/lease-rule.ts';
import type { PaidUnit } from '@rung/core/hosting/lease/replaced.ts';
import { isTerm } from '@rung/core/hosting/lease/ways.ts';
import type { ApprovalPolicy } from '@rung/core/launch/approval-rule.ts';
import { ACTIONS } from '../action-ids.ts';
import {
  actions,
  button,
  type CardBlock,
  code,
  context,
  count,
  type Drawn,
  drawn,
  moment,
  safe,
  section,
} from './blocks.ts';
import { goes } from './imported-words.ts';
import { judgedBlocks, judgedInShort } from './judged-words.ts';
import { capital, committedWords, modelWords, monthWords, priceNote, WAY_WORDS, wayWords } from './lease-words.ts';

/** A hosting that waits for a yes: what it costs, how it ends, and who may say yes. */
export function pricedLeaseCard(lease: PricedLease, policy: ApprovalPolicy): Drawn {
  const { wish, firstYes } = lease;
  const what = wish.inPlaceOf ? `taking the place of ${safe(wish.inPlaceOf.modelName)}` : 'hosting it';
  const costs = `${capital(monthWords(lease))}; ${reservedWords(lease)}.`;
  return drawn(`*${modelWords(lease)}: ${what} waits for a yes.* ${costs}`, [
    section(`${wayWords(wish)}. ${endWords(lease)}`),
    ...(wish.inPlaceOf ? [section(takeOverWords(wish.inPlaceOf.modelName))] : []),
    ...goes(lease),
    ...judgedBlocks(lease),
    ...paidUnitBlocks(lease),
    ...(firstYes
      ? [section(`*One of two:* <@${firstYes.by}> approved ${moment(firstYes.atMs)}; a second approver is needed.`)]
      : []),
    ...actions([
      approveButton(lease),
      button({ actionId: ACTIONS.denyHosting, text: 'Deny', value: planValue(lease) }),
    ]),
    context(
      `Asked by <@${lease.requester}>. Approvers: ${whoMay(lease, policy)}. Valid until ${moment(lease.expiresAtMs)}. Plan ${code(lease.planHash.slice(0, 12))}.`,
      priceNote(lease),
    ),
  ]);
}

const planValue = ({ id, planHash }: PricedLease) => `${id}:${planHash}`;

function approveButton(lease: PricedLease) {
  const { wish, price, model } = lease;
  const isFree = wish.unpaidDays === 0;
  const known = isFree ? 'Approve, nothing more to pay' : `Approve ${committedWords(lease)}`;
  const costs = isFree
    ? 'Its term is paid, so it costs nothing more'
    : `${capital(monthWords(lease))}; ${reservedWords(lease)}`;
  const after = wish.inPlaceOf ? ` ${wish.inPlaceOf.modelName} answers no more from then on.` : '';
  return button({
    actionId: ACTIONS.approveHosting,
    text: price.kind === 'known' ? known : `Approve, ${committedWords(lease)} reserved`,
    value: planValue(lease),
    style: 'primary',
    confirm: {
      title: `${wish.inPlaceOf ? 'Move to' : 'Host'} ${model.name}?`,
      text: `${WAY_WORDS[wish.way]}. ${costs}.${judgedInShort(lease)} ${endWords(lease)}${after}`,
      yes: wish.inPlaceOf ? 'Move it' : 'Host it',
    },
  });
}

/** What a yes reserves, and for how long. */
function reservedWords(lease: PricedLease): string {
  const { wish, price } = lease;
  const amount = committedWords(lease);
  if (wish.unpaidDays === 0) return 'nothing is reserved';
  if (price.kind === 'unknown') return `${amount} is reserved, and nothing stops at it`;
  if (isTerm(wish.way)) return `${amount} for the term`;
  if (wish.unpaidDays === undefined) return `${amount} for ${count(wish.days, 'day')}`;
  return `${amount} for ${count(wish.unpaidDays, 'day')} after it`;
}

/** Units inside a term that a card names. */
const MOST_UNITS = 5;

/** What is paid for already, before more is bought. */
function paidUnitBlocks({ paidUnits = [], model }: PricedLease): CardBlock[] {
  if (paidUnits.length === 0) return [];
  const lines = paidUnits.slice(0, MOST_UNITS).map((unit) => `• ${unitWords(unit, model.baseName)}`);
  const more = paidUnits.length - lines.length;
  const isOurs = paidUnits.some(({ modelName }) => modelName !== undefined);
  const take = button({ actionId: ACTIONS.host, text: 'Take a paid place instead', value: model.launchId });
  return [
    section(`*Paid for already:*\n${[...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')}`),
    ...(isOurs ? actions([take]) : []),
  ];
}

function unitWords({ name, units, untilMs, modelName }: PaidUnit, baseName: string): string {
  const what = `${code(name)}, ${count(units, 'unit')} of ${safe(baseName)} inside a term until ${moment(untilMs)}`;
  return modelName === undefined
    ? `${what}. Rung did not make it; whoever owns it can move it to this model in Bedrock.`
    : `${what}, answering as *${safe(modelName)}*. Taking its place costs nothing more until then.`;
}

const takeOverWords = (modelName: string) =>
  `*It answers in place of ${safe(modelName)}*, under the same id and until the same end; ${safe(modelName)} answers no more from then on. While AWS moves it, the one before answers.`;

/** How it ends, before the yes. */
function endWords({ wish }: PricedLease): string {
  if (wish.inPlaceOf) return 'It ends when what it takes over would, unless somebody extends it.';
  if (isTerm(wish.way))
    return 'A term cannot be left: it bills to its end, used or not. Then it stops unless somebody extends it.';
  return `It ends after ${count(wish.days, 'day')} unless somebody extends it, and can be stopped at any time.`;
}

function whoMay(lease: Lease, policy: ApprovalPolicy): string {
  if (!needsAnother(lease, policy)) return 'any full member';
  const isTwo = approversNeeded(lease) === 2;
  const among = policy.approvers.map((id) => `<@${id}>`).join(', ');
  const anybody = isTwo ? 'any two full members' : 'any full member';
  const except = policy.approvers.includes(lease.requester) || among === '' ? ` except <@${lease.requester}>` : '';
  return `${among === '' ? anybody : `${isTwo ? 'two of ' : ''}${among}`}${except}`;
}
