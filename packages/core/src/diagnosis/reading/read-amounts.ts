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

/** The number with its unit: to the end of the clause, at most 40 characters on. */
function around(number: NumberFound, sentence: string): Span {
  const rest = sentence.slice(number.end, number.end + 40);
  const stop = rest.search(/[,;.()]|\s-\s| but | and /u);
  const lastWord = rest.length < 40 ? rest.length : Math.max(0, rest.lastIndexOf(' '));
  return { start: number.start, end: number.end + (stop < 0 ? lastWord : stop) };
}
