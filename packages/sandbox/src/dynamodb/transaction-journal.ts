import fs from 'node:fs';
import path from 'node:path';
import type { Item } from './dynalite-server.ts';

/** An item as it was before a transaction; `old` is absent when there was none. */
export interface ItemImage {
  readonly table: string;
  readonly key: Item;
  readonly old?: Item;
}

/** A transaction that went through, so that the same request sent again does nothing. */
interface Receipt {
  readonly token: string;
  readonly fingerprint: string;
  readonly atMs: number;
}

type Line = { begin: number; images: readonly ItemImage[] } | { end: number; receipt?: Receipt };

/** How long a ClientRequestToken is remembered (DynamoDB API Reference, TransactWriteItems, read 2026-11). */
export const TOKEN_LIFE_MS = 10 * 60_000;
/** The journal is rewritten without what is over when it has grown past this. */
const COMPACT_AT_BYTES = 8 * 1024 * 1024;

/**
 * What makes a transaction whole although the tables know single writes only: the old images are on disk before the first write,
 * and one appended line ends the transaction and remembers its token. A process that dies in between leaves a begin without an end;
 * the next one undoes it.
 */
export interface TransactionJournal {
  /** Old images of the transactions that a former process did not end, newest first. */
  readonly unfinished: readonly ItemImage[];
  /** Forgets the unfinished ones, once they are undone. */
  settle(): void;
  begin(images: readonly ItemImage[]): number;
  /** Ends a transaction that was carried out (with its receipt) or undone (without). */
  end(id: number, receipt?: Receipt): void;
  /** The fingerprint of the request that used this token in the last ten minutes. */
  fingerprintOf(token: string): string | undefined;
}

/** Opens the journal kept in `file`; without one it lives in memory, as the tables then do. */
export function openJournal(file?: string): TransactionJournal {
  const lines = file ? readLines(file) : [];
  const ended = new Set(lines.flatMap((line) => ('end' in line ? [line.end] : [])));
  const receipts = new Map(
    lines.flatMap((line) => ('end' in line && line.receipt ? [[line.receipt.token, line.receipt]] : [])),
  );
  let lastId = 0;
  let bytes = 0;
  const append = (line: Line) => {
    const text = `${JSON.stringify(line)}\n`;
    bytes += text.length;
    if (file) fs.appendFileSync(file, text);
  };
  const compact = () => {
    const since = Date.now() - TOKEN_LIFE_MS;
    for (const [token, { atMs }] of receipts) if (atMs < since) receipts.delete(token);
    const text = [...receipts.values()].map((receipt) => `${JSON.stringify({ end: 0, receipt })}\n`).join('');
    bytes = text.length;
    if (file) replace(file, text);
  };
  return {
    unfinished: lines.flatMap((line) => ('begin' in line && !ended.has(line.begin) ? line.images : [])).reverse(),
    settle: compact,
    begin(images) {
      lastId += 1;
      append({ begin: lastId, images });
      return lastId;
    },
    end(id, receipt) {
      append({ end: id, ...(receipt && { receipt }) });
      if (receipt) receipts.set(receipt.token, receipt);
      if (bytes > COMPACT_AT_BYTES) compact();
    },
    fingerprintOf(token) {
      const receipt = receipts.get(token);
      return receipt && receipt.atMs > Date.now() - TOKEN_LIFE_MS ? receipt.fingerprint : undefined;
    },
  };
}

function readLines(file: string): Line[] {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  // What follows the last line break was cut off while being written: its transaction did not begin, or did not end.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

function replace(file: string, text: string): void {
  fs.writeFileSync(`${file}.tmp`, text);
  fs.renameSync(`${file}.tmp`, file);
}
