import { sha256 } from '../../ids.ts';
import { RULES } from '../rules.ts';
import type { Fates } from './decide-fates.ts';
import type { RepairLog } from './repair-log.ts';
import { REPAIR_VERSION, type RecordedPlan, type RepairManifest } from './repair-manifest.ts';
import type { RepairPlan, SetName } from './repair-plan.ts';

/** What is known of a copy when it has been written. */
export interface WrittenCopy {
  readonly fates: Fates;
  readonly log: RepairLog;
  readonly sets: readonly SetName[];
  readonly source: RepairManifest['source'];
}

export function manifestOf(plan: RepairPlan, { fates, log, sets, source }: WrittenCopy): RepairManifest {
  const { contradictionLines, ...entries } = log.entries(sets);
  const { split } = fates;
  return {
    version: REPAIR_VERSION,
    rules: sha256(JSON.stringify(RULES)),
    plan: recorded(plan),
    source,
    ...entries,
    duplicates: fates.duplicates,
    contradictions: { total: fates.contradictions, lines: contradictionLines },
    split: split && {
      shares: { training: 1 - split.shares.validation - split.shares.test, ...split.shares },
      groups: split.groups,
      grouped: split.grouped,
    },
  };
}

function recorded({ model, layout, duplicates, contradictions, split, redact }: RepairPlan): RecordedPlan {
  return {
    model: { id: model.id, source: model.source },
    layout,
    duplicates,
    contradictions,
    redacted: redact !== undefined,
    seed: split?.seed,
    label: split?.label,
  };
}
