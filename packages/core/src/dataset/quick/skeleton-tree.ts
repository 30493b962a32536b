import type { Kept, Scanner } from './scanner.ts';
import type { Plan, Skeleton } from './skeleton.ts';

/** A literal that was seen after the same literals before it. */
export interface Branch {
  readonly literal: string;
  readonly kept: Kept;
  /** How many quotes stand in it, the first and the last that close and open a text included. */
  readonly quotes: number;
  readonly children: Branch[];
  /** Stands where a record is over. */
  plan: Plan | undefined;
}

/** Records of one file have a handful of skeletons; a file with more gains nothing by keeping them. */
const MAX_BRANCHES = 512;

/** The skeletons that were learnt, by their common beginnings: a conversation of six turns begins like one of four. */
export interface SkeletonTree {
  readonly root: Branch;
  add(skeleton: Skeleton, plan: Plan): void;
  isFull(): boolean;
}

export function createSkeletonTree(scanner: Pick<Scanner, 'keep'>): SkeletonTree {
  const root: Branch = { literal: '', kept: { at: 0, length: 0 }, quotes: 0, children: [], plan: undefined };
  let branches = 0;
  return {
    root,
    isFull: () => branches >= MAX_BRANCHES,
    add({ literals }, plan) {
      let branch = root;
      for (const literal of literals) {
        const next = branch.children.find((child) => child.literal === literal) ?? branchOf(scanner, literal);
        if (!next) {
          branches = MAX_BRANCHES;
          return;
        }
        if (!branch.children.includes(next)) {
          branch.children.push(next);
          branches += 1;
        }
        branch = next;
      }
      branch.plan = plan;
    },
  };
}

const encoder = new TextEncoder();

/** Undefined where the scanner has no more room. */
function branchOf(scanner: Pick<Scanner, 'keep'>, literal: string): Branch | undefined {
  const kept = scanner.keep(encoder.encode(literal));
  const quotes = literal.replaceAll(/\\./g, '').split('"').length - 1;
  return kept && { literal, kept, quotes, children: [], plan: undefined };
}
