import type { Card } from '@rung/core/chat/card.ts';
import type { CostShare, CostSource, EvaluationShare, MonthCosts, Spending } from '@rung/core/cost/bill/month-costs.ts';
import { priceKey } from '@rung/core/cost/shipped-prices.ts';
import { BASE_MODELS } from '@rung/core/dataset/base-models.ts';
import { formatUsd, formatUsdRange, sumUsd, ZERO_USD } from '@rung/core/money.ts';
import { type ChartBlock, code, context, count, type Drawn, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';
import { packLines } from './pack-lines.ts';
import { notSpentWords } from './plain-cards.ts';

type CostsCard = Extract<Card, { kind: 'costs' }>;

/** Characters of one list. */
const LONGEST_LIST = 2000;

/** `/rung costs`: the sum, by channel, person, model and hosting, each with where it is from; what was not spent. */
export function costsCard({ costs, notSpent }: CostsCard): Drawn {
  const saved = notSpentWords(notSpent).trim();
  const savedBlocks = saved === '' ? [] : [section(`*Not spent*\n${saved}`)];
  if (costs.spendings.length === 0)
    return drawn(
      `*Nothing was spent through Rung in ${monthWords(costs.month)}.* No training ended and nothing stood.`,
      [...evaluationBlocks(costs), ...savedBlocks, context(...footWords(costs))],
    );
  const chart = chartOf(costs);
  const sourceOf = isAllCounted(costs) ? () => '' : ({ from }: CostShare) => ` (${sourceWords(from)})`;
  const sum = `${amountWords(costs.total)} in ${monthWords(costs.month)} so far${mostlyWords(costs)}`;
  return drawn(`*${sum}.* ${againstWords(costs)}`, [
    ...list('By channel', costs.byChannel, { nameOf: channelName, sourceOf }),
    ...list('By person', costs.byPerson, { nameOf: personName, sourceOf }),
    ...list('By model', costs.byModel, { nameOf: modelName, sourceOf, partsOf: (key) => partsOf(costs, key) }),
    ...(chart ? [chart] : []),
    ...(costs.byHosting.length > 0
      ? list('By hosting', costs.byHosting, { nameOf: hostingName, sourceOf })
      : [section('*By hosting*\nNothing that bills by the hour stood this month.')]),
    ...evaluationBlocks(costs),
    ...savedBlocks,
    context(...footWords(costs)),
  ]);
}

const monthWords = (month: string) =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function amountWords({ amount, unknown }: CostShare): string {
  if (unknown === 0) return formatUsd(amount);
  const rest = `${unknown} whose price is not known`;
  return amount === 0 ? rest : `${formatUsd(amount)}, and ${rest}`;
}

const SOURCES: Readonly<Record<CostSource, string>> = {
  bill: 'AWS’s bill',
  meter: 'own count',
  estimate: 'an estimate’s upper end',
};
const sourceWords = (from: readonly CostSource[]) => IN_A_ROW.format(from.map((source) => SOURCES[source]));
const IN_A_ROW = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Where everything is Rung's own count the foot says so, once. */
const isAllCounted = ({ billReadAtMs, byModel, byHosting }: MonthCosts) =>
  billReadAtMs === undefined && [...byModel, ...byHosting].every(({ from }) => from.every((one) => one === 'meter'));

type Words = (key: string | undefined) => string;

function list(
  title: string,
  shares: readonly CostShare[],
  {
    nameOf,
    sourceOf,
    partsOf: more = () => '',
  }: { nameOf: Words; sourceOf: (share: CostShare) => string; partsOf?: Words },
) {
  const lines = shares.map(
    (share) => `• ${nameOf(share.key)}: *${amountWords(share)}*${more(share.key)}${sourceOf(share)}`,
  );
  const { blocks, left } = packLines([`*${title}*`, ...lines], LONGEST_LIST);
  return left === 0 ? blocks : [...blocks, context(`And ${left} more, for less.`)];
}

/** Bedrock reports no tokens of such a job, so each is an estimate until the bill names it. */
function evaluationBlocks({ evaluations }: MonthCosts) {
  if (evaluations.length === 0) return [];
  const { blocks, left } = packLines(['*Bedrock evaluations*', ...evaluations.map(evaluationWords)], LONGEST_LIST);
  const why = 'Bedrock reports no tokens of an evaluation job. Until AWS’s bill names one, the upper end counts.';
  return [...blocks, context(...(left > 0 ? [`And ${left} more.`] : []), why)];
}

const EVALUATION_STATES = { running: 'running', done: 'done', failed: 'failed', stopped: 'stopped' } as const;

function evaluationWords({ name, state, reserved, cost }: EvaluationShare): string {
  const head = `• ${safeUpTo(100, name)} (${EVALUATION_STATES[state]}): ${formatUsd(reserved)} reserved, `;
  switch (cost?.kind) {
    case undefined:
      return `${head}until it ends`;
    case 'nothing':
      return `${head}nothing spent, all of it free again`;
    case 'estimated':
      return `${head}${formatUsdRange(cost.low, cost.high)} spent by estimate`;
    case 'unknown':
      return `${head}price not known, so all of it counts`;
    case 'billed':
      return `${head}*${formatUsd(cost.amount)}* on AWS’s bill`;
    default:
      return cost satisfies never;
  }
}

/** ", 97 % of it for Nova 2 Lite"; nothing while no model has half of it. */
function mostlyWords({ byModel, total }: MonthCosts): string {
  const [dearest] = byModel;
  if (!dearest || total.amount === 0 || dearest.amount * 2 < total.amount) return '';
  if (dearest.amount === total.amount) return `, all of it for ${modelName(dearest.key)}`;
  const percent = Math.round((dearest.amount / total.amount) * 100);
  return `, ${percent < 100 ? `${percent} %` : 'nearly all'} of it for ${modelName(dearest.key)}`;
}

const KINDS: Readonly<Record<Spending['what'], string>> = {
  training: 'training',
  judging: 'judging',
  evaluating: 'Bedrock evaluations',
  hosting: 'hosting',
  storage: 'storage',
  tokens: 'answers',
};

/** ": hosting $12,650, training $31.50", where a model cost more than one kind of thing. */
function partsOf({ spendings }: MonthCosts, key: string | undefined): string {
  const parts = Object.entries(KINDS).flatMap(([what, words]) => {
    const amount = sumUsd(
      ZERO_USD,
      ...spendings.filter((one) => one.model === key && one.what === what).map((one) => one.amount ?? ZERO_USD),
    );
    return amount > 0 ? [{ words, amount }] : [];
  });
  if (parts.length < 2) return '';
  return `: ${parts
    .sort((a, b) => b.amount - a.amount)
    .map(({ words, amount }) => `${words} ${formatUsd(amount)}`)
    .join(', ')}`;
}

const channelName = (key: string | undefined) =>
  key === undefined ? 'not launched through Rung' : key.startsWith('D') ? 'in direct messages' : `<#${key}>`;
const personName = (key: string | undefined) => (key === undefined ? 'not launched through Rung' : `<@${key}>`);
const modelName = (key: string | undefined) => {
  if (key === undefined) return 'no base model';
  return baseNamed(key) === undefined ? code(key) : safe(baseNamed(key) ?? '');
};
const baseNamed = (key: string) => BASE_MODELS.find(({ id }) => priceKey(id) === key)?.name;
const plainModelName = (key: string | undefined) => (key === undefined ? undefined : (baseNamed(key) ?? key));
const hostingName = (key: string | undefined) => safeUpTo(100, key ?? 'no name');

function againstWords({ against }: MonthCosts): string {
  if (!against) return '';
  const { trainings, low, high, actual, above, below } = against;
  const cost = `${count(trainings, 'training')} cost ${formatUsd(actual)}`;
  const range = trainings === 1 ? `the estimate of ${formatUsdRange(low, high)}` : 'its estimate';
  if (above.trainings + below.trainings === 0) return `${cost}, ${trainings === 1 ? '' : 'each '}within ${range}.`;
  const ends = [
    ...(above.trainings > 0 ? [`${formatUsd(above.by)} above ${outsideWords(above, trainings)}`] : []),
    ...(below.trainings > 0 ? [`${formatUsd(below.by)} below ${outsideWords(below, trainings)}`] : []),
  ];
  return `${cost}: ${ends.join(', ')}.`;
}

const outsideWords = (outside: { trainings: number }, all: number) =>
  all === 1 ? 'the estimate' : `the estimate${outside.trainings === 1 ? '' : 's'} of ${outside.trainings}`;

/** Above this share of one model the others are no bars any more: the headline says it, and the list has the amounts. */
const MOST_OF_ALL = 0.95;

/** Models beside each other, each with its amount in its name, so that a small bar reads too. */
function chartOf({ byModel, total }: MonthCosts): ChartBlock | undefined {
  const models = byModel.filter(({ amount }) => amount > 0).slice(0, LIMITS.chartPoints);
  const [dearest] = models;
  if (!dearest || models.length < 2 || dearest.amount > total.amount * MOST_OF_ALL) return undefined;
  const labels = models.map(chartLabel);
  const categories =
    new Set(labels).size === labels.length
      ? labels
      : labels.map((label, i) => shorten(`${i + 1} ${label}`, LIMITS.chartLabel));
  const data = models.map(({ amount }, i) => ({
    label: categories[i] ?? '',
    value: Math.round(amount / 10_000) / 100,
  }));
  return {
    type: 'data_visualization',
    title: 'Cost this month by model',
    chart: {
      type: 'bar',
      series: [{ name: 'This month', data }],
      axis_config: { categories, x_label: 'Model', y_label: 'US dollars' },
    },
  };
}

/** "Nova 2 Lite $12,682": the amount is never what is cut. */
function chartLabel({ key, amount }: CostShare): string {
  const dollars = formatUsd(amount);
  return `${shorten(plainModelName(key) ?? 'others', LIMITS.chartLabel - 1 - dollars.length)} ${dollars}`;
}

function footWords({ untagged, billReadAtMs, leftOut }: MonthCosts): string[] {
  const bill =
    billReadAtMs === undefined
      ? 'AWS’s bill has not been read yet; amounts are Rung’s own count (tokens and hours × price).'
      : `AWS’s bill as read ${moment(billReadAtMs)}; it is up to 24 hours late, and until it knows, amounts are Rung’s own count (tokens and hours × price).`;
  const others =
    untagged !== undefined && untagged > 0
      ? `On AWS’s bill, ${formatUsd(untagged)} of this month’s Bedrock and SageMaker stand under no launch’s tag: use by others, tags that are not activated for cost allocation, and hostings and evaluations that are counted above.`
      : '';
  const left = leftOut > 0 ? `${leftOut} hostings found no room in the meter and are not in it.` : '';
  return ['Calendar month in UTC, before credits and tax.', bill, others, left];
}
