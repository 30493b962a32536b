import xxhash from 'xxhash-wasm';
import { saidIn } from '../alike/said-in.ts';
import { type Column, createColumn } from './column.ts';
import type { FittedRecord } from './fit-record.ts';
import { createLabelReader } from './label-of.ts';
import { measureLikeness } from './likeness.ts';
import type { SplitPlan } from './repair-plan.ts';

/** What is remembered of every record, 29 bytes each; a record's number is its place among those that could be read. */
export interface Fingerprints {
  /** Upper and lower half of the prompt's 64-bit hash under the seed. */
  readonly high: Column;
  readonly low: Column;
  readonly answer: Column;
  /** 1-based place of the label among the plan's; 0 where there is none, one past the last for other values. */
  readonly label: Column;
  readonly whole: Column;
  readonly start: Column;
  readonly end: Column;
  readonly sketch: Column;
  add(record: FittedRecord): void;
}

export async function createFingerprints(split: SplitPlan | undefined): Promise<Fingerprints> {
  const { h64, h32 } = await xxhash();
  const seed = h64(split?.seed ?? '');
  const labels = createLabelReader(split?.label);
  const hash = (text: string) => h32(text);
  const columns = {
    high: createColumn(4),
    low: createColumn(4),
    answer: createColumn(4),
    label: createColumn(1),
    whole: createColumn(4),
    start: createColumn(4),
    end: createColumn(4),
    sketch: createColumn(4),
  };
  return {
    ...columns,
    add({ exchange, text }) {
      const { asked, completion } = exchange;
      // What has no prompt or no answer in words repeats another record only when all of it does.
      const isWhole = asked !== '' && completion !== '';
      const key = h64(isWhole ? asked : text, seed);
      columns.high.push(Number(key >> 32n));
      columns.low.push(Number(key & 0xffffffffn));
      columns.answer.push(h32(completion));
      columns.label.push(labels.placeOf(completion));
      if (!split) return;
      const alike = measureLikeness(exchange, saidIn(exchange).said, hash);
      for (const part of ['whole', 'start', 'end', 'sketch'] as const) columns[part].push(alike[part]);
    },
  };
}
