import type { FactName } from '../fact-names.ts';

export interface CueOptions {
  /** The pattern itself means that the fact is denied. */
  readonly denies?: true;
  /** A negation before it is part of the pattern or means nothing. */
  readonly firm?: true;
  readonly choice?: string;
  /** Between cues of one turn that contradict each other the stronger counts; 1 when absent, a denial in words counts 2. */
  readonly strength?: number;
}

/** A way in which people say a fact. Patterns are matched on plain text, one sentence at a time. */
export type Cue = readonly [fact: FactName, pattern: RegExp, options?: CueOptions];
