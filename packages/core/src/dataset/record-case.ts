import type { BaseModel } from './base-models.ts';
import type { TuningMethod } from './dataset-report.ts';
import type { Note } from './finding-log.ts';
import type { JsonObject } from './read-record.ts';

/** One record under examination. */
export interface RecordCase {
  readonly record: JsonObject;
  /** The line it was read from, for finding columns. */
  readonly text: string;
  /** With the limits of the method (`method-rules.ts`). */
  readonly model: BaseModel;
  /** Fine-tuning when absent. */
  readonly method?: TuningMethod;
  readonly note: (note: Omit<Note, 'line'>) => void;
}

/** The message in which a block stands. */
export interface Turn {
  /** "message 2", for people. */
  readonly at: string;
  readonly role: unknown;
}

/** Whether a block has a field; AWS's validators read null as absent. */
export function holds(block: JsonObject, field: string): boolean {
  return block[field] !== undefined && block[field] !== null;
}
