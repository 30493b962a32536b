import type { FindingLog } from '../finding-log.ts';
import { createLengths } from '../lengths.ts';
import type { Exchange } from '../recognise-record.ts';
import { createLanguages } from './languages.ts';
import { createRepeats } from './repeats.ts';

/** What is worth a second look at a set that fits a tune: languages, boilerplate, characters that nobody sees. */
export interface SecondLook {
  add(exchange: Exchange, line: number): void;
  /** What can be said when all is read. */
  note(log: FindingLog): void;
}

/** Directional overrides and isolates, and tags: they change what is read, or carry what is not (Unicode Technical Report 36). */
const HIDDEN = /[\u202a-\u202e\u2066-\u2069]|\u{e0001}|[\u{e0020}-\u{e007f}]/u;
const REPLACED = /\ufffd/;
/** A completion this many times as long as the median one is worth a look. */
const OUTLIER_TIMES = 10;

export function createSecondLook(log: FindingLog, maxShown: number): SecondLook {
  const languages = createLanguages();
  const repeats = createRepeats();
  const lengths = createLengths(maxShown);
  const wholes = createLengths(0);
  let records = 0;

  return {
    add({ prompt, completion, answers }, line) {
      records += 1;
      const texts = [prompt, ...answers];
      if (texts.some((text) => HIDDEN.test(text)))
        log.note({
          rule: 'hidden-text',
          line,
          message: 'The record holds characters that nobody sees: directional controls or tags.',
        });
      if (texts.some((text) => REPLACED.test(text)))
        log.note({
          rule: 'replaced-text',
          line,
          message: 'The record holds U+FFFD: a character was lost in a conversion before.',
        });
      languages.add({ prompt, completion }, line);
      repeats.add(completion, line);
      lengths.add(completion.length, line);
      wholes.add(prompt.length + completion.length, line);
    },
    note() {
      languages.note(log, records);
      repeats.note(log, records);
      const { lines, count } = lengths.outliers(OUTLIER_TIMES);
      const message = `The completion is more than ${OUTLIER_TIMES} times as long as the median one.`;
      // Answers of a few characters are labels, and a longer one is told of by its shape.
      if (lengths.quantiles().median < SHORT || count > records * MANY) return;
      for (const line of lines.slice(0, maxShown)) log.note({ rule: 'length-outlier', line, message });
      log.count('length-outlier', count - Math.min(lines.length, maxShown));
    },
  };
}

const SHORT = 20;
/** More outliers than this share are a second kind of answer. */
const MANY = 0.05;
