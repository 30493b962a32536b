import { besideJudged, countedFor, type JudgedResult } from '@rung/core/hosting/lease/judged-result.ts';
import type { PricedLease } from '@rung/core/hosting/lease/lease.ts';
import { formatUsd } from '@rung/core/money.ts';
import { type CardBlock, context, count, moment, safeUpTo, section } from './blocks.ts';
import { monthWords } from './lease-words.ts';
import { gainWords, verdictWords } from './verdict-card.ts';

const SERVING_WORDS = { 'on-demand': 'on demand', provisioned: 'Provisioned Throughput by the hour' } as const;

/** "on demand: $4.44 a month at 30,000 requests": what a judgement took a month of the tuned model to be. */
export function countedWords(judged: JudgedResult): string {
  const cost = countedFor(judged);
  const amount =
    cost.kind === 'known'
      ? `${formatUsd(cost.amount)} a month at ${count(judged.requestsAMonth, 'request')}`
      : 'no price was known';
  return `${SERVING_WORDS[judged.serving]}: ${amount}`;
}

/** What the judgement of a model says to whoever approves its hosting: passed, passed for another way or price, or hosted over it. */
export function judgedBlocks(lease: PricedLease): CardBlock[] {
  const { override, judged } = lease;
  if (override) {
    const words = `*No judgement passed it.* <@${override.by}> asks nevertheless: “${safeUpTo(500, override.reason)}”`;
    return [section(words), ...(judged ? [section(numbersWords(judged))] : [])];
  }
  const other = judged && otherWords(lease, judged);
  return [other === undefined ? context('Its judgement says to ship it.') : section(other)];
}

/** "Judged …: keep few-shot. The tuned model is 6.1 points worse than few-shot (−15.2 to 4.5)." */
function numbersWords({ atMs, verdict, worthAPoint }: JudgedResult): string {
  const { headline, rest } = verdictWords({ verdict, request: { worthAPoint } });
  return `*Judged ${moment(atMs)}:* ${headline} ${rest}`;
}

/** What was counted instead of this way and price, and what a point costs so; undefined where it was this. */
function otherWords(lease: PricedLease, judged: JudgedResult): string | undefined {
  const beside = besideJudged(lease, judged);
  if (beside.kind === 'as-counted') return undefined;
  const { perPoint } = beside;
  const { worthAPoint } = judged;
  const worth = worthAPoint === undefined ? '' : ` (worth ${formatUsd(worthAPoint)} to the one who had it judged)`;
  const point = perPoint === undefined ? '' : `, so a point costs ${formatUsd(perPoint)} a month${worth}`;
  const costs = lease.price.kind === 'known' ? `costs ${monthWords(lease)}` : 'has no price that Rung knows';
  return `*Its judgement counted ${countedWords(judged)}.* This way ${costs}${point}; it did not judge that.`;
}

/** The same in the dialog of the yes, as short as that is; with a space before it. */
export function judgedInShort(lease: PricedLease): string {
  const { override, judged } = lease;
  if (override)
    return judged && 'duel' in judged.verdict
      ? ` Judged ${gainWords(judged.verdict.duel)}.`
      : ' No judgement passed it.';
  if (!judged || besideJudged(lease, judged).kind === 'as-counted') return '';
  return ` Its judgement counted ${countedWords(judged)}.`;
}
