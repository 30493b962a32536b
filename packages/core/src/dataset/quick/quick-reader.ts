import { isUtf8 } from 'node:buffer';
import type { BaseModel } from '../base-models.ts';
import type { Edge } from './blanks.ts';
import { hasControl } from './has-control.ts';
import { createHoles, type Holes } from './holes.ts';
import { type Piece, type Plan, planOf, skeletonOf } from './skeleton.ts';
import { type Branch, createSkeletonTree } from './skeleton-tree.ts';

/** A record read without parsing it; valid until the next is read. */
export interface QuickRecord {
  readonly format: Plan['format'];
  /** `canonicalText` of what is asked and of the answer. */
  asked(): Uint8Array;
  completion(): Uint8Array;
  texts(): { prompt: string; completion: string };
  completionText(): string;
  /** False where the completion is surely no JSON object or array. */
  mayBeJson(): boolean;
  /** All answers, where one of them may be a refusal; none where none can be. */
  suspectAnswers(): readonly string[];
}

/**
 * Reads records that are built like one that was read in full and had no fault. Such a record is known to be sound when
 * what stands between its texts is the same, byte for byte, and its texts are sound. Says nothing of any other.
 */
export interface QuickReader {
  /** Begins a block of whole lines; false when its lines must be read in full. */
  open(block: Uint8Array, raw: string): boolean;
  read(from: number, to: number): QuickRecord | undefined;
  /** Remembers how a faultless line is built. */
  learn(line: string): void;
}

export function createQuickReader(model: BaseModel): QuickReader {
  const tree = createSkeletonTree();
  const holes = createHoles(model);
  const view = createView(holes);

  return {
    open(block, raw) {
      if (tree.root.children.length === 0 || hasControl(block) || !isUtf8(block)) return false;
      holes.open(block, raw);
      return true;
    },
    read(from, to) {
      const plan = follow(tree.root, holes, { from, to });
      if (!plan) return undefined;
      for (const hole of plan.used) if (!holes.isPlain(hole)) return undefined;
      view.show(plan);
      return view.record;
    },
    learn(line) {
      if (tree.isFull()) return;
      const skeleton = skeletonOf(line);
      const plan = skeleton && planOf(skeleton);
      if (plan) tree.add(skeleton, plan);
    },
  };
}

/** Goes from literal to literal, reading a text between each two; the plan when the line is over where a record is. */
function follow(root: Branch, holes: Holes, line: { from: number; to: number }): Plan | undefined {
  let branch: Branch | undefined = root;
  let at = line.from;
  for (let hole = 0; ; hole += 1) {
    branch = childAt(branch, holes, at);
    if (!branch) return undefined;
    at += branch.literal.length;
    if (at >= line.to) return at === line.to ? branch.plan : undefined;
    at = holes.read(hole, at);
    if (at < 0) return undefined;
  }
}

function childAt({ children }: Branch, holes: Holes, at: number): Branch | undefined {
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (!child || !holes.startsWith(child.literal, at)) continue;
    if (index > 0) children.unshift(...children.splice(index, 1));
    return child;
  }
  return undefined;
}

function createView(holes: Holes): { record: QuickRecord; show(plan: Plan): void } {
  let plan: Plan = { format: 'conversation', asked: [], completion: [], answers: [], used: [] };
  const asked = createAssembly(holes);
  const completion = createAssembly(holes);
  const textOf = (pieces: readonly Piece[]) =>
    pieces.map((piece) => ('hole' in piece ? holes.text(piece.hole) : piece.text)).join('');

  return {
    show(next) {
      plan = next;
    },
    record: {
      get format() {
        return plan.format;
      },
      asked: () => asked(plan.asked),
      completion: () => completion(plan.completion),
      texts: () => ({ prompt: textOf(plan.asked).trim(), completion: textOf(plan.completion).trim() }),
      completionText: () => textOf(plan.completion).trim(),
      mayBeJson() {
        const [first] = plan.completion;
        return first !== undefined && 'hole' in first && holes.mayBeJson(first.hole);
      },
      suspectAnswers() {
        const isSuspect = plan.answers.some((pieces) =>
          pieces.some((piece, index) => 'hole' in piece && holes.mayDecline(piece.hole, index === 0)),
        );
        return isSuspect ? plan.answers.map(textOf) : [];
      },
    },
  };
}

/** Puts pieces together in a buffer of its own, which the next call uses again. */
function createAssembly(holes: Holes): (pieces: readonly Piece[]) => Uint8Array {
  let scratch: Uint8Array = new Uint8Array(1 << 12);
  return (pieces) => {
    const [only] = pieces;
    if (pieces.length === 1 && only && 'hole' in only) return holes.canonical(only.hole, 'both');
    let length = 0;
    for (const [index, piece] of pieces.entries()) {
      const part = 'hole' in piece ? holes.canonical(piece.hole, edgeOf(index, pieces.length)) : piece.constant;
      if (length + part.length > scratch.length) scratch = grown(scratch, length + part.length);
      scratch.set(part, length);
      length += part.length;
    }
    return scratch.subarray(0, length);
  };
}

function grown(bytes: Uint8Array, wanted: number): Uint8Array {
  const wider = new Uint8Array(wanted * 2);
  wider.set(bytes);
  return wider;
}

function edgeOf(index: number, count: number): Edge {
  if (index === 0) return 'start';
  return index === count - 1 ? 'end' : 'none';
}
