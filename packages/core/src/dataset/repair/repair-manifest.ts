import type { BaseModel } from '../base-models.ts';
import type { RuleId } from '../rules.ts';
import type { Change } from './mend-line.ts';
import type { LabelField, Layout, RepairPlan, SetName } from './repair-plan.ts';

/** Raised when the same source and plan would give another copy. */
export const REPAIR_VERSION = 1;

/** One file of the copy. */
export interface RepairedFile {
  readonly set: SetName;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Records by label where the split has one; '(none)' are those without, '(other)' what the plan does not name. */
  readonly labels?: Readonly<Record<string, number>>;
}

/** A line that is not in the copy. */
export interface ShownLeftOut {
  readonly line: number;
  readonly rule: RuleId;
  readonly message: string;
}

/** A record that stands differently in the copy. */
export interface ShownChange {
  readonly line: number;
  readonly set: SetName;
  /** Its line in that file. */
  readonly newLine: number;
  readonly changes: readonly Change[];
}

/** The plan as it can be written down. */
export interface RecordedPlan {
  readonly model: { readonly id: string; readonly source: BaseModel['source'] };
  readonly layout: Layout;
  readonly duplicates: RepairPlan['duplicates'];
  readonly contradictions: RepairPlan['contradictions'];
  readonly redacted: boolean;
  readonly seed: string | undefined;
  readonly label: LabelField | undefined;
}

/** How the records were shared out. */
export interface RecordedSplit {
  /** Shares that were aimed at, in parts of one; a set may be off them by a tenth, or by one group of each label. */
  readonly shares: Readonly<Record<SetName, number>>;
  readonly groups: number;
  /** Records that stand in a group with others because their prompts are alike. */
  readonly grouped: number;
}

/** Everything about a repaired copy that is worth keeping. Of the records' values only those of the label stand in it, as in the doctor's report. */
export interface RepairManifest {
  readonly version: typeof REPAIR_VERSION;
  /** Hash of the doctor's table of rules. */
  readonly rules: string;
  readonly plan: RecordedPlan;
  readonly source: { readonly bytes: number; readonly sha256: string };
  readonly files: readonly RepairedFile[];
  /** Records and lines that could be none, blank ones excepted; equals `written` plus all that was left out. */
  readonly read: number;
  readonly written: number;
  readonly blankLines: number;
  readonly leftOut: {
    readonly total: number;
    readonly byRule: Readonly<Partial<Record<RuleId, number>>>;
    /** The first ones in file order. */
    readonly shown: readonly ShownLeftOut[];
  };
  readonly changed: {
    readonly total: number;
    readonly byChange: Readonly<Record<string, number>>;
    readonly shown: readonly ShownChange[];
  };
  /** Records that repeat another, left out or not. */
  readonly duplicates: number;
  /** Other answers to a prompt that stands before, with the lines of the first ones. */
  readonly contradictions: { readonly total: number; readonly lines: readonly number[] };
  readonly split: RecordedSplit | undefined;
}
