import { isObject, number, string } from '../read-json.ts';
import { withEmoji } from '../text/text-object.tsx';
import { RichTextBlock } from './rich-text.tsx';

/** A cell of a table: plain text, a number, or rich text. */
export function Cell({ cell }: { cell: unknown }) {
  if (!isObject(cell)) return null;
  if (cell['type'] === 'rich_text') return <RichTextBlock block={cell} />;
  return withEmoji(string(cell['text'])) || String(number(cell['value']) ?? '');
}

export const cellsOf = (rows: unknown): readonly (readonly unknown[])[] =>
  Array.isArray(rows) ? rows.filter((row) => Array.isArray(row)) : [];

export const isNumberCell = (cell: unknown): boolean =>
  isObject(cell) &&
  (cell['type'] === 'raw_number' || /^[-−+$€£]?[\d,. ]*\d ?(?:%|s|h|min|GB|MB)?$/.test(string(cell['text'])));
