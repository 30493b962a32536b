import type { Buffer } from 'node:buffer';
import { REFUSAL_ANCHOR } from '../refusal-text.ts';
import { asRead } from '../sensitive/as-read.ts';
import { findPii, MIN_RUN } from '../sensitive/find-pii.ts';
import { SECRET_STARTS } from '../sensitive/find-secrets.ts';
import { bitsFor, grouped, type Needle, rarestPart, tablesFor } from './needles.ts';
import type { Tables } from './scanner.ts';

/** Decides about what the scanner sighted whether its line must be read in full. */
export interface Alarms {
  /** For `createScanner`. */
  readonly tables: Tables;
  /** `groups` are those of the sighting at `place`, in the line of `block` from `from` to `to`. */
  isRaised(sighting: { place: number; groups: number }, line: { block: Buffer; from: number; to: number }): boolean;
}

const GROUPS = { digits: 1, at: 2, plus: 4 } as const;
/** `scan.ts` knows them too. */
const WORD_GROUPS = [8, 16, 32, 64, 128];
const range = (from: string, to: string) =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, index) => from.charCodeAt(0) + index);
const DIGITS = range('0', '9');
const PII_NEEDLES: readonly Needle[] = [
  { bytes: [DIGITS, DIGITS, DIGITS], group: GROUPS.digits },
  { bytes: [[64]], group: GROUPS.at },
  { bytes: [[43], range('1', '9')], group: GROUPS.plus },
];

/** The one character beyond ASCII whose small letter is of ASCII, written out and escaped: <un\u212a> is <unk>. */
const KELVIN = ['\u212a', '\\u212a'];

interface Sought {
  readonly text: string;
  readonly inAnyCase?: boolean;
  /** Absent where the word alone raises the alarm. */
  readonly isMeant?: (text: string, at: number) => boolean;
}

interface Word extends Sought {
  readonly bytes: Uint8Array;
  /** For each byte the bit that its case does not matter for. */
  readonly caseBits: Uint8Array;
  /** What the scanner looks for, and where in the word that is. */
  readonly needle: Needle;
  readonly part: number;
}

/**
 * Words that a model reserves and that refusals contain raise an alarm as such; beginnings of secrets and what personal data
 * has raise one when the line as it stands, decoded, holds what they begin: the line is then looked into text by text.
 */
export function alarmsFor(reservedWords: readonly string[], withPii: boolean): Alarms {
  const key = JSON.stringify([reservedWords, withPii]);
  const alarms = known.get(key) ?? createAlarms(reservedWords, withPii);
  known.set(key, alarms);
  return alarms;
}

/** There are as many as there are models; grouping their words takes longer than reading a small file. */
const known = new Map<string, Alarms>();

function createAlarms(reservedWords: readonly string[], withPii: boolean): Alarms {
  const inAnyCase = [...reservedWords, ...(reservedWords.length > 0 ? KELVIN : [])];
  const sought: Sought[] = [
    ...inAnyCase.map((text) => ({ text, inAnyCase: true })),
    { text: REFUSAL_ANCHOR },
    ...SECRET_STARTS.map(({ text, isSecret }) => ({ text, isMeant: isSecret })),
  ];
  const words = wordsFor(sought);
  const needles = words.map(({ needle }) => needle);
  const byGroup = WORD_GROUPS.map((group) => ({ group, own: words.filter(({ needle }) => needle.group === group) }));

  return {
    tables: {
      halves: tablesFor(withPii ? [...needles, ...PII_NEEDLES] : needles),
      parts: bitsFor(needles.map(({ bytes }) => bytes)),
    },
    isRaised({ place, groups }, line) {
      if (groups & (GROUPS.digits | GROUPS.at | GROUPS.plus) && mayBePii(line.block, place, groups) && holdsPii(line))
        return true;
      for (const { group, own } of byGroup)
        if ((groups & group) !== 0) for (const word of own) if (isWordAt(word, place, line)) return true;
      return false;
    },
  };
}

const CASE_BIT = 32;
const isLetter = (byte: number) => (byte | CASE_BIT) >= 97 && (byte | CASE_BIT) <= 122;
const encoder = new TextEncoder();

function wordsFor(sought: readonly Sought[]): Word[] {
  const all = sought.map((each) => {
    const letters = encoder.encode(each.text);
    const caseBits = letters.map((byte) => (each.inAnyCase && isLetter(byte) ? CASE_BIT : 0));
    const bytes = letters.map((byte, index) => byte | (caseBits[index] ?? 0));
    const classes = [...bytes].map((byte, index) => (caseBits[index] === 0 ? [byte] : [byte, byte & ~CASE_BIT]));
    const part = rarestPart(classes);
    return { ...each, bytes, caseBits, part, classes: classes.slice(part, part + 3) };
  });
  const groups = grouped(
    all.map(({ classes }) => classes),
    WORD_GROUPS,
  );
  return all.map(({ classes, ...word }, index) => ({ ...word, needle: { bytes: classes, group: groups[index] ?? 0 } }));
}

interface Line {
  readonly block: Buffer;
  readonly from: number;
  readonly to: number;
}

function isWordAt({ bytes, caseBits, part, isMeant }: Word, place: number, { block, from, to }: Line): boolean {
  const at = place - part;
  if (at < from) return false;
  for (let index = 0; index < bytes.length; index += 1)
    if (((block[at + index] ?? 0) | (caseBits[index] ?? 0)) !== bytes[index]) return false;
  return !isMeant || isMeant(asRead(block.toString('utf8', from, to)), asRead(block.toString('utf8', from, at)).length);
}

const holdsPii = ({ block, from, to }: Line) => findPii(asRead(block.toString('utf8', from, to))).length > 0;

const isInRun = (byte = 0) => byte === 32 || byte === 45 || (byte >= 48 && byte <= 57);
const isAlphanumeric = (byte = 0) => (byte >= 48 && byte <= 57) || isLetter(byte);

/** Rules out at a glance what most digits and at signs are. */
function mayBePii(block: Buffer, place: number, groups: number): boolean {
  if (groups & GROUPS.digits) {
    let [start, end] = [place, place + 3];
    while (end - start < MIN_RUN && isInRun(block[end])) end += 1;
    while (end - start < MIN_RUN && isInRun(block[start - 1])) start -= 1;
    if (end - start >= MIN_RUN) return true;
  }
  if (groups & GROUPS.at && isAlphanumeric(block[place + 1]) && block[place - 1] !== 32) return true;
  return (groups & GROUPS.plus) !== 0;
}
