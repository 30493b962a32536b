import { listEscapes } from './escapes';
import { BLOCK, END, LINES, PARTS, QUOTES, SIGHTINGS, SUSPECTS, TABLES } from './places';

const QUOTE: i8 = 34;
const BACKSLASH: i8 = 92;
const LINE_FEED: i8 = 10;
const BLANK: i8 = 32;
/**
 * A table of two halves like those of the needles: control characters have the sign, and the letters that may follow a
 * backslash and need it another bit.
 */
const CLASSES: u32 = TABLES + 96;
/** One byte: the groups whose needles are three known bytes each. */
const WORD_GROUPS: u32 = TABLES + 128;
/** The group of what personal data counts in: three digits, or a plus before a number. */
const NUMBERS: u32 = 1;
const PLUS: u32 = 43;
/** Room to look at the lanes of a vector one by one. */
const SIGHTED: u32 = TABLES + 144;
/** Spreads three bytes over 16 bits. */
const PART_FACTOR: u32 = 0x9e3779b1;
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const EVEN_BITS: u64 = 0x5555555555555555;

/** Where the next place of each list goes. */
let quotes: u32 = QUOTES;
let lines: u32 = LINES;
let suspects: u32 = SUSPECTS;
let sightings: u32 = SIGHTINGS;
/** 1 when the last character of the stretch before was a backslash that escapes the next. */
let carried: u64 = 0;
/** What the tables said of the sixteen bytes before. */
let firstsBefore: v128 = i8x16.splat(0);
let secondsBefore: v128 = i8x16.splat(0);

/**
 * Looks once at each of the block's bytes, 64 at a time, and lists the places of quotes that are not escaped, of line
 * feeds, of hazards (control characters, and escapes that are wrong or need not be), of \u escapes that are sound, and of
 * what begins like one of the needles.
 */
export function scan(length: u32): void {
  for (let pad: u32 = 0; pad < 96; pad += 16) v128.store(BLOCK + length + pad, i8x16.splat(BLANK));
  quotes = QUOTES;
  lines = LINES;
  suspects = SUSPECTS;
  sightings = SIGHTINGS;
  carried = 0;
  firstsBefore = i8x16.splat(0);
  secondsBefore = i8x16.splat(0);
  // Two bytes more, because a needle is seen at its third.
  for (let at: u32 = 0; at < length + 2; at += 64) lookAt(at);
  store<u32>(quotes, END);
  store<u32>(lines, END);
  store<u32>(suspects, END);
  store<u32>(sightings, END);
  listEscapes();
}

/** Suspects are control characters but for line feeds, and what is escaped unless it is one of `"\\bfnrt`. */
function lookAt(at: u32): void {
  let quoteBits: u64 = 0;
  let backslashBits: u64 = 0;
  let signs = i8x16.splat(0);
  let plainBits: u64 = 0;
  for (let part: u32 = 0; part < 64; part += 16) {
    const bytes = v128.load(BLOCK + at + part);
    const low = v128.and(bytes, i8x16.splat(15));
    const high = v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(15));
    quoteBits |= bitsOf(i8x16.eq(bytes, i8x16.splat(QUOTE))) << part;
    backslashBits |= bitsOf(i8x16.eq(bytes, i8x16.splat(BACKSLASH))) << part;
    const classes = groupsOf(low, high, CLASSES);
    signs = v128.or(signs, classes);
    plainBits |= bitsOf(i8x16.gt_s(classes, i8x16.splat(0))) << part;
    needlesAt(at + part, low, high);
  }
  const escapedBits = escapedBy(backslashBits);
  quotes = listed(quotes, quoteBits & ~escapedBits, at);
  let suspectBits = escapedBits & ~plainBits;
  if (i8x16.bitmask(signs) !== 0) {
    const lineBits = lineFeedsAt(at);
    lines = listed(lines, lineBits, at);
    suspectBits |= controlsAt(at) & ~lineBits;
  }
  if (suspectBits !== 0) suspects = listed(suspects, suspectBits, at);
}

function bitsOf(lanes: v128): u64 {
  return i8x16.bitmask(lanes) as u32 as u64;
}

