import { BLOCK, END, ESCAPES, HAZARDS, LINES, QUOTES, SIGHTINGS, TABLES } from './places';
import { unicodeLength } from './unicode';

const QUOTE: i8 = 34;
const BACKSLASH: i8 = 92;
const LINE_FEED: i8 = 10;
const BLANK: i8 = 32;
const LOWER_U: u32 = 117;
/** What may follow a backslash and needs it: n, r, t, b, f as bits of their distance from the backquote. */
const PLAIN_LETTERS: u32 = (1 << 14) | (1 << 18) | (1 << 20) | (1 << 2) | (1 << 6);
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const EVEN_BITS: u64 = 0x5555555555555555;

/** Where the next place of each list goes. */
let quotes: u32 = QUOTES;
let lines: u32 = LINES;
let hazards: u32 = HAZARDS;
let escapes: u32 = ESCAPES;
let sightings: u32 = SIGHTINGS;
/** 1 when the last character of the stretch before was a backslash that escapes the next. */
let carried: u64 = 0;
/** The second half of a surrogate pair, which is read with the first. */
let secondHalf: u32 = 0;
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
  hazards = HAZARDS;
  escapes = ESCAPES;
  sightings = SIGHTINGS;
  carried = 0;
  secondHalf = 0;
  firstsBefore = i8x16.splat(0);
  secondsBefore = i8x16.splat(0);
  // Two bytes more, because a needle is seen at its third.
  for (let at: u32 = 0; at < length + 2; at += 64) {
    structureAt(at);
    for (let part: u32 = 0; part < 64; part += 16) needlesAt(at + part);
  }
  store<u32>(quotes, END);
  store<u32>(lines, END);
  store<u32>(hazards, END);
  store<u32>(escapes, END);
  store<u32>(sightings, END);
}

function equalTo(at: u32, byte: i8): u64 {
  const wanted = i8x16.splat(byte);
  return (
    (i8x16.bitmask(i8x16.eq(v128.load(BLOCK + at), wanted)) as u32 as u64) |
    ((i8x16.bitmask(i8x16.eq(v128.load(BLOCK + at, 16), wanted)) as u32 as u64) << 16) |
    ((i8x16.bitmask(i8x16.eq(v128.load(BLOCK + at, 32), wanted)) as u32 as u64) << 32) |
    ((i8x16.bitmask(i8x16.eq(v128.load(BLOCK + at, 48), wanted)) as u32 as u64) << 48)
  );
}

function below(at: u32, byte: i8): u64 {
  const limit = i8x16.splat(byte);
  return (
    (i8x16.bitmask(i8x16.lt_u(v128.load(BLOCK + at), limit)) as u32 as u64) |
    ((i8x16.bitmask(i8x16.lt_u(v128.load(BLOCK + at, 16), limit)) as u32 as u64) << 16) |
    ((i8x16.bitmask(i8x16.lt_u(v128.load(BLOCK + at, 32), limit)) as u32 as u64) << 32) |
    ((i8x16.bitmask(i8x16.lt_u(v128.load(BLOCK + at, 48), limit)) as u32 as u64) << 48)
  );
}

function structureAt(at: u32): void {
  let quoteBits = equalTo(at, QUOTE);
  let hazardBits = below(at, BLANK);
  const backslashBits = equalTo(at, BACKSLASH);
  if (hazardBits !== 0) {
    const lineBits = equalTo(at, LINE_FEED);
    hazardBits &= ~lineBits;
    lines = listed(lines, lineBits, at);
  }
  if ((backslashBits | carried) !== 0) {
    const escapedBits = escapedBy(backslashBits);
    quoteBits &= ~escapedBits;
    hazardBits |= badEscapes(escapedBits, at);
  }
  quotes = listed(quotes, quoteBits, at);
  hazards = listed(hazards, hazardBits, at);
}

function listed(list: u32, bits: u64, at: u32): u32 {
  let end = list;
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    store<u32>(end, at + (ctz(rest) as u32));
    end += 4;
  }
  return end;
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

/** Those of the escaped characters that make the text unsound, or give one text two spellings; lists the sound \u. */
function badEscapes(escapedBits: u64, at: u32): u64 {
  let bad: u64 = 0;
  for (let rest = escapedBits; rest !== 0; rest &= rest - 1) {
    const place = at + (ctz(rest) as u32);
    const code: u32 = load<u8>(BLOCK + place);
    if (code === QUOTE || code === BACKSLASH) continue;
    if (code >= 96 && code < 128 && ((PLAIN_LETTERS >> (code - 96)) & 1) === 1) continue;
    if (code === LOWER_U && place === secondHalf) continue;
    const length = code === LOWER_U ? unicodeLength(BLOCK + place - 1) : 0;
    if (length === 0) bad |= rest & (0 - rest);
    else {
      store<u32>(escapes, place - 1);
      escapes += 4;
      if (length === 12) secondHalf = place + 6;
    }
  }
  return bad;
}

/**
 * Lists where the first three bytes of a needle may stand, and which groups of needles have them. Each table says for one
 * half of one of the three bytes which groups it can belong to, a bit each; a place is listed when all six agree on one.
 * Known as Teddy: github.com/intel/hyperscan, by way of github.com/BurntSushi/aho-corasick, src/packed/teddy.
 */
function needlesAt(at: u32): void {
  const bytes = v128.load(BLOCK + at);
  const low = v128.and(bytes, i8x16.splat(15));
  const high = v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(15));
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
  v128.store(TABLES + 96, groups);
  let rest: u32 = i8x16.bitmask(i8x16.ne(groups, i8x16.splat(0)));
  for (; rest !== 0; rest &= rest - 1) {
    const lane = ctz(rest);
    store<u32>(sightings, at + lane);
    store<u32>(sightings, load<u8>(TABLES + 96 + lane), 4);
    sightings += 8;
  }
}

function groupsOf(low: v128, high: v128, table: u32): v128 {
  return v128.and(i8x16.relaxed_swizzle(v128.load(table), low), i8x16.relaxed_swizzle(v128.load(table, 16), high));
}
