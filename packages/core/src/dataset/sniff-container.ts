import type { RuleId } from './rules.ts';

/** What a file is when it is not lines of JSON; reading goes no further. */
export interface Container {
  readonly format: 'gzip' | 'zip' | 'parquet' | 'binary' | 'markup' | 'utf-16' | 'csv' | 'json-array' | 'unknown';
  readonly rule: RuleId;
  readonly message: string;
}

/** Bytes that `sniffHead` wants to see, fewer where the file is shorter. */
export const HEAD_BYTES = 4;

/** First bytes of files that are no text, and what such a file is; each format's own specification says so. */
const MAGIC: readonly (readonly [bytes: readonly number[], format: Container['format'], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'zip', 'a ZIP archive or an Office document'],
  [[0x50, 0x41, 0x52, 0x31], 'parquet', 'a Parquet file'],
  [[0x41, 0x52, 0x52, 0x4f], 'binary', 'an Arrow file'],
  [[0x4f, 0x62, 0x6a, 0x01], 'binary', 'an Avro file'],
  [[0x42, 0x5a, 0x68], 'binary', 'compressed with bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58], 'binary', 'compressed with xz'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'binary', 'compressed with Zstandard'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'binary', 'a 7z archive'],
  [[0x25, 0x50, 0x44, 0x46], 'binary', 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'binary', 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'binary', 'a JPEG image'],
  [[0x53, 0x51, 0x4c, 0x69], 'binary', 'an SQLite database'],
];

/** Tells compressed and UTF-16 files and other files that are no text by their first bytes (RFC 1952 2.3.1; the Unicode Standard 23.8). */
export function sniffHead(head: Uint8Array): Container | undefined {
  const [a, b, c, d] = head;
  const known = MAGIC.find(([bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (known) return { format: known[1], rule: 'not-text', message: `The file is ${known[2]}.` };
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
  if (/^<(?:!doctype|html|\?xml)/i.test(line))
    return {
      format: 'markup',
      rule: 'not-text',
      message: 'The file is a web page or XML, such as an error that was saved in the place of a download.',
    };
  if (line.startsWith('version https://git-lfs'))
    return { format: 'unknown', rule: 'not-text', message: 'The file is a pointer of Git LFS, not what it points to.' };
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
