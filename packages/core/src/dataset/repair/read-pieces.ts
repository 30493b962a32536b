import { createTableSplitter } from '../read-table.ts';
import { RULES, type RuleId } from '../rules.ts';
import { type Container, HEAD_BYTES, sniffFirstLine, sniffHead } from '../sniff-container.ts';
import { createLineSplitter, GIVE_UP_BYTES, MAX_LINE_BYTES } from '../split-lines.ts';
import { createValueSplitter } from './split-values.ts';

/** What may hold a record: a line, or an element of an array. `bytes` is undefined where it was too long to keep. */
export interface Piece {
  /** 1-based; where it began. */
  readonly line: number;
  readonly bytes: Uint8Array | undefined;
  /** True where it did not stand on a line of its own. */
  readonly wasSpread: boolean;
}

/** Why no copy is made of a file. */
export interface RepairRefusal {
  readonly kind: 'refused';
  readonly rule: RuleId;
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** Thrown inside this folder only, where a generator has to stop: the file cannot be taken apart from here on. */
export class CannotTakeApart extends Error {
  override readonly name = 'CannotTakeApart';
  readonly refusal: RepairRefusal;
  constructor(rule: RuleId, { line, message }: { line: number; message: string }) {
    super(message);
    this.refusal = { kind: 'refused', rule, line, message, fix: RULES[rule].fix };
  }
}

const LIMITS = { maxBytes: MAX_LINE_BYTES, giveUpBytes: GIVE_UP_BYTES } as const;

interface Taker {
  push(chunk: Uint8Array): void;
  end(): void;
}

/**
 * Takes a file apart, one batch a chunk, in memory that holds one chunk and one piece: lines, the elements of a JSON array
 * or records that are spread over lines. Throws `CannotTakeApart` at what is none of these.
 */
export async function* readPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Piece[]> {
  let waiting: Piece[] = [];
  let taker: Taker | undefined;
  let head = new Uint8Array(0);
  const hand = (piece: Piece) => void waiting.push(piece);
  const begin = () => {
    taker = takerFor(head, hand);
    taker.push(head);
    head = new Uint8Array(0);
  };
  for await (const chunk of source) {
    if (taker) taker.push(chunk);
    else {
      head = Buffer.concat([head, chunk]);
      if (hasFirstLine(head)) begin();
    }
    if (waiting.length === 0) continue;
    yield waiting;
    waiting = [];
  }
  if (!taker) begin();
  taker?.end();
  yield waiting;
}

/** Whether enough is there to tell what the file is. */
function hasFirstLine(head: Uint8Array): boolean {
  return head.length >= HEAD_BYTES && (head.includes(10) || head.length > GIVE_UP_BYTES);
}

function takerFor(head: Uint8Array, hand: (piece: Piece) => void): Taker {
  const container = sniffHead(head) ?? sniffFirst(head);
  if (!container) return lineTaker(hand);
  if (container.format === 'csv') return tableTaker(hand);
  if (container.rule === 'json-array' || container.rule === 'json-spread') return valueTaker(container.rule, hand);
  throw new CannotTakeApart(container.rule, { line: 1, message: container.message });
}

/** A first line too long to keep is an array where it begins like one. */
function sniffFirst(head: Uint8Array): Container | undefined {
  const end = head.indexOf(10);
  return sniffFirstLine(new TextDecoder().decode(end < 0 ? head : head.subarray(0, end)));
}

function lineTaker(hand: (piece: Piece) => void): Taker {
  let lastTooLong = 1;
  const splitter = createLineSplitter({
    line(bytes, line) {
      // The bytes may lie in the source's buffer, which it fills again only after the batch has been taken.
      hand({ line, bytes, wasSpread: false });
      return true;
    },
    tooLong(line) {
      lastTooLong = line;
      hand({ line, bytes: undefined, wasSpread: false });
    },
  });
  const goOn = (isWell: boolean) => {
    if (isWell) return;
    const message = 'A line begins here that has no end in sight.';
    throw new CannotTakeApart('line-too-long', { line: lastTooLong, message });
  };
  return { push: (chunk) => goOn(splitter.push(chunk)), end: () => goOn(splitter.end()) };
}

const encoder = new TextEncoder();

/** Rows as the records that they stand for; one that is broken stays behind. */
function tableTaker(hand: (piece: Piece) => void): Taker {
  const splitter = createTableSplitter({
    row: (record, line) => hand({ line, bytes: encoder.encode(JSON.stringify(record)), wasSpread: true }),
    broken(rule, { line, message }) {
      if (rule !== 'csv-row' || message.includes('never closed')) throw new CannotTakeApart(rule, { line, message });
      hand({ line, bytes: encoder.encode('[]'), wasSpread: true });
    },
  });
  return { push: (chunk) => void splitter.push(chunk), end: () => void splitter.end() };
}

function valueTaker(rule: 'json-array' | 'json-spread', hand: (piece: Piece) => void): Taker {
  const splitter = createValueSplitter(
    {
      value: (bytes, line) => hand({ line, bytes, wasSpread: true }),
      tooLong: (line) => hand({ line, bytes: undefined, wasSpread: true }),
    },
    { inArray: rule === 'json-array', ...LIMITS },
  );
  const goOn = (broken: ReturnType<typeof splitter.end>) => {
    if (broken) throw new CannotTakeApart(rule, broken);
  };
  return { push: (chunk) => goOn(splitter.push(chunk)), end: () => goOn(splitter.end()) };
}
