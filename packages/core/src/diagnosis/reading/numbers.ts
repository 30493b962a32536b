import type { Span } from './split-sentences.ts';

/** A number as written, with what stands around it. */
export interface NumberFound extends Span {
  readonly value: number;
  readonly currency: boolean;
  readonly percent: boolean;
  /** Up to 45 characters after it, from its unit on. */
  readonly after: string;
  readonly before: string;
  /** How many of its periods a month holds; undefined when no period was named. */
  readonly perMonth: number | undefined;
}

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  thousands: 1e3,
  tsd: 1e3,
  mil: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  mio: 1e6,
  mn: 1e6,
  mm: 1e6,
  million: 1e6,
  millions: 1e6,
  millones: 1e6,
  millionen: 1e6,
  milhoes: 1e6,
  millon: 1e6,
  mill: 1e6,
  crore: 1e7,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  t: 1e12,
  trillion: 1e12,
};

const NUMBER =
  /(?<![\w.])(?:(?<currency>us\$|usd ?|eur ?|gbp ?|chf ?|inr ?|[$]) ?)?(?<digits>\d{1,3}(?:[ ,.']\d{3})+(?![\d])|\d+(?:[.,]\d+)?|\.\d+)(?: ?(?<scale>k|m|mm|mn|mio|b|bn|t|tsd|thousands?|lakhs?|millions?|millionen|milhoes|millones|millon|mill|billions?|crore|trillion)\b)?\+?(?<percent> ?%| percent| per cent| pct)?(?<money> ?(?:usd|eur|euros?|dollars?|bucks|gbp|chf|quid|pounds)\b)?/gu;

const MONTHLY: readonly [RegExp, number][] = [
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:sec|second)s?\b|^.{0,20}?[a-z]{2}\/s(?=[\s.,;)]|$)|^.{0,20}?\b(?:rps|qps|tps)\b/u,
    2_592_000,
  ],
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:min|minute)\b|^.{0,12}?\brpm\b/u,
    43_200,
  ],
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:hr|hour)\b|^.{0,20}?[a-z]{2}\/h(?=[\s.,;)]|$)|^.{0,34}?\bhourly\b/u,
    720,
  ],
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:business |working )?(?:day|night|workday|shift)\b|^.{0,24}?(?:[a-z]{2}|^)\/d(?=[\s.,;)]|$)|^.{0,34}?\b(?:daily|nightly|am tag|por dia|par jour|al dia)\b/u,
    30,
  ],
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:wk|week)\b|^.{0,34}?\bweekly\b/u,
    4.33,
  ],
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:mo|mth|month)\b|^.{0,34}?\b(?:monthly|pro monat|im monat|al mes|par mois|por mes)\b/u,
    1,
  ],
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:q|quarter)\b|^.{0,34}?\bquarterly\b/u,
    1 / 3,
  ],
  [
    /^.{0,34}?(?:\/|\bper |\bin (?:one|a single) |\b(?:on )?an? (?:normal|busy|typical|usual|average|good) |\ba |\ban |\beach |\bevery |\bp\/)\s?(?:y|yr|year)\b|^.{0,34}?\b(?:yearly|annually|p\.a\.)/u,
    1 / 12,
  ],
];

const WORD_NUMBERS: readonly [RegExp, string][] = [
  [/\ba (?:couple of )?(?:few )?hundred\b(?! (?:thousand|million))/gu, '100'],
  [/\bseveral hundred\b/gu, '300'],
  [/\ba (?:few )?thousand\b/gu, '1000'],
  [/\bhalf a million\b/gu, '500000'],
  [/\ba million\b/gu, '1000000'],
];

/** Every number of a sentence. Offsets are those of the sentence as given. */
export function findNumbers(sentence: string): readonly NumberFound[] {
  const digits = [...sentence.matchAll(NUMBER)].map((match) => read(match, sentence));
  const words = WORD_NUMBERS.flatMap(([pattern, value]) =>
    [...sentence.matchAll(pattern)].map((match) =>
      describe(sentence, match, { value: Number(value), currency: false, percent: false }),
    ),
  );
  return [...digits, ...words];
}

function read(match: RegExpMatchArray, sentence: string): NumberFound {
  const groups = match.groups ?? {};
  const scale = SCALES[groups['scale'] ?? ''] ?? 1;
  const value = plainNumber(groups['digits'] ?? '') * scale;
  const currency = groups['currency'] !== undefined || groups['money'] !== undefined;
  return describe(sentence, match, { value, currency, percent: groups['percent'] !== undefined });
}

function describe(
  sentence: string,
  match: RegExpMatchArray,
  kind: { value: number; currency: boolean; percent: boolean },
): NumberFound {
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const after = sentence.slice(end, end + 45);
  const period = MONTHLY.find(([pattern]) => pattern.test(cutAtNextNumber(after)));
  return { ...kind, start, end, after, before: sentence.slice(Math.max(0, start - 45), start), perMonth: period?.[1] };
}

/** "22 million slips, 3 a day", "600 pages and changes each month": the period belongs to the nearer number, or to what changes. */
function cutAtNextNumber(after: string): string {
  const next = after.search(
    /[,;(]?\s\$?\d|\b(?:and|which|that|but|it) (?:is |are |get |gets |all )?(?:chang|updat|grow|mov|revis|renew|replac|amend|rewrit)\w+/u,
  );
  return next < 0 ? after : after.slice(0, next);
}

/** "1,800" and "1.800" and "20 000" are thousands; "5.5" and "5,5" are fractions. */
function plainNumber(digits: string): number {
  if (/^(?!0)\d{1,3}(?:[ ,.']\d{3})+$/u.test(digits)) return Number(digits.replace(/[ ,.']/gu, ''));
  return Number(digits.replace(',', '.'));
}
