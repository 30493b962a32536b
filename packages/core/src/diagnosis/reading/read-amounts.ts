import type { AmountFound, Reading } from './amounts/amount-found.ts';
import { readMonthlyBill } from './amounts/bill.ts';
import { EXAMPLE_READINGS } from './amounts/examples.ts';
import { QUALITY_READINGS } from './amounts/quality.ts';
import { COUNT_READINGS, SIZE_READINGS } from './amounts/sizes.ts';
import { findNumbers, type NumberFound } from './numbers.ts';
import type { Span } from './split-sentences.ts';

/** In the order in which they are tried; the first that knows a number has it. */
const READINGS: readonly Reading[] = [...QUALITY_READINGS, ...SIZE_READINGS, ...EXAMPLE_READINGS, ...COUNT_READINGS];

/** What the numbers of a sentence say. */
export function readAmounts(sentence: string): readonly AmountFound[] {
  return findNumbers(sentence).flatMap((number) => {
    const found = [firstReading(number, sentence), readMonthlyBill(number)];
    return found.flatMap((one) => (one === undefined ? [] : [{ ...one, ...around(number, sentence) }]));
  });
}

function firstReading(number: NumberFound, sentence: string): ReturnType<Reading> {
  for (const reading of READINGS) {
    const found = reading(number, sentence);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Characters that are shown after a number. */
const LONGEST_AFTER = 70;

/** The number with its unit: to the end of the clause, or as many whole words as are shown. */
function around(number: NumberFound, sentence: string): Span {
  const rest = sentence.slice(number.end, number.end + LONGEST_AFTER);
  const stop = rest.search(/[,;()]|\.(?!\d)|\s-\s| but /u);
  const lastWord = rest.length < LONGEST_AFTER ? rest.length : Math.max(0, rest.lastIndexOf(' '));
  return { start: number.start, end: number.end + (stop < 0 ? lastWord : stop) };
}
