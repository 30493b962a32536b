import { LIMITS } from './limits.ts';
import { richTextShape } from './rich-text.ts';
import { boolean, list, type Members, number, object, oneOf, shape, string, tagged, whole } from './rules.ts';
import { failed, type Violation } from './violation.ts';

/** Tables (`@slack/types` 3.2.0, TableBlock and DataTableBlock). */

const raw = {
  raw_text: shape({ text: string({ min: 1 }) }),
  raw_number: shape({ value: number(), text: string({ min: 1 }) }),
};
const cell = tagged(() => ({ ...raw, rich_text: richTextShape }));
const id = { block_id: string({ min: 1, max: LIMITS.blockId }) };

export const table = shape(
  { rows: list(list(cell, { max: LIMITS.tableColumns }), { max: LIMITS.tableRows }) },
  {
    ...id,
    column_settings: list(object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean }), {
      min: 0,
      max: LIMITS.tableColumns,
    }),
  },
);

export const dataTable = shape(
  {
    rows: list(list(cell, { max: LIMITS.dataTableColumns }), { min: 2, max: LIMITS.dataTableRows }),
    caption: string({ min: 1 }),
  },
  {
    ...id,
    page_size: whole(1, LIMITS.dataTablePageSize),
    row_header_column_index: whole(0, LIMITS.dataTableColumns - 1),
  },
  rectangular,
);

/** Rows are as wide as the header, whose cells are plain, and the row header is one of the columns. */
function rectangular(value: Members, pointer: string): Violation[] {
  const rows = value['rows'] as readonly (readonly { type: string }[])[];
  const width = rows[0]?.length ?? 0;
  const ragged = rows.flatMap((row, at) =>
    row.length === width ? [] : [failed(`${pointer}/rows/${at}`, `must have ${width} cells, as the header row has`)],
  );
  const rich = (rows[0] ?? []).flatMap(({ type }, at) =>
    type === 'rich_text' ? [failed(`${pointer}/rows/0/${at}`, 'rich_text is not allowed in the header row')] : [],
  );
  const column = Number(value['row_header_column_index'] ?? 0);
  const outside = column < width ? [] : [failed(`${pointer}/row_header_column_index`, 'is not a column of the table')];
  return [...ragged, ...rich, ...outside];
}
