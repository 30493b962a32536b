import type { Score } from '@rung/core/diagnosis/evaluate-cases.ts';
import { METHODS, type Outcome } from '@rung/core/diagnosis/methods.ts';
import type { CaseTimes } from './time-cases.ts';

export interface NamedScore {
  readonly name: string;
  readonly score: Score;
  /** True where only a method is answered, so that the rest has no score. */
  readonly isMethodOnly?: true;
}

const METHOD_COLUMNS = ['strict', 'lenient'] as const;
const COLUMNS = ['companions', 'ask', 'path', 'hosting', 'evidence'] as const;

/** A row per file, `breaches` being cases in which something stands that the label forbids. */
export function scoreTable(scores: readonly NamedScore[]): string {
  const rows = scores.map(({ name, score, isMethodOnly }) => [
    name,
    String(score.cases),
    String(score.breaches),
    ...METHOD_COLUMNS.map((column) => percent(score[column])),
    ...COLUMNS.map((column) => (isMethodOnly ? '·' : percent(score[column]))),
  ]);
  return table([['', 'cases', 'breaches', ...METHOD_COLUMNS, ...COLUMNS], ...rows]);
}

/** Every breach by its case: what was answered although the label forbids it. */
export function breachList(scores: readonly NamedScore[]): string {
  const lines = scores.flatMap(({ name, score }) =>
    score.each
      .filter(({ breaches }) => breaches.length > 0)
      .map(
        ({ id, expected, method, breaches }) =>
          `  ${id} (${name}): ${breaches.join(', ')}; answered ${method}, expected ${expected}`,
      ),
  );
  return lines.length === 0
    ? 'Safety: no case breaches its mustNot.'
    : `Safety: ${lines.length} ${lines.length === 1 ? 'case breaches its' : 'cases breach their'} mustNot.\n${lines.join('\n')}`;
}

export function timeTable(rung: CaseTimes, baseline: CaseTimes): string {
  const row = (name: string, read: (times: CaseTimes) => string) => [name, read(rung), read(baseline)];
  const ms = (value: number) => (value < 0.1 ? value.toFixed(4) : value.toFixed(2));
  const times = (one: number, other: number) => `${Math.round(one / other).toLocaleString('en-US')}×`;
  return table([
    ['ms a case, warm', 'rung', 'keyword rule', 'ratio'],
    [...row('median', ({ median }) => ms(median)), times(rung.median, baseline.median)],
    [...row('p95', ({ p95 }) => ms(p95)), times(rung.p95, baseline.p95)],
  ]);
}

const OUTCOMES: readonly Outcome[] = [...METHODS, 'not-enough-info'];

/** Expected down, answered across; the diagonal is right. */
export function confusionTable({ confusion }: Score): string {
  const rows = OUTCOMES.filter((expected) => confusion[expected] !== undefined).map((expected) => [
    expected,
    ...OUTCOMES.map((method) => String(confusion[expected]?.[method] ?? '·')),
  ]);
  return table([['expected ↓ answered →', ...OUTCOMES], ...rows]);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Columns of one width each, the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
