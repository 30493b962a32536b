import {
  cheapest,
  hostsThisBase,
  type PricedHosting,
  type ServingComparison,
} from '@rung/core/cost/compare-serving.ts';
import { costAt, type MonthlyCurve, toMicroUsd } from '@rung/core/cost/monthly-curve.ts';
import {
  breakEvenWords,
  HOSTING_WORDS,
  leavingWords,
  monthlyWords,
  otherWeightsWords,
  PROMPTING_WORDS,
  priceDates,
  servingSentence,
} from '@rung/core/cost/serving-words.ts';
import { formatUsd } from '@rung/core/money.ts';
import { type ChartBlock, context, type Drawn, day, drawn, safe, safeUpTo, section } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';

/** `/rung estimate`: the sentence, every way by the month, a chart of the cheapest ones, and the prices it rests on. */
export function estimateCard({ base, comparison }: { base: string; comparison: ServingComparison }): Drawn {
  const light = comparison.promptings.map(
    (way) => `• ${PROMPTING_WORDS[way.name]}: *${monthlyWords(way)}*${way.why ? ` (${safeUpTo(200, way.why)})` : ''}`,
  );
  const chart = chartOf(comparison);
  const others = otherWeightsWords(comparison);
  return drawn(`*${safe(base)}.* ${safe(servingSentence(comparison))}`, [
    section(`*Without a tuned model, a month*\n${light.join('\n')}`),
    section(`*Hosting a tuned model, a month*\n${comparison.hostings.map((way) => hostingLine(way)).join('\n')}`),
    ...(chart ? [chart] : []),
    context(...(others ? [safe(others)] : []), footWords(comparison)),
  ]);
}

function hostingLine(hosting: PricedHosting): string {
  const name = `• ${HOSTING_WORDS[hosting.name]}: *${monthlyWords(hosting)}*`;
  if (hosting.why !== undefined) return `${name} (${safeUpTo(200, hosting.why)})`;
  const idle = hosting.idle === undefined ? '' : `, ${formatUsd(hosting.idle)} if nobody asks`;
  const pays = `cheaper than a good prompt: ${breakEvenWords(hosting.beats.prompt)}`;
  return `${name}${idle}; ${safe(hosting.size)}; ${safe(leavingWords(hosting))}; ${pays}`;
}

/** Requests of the chart, in percent of the team's. */
const POINTS = [0n, 25n, 50n, 75n, 100n, 150n, 200n, 300n, 400n] as const;
const DRAWN_HOSTINGS = 2;

/** The cheapest way without a tuned model beside the two cheapest hostings; the lines above say the same in numbers. */
function chartOf(comparison: ServingComparison): ChartBlock | undefined {
  const light = cheapest(comparison.promptings);
  const hosted = comparison.hostings
    .filter(({ name, monthly }) => monthly !== undefined && hostsThisBase(name, comparison.choice))
    .sort((a, b) => (a.monthly ?? 0) - (b.monthly ?? 0))
    .slice(0, DRAWN_HOSTINGS);
  const lines = [
    ...(light?.curve ? [{ name: PROMPTING_WORDS[light.name], curve: light.curve }] : []),
    ...hosted.flatMap(({ name, curve }) => (curve ? [{ name: HOSTING_WORDS[name], curve }] : [])),
  ];
  const { requestsAMonth } = comparison.choice.traffic;
  if (lines.length < 2 || requestsAMonth < 4) return undefined;
  const requests = POINTS.map((percent) => (BigInt(requestsAMonth) * percent) / 100n);
  const categories = requests.map((many) => many.toLocaleString('en-US'));
  return {
    type: 'data_visualization',
    title: shorten('Cost a month by requests', LIMITS.chartTitle),
    chart: {
      type: 'line',
      series: lines.map(({ name, curve }) => ({
        name: shorten(name, LIMITS.chartLabel),
        data: points(curve, requests),
      })),
      axis_config: { categories, x_label: 'Requests a month', y_label: 'US dollars' },
    },
  };
}

function points(curve: MonthlyCurve, requests: readonly bigint[]): { label: string; value: number }[] {
  return requests.map((many) => ({
    label: many.toLocaleString('en-US'),
    value: Math.round(toMicroUsd(costAt(curve, many)) / 10_000) / 100,
  }));
}

function footWords(comparison: ServingComparison): string {
  const dates = priceDates(comparison).map(
    ({ asOf, kind }) => `${day(asOf)} (${kind === 'live' ? 'read from AWS' : 'from the table that Rung ships'})`,
  );
  const prices = dates.length > 0 ? `Prices of ${dates.join(', ')}` : 'No price is known';
  return `${prices}; ${safe(comparison.choice.region)}, before tax and credits, a month of 730 hours. “Not known” is not zero.`;
}
