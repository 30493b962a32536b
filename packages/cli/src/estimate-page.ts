import type { PricedHosting, PricedWay, ServingComparison } from '@rung/core/cost/compare-serving.ts';
import { type CostLine, totalOf } from '@rung/core/cost/estimate-method.ts';
import { type Price, UNIT_WORDS } from '@rung/core/cost/price.ts';
import type { PromptingName } from '@rung/core/cost/serving-ways.ts';
import {
  breakEvenWords,
  HOSTING_WORDS,
  leavingWords,
  monthlyWords,
  otherWeightsWords,
  PROMPTING_WORDS,
  servingSentence,
} from '@rung/core/cost/serving-words.ts';
import { formatUsd, formatUsdRange } from '@rung/core/money.ts';
import { hang, wrapText } from '@rung/core/wrap-text.ts';
import type { Estimate } from './estimate.ts';
import type { Terminal } from './terminal.ts';

type Page = Pick<Terminal, 'width' | 'bold' | 'dim'>;

const COLUMN = { name: 24, money: 14 } as const;

/** An estimate for a person who pays: the sentence, what training costs once, each way by the month, where they cross, a spiky day. */
export function estimatePage(told: Estimate, page: Page): string {
  const { model, comparison, spiky } = told;
  const parts = [
    wrapText(`${model.name}: ${servingSentence(comparison)}`, page.width).map(page.bold),
    part(METHOD_WORDS[told.method] ?? told.method, methodTable(told.lines, page), page),
    part(
      'Without a tuned model, a month',
      comparison.promptings.flatMap((way) => promptingRow(way, page)),
      page,
    ),
    part('Hosting a tuned model, a month', hostingTable(comparison, page), page),
    part('Cheaper than the base model from how many requests a month', crossingTable(comparison, page), page),
    part(
      'On a spiky day',
      spikyWords(comparison, spiky).flatMap((told) => hang('  ', told, page.width)),
      page,
    ),
    part('Prices', pricesPart(told, page), page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function part(title: string, lines: readonly string[], { bold }: Page): string[] {
  return lines.length === 0 ? [] : [bold(title), ...lines];
}

const cell = (name: string, width: number) => name.padEnd(width);

const METHOD_WORDS: Readonly<Record<string, string>> = {
  prompt: 'To try the prompt',
  'fine-tuning': 'To make the model',
  cpt: 'To make the model',
  'reinforcement-fine-tuning': 'To make the model',
  distillation: 'To make the model',
  import: 'The imported model',
  rag: 'Retrieval',
  router: 'Routing between the two models',
};

function methodTable(lines: readonly CostLine[], page: Page): string[] {
  const rows = lines.flatMap((line) => lineRow(line, page));
  if (lines.filter(({ when }) => when === 'once').length < 2) return rows;
  const { low, high, unknown } = totalOf(lines, 'once');
  const rest = unknown === 0 ? 'once, all of it' : `once, and ${unknown} that is not known`;
  return [...rows, `  ${cell('Together', COLUMN.name)}${cell(formatUsdRange(low, high), COLUMN.money)}${rest}`];
}

function lineRow(line: CostLine, { width }: Page): string[] {
  const amount = line.kind === 'known' ? formatUsdRange(line.low, line.high) : 'not known';
  const note = line.kind === 'known' ? line.when : `${line.when}; ${line.why}`;
  return hang(`  ${cell(line.what, COLUMN.name)}${cell(amount, COLUMN.money)}`, note, width);
}

function promptingRow(way: PricedWay<PromptingName>, { width }: Page): string[] {
  const first = `  ${cell(PROMPTING_WORDS[way.name], COLUMN.name)}${cell(monthlyWords(way), COLUMN.money)}`;
  return hang(first, way.why ?? way.size, width);
}

function hostingTable(comparison: ServingComparison, page: Page): string[] {
  const head = `  ${cell('', COLUMN.name)}${cell('your traffic', COLUMN.money)}if nobody asks`;
  const rows = comparison.hostings.flatMap((hosting) => hostingRow(hosting, page));
  const others = otherWeightsWords(comparison);
  return [page.dim(head), ...rows, ...(others ? hang('  ', others, page.width) : [])];
}

function hostingRow(hosting: PricedHosting, { width, dim }: Page): string[] {
  const idle = hosting.idle === undefined ? 'not known' : formatUsd(hosting.idle);
  const row = `  ${cell(HOSTING_WORDS[hosting.name], COLUMN.name)}${cell(monthlyWords(hosting), COLUMN.money)}${idle}`;
  return [row, ...hang('    ', hosting.why ?? `${hosting.size}; ${leavingWords(hosting)}`, width).map(dim)];
}

function crossingTable({ hostings, promptings }: ServingComparison, page: Page): string[] {
  const known = hostings.filter(({ curve }) => curve !== undefined);
  const against = promptings.filter(({ curve }) => curve !== undefined);
  if (known.length === 0 || against.length === 0) return [];
  const width = 21;
  const head =
    `  ${cell('', COLUMN.name)}${against.map(({ name }) => cell(PROMPTING_WORDS[name], width)).join('')}`.trimEnd();
  const rows = known.map(({ name, beats }) =>
    `  ${cell(HOSTING_WORDS[name], COLUMN.name)}${against.map((way) => cell(breakEvenWords(beats[way.name]), width)).join('')}`.trimEnd(),
  );
  return [page.dim(head), ...rows];
}

/** What changes when the same requests come in a quarter of the hours and the busiest hour carries five times the average. */
function spikyWords(steady: ServingComparison, spiky: ServingComparison): string[] {
  const { activeHoursADay, busiestHourPercent } = spiky.choice.traffic;
  const shape = `The same requests in ${activeHoursADay} h a day, the busiest hour ${busiestHourPercent / 100} times the average.`;
  const changed = steady.hostings.flatMap((before, index) => {
    const after = spiky.hostings[index];
    if (!after || before.monthly === undefined || after.monthly === undefined) return [];
    if (before.monthly === after.monthly) return [];
    return [`${HOSTING_WORDS[before.name]}: ${formatUsd(after.monthly)} instead of ${formatUsd(before.monthly)}.`];
  });
  const units =
    steady.choice.requestsPerUnitHour === undefined
      ? 'How much a model unit answers, AWS does not publish: if one does not carry the busiest hour, each further one costs as much again (--unit-requests N sizes it).'
      : undefined;
  const same = changed.length === 0 ? 'No hosting whose price is known costs another amount.' : undefined;
  return [shape, ...changed, same, units].filter((told) => told !== undefined);
}

/** Where each price is from and of which day, and what AWS gave none of. */
function pricesPart({ comparison, lines, faults }: Estimate, { width }: Page): string[] {
  const ways = [...comparison.hostings, ...comparison.promptings];
  const prices = [
    ...lines.flatMap((line) => (line.kind === 'known' ? line.prices : [])),
    ...ways.flatMap((way) => way.prices),
  ];
  const dated = Map.groupBy(
    prices,
    ({ kind, asOf }) => `${kind === 'live' ? 'AWS’s price list' : 'Rung’s own table'}, ${asOf}`,
  );
  const foot = `${comparison.choice.region}, US dollars, before tax and credits, a month of 730 hours. "Not known" is not zero.`;
  const ask = faults === undefined ? ' --live asks AWS for the prices of now.' : '';
  return [
    ...[...dated]
      .sort(([a], [b]) => a.localeCompare(b))
      .flatMap(([from, of]) => hang(`  ${cell(from, 30)}`, unitsOf(of), width)),
    ...(faults ?? []).flatMap(({ why }) => hang('  No price from AWS: ', why, width)),
    ...hang('  ', `${foot}${ask}`, width),
  ];
}

const unitsOf = (prices: readonly Price[]) => [...new Set(prices.map(({ unit }) => UNIT_WORDS[unit]))].join(' · ');
