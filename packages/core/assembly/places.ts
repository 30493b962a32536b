/*
 * The module's memory. The program that calls it writes the tables and the block, and reads the lists. Each list has room
 * for one place a byte of the block, so no block can overrun it; pages that are never touched cost no memory.
 */

/** Most bytes of a block. */
export const BLOCK_BYTES: u32 = 256 * 1024;
const PAGE: u32 = 64 * 1024;
/** With room for `END` behind the last place. */
const LIST_BYTES: u32 = BLOCK_BYTES * 4 + PAGE;

/** Eight tables of 16 bytes, a pair for each question, and one byte: see `needlesAt`, `CLASSES` and `WORD_GROUPS` in `scan.ts`. */
export const TABLES: u32 = 1024;
/** 65,536 bits: see `listSightings`. */
export const PARTS: u32 = 4096;
/** The last hash, as u64. */
export const HASH: u32 = 2048;
/** The last count of characters, as three u32. */
export const COUNTS: u32 = 2064;
export const BLOCK: u32 = PAGE;
/** After the block a page for the blanks that it is padded with. */
export const QUOTES: u32 = BLOCK + BLOCK_BYTES + PAGE;
export const LINES: u32 = QUOTES + LIST_BYTES;
/** What becomes a hazard or an escape. */
export const SUSPECTS: u32 = LINES + LIST_BYTES;
export const HAZARDS: u32 = SUSPECTS + LIST_BYTES;
export const ESCAPES: u32 = HAZARDS + LIST_BYTES;
/** Two u32 each: the place and the groups that may stand there. */
export const SIGHTINGS: u32 = ESCAPES + LIST_BYTES;
/** Bytes that stand in many records, put there by the program. */
export const CONSTANTS: u32 = SIGHTINGS + 2 * LIST_BYTES;
export const CONSTANTS_BYTES: u32 = 1024 * 1024;
/** Where texts are put together: what stands in one line, with the constants between. */
export const SCRATCH: u32 = CONSTANTS + CONSTANTS_BYTES;
/** Stands behind the last place of each list. */
export const END: u32 = 0x7fffffff;
