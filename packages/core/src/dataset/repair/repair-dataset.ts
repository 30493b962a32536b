import { createHash, type Hash } from 'node:crypto';
import { RULES } from '../rules.ts';
import { decideFates, type Fates } from './decide-fates.ts';
import { createFingerprints } from './fingerprints.ts';
import { fitRecord } from './fit-record.ts';
import { createLabelReader } from './label-of.ts';
import { manifestOf } from './manifest-of.ts';
import { mendLine } from './mend-line.ts';
import { CannotTakeApart, type RepairRefusal, readPieces } from './read-pieces.ts';
import { createRepairLog, type RepairLog } from './repair-log.ts';
import type { RepairManifest } from './repair-manifest.ts';
import type { RepairPlan, SetName } from './repair-plan.ts';
import { type Outcome, settle } from './settle.ts';

/** Bytes of one file of the copy; a file's pieces come in its order, those of several files in turns. */
export interface RepairedBytes {
  readonly set: SetName;
  readonly bytes: Uint8Array;
}

/** A copy that is ready to be written. */
export interface Repair {
  readonly kind: 'repaired';
  /** The files that it has, empty ones included. */
  readonly sets: readonly SetName[];
  /** Reads the source a second time; may be walked once. Throws when the source is not what it was the first time. */
  write(): AsyncGenerator<RepairedBytes, void>;
  /** Throws before `write` has come to its end. */
  manifest(): RepairManifest;
}

export interface RepairOptions {
  /** Examples of each kind in the manifest; 20 when absent. */
  readonly maxShown?: number;
}

const WRITE_BYTES = 64 * 1024;

interface Source {
  bytes: number;
  readonly hash: Hash;
}

/**
 * Makes a repaired copy of a dataset, never in place: reads the source once to decide and once more to write, in memory
 * that does not grow with the file but for 30 bytes a record (14 without a split). Throws only what the source or
 * `plan.redact` throws, and where the source changed between the readings.
 */
export async function repairDataset(
  open: () => AsyncIterable<Uint8Array>,
  plan: RepairPlan,
  options: RepairOptions = {},
): Promise<Repair | RepairRefusal> {
  const maxShown = options.maxShown ?? 20;
  const first: Source = { bytes: 0, hash: createHash('sha256') };
  const prints = await createFingerprints(plan.split);
  try {
    for await (const outcome of readOutcomes(hashed(open(), first), plan))
      if (outcome.kind === 'fitted') prints.add(outcome);
  } catch (error) {
    if (error instanceof CannotTakeApart) return error.refusal;
    throw error;
  }
  if (first.bytes === 0)
    return {
      kind: 'refused',
      rule: 'empty-file',
      line: 1,
      message: 'The file is empty.',
      fix: RULES['empty-file'].fix,
    };
  const fates = decideFates(prints, plan, maxShown);
  return copyOf(open, plan, { fates, sha256: first.hash.digest('hex'), log: createRepairLog(maxShown) });
}

/** What every line comes to, in file order. */
async function* readOutcomes(source: AsyncIterable<Uint8Array>, plan: RepairPlan): AsyncGenerator<Outcome> {
  for await (const pieces of readPieces(source))
    for (const piece of pieces)
      for (const mended of mendLine(piece)) yield mended.kind === 'record' ? fitRecord(mended, plan) : mended;
}

async function* hashed(source: AsyncIterable<Uint8Array>, into: Source): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    into.bytes += chunk.length;
    into.hash.update(chunk);
    yield chunk;
  }
}

interface Decided {
  readonly fates: Fates;
  /** Of the source at its first reading. */
  readonly sha256: string;
  readonly log: RepairLog;
}

function copyOf(open: () => AsyncIterable<Uint8Array>, plan: RepairPlan, decided: Decided): Repair {
  const sets = setsOf(plan);
  let manifest: RepairManifest | undefined;
  return {
    kind: 'repaired',
    sets,
    async *write() {
      const second: Source = { bytes: 0, hash: createHash('sha256') };
      yield* writeCopy(hashed(open(), second), plan, decided);
      if (second.hash.digest('hex') !== decided.sha256)
        throw new Error('The source changed while it was copied; the copy is not whole. Delete it and repair again.');
      manifest = manifestOf(plan, { ...decided, sets, source: { bytes: second.bytes, sha256: decided.sha256 } });
    },
    manifest() {
      if (!manifest) throw new Error('The manifest is known when the copy has been written to its end.');
      return manifest;
    },
  };
}

function setsOf({ split, model }: RepairPlan): readonly SetName[] {
  if (!split) return ['training'];
  return model.validationSet ? ['training', 'validation', 'test'] : ['training', 'test'];
}

async function* writeCopy(
  source: AsyncIterable<Uint8Array>,
  plan: RepairPlan,
  { fates, log }: Decided,
): AsyncGenerator<RepairedBytes, void> {
  const waiting = new Map<SetName, { parts: Uint8Array[]; length: number }>();
  const labelOf = createLabelReader(plan.split?.label);
  let index = -1;
  for await (const outcome of readOutcomes(source, plan)) {
    const set = settle(outcome, outcome.kind === 'fitted' ? ++index : index, { fates, log });
    if (outcome.kind !== 'fitted' || !set) continue;
    const bytes = log.written(outcome, set, labelOf.nameOf(outcome.exchange.completion));
    const queue = waiting.get(set) ?? { parts: [], length: 0 };
    waiting.set(set, queue);
    queue.parts.push(bytes);
    queue.length += bytes.length;
    if (queue.length < WRITE_BYTES) continue;
    yield { set, bytes: Buffer.concat(queue.parts) };
    waiting.delete(set);
  }
  for (const [set, { parts }] of waiting) yield { set, bytes: Buffer.concat(parts) };
}
