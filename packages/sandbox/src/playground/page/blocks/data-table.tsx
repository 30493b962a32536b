import { useState } from 'preact/hooks';
import { number, string } from '../read-json.ts';
import type { BlockProps } from './block-props.ts';
import { Cell, cellsOf, isNumberCell } from './cell.tsx';
import { type Order, sortRows } from './sort-rows.ts';

/** Rows on a page when the app does not say (https://docs.slack.dev/reference/block-kit/blocks/data-table-block). */
const PAGE_SIZE = 5;

/** A `data_table`: sorted by a click on a column's head, and turned page by page. */
export function DataTableBlock({ block }: BlockProps) {
  const [head = [], ...body] = cellsOf(block['rows']);
  const [order, setOrder] = useState<Order>();
  const [page, turnTo] = useState(0);
  const pageSize = number(block['page_size']) ?? PAGE_SIZE;
  const rowHeader = number(block['row_header_column_index']);
  const rows = sortRows(body, order).slice(page * pageSize, (page + 1) * pageSize);
  return (
    <div class="data-table">
      <div class="table-scroll">
        <table class="table">
          <caption>{string(block['caption'])}</caption>
          <Head cells={head} order={order} onOrder={setOrder} firstRow={body[0] ?? []} />
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => {
                  const className = isNumberCell(cell) ? 'align-right' : '';
                  return column === rowHeader ? (
                    <th key={column} scope="row" class={className}>
                      <Cell cell={cell} />
                    </th>
                  ) : (
                    <td key={column} class={className}>
                      <Cell cell={cell} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {body.length > pageSize && <Pager page={page} pageSize={pageSize} total={body.length} onTurn={turnTo} />}
    </div>
  );
}

interface HeadProps {
  readonly cells: readonly unknown[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order) => void;
  readonly firstRow: readonly unknown[];
}

function Head({ cells, order, onOrder, firstRow }: HeadProps) {
  const sortOf = (column: number) => {
    if (order?.column !== column) return 'none';
    return order.isDescending ? 'descending' : 'ascending';
  };
  return (
    <thead>
      <tr>
        {cells.map((cell, column) => (
          <th
            key={column}
            scope="col"
            aria-sort={sortOf(column)}
            class={isNumberCell(firstRow[column]) ? 'align-right' : ''}
          >
            <button
              type="button"
              class="sort"
              onClick={() => onOrder({ column, isDescending: sortOf(column) === 'ascending' })}
            >
              <Cell cell={cell} />
              <span class="sort-sign" aria-hidden="true">
                {{ none: '↕', ascending: '↑', descending: '↓' }[sortOf(column)]}
              </span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Pager({
  page,
  pageSize,
  total,
  onTurn,
}: {
  page: number;
  pageSize: number;
  total: number;
  onTurn: (page: number) => void;
}) {
  const last = Math.ceil(total / pageSize) - 1;
  return (
    <div class="pager">
      <span>
        {page * pageSize + 1}–{Math.min(total, (page + 1) * pageSize)} of {total}
      </span>
      <button type="button" class="button button-small" disabled={page === 0} onClick={() => onTurn(page - 1)}>
        Previous
      </button>
      <button type="button" class="button button-small" disabled={page === last} onClick={() => onTurn(page + 1)}>
        Next
      </button>
    </div>
  );
}
