import type { Plan, Skeleton } from './skeleton.ts';

/** A literal that was seen after the same literals before it. */
export interface Branch {
  readonly literal: string;
  readonly children: Branch[];
  /** Stands where a record is over. */
  plan: Plan | undefined;
}

/** Records of one file have a handful of skeletons; a file with more gains nothing by keeping them. */
const MAX_BRANCHES = 512;
const MAX_HOLES = 64;

/** The skeletons that were learnt, by their common beginnings: a conversation of six turns begins like one of four. */
export interface SkeletonTree {
  readonly root: Branch;
  add(skeleton: Skeleton, plan: Plan): void;
  isFull(): boolean;
}

export function createSkeletonTree(): SkeletonTree {
  const root: Branch = { literal: '', children: [], plan: undefined };
  let branches = 0;
  return {
    root,
    isFull: () => branches >= MAX_BRANCHES,
    add({ literals }, plan) {
      if (literals.length > MAX_HOLES) return;
      let branch = root;
      for (const literal of literals) {
        const known = branch.children.find((child) => child.literal === literal);
        const next = known ?? { literal, children: [], plan: undefined };
        if (!known) {
          branch.children.push(next);
          branches += 1;
        }
        branch = next;
      }
      branch.plan = plan;
    },
  };
}
