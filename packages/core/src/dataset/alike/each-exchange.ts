import { readLines } from '../read-lines.ts';
import { readRecord } from '../read-record.ts';
import { peekTable, readTable } from '../read-table.ts';
import { type Exchange, recogniseRecord } from '../recognise-record.ts';

/**
 * Calls `visit` with what every readable record asks and answers, whatever its layout; returns how many there are. Lines that
 * cannot be read are passed over: the doctor tells of them.
 */
export async function eachExchange(
  source: AsyncIterable<Uint8Array>,
  visit: (exchange: Exchange, line: number) => void,
): Promise<number> {
  let records = 0;
  const take = (record: Readonly<Record<string, unknown>>, line: number) => {
    records += 1;
    visit(recogniseRecord(record), line);
  };
  const peeked = await peekTable(source);
  if (peeked.isTable) await readTable(peeked.source, { row: take, broken: () => undefined, progress: () => undefined });
  else
    await readLines(peeked.source, {
      line(bytes, line) {
        if (bytes.length === 0) return;
        const { value } = readRecord(bytes);
        if (value) take(value, line);
      },
      tooLong: () => undefined,
      container: () => undefined,
    });
  return records;
}
