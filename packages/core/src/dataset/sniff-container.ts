import type { RuleId } from './rules.ts';

/** What a file is when it is not lines of JSON; reading goes no further. */
export interface Container {
  readonly format: 'gzip' | 'utf-16' | 'csv' | 'json-array' | 'unknown';
  readonly rule: RuleId;
  readonly message: string;
}

/** Bytes that `sniffHead` wants to see, fewer where the file is shorter. */
export const HEAD_BYTES = 4;

/** Tells compressed and UTF-16 files by their first bytes (RFC 1952 2.3.1; the Unicode Standard 23.8). */
export function sniffHead(head: Uint8Array): Container | undefined {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return { format: 'gzip', rule: 'gzip', message: 'The file is compressed with gzip.' };
  const isUtf16 =
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff) ||
    (a === 0x7b && b === 0 && c !== undefined && d === 0) ||
    (a === 0 && b === 0x7b && c === 0);
  if (isUtf16) return { format: 'utf-16', rule: 'utf-16', message: 'The file is in UTF-16; Bedrock reads UTF-8.' };
  return undefined;
}

const FIELD = String.raw`"?[\w .-]{1,40}"?`;
const CSV_HEADER = new RegExp(`^${FIELD}(?:[,;\\t]${FIELD})+$`);
const USUAL_COLUMNS =
  /\b(?:prompt|completion|instruction|input|output|question|answer|response|text|label|message|messages|system|user|assistant)\b/i;

/** Tells a CSV file, a JSON array and indented JSON by the first line. */
export function sniffFirstLine(text: string): Container | undefined {
  const line = text.replace(/^\uFEFF/, '').trim();
  if (line.startsWith('['))
    return {
      format: 'json-array',
      rule: 'json-array',
      message: 'The file is one JSON array, not one record per line.',
    };
  if (line === '{')
    return {
      format: 'unknown',
      rule: 'json-spread',
      message: 'The first line holds only a brace: the records are spread over several lines.',
    };
  if (line.length <= 400 && CSV_HEADER.test(line) && USUAL_COLUMNS.test(line))
    return {
      format: 'csv',
      rule: 'csv',
      message: 'The first line is a header row: the file is a table, not JSON Lines.',
    };
  return undefined;
}
