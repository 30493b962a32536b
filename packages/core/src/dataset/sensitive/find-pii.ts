import { beginsWithIban, passesLuhn } from './checksums.ts';

/** Personal data that has a form of its own; names and addresses have none, and are not looked for here. */
export type PiiKind = 'e-mail address' | 'payment card number' | 'IBAN' | 'US social security number' | 'phone number';

export interface FoundPii {
  readonly kind: PiiKind;
  /** In UTF-16 units from 0. */
  readonly index: number;
}

/** Personal data in a text or in lines of JSON as they stand in a file. Never slower than linear. */
export function findPii(text: string): FoundPii[] {
  return [
    ...atEach(text, '@', mailAt).map((index): FoundPii => ({ kind: 'e-mail address', index })),
    ...atEach(text, '+', phoneAt).map((index): FoundPii => ({ kind: 'phone number', index })),
    ...inNumbers(text),
  ];
}

function atEach(text: string, anchor: string, test: (text: string, at: number) => number): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
    const index = test(text, at);
    if (index >= 0) found.push(index);
  }
  return found;
}

const DOMAIN = /@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])/y;
/** Domains that belong to nobody (RFC 2606), and packages such as @2x.png. */
const NOBODYS = /@(?:.{0,100}\.)?(?:example\.(?:com|net|org)|example|test|invalid|localhost|png|jpe?g|svg|js|ts)$/i;
const LOCAL_PART = /[A-Za-z0-9._%+-]/;
const MAX_LOCAL_PART = 64;

function mailAt(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL_PART && LOCAL_PART.test(text.charAt(start - 1))) start -= 1;
  if (start === at || text.charAt(start - 1) === ':' || text.charAt(start - 1) === '/') return -1;
  DOMAIN.lastIndex = at;
  const domain = DOMAIN.exec(text)?.[0];
  return domain && !NOBODYS.test(domain) ? start : -1;
}

/** ITU-T E.164: up to 15 digits with the country's code, in groups as people write them. */
export const PHONE = /\+[1-9][0-9]{0,2}(?:[ .-]?\(0\))?(?:[ .()-]{0,2}[0-9]){7,12}(?![0-9A-Za-z.])/y;

function phoneAt(text: string, at: number): number {
  if (/[A-Za-z0-9+=]/.test(text.charAt(at - 1)) && text.charAt(at - 2) !== '\\') return -1;
  PHONE.lastIndex = at;
  const digits = PHONE.exec(text)?.[0].replace(/\D/g, '') ?? '';
  return digits.length >= 8 && digits.length <= 15 && new Set(digits).size > 2 ? at : -1;
}

/**
 * The shortest stretch of digits, blanks and dashes that any of these has: a Dutch IBAN without blanks ends in ten. In each
 * three digits stand together.
 */
export const MIN_RUN = 10;
const THREE_DIGITS = /[0-9]{3}/;
const IN_RUN = Uint8Array.from({ length: 256 }, (_, code) =>
  (code >= 48 && code <= 57) || code === 32 || code === 45 ? 1 : 0,
);

/** Looks only where a stretch of digits is: every tenth character is enough to miss none of them. */
function inNumbers(text: string): FoundPii[] {
  const found: FoundPii[] = [];
  for (let probe = MIN_RUN - 1; probe < text.length; ) {
    let start = probe;
    const floor = probe - MIN_RUN;
    while (start > floor && IN_RUN[text.charCodeAt(start)] === 1) start -= 1;
    if (start > floor) probe = start + MIN_RUN;
    else {
      let end = probe + 1;
      while (IN_RUN[text.charCodeAt(end)] === 1) end += 1;
      if (THREE_DIGITS.test(text.slice(floor + 1, end))) inRun(text, { from: floor + 1, to: end }, found);
      probe = end + MIN_RUN;
    }
  }
  return found;
}

const SSN = /(?<![0-9-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![0-9-])/g;
/** Printed on sample cards and in advertisements, so void: ssa.gov/history/ssn/misused.html. */
const VOID_SSN = new Set(['078-05-1120', '219-09-9999', '123-45-6789']);
const CARD =
  /(?<![0-9A-Za-z.-])(?:[0-9]{14,19}|[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{3})?|3[0-9]{3}([ -])[0-9]{6}\2[0-9]{4,5})(?![0-9A-Za-z]|[.-][0-9])/g;
/** Issuers' ranges with their lengths: ISO/IEC 7812 as the schemes publish them. */
const ISSUED =
  /^(?:4(?:[0-9]{15}|[0-9]{18})|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}|3[47][0-9]{13}|(?:6011|65[0-9]{2}|64[4-9][0-9])[0-9]{12}|35(?:2[89]|[3-8][0-9])[0-9]{12}|3(?:0[0-5]|[68][0-9])[0-9]{11})$/;
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{0,4}/g;
const IBAN_LEAD = 30;

/** Looks into one stretch of digits, and for an IBAN also a little before it. */
function inRun(text: string, { from, to }: { from: number; to: number }, found: FoundPii[]): void {
  const lead = Math.max(0, from - 1);
  const run = text.slice(lead, to + 2);
  for (const { index } of run.matchAll(SSN)) {
    if (!VOID_SSN.has(run.slice(index, index + 11)))
      found.push({ kind: 'US social security number', index: lead + index });
  }
  for (const match of run.matchAll(CARD)) {
    const digits = match[0].replace(/\D/g, '');
    if (ISSUED.test(digits) && passesLuhn(digits))
      found.push({ kind: 'payment card number', index: lead + match.index });
  }
  const wide = Math.max(0, from - IBAN_LEAD);
  for (const match of text.slice(wide, Math.min(to, from + 40) + 12).matchAll(IBAN))
    if (beginsWithIban(match[0].replaceAll(' ', ''))) found.push({ kind: 'IBAN', index: wide + match.index });
}
