import fs from 'node:fs';
import path from 'node:path';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import type { DatasetReport } from '@rung/core/dataset/dataset-report.ts';
import { REPAIR_SEED } from '@rung/core/dataset/job/check-offers.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { describeRepair } from '@rung/core/dataset/repair/describe-repair.ts';
import { type Repair, repairDataset } from '@rung/core/dataset/repair/repair-dataset.ts';
import type { Layout, SetName } from '@rung/core/dataset/repair/repair-plan.ts';
import { repairPlanFor } from '@rung/core/dataset/repair/repair-plan-for.ts';
import { VisibleError } from '@rung/core/errors.ts';

export interface WantedRepair {
  readonly file: JobFile;
  readonly report: DatasetReport;
  readonly model: BaseModel;
  /** Must be empty or not there yet: a repair writes over nothing. */
  readonly directory: string;
  readonly layout: Layout | undefined;
  readonly redacts: boolean;
}

/** Writes a repaired copy with its manifest, and says what was done, as lines for a person. */
export async function writeRepair(wanted: WantedRepair): Promise<string> {
  const { file, report, model, directory, layout, redacts } = wanted;
  if (!file.isRereadable)
    throw refused('A repair reads its file twice, and a pipe can be read once.', 'Save it to a file first.');
  const offer = repairPlanFor(report, { model, seed: REPAIR_SEED, layout, redacts });
  const repair = await repairDataset(() => file.open(), offer.plan);
  if (repair.kind === 'refused') throw refused(`Line ${repair.line}: ${repair.message}`, repair.fix);
  makeEmpty(directory);
  await writeFiles(repair, (set) => path.join(directory, `${nameOf(file.name)}.${set}.jsonl`));
  const manifest = repair.manifest();
  fs.writeFileSync(path.join(directory, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const people = offer.forPeople.length > 0 ? `\nLeft for people: ${offer.forPeople.join(', ')}.` : '';
  return `Repaired copy in ${directory}\n${describeRepair(manifest)}${people}\n`;
}

function makeEmpty(directory: string): void {
  const standing = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  if (standing.length > 0)
    throw refused(`${directory} is not empty.`, 'Name a directory that is empty or not there yet.');
  fs.mkdirSync(directory, { recursive: true });
}

async function writeFiles(repair: Repair, fileOf: (set: SetName) => string): Promise<void> {
  const handles = new Map(repair.sets.map((set) => [set, fs.openSync(fileOf(set), 'wx')]));
  try {
    for await (const { set, bytes } of repair.write()) {
      const handle = handles.get(set);
      if (handle !== undefined) fs.writeSync(handle, bytes);
    }
  } finally {
    for (const handle of handles.values()) fs.closeSync(handle);
  }
}

/** A name that Bedrock takes: its base without the ending, letters and digits kept. */
function nameOf(file: string): string {
  const base = path.basename(file).replace(/\.(?:jsonl?|csv)$/i, '');
  return base.replace(/[^0-9A-Za-z._-]+/g, '-') || 'dataset';
}

function refused(message: string, remedy: string): VisibleError {
  return new VisibleError({
    kind: 'bad-input',
    code: 'not-repaired',
    message: `${message} Nothing was written.`,
    remedy,
  });
}
