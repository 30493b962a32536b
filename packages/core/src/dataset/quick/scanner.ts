import { Buffer } from 'node:buffer';
import { SCANNER_MODULE } from './scanner-module.ts';

/** What `packages/core/assembly` exports: its functions, and where things lie in its memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly scan: (length: number) => void;
  readonly begin: () => void;
  readonly append: (at: number, length: number) => number;
  readonly appendText: (from: number, to: number, firstEscape: number) => number;
  readonly same: (a: number, b: number, length: number) => number;
  readonly hash: (at: number, length: number) => void;
  readonly count: (at: number, length: number) => void;
}

type PlaceName =
  | 'BLOCK_BYTES'
  | 'TABLES'
  | 'PARTS'
  | 'HASH'
  | 'COUNTS'
  | 'BLOCK'
  | 'QUOTES'
  | 'LINES'
  | 'HAZARDS'
  | 'ESCAPES'
  | 'SIGHTINGS'
  | 'CONSTANTS'
  | 'CONSTANTS_BYTES'
  | 'SCRATCH';

/**
 * A block of lines, looked over once by vector instructions. Lists hold places in the block in order, behind the last one a
 * place that is past any block.
 */
export interface Scanner {
  /** Where in memory the block begins, and what is put together. */
  readonly start: number;
  readonly text: number;
  /** The block from 0, and what lies behind it. */
  readonly block: Buffer;
  /** Quotes that no backslash escapes. */
  readonly quotes: Uint32Array;
  readonly lineFeeds: Uint32Array;
  /** Control characters but for line feeds; escapes that are unsound, and those that give one text two spellings. */
  readonly hazards: Uint32Array;
  /** Backslashes of sound \u escapes of characters beyond ASCII; a surrogate pair is one. */
  readonly escapes: Uint32Array;
  /** Pairs: where a needle may begin, and the groups that such needles are in. */
  readonly sightings: Uint32Array;
  /** The halves of the last XXH64, the lower first. */
  readonly hashed: Uint32Array;
  /** Characters of the last count: of ASCII, beyond it, and of scripts without spaces. */
  readonly counted: Uint32Array;
  reset(tables: Tables): void;
  /** Copies a block of at most `MAX_BLOCK_BYTES` and fills the lists. */
  open(block: Uint8Array): void;
  /** Keeps bytes for `isAt` and `append`; undefined where there is no more room. */
  keep(bytes: Uint8Array): Kept | undefined;
  isAt(place: number, kept: Kept): boolean;
  /** Begins a text of parts, which is put together at `text`. */
  begin(): void;
  /** Adds to the text; both return its length. `firstEscape` is the index of the first of `escapes` in the stretch. */
  append(kept: Kept): number;
  appendText(from: number, to: number, firstEscape: number): number;
  /** Both of a stretch of memory; what they find stands in `hashed` and `counted`. */
  hash(at: number, length: number): void;
  count(at: number, length: number): void;
}

/** What the scanner looks for: results of `tablesFor` and `bitsFor`. */
export interface Tables {
  readonly halves: Uint8Array;
  readonly parts: Uint8Array;
}

/** Bytes in the scanner's memory. */
export interface Kept {
  readonly at: number;
  readonly length: number;
}

let compiled: WebAssembly.Module | undefined;
/** Scanners that nobody uses; making their memory takes longer than reading a small file. */
const idle: Scanner[] = [];

/** A scanner that is the caller's alone until `releaseScanner`. */
export function borrowScanner(tables: Tables): Scanner {
  const scanner = idle.pop() ?? createScanner();
  scanner.reset(tables);
  return scanner;
}

/** Puts a scanner back for the next one; it must not be used any more. */
export function releaseScanner(scanner: Scanner): void {
  idle.push(scanner);
}

function createScanner(): Scanner {
  compiled ??= new WebAssembly.Module(Buffer.from(SCANNER_MODULE, 'base64'));
  const { exports } = new WebAssembly.Instance(compiled);
  // The module is ours and a test compares it with its source, so its exports are known.
  const module = exports as unknown as Exports;
  const place = (name: PlaceName) => Number((exports[name] as WebAssembly.Global).value);
  const { buffer } = module.memory;
  const memory = new Uint8Array(buffer);
  const [block, text, constants] = [place('BLOCK'), place('SCRATCH'), place('CONSTANTS')];
  const listAt = (name: PlaceName, width = 1) =>
    new Uint32Array(buffer, place(name), (place('BLOCK_BYTES') + 1) * width);
  let free = constants;

  return {
    block: Buffer.from(buffer, block),
    quotes: listAt('QUOTES'),
    lineFeeds: listAt('LINES'),
    hazards: listAt('HAZARDS'),
    escapes: listAt('ESCAPES'),
    sightings: listAt('SIGHTINGS', 2),
    hashed: new Uint32Array(buffer, place('HASH'), 2),
    counted: new Uint32Array(buffer, place('COUNTS'), 3),
    start: block,
    text,
    reset(tables) {
      memory.set(tables.halves, place('TABLES'));
      memory.set(tables.parts, place('PARTS'));
      free = constants;
    },
    open(bytes) {
      memory.set(bytes, block);
      module.scan(bytes.length);
    },
    keep(bytes) {
      if (free + bytes.length > constants + place('CONSTANTS_BYTES')) return undefined;
      memory.set(bytes, free);
      free += bytes.length;
      return { at: free - bytes.length, length: bytes.length };
    },
    isAt: (from, kept) => module.same(block + from, kept.at, kept.length) === 1,
    begin: module.begin,
    append: (kept) => module.append(kept.at, kept.length),
    appendText: module.appendText,
    hash: module.hash,
    count: module.count,
  };
}
