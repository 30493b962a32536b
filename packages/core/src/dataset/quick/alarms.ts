import type { Buffer } from 'node:buffer';
import { REFUSAL_ANCHOR } from '../refusal-text.ts';
import { asRead } from '../sensitive/as-read.ts';
import { NAME_STARTS } from '../sensitive/credential-names.ts';
import { findPii, MIN_RUN } from '../sensitive/find-pii.ts';
import { SECRET_STARTS } from '../sensitive/find-secrets.ts';
import { mayNameSecret } from './name-alarm.ts';
import { bitsFor, type Needle, partsOf, tablesFor } from './needles.ts';
import { placeWords } from './place-words.ts';
import type { Tables } from './scanner.ts';

/** Decides about what the scanner sighted whether its line must be read in full. */
export interface Alarms {
  /** For `createScanner`. */
  readonly tables: Tables;
  /** `groups` are those of the sighting at `place`, in the line of `block` from `from` to `to`. */
  isRaised(sighting: { place: number; groups: number }, line: Line): boolean;
}

/** A line of the scanner's block. */
export interface Line {
  readonly block: Buffer;
  readonly from: number;
  readonly to: number;
}

const GROUPS = { numbers: 1, at: 2 } as const;
/** Names are of letters alone, many beginnings end in one of three marks: apart from the others, few places look like any. */
const WITH_PII = { names: [4, 8], marked: 16, others: [32, 64, 128] };
const WITHOUT_PII = { names: [1, 2, 4], marked: 8, others: [16, 32, 64, 128] };
const MARK_AT_END = /(?<=[A-Za-z0-9]{2})[_-]$|:\/\/$/;
const range = (from: string, to: string) =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, index) => from.charCodeAt(0) + index);
const DIGITS = range('0', '9');
const PII_NEEDLES: readonly Needle[] = [
  { bytes: [DIGITS, DIGITS, DIGITS], group: GROUPS.numbers },
  {
    bytes: [[43], range('1', '9'), [...DIGITS, ...[' ', '.', '(', '-'].map((mark) => mark.charCodeAt(0))]],
    group: GROUPS.numbers,
  },
  { bytes: [[64]], group: GROUPS.at },
];

/** The one character beyond ASCII whose small letter is of ASCII, written out and escaped: <un\u212a> is <unk>. */
const KELVIN = ['\u212a', '\\u212a'];

interface Sought {
  readonly text: string;
  readonly inAnyCase?: boolean;
  /** Where the scanner looks for it; found out where it is not said. */
  readonly placed?: { readonly part: number; readonly group: number };
  /** Whether the word at a place of a line raises the alarm; absent where any does. */
  readonly isMeant?: (line: Line, at: number) => boolean;
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
  const groups = withPii ? WITH_PII : WITHOUT_PII;
  const sought: Sought[] = [
    ...inAnyCase.map((text) => ({ text, inAnyCase: true })),
    { text: REFUSAL_ANCHOR },
    ...SECRET_STARTS.map(({ text, isSecret }) => {
      const isMeant = asDecoded(isSecret);
      const isMarked = MARK_AT_END.test(text);
      return { text, isMeant, ...(isMarked ? { placed: { part: text.length - 3, group: groups.marked } } : {}) };
    }),
    ...NAME_STARTS.map(({ text, ofTwo, ofThree }) => {
      const { at: part, family } = withPii ? ofTwo : ofThree;
      return { text, inAnyCase: true, isMeant: mayNameSecret, placed: { part, group: groups.names[family] ?? 0 } };
    }),
  ];
  const words = wordsFor(sought, groups.others);
  const needles = words.map(({ needle }) => needle);
  const allWords = words.reduce((all, { needle }) => all | needle.group, 0);
  const byPart = wordsByPart(words);

  return {
    tables: {
      halves: tablesFor(withPii ? [...needles, ...PII_NEEDLES] : needles, allWords),
      parts: bitsFor(needles.map(({ bytes }) => bytes)),
    },
    isRaised({ place, groups }, line) {
      if ((groups & ~allWords) !== 0 && mayBePii(line.block, place, groups) && holdsPii(line)) return true;
      if ((groups & allWords) === 0) return false;
      const { block } = line;
      const part = byPart.get((block[place] ?? 0) | ((block[place + 1] ?? 0) << 8) | ((block[place + 2] ?? 0) << 16));
      return part?.some((word) => isWordAt(word, place, line)) ?? false;
    },
  };
}

/** By the three bytes that the scanner looks for, in whatever case. */
function wordsByPart(words: readonly Word[]): ReadonlyMap<number, readonly Word[]> {
  const byPart = new Map<number, Word[]>();
  for (const word of words)
    for (const part of partsOf([word.needle.bytes])) byPart.set(part, [...(byPart.get(part) ?? []), word]);
  return byPart;
}

const CASE_BIT = 32;
const isLetter = (byte: number) => (byte | CASE_BIT) >= 97 && (byte | CASE_BIT) <= 122;
const encoder = new TextEncoder();

function wordsFor(sought: readonly Sought[], groups: readonly number[]): Word[] {
  const all = sought.map((each) => {
    const letters = encoder.encode(each.text);
    const caseBits = letters.map((byte) => (each.inAnyCase && isLetter(byte) ? CASE_BIT : 0));
    const bytes = letters.map((byte, index) => byte | (caseBits[index] ?? 0));
    const classes = [...bytes].map((byte, index) => (caseBits[index] === 0 ? [byte] : [byte, byte & ~CASE_BIT]));
    return { ...each, bytes, caseBits, classes };
  });
  const free = all.filter(({ placed }) => !placed);
  const places = placeWords(
    free.map(({ classes }) => classes),
    groups,
  );
  return all.map((each) => {
    const { classes, placed = places[free.indexOf(each)], ...word } = each;
    const { part = 0, group = 0 } = placed ?? {};
    return { ...word, part, needle: { bytes: classes.slice(part, part + 3), group } };
  });
}

function isWordAt({ bytes, caseBits, part, isMeant }: Word, place: number, line: Line): boolean {
  const at = place - part;
  if (at < line.from) return false;
  for (let index = 0; index < bytes.length; index += 1)
    if (((line.block[at + index] ?? 0) | (caseBits[index] ?? 0)) !== bytes[index]) return false;
  return !isMeant || isMeant(line, at);
}

const asDecoded =
  (isSecret: (text: string, at: number) => boolean) =>
  ({ block, from, to }: Line, at: number) =>
    isSecret(asRead(block.toString('utf8', from, to)), asRead(block.toString('utf8', from, at)).length);

const holdsPii = ({ block, from, to }: Line) => findPii(asRead(block.toString('utf8', from, to))).length > 0;

const PLUS = 43;
const isInRun = (byte = 0) => byte === 32 || byte === 45 || (byte >= 48 && byte <= 57);
const isAlphanumeric = (byte = 0) => (byte >= 48 && byte <= 57) || isLetter(byte);

/** Rules out at a glance what most digits and at signs are. */
function mayBePii(block: Buffer, place: number, groups: number): boolean {
  if (groups & GROUPS.numbers && block[place] === PLUS) return true;
  if (groups & GROUPS.numbers) {
    let [start, end] = [place, place + 3];
    while (end - start < MIN_RUN && isInRun(block[end])) end += 1;
    while (end - start < MIN_RUN && isInRun(block[start - 1])) start -= 1;
    if (end - start >= MIN_RUN) return true;
  }
  return (groups & GROUPS.at) !== 0 && isAlphanumeric(block[place + 1]) && block[place - 1] !== 32;
}
