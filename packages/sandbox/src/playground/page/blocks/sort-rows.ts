import { isObject, list, number, string } from '../read-json.ts';
import { plainText } from '../text/inline.ts';
import { toInlines } from '../text/rich-text.ts';

export interface Order {
  readonly column: number;
  readonly isDescending: boolean;
}

type Rows = readonly (readonly unknown[])[];

/** Rows in the order of one column: numbers by size, everything else as people sort words ("a2" before "a10"). */
export function sortRows(rows: Rows, order: Order | undefined): Rows {
  if (!order) return rows;
  const sign = order.isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a[order.column], b[order.column]));
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right), 'en', { numeric: true });
}

function keyOf(cell: unknown): number | string {
  if (!isObject(cell)) return '';
  if (cell['type'] === 'rich_text')
    return list(cell['elements'])
      .map((part) => plainText(toInlines(part['elements'])))
      .join(' ');
  return number(cell['value']) ?? string(cell['text']);
}
