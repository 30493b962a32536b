import type { RuleId } from '../rules.ts';
import type { Fates } from './decide-fates.ts';
import type { FittedRecord } from './fit-record.ts';
import { FATE } from './group-alike.ts';
import type { LeftOut } from './mend-line.ts';
import type { RepairLog } from './repair-log.ts';
import type { SetName } from './repair-plan.ts';

/** What a line came to: a record that the copy could have, a line that stays behind, or nothing. */
export type Outcome = FittedRecord | LeftOut | { readonly kind: 'blank' };

/** The set of the record with this place among those that could be read; books what goes into none. */
export function settle(outcome: Outcome, index: number, books: { fates: Fates; log: RepairLog }): SetName | undefined {
  const { fates, log } = books;
  if (outcome.kind === 'blank') log.blank();
  else if (outcome.kind === 'left-out') log.leftOut(outcome);
  if (outcome.kind !== 'fitted') return undefined;
  const { line } = outcome;
  if (fates.contradicting.has(index)) log.contradicts(line);
  const leftOut = (rule: RuleId, message: string) => log.leftOut({ kind: 'left-out', line, rule, message });
  switch (fates.fate.get(index)) {
    case FATE.training:
      return 'training';
    case FATE.validation:
      return 'validation';
    case FATE.test:
      return 'test';
    case FATE.duplicate:
      leftOut('duplicate', 'The record repeats one that stands before it.');
      return undefined;
    case FATE.contradiction:
      leftOut('contradiction', 'The prompt stands in the file with another answer too.');
      return undefined;
    default:
      leftOut('too-many-records', 'The model takes no more records than those that were kept.');
      return undefined;
  }
}
