import { hostsThisBase, type PricedHosting, type ServingComparison } from '@rung/core/cost/compare-serving.ts';
import type { BreakEven } from '@rung/core/cost/monthly-curve.ts';
import type { PromptingName } from '@rung/core/cost/serving-ways.ts';
import { HOSTING_WORDS, leavingWords, monthlyWords, PROMPTING_WORDS } from '@rung/core/cost/serving-words.ts';
import { formatUsd } from '@rung/core/money.ts';
import { safe, safeUpTo } from './blocks.ts';

/** Every way with its cost in the team's month and in a month in which nobody asks, in columns; how each ends stands in `hostingLines`. */
export function costTable(comparison: ServingComparison): string {
  const row = (name: string, way: Pick<PricedHosting, 'monthly' | 'idle'>) => [
    `  ${name}`,
    monthlyWords(way),
    way.idle === undefined ? '' : formatUsd(way.idle),
  ];
  const hosted = (way: PricedHosting) => row(HOSTING_WORDS[way.name], way);
  const { own, elsewhere } = byWeights(comparison);
  return columns([
    ['', 'your traffic', 'no traffic'],
    ['The model as it is'],
    ...comparison.promptings.map((way) => row(PROMPTING_WORDS[way.name], way)),
    ['Tuned and hosted'],
    ...own.map(hosted),
    ...(elsewhere.length > 0 ? [['An open-weight model instead']] : []),
    ...elsewhere.map(hosted),
  ]);
}

const RIVALS: readonly (readonly [PromptingName, string])[] = [
  ['prompt', 'good prompt'],
  ['few-shot', 'examples'],
  ['caching', 'cached'],
  ['retrieval', 'retrieval'],
];

/** From how many requests each hosting is cheaper than each way that tunes nothing; a way without a price has no column. */
export function breakEvenTable(comparison: ServingComparison): string {
  const rivals = RIVALS.filter(([name]) => comparison.promptings.some((way) => way.name === name && way.curve));
  const { own, elsewhere } = byWeights(comparison);
  const rows = (ways: readonly PricedHosting[]) =>
    ways
      .filter(({ monthly }) => monthly !== undefined)
      .map((way) => [`  ${HOSTING_WORDS[way.name]}`, ...rivals.map(([name]) => crossing(way.beats[name]))]);
  const [ours, others] = [rows(own), rows(elsewhere)];
  if (rivals.length === 0 || ours.length + others.length === 0) return 'Not known: too few prices are.';
  return columns([
    ['', ...rivals.map(([, words]) => words)],
    ...(ours.length > 0 ? [['Tuned and hosted'], ...ours] : []),
    ...(others.length > 0 ? [['An open-weight model instead'], ...others] : []),
  ]);
}

function crossing(answer: BreakEven | undefined): string {
  if (answer === undefined) return 'not known';
  if (answer.kind === 'from') return answer.requests.toLocaleString('en-US');
  return answer.kind === 'up-to' ? `up to ${answer.requests.toLocaleString('en-US')}` : answer.kind;
}

/** What each hosting takes and how it ends, or why its price is not known. */
export function hostingLines(comparison: ServingComparison): string {
  const { own, elsewhere } = byWeights(comparison);
  return [...own, ...elsewhere].map(hostingLine).join('\n');
}

function hostingLine(hosting: PricedHosting): string {
  const name = `• ${HOSTING_WORDS[hosting.name]}: ${safe(hosting.size)}`;
  const ends = `${name}; ${safe(leavingWords(hosting))}`;
  return hosting.why === undefined ? ends : `${ends}. Price not known: ${safeUpTo(200, hosting.why)}`;
}

/** What takes a tune of this very base, and what takes only a model with open weights in its place. */
function byWeights({ hostings, choice }: ServingComparison) {
  const own = hostings.filter(({ name }) => hostsThisBase(name, choice));
  return { own, elsewhere: hostings.filter((way) => !own.includes(way)) };
}

/** Rows as text in columns, the first flush left and the numbers flush right, in letters of one width; a heading of one cell widens none. */
function columns(rows: readonly (readonly string[])[]): string {
  const cells = rows.filter(({ length }) => length > 1);
  const most = Math.max(...cells.map(({ length }) => length));
  const widths = Array.from({ length: most }, (_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return `\`\`\`\n${lines.map((line) => line.trimEnd()).join('\n')}\n\`\`\``;
}
