import type { CopyUnits } from '../../cost/import-units.ts';
import type { CheckedFolder } from '../../launch/plan.ts';
import type { EpochMs } from '../../time.ts';

/** What a lease of an imported model rests on: whose import it was, and where its weights can be imported from again. */
export interface Imported {
  /** Its name in AWS. */
  readonly name: string;
  readonly jobArn: string;
  readonly createdAtMs: EpochMs;
  /** Undefined where AWS did not say. */
  readonly units: CopyUnits | undefined;
  /** The folder as it was listed and approved before the import. */
  readonly weights: CheckedFolder;
}
