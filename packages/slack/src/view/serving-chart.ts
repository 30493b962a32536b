import {
  cheapest,
  hostsThisBase,
  type PricedHosting,
  type ServingComparison,
} from '@rung/core/cost/compare-serving.ts';
import { costAt, type MonthlyCurve, toMicroUsd } from '@rung/core/cost/monthly-curve.ts';
import type { PromptingName } from '@rung/core/cost/serving-ways.ts';
import { HOSTING_WORDS, PROMPTING_WORDS } from '@rung/core/cost/serving-words.ts';
import type { ChartBlock } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';

/** Even steps, so that what is a straight line is drawn as one; the team's own traffic is one of them. */
const STEPS = 8n;
/** Times the team's traffic that are drawn at most, to show where two of the lines cross. */
const FURTHEST = 8n;
const DRAWN_HOSTINGS = 2;
/** Beside one that costs more, the others would lie on the axis. */
const MOST_TIMES_AS_DEAR = 8;

/** The cheapest way without a tuned model beside the two cheapest hostings; the tables say the same in numbers. */
export function servingChart(comparison: ServingComparison): ChartBlock | undefined {
  const light = cheapest(comparison.promptings);
  const hosted = comparison.hostings
    .filter(({ name, monthly }) => monthly !== undefined && hostsThisBase(name, comparison.choice))
    .sort((a, b) => (a.monthly ?? 0) - (b.monthly ?? 0))
    .filter(({ monthly = 0 }, _, [cheapest]) => monthly <= (cheapest?.monthly ?? 0) * MOST_TIMES_AS_DEAR)
    .slice(0, DRAWN_HOSTINGS);
  const lines = [
    ...(light?.curve ? [{ name: PROMPTING_WORDS[light.name], curve: light.curve }] : []),
    ...hosted.flatMap(({ name, curve }) => (curve ? [{ name: HOSTING_WORDS[name], curve }] : [])),
  ];
  const { requestsAMonth } = comparison.choice.traffic;
  if (lines.length < 2 || requestsAMonth < 4) return undefined;
  const furthest = timesTraffic(hosted, light?.name, BigInt(requestsAMonth));
  const requests = Array.from(
    { length: Number(STEPS) + 1 },
    (_, step) => (BigInt(requestsAMonth) * furthest * BigInt(step)) / STEPS,
  );
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

/** Twice the team's traffic, or as far as the nearest crossing beyond it if that is not too far: 2, 4 or 8 times. */
function timesTraffic(hosted: readonly PricedHosting[], light: PromptingName | undefined, requests: bigint): bigint {
  const crossings = hosted.flatMap(({ beats }) => {
    const answer = light && beats[light];
    return answer && 'requests' in answer && answer.requests > requests ? [answer.requests] : [];
  });
  const nearest = crossings.reduce<bigint | undefined>(
    (least, one) => (least === undefined || one < least ? one : least),
    undefined,
  );
  const reaching = [2n, 4n, FURTHEST].find((times) => nearest !== undefined && nearest < times * requests);
  return reaching ?? 2n;
}

function points(curve: MonthlyCurve, requests: readonly bigint[]): { label: string; value: number }[] {
  return requests.map((many) => ({
    label: many.toLocaleString('en-US'),
    value: Math.round(toMicroUsd(costAt(curve, many)) / 10_000) / 100,
  }));
}
