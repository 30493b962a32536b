import { StringDecoder } from 'node:string_decoder';
import type { Tuning } from './base-models.ts';
import { type ObjectStore, s3Place } from './object-store.ts';
import type { Example } from './small-model/features.ts';
import type { Pace } from './small-model/pace.ts';
import { parseRecord, RecordFault } from './training-record.ts';

/** Why a job fails; the message becomes the job's `failureMessage`. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

/** Lines that a failure message names, at most. */
const MAX_NAMED = 5;
/** `ErrorMessage` of the API is at most this long. */
const MAX_MESSAGE = 2_048;

export interface DataSet {
  readonly examples: readonly Example[];
  /** Lines of the file. */
  readonly records: number;
}

export interface DataFile {
  readonly role: 'training' | 'validation';
  readonly uri: string;
}

/** Reads a JSON Lines file and checks every line; throws `JobFailure` naming the bad ones. */
export async function readDataSet(
  objects: ObjectStore,
  file: DataFile,
  how: { tuning: Tuning; pace: Pace },
): Promise<DataSet> {
  const { bucket, key } = s3Place(file.uri);
  const object = await objects.get(bucket, key);
  if (!object) throw new JobFailure(`The ${file.role} file ${file.uri} is not there any more.`);
  const examples: Example[] = [];
  const faults: string[] = [];
  let records = 0;
  let badLines = 0;
  for await (const line of linesOf(object.body())) {
    records++;
    const fault = learnFrom(line, how.tuning, examples);
    if (fault && ++badLines <= MAX_NAMED) faults.push(`Line ${records}: ${fault}`);
    if (how.pace.due()) await how.pace.rest();
  }
  if (badLines > 0) throw new JobFailure(faultMessage(file, faults, badLines));
  return { examples, records };
}

function learnFrom(line: string, tuning: Tuning, examples: Example[]): string | undefined {
  try {
    examples.push(...parseRecord(line, tuning));
    return undefined;
  } catch (error) {
    if (error instanceof RecordFault) return error.message;
    throw error;
  }
}

function faultMessage(file: DataFile, faults: readonly string[], badLines: number): string {
  const more = badLines > faults.length ? ` And ${badLines - faults.length} more lines.` : '';
  return `The ${file.role} data in ${file.uri} is not valid. ${faults.join(' ')}${more}`.slice(0, MAX_MESSAGE);
}

/** Refuses too few and too many records, as the service quotas of the base model say. */
export function requireRecordCount(training: DataSet, validation: readonly DataSet[], tuning: Tuning): void {
  const total = training.records + validation.reduce((sum, { records }) => sum + records, 0);
  const { minRecords, maxRecords } = tuning;
  if (training.records < minRecords) {
    throw new JobFailure(
      `The training data has ${training.records} records. This model needs at least ${minRecords} to fine-tune.`,
    );
  }
  if (total > maxRecords) {
    throw new JobFailure(
      `The training and validation data have ${total} records. This model takes at most ${maxRecords} to fine-tune.`,
    );
  }
}

/** The lines of a body; one empty line may end it. */
export async function* linesOf(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield rest;
}
