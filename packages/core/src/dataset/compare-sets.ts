import type { BaseModel } from './base-models.ts';
import { canonicalText } from './canonical-text.ts';
import type { DatasetFinding } from './dataset-report.ts';
import { createFindingLog } from './finding-log.ts';
import { createFirstSeen } from './first-seen.ts';
import { thousands } from './judge.ts';
import { readLines } from './read-lines.ts';
import { readRecord } from './read-record.ts';
import { type Exchange, recogniseRecord } from './recognise-record.ts';

export interface CompareOptions {
  /** Its limit on both sets together is checked when given. */
  readonly model?: BaseModel;
  /** 10 when absent. */
  readonly maxShownPerRule?: number;
}

/** What two sets have in common that they should not. */
export interface SetComparison {
  readonly trainingRecords: number;
  readonly validationRecords: number;
  /** Records of the validation set whose prompt stands in the training set, word for word. */
  readonly shared: number;
  /** Lines are those of the validation set. */
  readonly findings: readonly DatasetFinding[];
  readonly truncated: boolean;
}

/**
 * Finds prompts that stand in both sets: a validation loss over them measures memory. Lines that cannot be read are passed
 * over; `checkDataset` tells of them.
 */
export async function compareSets(
  train: AsyncIterable<Uint8Array>,
  validation: AsyncIterable<Uint8Array>,
  options: CompareOptions = {},
): Promise<SetComparison> {
  const log = createFindingLog(options.maxShownPerRule ?? 10);
  const seen = await createFirstSeen();
  let shared = 0;
  const trainingRecords = await eachExchange(train, ({ asked, completion }, line) =>
    seen.add({ asked: canonicalText(asked), completion: canonicalText(completion) }, line),
  );
  const validationRecords = await eachExchange(validation, ({ asked }, line) => {
    const first = seen.lineOf(canonicalText(asked));
    if (first === undefined) return;
    shared += 1;
    log.note({ rule: 'leakage', line, message: `The prompt stands on line ${first} of the training set as well.` });
  });
  const sum = trainingRecords + validationRecords;
  const { model } = options;
  if (model && sum > model.records.sumMax) {
    const message = `Both sets together have ${thousands(sum)} records; ${model.name} takes ${thousands(model.records.sumMax)}.`;
    log.note({ rule: 'too-many-records', line: 1, message });
  }
  return { trainingRecords, validationRecords, shared, findings: log.shown(), truncated: log.hidSome() };
}

/** Calls `visit` with every exchange that has a prompt; returns how many records there are. */
async function eachExchange(
  source: AsyncIterable<Uint8Array>,
  visit: (exchange: Exchange, line: number) => void,
): Promise<number> {
  let records = 0;
  await readLines(source, {
    line(bytes, number) {
      const { value } = readRecord(bytes);
      if (!value) return;
      records += 1;
      const exchange = recogniseRecord(value);
      if (exchange.asked !== '') visit(exchange, number);
    },
    tooLong: () => undefined,
    container: () => undefined,
  });
  return records;
}
