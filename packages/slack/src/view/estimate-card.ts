import type { Card } from '@rung/core/chat/card.ts';
import type { ServingComparison } from '@rung/core/cost/compare-serving.ts';
import { otherWeightsWords, priceDates, servingSentence } from '@rung/core/cost/serving-words.ts';
import { otherDayWords } from '@rung/core/cost/spiky-day.ts';
import { code, context, count, type Drawn, day, drawn, moment, safe, section } from './blocks.ts';
import { servingChart } from './serving-chart.ts';
import { breakEvenTable, costTable, hostingLines } from './serving-tables.ts';

/** `/rung estimate`: the sentence, where its traffic comes from, costs and crossings as tables, how each hosting ends, and a chart. */
export function estimateCard({ base, comparison, other, basis }: Extract<Card, { kind: 'estimate' }>): Drawn {
  const chart = servingChart(comparison);
  const others = otherWeightsWords(comparison);
  const crossings = breakEvenTable(comparison);
  return drawn(`*${safe(base)}.* ${safe(servingSentence(comparison))}`, [
    section(basisWords(basis, comparison)),
    section(`*What a month costs*\n${costTable(comparison)}`),
    section(
      `*Requests a month from which a hosting is cheaper than*\n${crossings}${NEVER.test(crossings) ? '\n“never”: at no traffic, so only better answers can justify it.' : ''}`,
    ),
    ...(chart ? [chart] : []),
    section(`*What each hosting takes, and how it ends*\n${hostingLines(comparison)}`),
    section(`*A spiky day.* ${safe(otherDayWords(comparison, other))}`),
    context(...(others ? [safe(others)] : []), footWords(comparison)),
  ]);
}

const NEVER = /\bnever\b/;

function basisWords(basis: Extract<Card, { kind: 'estimate' }>['basis'], { choice }: ServingComparison): string {
  const { requestsAMonth, inputTokens, outputTokens } = choice.traffic;
  const tokens = `${inputTokens.toLocaleString('en-US')} tokens in and ${outputTokens.toLocaleString('en-US')} out`;
  if (basis.kind === 'stated')
    return `*Traffic as you stated it:* ${count(requestsAMonth, 'request')} a month of ${tokens}, spread evenly.`;
  const ids = basis.modelIds.map(code).join(', ');
  return `*Traffic as CloudWatch measured it:* ${ids}, the ${basis.days} days until ${moment(basis.untilMs)}, requests on ${basis.daysWithTraffic} of them: that is ${count(requestsAMonth, 'request')} a month of ${tokens} on average.`;
}

function footWords(comparison: ServingComparison): string {
  const dates = priceDates(comparison).map(
    ({ asOf, kind }) => `${day(asOf)} (${kind === 'live' ? 'read from AWS' : 'from the table that Rung ships'})`,
  );
  const prices = dates.length > 0 ? `Prices of ${dates.join(', ')}` : 'No price is known';
  return `${prices}; ${safe(comparison.choice.region)}, before tax and credits, a month of 730 hours. “Not known” is not zero.`;
}
