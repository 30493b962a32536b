import { compareSets } from '@rung/core/dataset/alike/compare-sets.ts';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { CheckedFile } from '@rung/core/launch/plan.ts';
import type { Deps } from './deps.ts';
import { asFindings } from './findings-of.ts';

/** Larger files are not read a second time at launch; they hold more than any tune takes. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_SHOWN = 10;

/** "What do the files have in common that they should not?": the versions that were checked, read once more. */
export async function compareFiles(
  deps: Pick<Deps, 'datasets'>,
  files: { readonly training: CheckedFile; readonly validation?: CheckedFile },
  model: BaseModel,
): Promise<Finding[]> {
  const { training, validation } = files;
  if (training.bytes + (validation?.bytes ?? 0) > MOST_BYTES) return [];
  const open = (file: CheckedFile) => deps.datasets.open({ kind: 'found', ...file });
  const { sets } = await compareSets(
    [
      { set: 'training', source: open(training) },
      ...(validation ? [{ set: 'validation' as const, source: open(validation) }] : []),
    ],
    { model, maxShownPerRule: MOST_SHOWN },
  );
  return sets.flatMap(({ set, findings }) => asFindings(findings, set === 'training' ? 'training' : 'validation'));
}
