/** A longer line is refused: 32,768 tokens, the longest record that a tunable model takes, are a few hundred KiB. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** Past this many bytes without a line break reading stops, so that a 10 GiB line costs no more than the first of them. */
export const GIVE_UP_BYTES = MAX_LINE_BYTES * 1.5;

/** What the splitter hands on: a line without its line feed, or the news that there was one too long to keep. */
export interface LineSink {
  /** False when reading should stop after this line. */
  line(bytes: Uint8Array, number: number): boolean;
  tooLong(number: number): void;
  /**
   * Whole lines with their line feeds, for those who read many at once; never the first line. Returns how many they were.
   * The bytes are the source's own.
   */
  block?(bytes: Uint8Array, number: number): number;
}

/** Cuts chunks into lines, keeping no more than one line in memory. */
export interface LineSplitter {
  /** False when reading should stop: the sink wants no more, or the line has grown past `GIVE_UP_BYTES`. */
  push(chunk: Uint8Array): boolean;
  /** Hands on the last line where no line feed ends it; false like `push`. */
  end(): boolean;
  /** Bytes up to where the splitter is; the same for any cut of the file into chunks. */
  bytes(): number;
}

const LINE_FEED = 10;
/** Small enough to stay in the core's second cache while it is read. */
export const MAX_BLOCK_BYTES = 256 * 1024;

export function createLineSplitter(sink: LineSink): LineSplitter {
  let parts: Uint8Array[] = [];
  let length = 0;
  let number = 1;
  let lineStart = 0;

  const take = (piece: Uint8Array) => {
    length += piece.length;
    if (length > MAX_LINE_BYTES) parts = [];
    else if (piece.length > 0) parts.push(piece);
  };
  const finish = (hasLineFeed: boolean): boolean => {
    const isTooLong = length > MAX_LINE_BYTES;
    if (isTooLong) sink.tooLong(number);
    const goOn = isTooLong || sink.line(parts.length === 1 && parts[0] ? parts[0] : joined(parts, length), number);
    lineStart += length + (hasLineFeed ? 1 : 0);
    parts = [];
    length = 0;
    number += 1;
    return goOn;
  };

  return {
    push(chunk) {
      for (let start = 0; start < chunk.length; ) {
        const blockEnd = sink.block && length === 0 && number > 1 ? endOfBlock(chunk, start) : start;
        if (sink.block && blockEnd > start) {
          number += sink.block(chunk.subarray(start, blockEnd), number);
          lineStart += blockEnd - start;
          start = blockEnd;
          continue;
        }
        const at = chunk.indexOf(LINE_FEED, start);
        const end = at < 0 ? chunk.length : at;
        // A source may refill its buffer, so what waits for the next chunk is copied.
        take(at < 0 ? chunk.slice(start, end) : chunk.subarray(start, end));
        if (length > GIVE_UP_BYTES) {
          sink.tooLong(number);
          length = GIVE_UP_BYTES;
          return false;
        }
        if (at >= 0 && !finish(true)) return false;
        start = end + 1;
      }
      return true;
    },
    end: () => length === 0 || finish(false),
    bytes: () => lineStart + length,
  };
}

/** After the last line feed of the next block; `start` where there is none. */
function endOfBlock(chunk: Uint8Array, start: number): number {
  const last = Math.min(start + MAX_BLOCK_BYTES, chunk.length) - 1;
  const feed = chunk.lastIndexOf(LINE_FEED, last);
  return feed < start ? start : feed + 1;
}

const EMPTY = new Uint8Array(0);

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (length === 0) return EMPTY;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
