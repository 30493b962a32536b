import type { PricedHosting, PricedWay } from '@rung/core/cost/compare-serving.ts';
import type { CostLine } from '@rung/core/cost/estimate-method.ts';
import type { BreakEven } from '@rung/core/cost/monthly-curve.ts';
import type { Estimate } from './estimate.ts';

/** An estimate for programs: amounts in whole micro-dollars, `null` where a price is not known, which is never zero. */
export function estimateJson({ model, method, comparison, spiky, lines, faults }: Estimate) {
  const { traffic, region } = comparison.choice;
  return {
    model: model.id,
    region,
    /** What AWS gave no price of; null where it was not asked. */
    faults: faults ?? null,
    traffic,
    method,
    lines: lines.map(lineJson),
    withoutTuning: comparison.promptings.map(wayJson),
    hostings: comparison.hostings.map(hostingJson),
    spiky: {
      traffic: spiky.choice.traffic,
      withoutTuning: spiky.promptings.map(wayJson),
      hostings: spiky.hostings.map(hostingJson),
    },
  };
}

function wayJson({ name, size, monthly, idle, why, prices }: PricedWay<string>) {
  return { name, size, monthlyMicroUsd: monthly ?? null, idleMicroUsd: idle ?? null, why: why ?? null, prices };
}

function hostingJson(hosting: PricedHosting) {
  const beats = Object.entries(hosting.beats).map(([name, answer]) => [name, breakEvenJson(answer)]);
  return {
    ...wayJson(hosting),
    committedMicroUsd: hosting.committed ?? null,
    beats: Object.fromEntries(beats) as Record<string, ReturnType<typeof breakEvenJson>>,
  };
}

/** A count above what a JSON number holds exactly is a text. */
function breakEvenJson(answer: BreakEven) {
  if (!('requests' in answer)) return answer;
  const { kind, requests } = answer;
  return { kind, requests: requests <= Number.MAX_SAFE_INTEGER ? Number(requests) : String(requests) };
}

function lineJson(line: CostLine) {
  const { what, when } = line;
  if (line.kind === 'unknown') return { what, when, lowMicroUsd: null, highMicroUsd: null, why: line.why, prices: [] };
  return { what, when, lowMicroUsd: line.low, highMicroUsd: line.high, why: null, prices: line.prices };
}
