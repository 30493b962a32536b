import { findPii, PHONE, type PiiKind } from './find-pii.ts';
import { findSecrets } from './find-secrets.ts';

/** How far each kind reaches from where it was found; rather a character too many than one left. */
const EXTENTS: Readonly<Record<PiiKind, RegExp>> = {
  'e-mail address': /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}/y,
  'phone number': PHONE,
  'payment card number': /[0-9](?:[ -]?[0-9]){12,18}/y,
  IBAN: /[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{0,4}/y,
  'US social security number': /[0-9]{3}-[0-9]{2}-[0-9]{4}/y,
};
/** A private key to its end; anything else to the next blank or quote, with what stands between a key's name and its value. */
const SECRET_EXTENT = /[^\s"'<>]+(?:["']?(?:\s*[=:]\s*|\s+is\s+)["']?[^\s"'<>]{16,})?/y;
const KEY_END = '-----END';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/**
 * The text with personal data and secrets replaced by what they are, in brackets: the same for the same text, and nothing
 * is left to replace in it. A secret has to be revoked all the same: who could read the file has it.
 */
export function redactText(text: string): string {
  // What is taken away can bring together what is found then.
  let before = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const after = redactedOnce(before);
    if (after === before) return after;
    before = after;
  }
  return before;
}

const MOST_ROUNDS = 8;

function redactedOnce(text: string): string {
  const spans = [
    ...findPii(text).map(({ kind, index }) => ({ kind, from: index, to: endOf(EXTENTS[kind], text, index) })),
    ...findSecrets(text).map(({ kind, index, end }) => ({ kind, from: index, to: end ?? endOfSecret(text, index) })),
  ].sort((a, b) => a.from - b.from || b.to - a.to);
  return spans.length === 0 ? text : replaced(text, spans);
}

function endOf(extent: RegExp, text: string, from: number): number {
  extent.lastIndex = from;
  return from + (extent.exec(text)?.[0].length ?? 1);
}

function endOfSecret(text: string, from: number): number {
  if (!text.startsWith('PRIVATE KEY', from)) return endOf(SECRET_EXTENT, text, from);
  const end = text.indexOf(KEY_END, from);
  return end < 0 ? text.length : Math.min(text.length, text.indexOf('-----', end + KEY_END.length) + 5);
}

function replaced(text: string, spans: readonly Span[]): string {
  let out = '';
  let at = 0;
  for (const { from, to, kind } of spans) {
    if (from < at) continue;
    out += `${text.slice(at, from).replace(/-----BEGIN [A-Z ]{0,20}$/, '')}[${kind}]`;
    at = to;
  }
  return out + text.slice(at);
}
