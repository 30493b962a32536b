import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import type { DatasetReport, TuningMethod } from '@rung/core/dataset/dataset-report.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { CheckedFile } from '@rung/core/launch/plan.ts';
import type { DatasetLook, FoundDataset } from '@rung/core/ports.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import type { Deps } from './deps.ts';
import { hashWhileReading } from './hash-while-reading.ts';

/** A file that was read to its end: which bytes, and what the doctor says of them. */
export interface FileCheck {
  readonly file: CheckedFile;
  readonly report: DatasetReport;
}

export interface WantedCheck {
  readonly uri: S3Uri;
  readonly model: BaseModel;
  readonly set: 'training' | 'validation';
  /** What the file is for; fine-tuning when absent. */
  readonly method?: TuningMethod;
}

/** Reads a file in S3 line by line, or says in one finding why it could not be read. */
export async function checkFile(
  deps: Pick<Deps, 'datasets' | 'settings'>,
  wanted: WantedCheck,
): Promise<FileCheck | Finding> {
  const { uri } = wanted;
  const look = await deps.datasets.look(uri);
  if (look.kind !== 'found') return unreadable(uri, look, deps.settings.region);
  return readWhole(deps, look, wanted);
}

export function isFinding(result: FileCheck | Finding): result is Finding {
  return 'level' in result;
}

async function readWhole(deps: Pick<Deps, 'datasets'>, look: FoundDataset, wanted: WantedCheck): Promise<FileCheck> {
  const { model, set, method = 'fine-tuning' } = wanted;
  const { stream, sha256 } = hashWhileReading(deps.datasets.open(look));
  const { uri, versionId, etag, bytes } = look;
  const report = await checkDataset(stream, { model, method, set, fileBytes: bytes });
  return { file: { uri, versionId, etag, bytes, sha256: sha256(), records: report.records }, report };
}

/** Why a file or a folder could not be read, as the finding that stops a launch. */
export function unreadable(uri: S3Uri, look: Exclude<DatasetLook, FoundDataset>, region: string): Finding {
  switch (look.kind) {
    case 'missing':
      return {
        level: 'stop',
        rule: 'dataset-missing',
        message: uri.endsWith('/') ? `There are no files in ${uri}.` : `There is no file at ${uri}.`,
        remedy: 'Check the address, or upload the file first.',
      };
    case 'denied':
      return {
        level: 'stop',
        rule: 'dataset-denied',
        message: `Rung may not read ${uri}.`,
        remedy: 'Ask the owner of the bucket to let Rung’s role read it.',
      };
    case 'elsewhere':
      return {
        level: 'stop',
        rule: 'dataset-region',
        message: `${uri} is in ${look.region}; the job would run in ${region}.`,
        remedy: `Copy it to a bucket in ${region}.`,
      };
    default:
      return look satisfies never;
  }
}
