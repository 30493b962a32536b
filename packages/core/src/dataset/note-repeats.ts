import type { FindingLog } from './finding-log.ts';
import type { Fingerprinted, FirstSeen, Seen } from './first-seen.ts';

/** Notes records that repeat one before, or ask what it asks and answer otherwise. */
export interface Repeats {
  /** Looks a record up; both texts are `canonicalText`. */
  take(exchange: { asked: Uint8Array; completion: Uint8Array }, line: number): void;
  /** The same for those who have hashed it; looked up with those that follow, at the latest by `settle`. */
  takeHashed(fingerprint: Fingerprinted, line: number): void;
  /** Makes room for about so many records. */
  reserve(records: number): void;
  /** Looks up what waits. To be called before anything else is noted of a line that waits, and at the end. */
  settle(): void;
}

const QUEUE = 512;
/** Numbers of an entry: high, low, answer, line. */
const WIDTH = 4;

/**
 * Records wait in a queue, since the table of a large file is far larger than the core's caches: what is looked up in one go is
 * touched from memory side by side, and one record after the other waits for memory each time.
 */
export function createRepeats(seen: FirstSeen, log: FindingLog): Repeats {
  const waiting = new Uint32Array(QUEUE * WIDTH);
  let end = 0;

  const settle = () => {
    for (let at = 0; at < end; at += WIDTH) seen.touch(waiting[at] ?? 0, waiting[at + 1] ?? 0);
    for (let at = 0; at < end; at += WIDTH) {
      const line = waiting[at + 3] ?? 0;
      const fingerprint = { high: waiting[at] ?? 0, low: waiting[at + 1] ?? 0, answer: waiting[at + 2] ?? 0 };
      noteSeen(log, seen.addHashed(fingerprint, line), line);
    }
    end = 0;
  };

  return {
    settle,
    reserve: seen.reserve,
    take(exchange, line) {
      settle();
      noteSeen(log, seen.add(exchange, line), line);
    },
    takeHashed({ high, low, answer }, line) {
      waiting[end] = high;
      waiting[end + 1] = low;
      waiting[end + 2] = answer;
      waiting[end + 3] = line;
      end += WIDTH;
      if (end === waiting.length) settle();
    },
  };
}

function noteSeen(log: FindingLog, before: Seen, line: number): void {
  if (before.kind === 'new') return;
  const message =
    before.kind === 'duplicate'
      ? `The record repeats line ${before.line}.`
      : `The prompt is that of line ${before.line}; the completion is another.`;
  log.note({ rule: before.kind, line, message });
}
