import type { Amount } from '../../situation.ts';
import type { NumberFound } from '../numbers.ts';
import type { Reading } from './amount-found.ts';
import { monthlyBillOf } from './bill.ts';

const TOKENS_PER_WORD = 1.3;
/** One byte of plain text is about a quarter of a token in English. */
const TOKENS_PER_BYTE = 0.25;
const TOKENS_PER_DOCUMENT = 1_000;
const TOKENS_PER_PAGE = 500;
const TOKENS_PER_SHORT_TEXT = 30;
const SHORT_TEXT = /^(?:sms|messages|posts|tweets|comments|chats|sentences|subtitles|lines)$/u;
const BYTES: Readonly<Record<string, number>> = {
  tb: 1e12,
  gb: 1e9,
  mb: 1e6,
  kb: 1e3,
  terabytes: 1e12,
  gigabytes: 1e9,
  megabytes: 1e6,
  terabyte: 1e12,
  gigs: 1e9,
};

/** Words by which a sentence says that its text is unlabelled. */
export const RAW_TEXT =
  /\b(?:unlabell?ed|raw|corpus|corpora|without (?:any )?labels?|no labels?|zero annotations|no annotations?|untagged|archive|of (?:plain )?text|jargon|notes)\b/u;

const DOCUMENT_UNIT =
  /^\s*(?:[\w'-]+\s+){0,3}?(documents?|docs|pages|reports|records|notes|files|articles|manuals|contracts|judgments|emails|sms|messages|posts|tweets|comments|chats|sentences|subtitles|papers|slips|letters|logs|books|filings|abstracts|entries|decisions|transcripts|lines)\b/u;
const TEXT_UNIT = /^\s*(?:[\w-]+\s+){0,2}?(tokens?|words?|tb|gb|mb|kb|terabytes?|gigabytes?|megabytes?|gigs)\b/u;

function readBudget(number: NumberFound, sentence: string): ReturnType<Reading> {
  const isNamed = /\bbudget\b[^.\d]{0,20}$/u.test(number.before) && number.value >= 100;
  const isMeant =
    number.currency &&
    number.perMonth === undefined &&
    /\b(?:budget|max|limit|approved|spend up to|funding|grant|we have|got|credits|only have|can spend)\b/u.test(
      sentence,
    );
  return isNamed || isMeant ? { name: 'budget', amount: { value: number.value, unit: 'usd' }, strength: 1 } : undefined;
}

/** A sum of money that is no budget is a bill. */
function readBill(number: NumberFound): ReturnType<Reading> {
  if (number.percent) return undefined;
  if (number.currency && number.perMonth === undefined)
    return number.value >= 1_000 ? { name: 'gap-cost', strength: -0.5 } : undefined;
  const isBill =
    /\b(?:took|brought|got|cut|went) (?:us |it |that |the bill )?from \$?[\d.,]+k? to $|\bdown (?:from|to) $|\b(?:bill|costs?|pay(?:ing)?|spend(?:ing)?|invoice|price)\b(?![^.;\d]*\bfor\b)[^.,;\d]{0,25}$/u;
  return number.perMonth !== undefined && (number.currency || isBill.test(number.before))
    ? { name: 'gap-cost', strength: 0 }
    : undefined;
}

function readCorpus(number: NumberFound, sentence: string): ReturnType<Reading> {
  const unit = TEXT_UNIT.exec(number.after)?.[1];
  if (unit === undefined || number.currency || number.perMonth !== undefined) return undefined;
  if (/^(?:tokens?|words?)$/u.test(unit)) {
    const each = unit.startsWith('word') ? TOKENS_PER_WORD : 1;
    return number.value < 1_000_000
      ? undefined
      : { name: 'raw-corpus', amount: tokens(number.value * each), strength: 3 };
  }
  if (/\b(?:ram|memory|vram|gpu|images?|video|disk|file size)\b/u.test(sentence)) return undefined;
  return { name: 'raw-corpus', amount: tokens(number.value * (BYTES[unit] ?? 1) * TOKENS_PER_BYTE), strength: 2 };
}

function readTraffic(number: NumberFound): ReturnType<Reading> {
  if (number.perMonth === undefined || number.percent || monthlyBillOf(number) !== undefined) return undefined;
  if (
    /^\s*(?:[\w-]+\s+){0,1}?(?:hours?|hrs?|minutes?|times|people|changes?|updates?|edits?|releases?|new)\b/u.test(
      number.after,
    )
  )
    return undefined;
  const value = number.value * number.perMonth;
  return { name: 'traffic-volume', amount: { value, unit: 'requests', period: 'month' }, strength: 2 };
}

function readDocuments(number: NumberFound, sentence: string): ReturnType<Reading> {
  const unit = DOCUMENT_UNIT.exec(number.after)?.[1];
  if (unit === undefined || number.currency || number.percent || number.perMonth !== undefined) return undefined;
  const each = unit === 'pages' ? TOKENS_PER_PAGE : SHORT_TEXT.test(unit) ? TOKENS_PER_SHORT_TEXT : TOKENS_PER_DOCUMENT;
  if (RAW_TEXT.test(sentence)) return { name: 'raw-corpus', amount: tokens(number.value * each), strength: 1 };
  return { name: 'documents', amount: { value: number.value, unit: 'documents' }, strength: 1 };
}

function tokens(value: number): Amount {
  return { value: Math.round(value), unit: 'tokens' };
}

/** Money and sizes of text, to be tried before counts. */
export const SIZE_READINGS: readonly Reading[] = [readBudget, readBill, readCorpus];
/** What a count is when it is not examples. */
export const COUNT_READINGS: readonly Reading[] = [readTraffic, readDocuments];
