import type { Card } from '@rung/core/chat/card.ts';
import type { CreditProgram } from '@rung/core/cost/bill/credit-programs.ts';
import {
  type CreditPool,
  covers,
  heldBy,
  type Outliving,
  type PoolEnd,
  type Runway,
} from '@rung/core/cost/bill/credits.ts';
import { formatUsd } from '@rung/core/money.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { type ChartBlock, context, count, type Drawn, day, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { packLines } from './pack-lines.ts';

type CreditsCard = Extract<Card, { kind: 'credits' }>;

const LONGEST_LIST = 2400;
const BEDROCK = 'Amazon Bedrock';

/** `/rung credits`: what is left, until when, the first real dollar, what outlives the credits, and how credits are applied for. */
export function creditsCard(card: CreditsCard): Drawn {
  const { pools, runway } = card;
  if (pools.length === 0)
    return drawn(
      `*${card.unread === undefined ? 'AWS knows of no credits of this account.' : 'No credits are known.'}* ${unreadWords(card)}`,
      [
        section(
          '*What to do:* state what the Billing console shows: `/rung credits set 25,000 until 2027-06-30 Activate`.',
        ),
        programs(card.programs),
        context(...footWords(card)),
      ],
    );
  const chart = runway && chartOf(runway);
  return drawn(`*${headline(card)}*`, [
    section(paceWords(card)),
    ...packLines(['*Pools*', ...pools.map((pool) => poolLine(pool, card))], LONGEST_LIST).blocks,
    ...(chart ? [chart] : []),
    ...outlivingBlocks(card),
    ...unpaidBlocks(runway),
    programs(card.programs),
    context(...footWords(card)),
  ]);
}

const date = (atMs: number) => day(new Date(atMs).toISOString().slice(0, 10));

/** "First real dollar: 29 Mar 2027. $81,450 of credits are left." */
function headline({ pools, runway, nowMs }: CreditsCard): string {
  const left = `${formatUsd(heldBy(pools, nowMs))} of credits are left.`;
  return runway?.firstDollarMs === undefined ? left : `First real dollar: ${date(runway.firstDollarMs)}. ${left}`;
}

function paceWords({ runway, nowMs }: CreditsCard): string {
  if (!runway) return 'How long they last is not known: AWS’s bill has not been read yet.';
  const { firstDollarMs, paidDaily } = runway;
  if (paidDaily === 0) return 'They pay for nothing that this account uses now.';
  const pace = `${formatUsd(paidDaily)} a day, as in the last 30 days`;
  if (firstDollarMs === undefined) return `At ${pace}, they last longer than three years.`;
  const days = Math.round((firstDollarMs - nowMs) / DAY_MS);
  return `That is in ${count(days, 'day')} at ${pace}; from then on the bill is yours.`;
}

function poolLine(pool: CreditPool, { runway }: CreditsCard): string {
  const end = runway?.pools.find((one) => one.pool.id === pool.id);
  const of = pool.initial === undefined ? '' : ` of ${formatUsd(pool.initial)}`;
  const from = pool.from === 'aws' ? '' : `, stated ${date(pool.asOfMs)}`;
  const until = pool.endsAtMs === undefined ? 'no end known' : `expires ${date(pool.endsAtMs)}`;
  const bedrock = covers(pool, BEDROCK) ? eligible(pool) : 'does *not* pay for Amazon Bedrock';
  const off = pool.isEnabled ? '' : '; switched off in Billing';
  return `• ${safeUpTo(120, pool.name)}: *${formatUsd(pool.remaining)}*${of}${from}; ${until}${endWords(end)}; ${bedrock}${off}`;
}

function eligible({ products, from }: CreditPool): string {
  if (products.length > 0) return `pays for ${safeUpTo(200, products.join(', '))}`;
  return from === 'aws' ? 'AWS limits it to no service' : 'what it pays for was not stated, so everything is taken';
}

function endWords(end: PoolEnd | undefined): string {
  if (end?.usedUpAtMs !== undefined) return `, used up on ${date(end.usedUpAtMs)} at this pace`;
  return end?.expiresWith === undefined ? '' : `, with ${formatUsd(end.expiresWith)} unused at this pace`;
}

function outlivingBlocks({ outliving, runway }: CreditsCard) {
  if (runway?.firstDollarMs === undefined || outliving.length === 0) return [];
  return packLines(['*What goes on costing after the credits*', ...outliving.map(outlivingLine)], LONGEST_LIST).blocks;
}

function outlivingLine({ name, untilMs, owed }: Outliving): string {
  const much = owed === undefined ? 'price not known' : formatUsd(owed);
  const how =
    untilMs === undefined
      ? `*${much}* a month until it is deleted`
      : `*${much}* until its term ends on ${date(untilMs)}, whatever happens`;
  return `• ${safeUpTo(100, name)}: ${how}`;
}

function unpaidBlocks(runway: Runway | undefined) {
  if (!runway || runway.unpaid.length === 0) return [];
  const lines = [...runway.unpaid]
    .sort((a, b) => b.amount - a.amount)
    .map(({ service, amount }) => `• ${safeUpTo(100, service)}: ${formatUsd(amount)} a day`);
  return packLines(['*No credit pays for*', ...lines.slice(0, 8)], LONGEST_LIST).blocks;
}

function programs(all: readonly CreditProgram[]) {
  const lines = all.map(
    ({ name, upTo, how, source, asOf }) =>
      `• *${name}*, ${upTo.includes('–') ? '' : 'up to '}${upTo}: ${safe(how)} (${safe(source)}; ${day(asOf)})`,
  );
  return section(`*How credits are applied for* (AWS decides on each; none is promised)\n${lines.join('\n')}`);
}

/** What is left month by month if nothing changes; every other month and fewer where there are too many for a chart. */
function chartOf({ paidDaily, burnDown }: Runway): ChartBlock | undefined {
  if (paidDaily === 0 || burnDown.length < 2) return undefined;
  const step = Math.ceil(burnDown.length / LIMITS.chartPoints);
  const data = burnDown
    .filter((_, index) => index % step === 0)
    .map(({ atMs, left }) => ({
      label: new Date(atMs).toISOString().slice(0, 10),
      value: Math.round(left / 10_000) / 100,
    }));
  const categories = data.map(({ label }) => label);
  return {
    type: 'data_visualization',
    title: 'Credits left at this pace',
    chart: {
      type: 'line',
      series: [{ name: 'Left', data }],
      axis_config: { categories, x_label: 'Day', y_label: 'US dollars' },
    },
  };
}

function unreadWords({ unread }: CreditsCard): string {
  if (unread === undefined) return '';
  return unread === 'not-asked'
    ? 'Rung asks AWS once a day and has not asked yet.'
    : `AWS would not tell Rung (${safeUpTo(80, unread)}): its role lacks \`billing:GetCredits\`, or the payer’s account keeps it.`;
}

function footWords(card: CreditsCard): string[] {
  const read = card.readAtMs === undefined ? '' : `Credits as AWS told them ${moment(card.readAtMs)}.`;
  const rest = card.pools.length > 0 && card.unread !== undefined ? unreadWords(card) : '';
  return [
    `${read} ${rest}`.trim(),
    'Credits pay AWS’s own services after the fact; models billed through the Marketplace and tax are often left out. Arithmetic from the last 30 days, not a promise.',
  ];
}
