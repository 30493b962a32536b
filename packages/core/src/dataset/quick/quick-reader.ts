import { isUtf8 } from 'node:buffer';
import type { BaseModel } from '../base-models.ts';
import { alarmsFor } from './alarms.ts';
import { createBlockLines } from './block-lines.ts';
import { createHoles, type Holes, MAX_HOLES } from './holes.ts';
import { createRecordView, type QuickRecord } from './record-view.ts';
import { borrowScanner, releaseScanner, type Scanner } from './scanner.ts';
import { type Plan, planOf, skeletonOf } from './skeleton.ts';
import { type Branch, createSkeletonTree } from './skeleton-tree.ts';

/**
 * Reads records that are built like one that was read in full and had no fault. Such a record is known to be sound when
 * what stands between its texts is the same, byte for byte, and its texts are sound. Says nothing of any other.
 */
export interface QuickReader {
  /** Begins a block of whole lines, of at most `MAX_BLOCK_BYTES`. */
  open(block: Uint8Array): void;
  /** Goes to the next line of the block; false behind the last. */
  next(): boolean;
  /** Where that line begins in the block, and its line feed. */
  readonly line: { readonly from: number; readonly to: number };
  /** The line's record, valid until the next line; undefined where the line must be read in full. */
  read(): QuickRecord | undefined;
  /** Remembers how a faultless line is built. */
  learn(line: string): void;
  /** Ends the reader. */
  close(): void;
}

/** Secrets are always looked for, personal data where `withPii` says so. */
export function createQuickReader(model: BaseModel, withPii: boolean): QuickReader {
  const alarms = alarmsFor(model.reservedWords, withPii);
  const scanner = borrowScanner(alarms.tables);
  const lines = createBlockLines(scanner, alarms);
  const tree = createSkeletonTree(scanner);
  const holes = createHoles(scanner);
  const view = createRecordView(holes, scanner);
  const { line } = lines;
  let isSound = false;

  return {
    line,
    next: lines.next,
    open(block) {
      isSound = tree.root.children.length > 0 && isUtf8(block);
      scanner.open(block);
      lines.open(block.length);
      holes.begin();
    },
    read() {
      if (!isSound || !lines.isHarmless()) return undefined;
      const plan = follow(tree.root, { scanner, holes, line }, lines.firstQuote());
      if (!plan) return undefined;
      for (const hole of plan.used) if (!holes.isPlain(hole)) return undefined;
      return view(plan);
    },
    learn(text) {
      if (tree.isFull()) return;
      const skeleton = skeletonOf(text);
      const plan = skeleton && planOf(skeleton, scanner);
      if (plan) tree.add(skeleton, plan);
    },
    close: () => releaseScanner(scanner),
  };
}

interface Walk {
  readonly scanner: Scanner;
  readonly holes: Holes;
  readonly line: { readonly from: number; readonly to: number };
}

/**
 * Goes from literal to literal; the text between two ends at the next quote that nothing escapes, which is the quote after
 * those of the literals before. The plan when the line is over where a record is.
 */
function follow(root: Branch, { scanner, holes, line }: Walk, firstQuote: number): Plan | undefined {
  let branch: Branch | undefined = root;
  let place = line.from;
  let quote = firstQuote;
  for (let hole = 0; hole < MAX_HOLES; hole += 1) {
    branch = childAt(branch, scanner, place);
    if (!branch) return undefined;
    place += branch.kept.length;
    quote += branch.quotes;
    if (place >= line.to) return place === line.to ? branch.plan : undefined;
    const close = scanner.quotes[quote] ?? 0;
    if (close >= line.to) return undefined;
    holes.put(hole, place, close);
    place = close;
  }
  return undefined;
}

function childAt({ children }: Branch, scanner: Scanner, place: number): Branch | undefined {
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (!child || !scanner.isAt(place, child.kept)) continue;
    // What stood here last is likely to stand here again.
    if (index > 0) children.unshift(...children.splice(index, 1));
    return child;
  }
  return undefined;
}
