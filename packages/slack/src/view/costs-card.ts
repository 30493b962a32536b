import type { Card } from '@rung/core/chat/card.ts';
import type { CostShare, MonthCosts } from '@rung/core/cost/bill/month-costs.ts';
import { formatUsd } from '@rung/core/money.ts';
import { type ChartBlock, code, context, count, type Drawn, drawn, moment, safeUpTo, section } from './blocks.ts';
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
      [...savedBlocks, context(...footWords(costs))],
    );
  const chart = chartOf(costs);
  return drawn(`*${amountWords(costs.total)} in ${monthWords(costs.month)} so far.* ${againstWords(costs)}`, [
    ...list('By channel', costs.byChannel, channelName),
    ...list('By person', costs.byPerson, personName),
    ...list('By model', costs.byModel, modelName),
    ...(chart ? [chart] : []),
    ...(costs.byHosting.length > 0
      ? list('By hosting', costs.byHosting, hostingName)
      : [section('*By hosting*\nNothing that bills by the hour stood this month.')]),
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

const SOURCE = { bill: 'AWS’s bill', meter: 'own count', both: 'AWS’s bill and own count' } as const;

function list(title: string, shares: readonly CostShare[], nameOf: (key: string | undefined) => string) {
  const lines = shares.map((share) => `• ${nameOf(share.key)}: *${amountWords(share)}* (${SOURCE[share.from]})`);
  const { blocks, left } = packLines([`*${title}*`, ...lines], LONGEST_LIST);
  return left === 0 ? blocks : [...blocks, context(`And ${left} more, for less.`)];
}

const channelName = (key: string | undefined) =>
  key === undefined ? 'not launched through Rung' : key.startsWith('D') ? 'in direct messages' : `<#${key}>`;
const personName = (key: string | undefined) => (key === undefined ? 'not launched through Rung' : `<@${key}>`);
const modelName = (key: string | undefined) => (key === undefined ? 'no base model' : code(key));
const hostingName = (key: string | undefined) => safeUpTo(100, key ?? 'no name');

function againstWords({ against }: MonthCosts): string {
  if (!against) return '';
  const { trainings, estimated, actual } = against;
  const difference = actual - estimated;
  const much = formatUsd((difference < 0 ? -difference : difference) as typeof actual);
  const way = difference === 0 ? 'as estimated' : `${much} ${difference < 0 ? 'below' : 'above'} the estimate`;
  return `${count(trainings, 'training')} cost ${formatUsd(actual)}, ${way}.`;
}

/** Models beside each other, with what of each is training, judging and serving. */
function chartOf(costs: MonthCosts): ChartBlock | undefined {
  const models = costs.byModel.filter(({ amount }) => amount > 0).slice(0, LIMITS.chartPoints);
  if (models.length === 0) return undefined;
  const labels = models.map(({ key }, index) => shorten(`${index + 1} ${key ?? 'others'}`, LIMITS.chartLabel));
  const dollars = (key: string | undefined, kinds: readonly string[]) =>
    costs.spendings
      .filter((spending) => spending.model === key && kinds.includes(spending.what))
      .reduce((sum, { amount }) => sum + (amount ?? 0), 0) / 1_000_000;
  const series = SERIES.map(([name, kinds]) => ({
    name,
    data: models.map(({ key }, index) => ({
      label: labels[index] ?? '',
      value: Number(dollars(key, kinds).toFixed(2)),
    })),
  })).filter(({ data }) => data.some(({ value }) => value > 0));
  if (series.length === 0) return undefined;
  const axis_config = { categories: labels, x_label: 'Model', y_label: 'US dollars' };
  return {
    type: 'data_visualization',
    title: 'Cost this month by model',
    chart: { type: 'bar', series, axis_config },
  };
}

const SERIES = [
  ['Training', ['training']],
  ['Judging', ['judging']],
  ['Standing', ['hosting', 'storage', 'tokens']],
] as const;

function footWords({ untagged, billReadAtMs, leftOut }: MonthCosts): string[] {
  const bill =
    billReadAtMs === undefined
      ? 'AWS’s bill has not been read yet; amounts are Rung’s own count (tokens and hours × price).'
      : `AWS’s bill as read ${moment(billReadAtMs)}; it is up to 24 hours late, and until it knows, amounts are Rung’s own count (tokens and hours × price).`;
  const others =
    untagged !== undefined && untagged > 0
      ? `Bedrock and SageMaker also cost ${formatUsd(untagged)} this month under no launch’s tag: use by others, throughputs, or tags that are not activated for cost allocation.`
      : '';
  const left = leftOut > 0 ? `${leftOut} hostings found no room in the meter and are not in it.` : '';
  return ['Calendar month in UTC, before credits and tax.', bill, others, left];
}
