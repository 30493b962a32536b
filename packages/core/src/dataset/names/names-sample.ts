import { languageOf } from '../hygiene/language-of.ts';
import { readLines } from '../read-lines.ts';
import { readRecord } from '../read-record.ts';
import { type FieldText, textsOf } from '../sensitive/note-sensitive.ts';
import { isPicked } from '../spread-evenly.ts';
import { NAMES_LIMITS, type NamesAmount, unitsOf } from './names-price.ts';

/** One record's texts as one request: fields one after the other, with a line feed between them. */
export interface NamesRequest {
  readonly line: number;
  readonly language: NamesLanguage;
  readonly text: string;
  /** Where each field stands in the text, in code points; `to` is past its last. */
  readonly fields: readonly { readonly field: string; readonly from: number; readonly to: number }[];
}

/** Amazon Comprehend finds personal data in these only (docs.aws.amazon.com/comprehend/latest/dg/how-pii.html, read 2026-11-26). */
export type NamesLanguage = 'en' | 'es';

/** What would be sent, and what would not. */
export interface NamesSample {
  readonly requests: readonly NamesRequest[];
  readonly amount: NamesAmount;
  /** Picked records in languages that Comprehend does not read. */
  readonly otherLanguage: number;
  /** Requests that end before their record does. */
  readonly cut: number;
}

/** Fields whose value is a word of the layout and no text. */
const LAYOUT_FIELD = /(?:^|\.)(?:role|schemaVersion|type|format)$/;

/** Picks records spread evenly over a file of `records`; the same ones at every reading. Lines that cannot be read are not picked. */
export async function sampleForNames(source: AsyncIterable<Uint8Array>, records: number): Promise<NamesSample> {
  const requests: NamesRequest[] = [];
  let [index, otherLanguage, cut] = [0, 0, 0];
  const take = (bytes: Uint8Array, line: number) => {
    const { value } = readRecord(bytes);
    if (!value) return;
    index += 1;
    if (!isPicked(index - 1, { records, wanted: NAMES_LIMITS.records })) return;
    const texts = textsOf(value, 'the line').filter(({ text, field }) => text.trim() && !LAYOUT_FIELD.test(field));
    const language = languageFor(texts);
    if (!language) otherLanguage += 1;
    if (!language || texts.length === 0) return;
    const { isCut, ...request } = joined(texts);
    if (isCut) cut += 1;
    requests.push({ line, language, ...request });
  };
  await readLines(source, { line: take, tooLong: () => undefined, container: () => undefined });
  const units = requests.reduce((sum, { text }) => sum + unitsOf([...text].length), 0);
  return { requests, amount: { requests: requests.length, units }, otherLanguage, cut };
}

/** Where too little tells, English is assumed. */
function languageFor(texts: readonly FieldText[]): NamesLanguage | undefined {
  const language = languageOf(texts.map(({ text }) => text).join('\n'));
  if (language === 'Spanish') return 'es';
  return language === undefined || language === 'English' ? 'en' : undefined;
}

function joined(texts: readonly FieldText[]): Pick<NamesRequest, 'text' | 'fields'> & { isCut: boolean } {
  const fields: NamesRequest['fields'][number][] = [];
  const points: string[] = [];
  let isCut = false;
  for (const { text, field } of texts) {
    const room = NAMES_LIMITS.characters - points.length;
    const own = [...text];
    if (own.length > room) isCut = true;
    if (room <= 0) break;
    fields.push({ field, from: points.length, to: points.length + Math.min(own.length, room) });
    // Not spread into a call: an argument a character is more than a stack holds.
    for (const point of own.slice(0, room)) points.push(point);
    if (points.length < NAMES_LIMITS.characters) points.push('\n');
  }
  return { text: points.join('').replace(/\n$/, ''), fields, isCut };
}