function lineFeedsAt(at: u32): u64 {
  let bits: u64 = 0;
  for (let part: u32 = 0; part < 64; part += 16)
    bits |= bitsOf(i8x16.eq(v128.load(BLOCK + at + part), i8x16.splat(LINE_FEED))) << part;
  return bits;
}

function controlsAt(at: u32): u64 {
  let bits: u64 = 0;
  for (let part: u32 = 0; part < 64; part += 16)
    bits |= bitsOf(i8x16.lt_u(v128.load(BLOCK + at + part), i8x16.splat(BLANK))) << part;
  return bits;
}

/**
 * The characters that a backslash escapes, without a loop: of a run of backslashes every second one is escaped, and what
 * follows a run of odd length. As simdjson finds them: github.com/simdjson/simdjson, json_escape_scanner.h.
 */
function escapedBy(backslashBits: u64): u64 {
  const escaping = backslashBits & ~carried;
  const followsEscape = (escaping << 1) | carried;
  const oddStarts = escaping & ~EVEN_BITS & ~followsEscape;
  const evenSequences = oddStarts + escaping;
  carried = evenSequences < oddStarts ? 1 : 0;
  return (EVEN_BITS ^ (evenSequences << 1)) & followsEscape;
}

/** Writes four places whether there are as many or not: a loop that ends now here, now there costs more than four stores. */
function listed(list: u32, bits: u64, at: u32): u32 {
  let rest = bits;
  for (let slot: u32 = 0; slot < 16; slot += 4) {
    store<u32>(list + slot, at + (ctz(rest) as u32));
    rest &= rest - 1;
  }
  const end = list + ((popcnt(bits) as u32) << 2);
  for (let slot = list + 16; slot < end; slot += 4) {
    store<u32>(slot, at + (ctz(rest) as u32));
    rest &= rest - 1;
  }
  return end;
}

/**
 * Lists where the first three bytes of a needle may stand, and which groups of needles have them. Each table says for one
 * half of one of the three bytes which groups it can belong to, a bit each; a place may be listed when all six agree on one.
 * Known as Teddy: github.com/intel/hyperscan, by way of github.com/BurntSushi/aho-corasick, src/packed/teddy.
 */
function needlesAt(at: u32, low: v128, high: v128): void {
  const firsts = groupsOf(low, high, TABLES);
  const seconds = groupsOf(low, high, TABLES + 32);
  const thirds = groupsOf(low, high, TABLES + 64);
  const groups = v128.and(
    thirds,
    v128.and(
      i8x16.shuffle(secondsBefore, seconds, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
      i8x16.shuffle(firstsBefore, firsts, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
    ),
  );
  firstsBefore = firsts;
  secondsBefore = seconds;
  if (v128.any_true(groups)) listSightings(groups, at - 2);
}

function listSightings(groups: v128, at: u32): void {
  const words: u32 = load<u8>(WORD_GROUPS);
  v128.store(SIGHTED, groups);
  let rest: u32 = i8x16.bitmask(i8x16.ne(groups, i8x16.splat(0)));
  for (; rest !== 0; rest &= rest - 1) {
    const lane = ctz(rest);
    let found: u32 = load<u8>(SIGHTED + lane);
    if ((found & words) !== 0 && !isPart(at + lane)) found &= ~words;
    if ((found & ~words & NUMBERS) !== 0 && !isNumber(at + lane)) found &= ~NUMBERS;
    if (found === 0) continue;
    store<u32>(sightings, at + lane);
    store<u32>(sightings, found, 4);
    sightings += 8;
  }
}

function isNumber(at: u32): bool {
  const first: u32 = load<u8>(BLOCK + at);
  const third: u32 = load<u8>(BLOCK + at, 2);
  return first === PLUS || (first - 48 < 10 && third - 48 < 10);
}

/** Whether the three bytes are those of some word: halves of bytes mix in a group, so that the tables let others pass. */
function isPart(at: u32): bool {
  const slot = ((load<u32>(BLOCK + at) & 0xffffff) * PART_FACTOR) >> 16;
  return ((load<u8>(PARTS + (slot >> 3)) >> (slot & 7)) & 1) === 1;
}

function groupsOf(low: v128, high: v128, table: u32): v128 {
  return v128.and(i8x16.relaxed_swizzle(v128.load(table), low), i8x16.relaxed_swizzle(v128.load(table, 16), high));
}
