import { object, string } from '../read-json.ts';
import type { BlockProps } from './block-props.ts';
import { Cell, cellsOf } from './cell.tsx';

/** A `table`: its first row heads it. */
export function TableBlock({ block }: BlockProps) {
  const [head = [], ...body] = cellsOf(block['rows']);
  const settings = Array.isArray(block['column_settings']) ? block['column_settings'] : [];
  const align = (column: number) => `align-${string(object(settings[column])['align']) || 'left'}`;
  return (
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" class={align(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} class={align(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
