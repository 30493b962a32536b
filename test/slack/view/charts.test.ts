import type { MonthCosts, Spending } from '@rung/core/cost/bill/month-costs.ts';
import { monthCosts } from '@rung/core/cost/bill/month-costs.ts';
import { compareServing } from '@rung/core/cost/compare-serving.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { usd } from '@rung/core/money.ts';
import { costsCard } from '@rung/slack/view/costs-card.ts';
import { servingChart } from '@rung/slack/view/serving-chart.ts';
import { describe, expect, it } from 'vitest';
import { NOVA_2_LITE } from '../../core/hosting/build-leases.ts';

const NONE = monthCosts({
  ...{ month: '2026-11', launches: [], judgements: [], evaluations: [], bill: undefined },
  meter: { month: '2026-11', hostings: [], leftOut: 0 },
});
const share = (key: string | undefined, dollars: string) =>
  ({ key, amount: usd(dollars), unknown: 0, from: ['meter'] }) as const;
const spent = (what: Spending['what'], model: string, dollars: string): Spending => ({
  ...{ what, model, amount: usd(dollars), name: 'tone', channel: 'C1', person: 'U1', from: 'meter' },
});

/** A month in which one model cost so much and another $40. */
function month(dearest: string, total: string): MonthCosts {
  return {
    ...NONE,
    spendings: [
      spent('hosting', 'amazon.nova-2-lite-v1:0', dearest),
      spent('training', 'amazon.nova-micro-v1:0', '40'),
    ],
    byModel: [share('amazon.nova-2-lite-v1:0', dearest), share('amazon.nova-micro-v1:0', '40')],
    total: share(undefined, total),
  };
}
const NOT_SPENT = { talkedDown: 0, priced: 0, atMost: undefined, pricesAsOf: [] };
const drawn = (costs: MonthCosts) => {
  const { text, blocks } = costsCard({ kind: 'costs', costs, notSpent: NOT_SPENT });
  return { text, chart: blocks.flatMap((block) => (block.type === 'data_visualization' ? [block.chart] : []))[0] };
};

describe('the chart of a month’s costs', () => {
  it('has one bar for each model, and each says its amount, so that a small one reads too', () => {
    const { chart } = drawn(month('400', '440'));

    expect(chart?.axis_config.categories).toEqual(['Nova 2 Lite $400.00', 'Nova Micro $40.00']);
    expect(chart?.series.map(({ data }) => data.map(({ value }) => value))).toEqual([[400, 40]]);
  });

  it('is left out where one model is all but everything: the first line says so', () => {
    const { text, chart } = drawn(month('12650.40', '12690.40'));

    expect(chart).toBeUndefined();
    expect(text).toMatch(/^\$12,690 in November 2026 so far, nearly all of it for Nova 2 Lite\./);
  });
});

describe('the chart of hostings', () => {
  const at = (requestsAMonth: number) => {
    const traffic = {
      ...{ requestsAMonth, inputTokens: 800, outputTokens: 120 },
      ...{ activeHoursADay: 24, busiestHourPercent: 100 },
    };
    const chart = servingChart(compareServing(servingChoice(NOVA_2_LITE, 'us-east-1', traffic), shippedPrice))?.chart;
    return chart?.axis_config.categories.map((label) => Number(label.replaceAll(',', '')));
  };

  it('goes in even steps to twice the traffic, so that a straight line is drawn straight', () => {
    expect(at(2_000_000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => step * 500_000));
  });

  it('goes further where the two lines cross not far beyond', () => {
    // On demand is cheaper than a good prompt from 36,112 requests on.
    expect(at(10_000)?.at(-1)).toBe(40_000);
    expect(at(20_000)?.at(-1)).toBe(40_000);
    expect(at(1000)?.at(-1)).toBe(2000);
  });
});
