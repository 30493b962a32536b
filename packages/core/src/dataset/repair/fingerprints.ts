import xxhash from 'xxhash-wasm';
import { alikeItem } from '../alike/alike-item.ts';
import { saidIn } from '../alike/said-in.ts';
import { createSketchIndex } from '../alike/sketch-index.ts';
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
  /** Prompts that have most words and pairs of words in common, by their numbers; as many as there is room to compare. */
  readonly pairs: readonly (readonly [number, number])[];
  add(record: FittedRecord): void;
}

/** Memory for comparing prompts that are nearly the same, and how many may be near one. */
const NEAR_BYTES = 64 * 1024 * 1024;
const MOST_NEAR = 8;

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
  const near = createSketchIndex(NEAR_BYTES);
  const kept: number[] = [];
  const pairs: (readonly [number, number])[] = [];
  const addNear = (exchange: FittedRecord['exchange'], number: number) => {
    const item = alikeItem(exchange, hash, true).near;
    if (!item) return;
    const found = near.find(item.prompt);
    // What more prompts are near is a template.
    if (found.length <= MOST_NEAR) for (const { id } of found) pairs.push([kept[id] ?? number, number]);
    if (near.keep(item.prompt) === undefined) return;
    kept.push(number);
  };
  return {
    ...columns,
    pairs,
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
      addNear(exchange, columns.high.length() - 1);
      const alike = measureLikeness(exchange, saidIn(exchange).said, hash);
      for (const part of ['whole', 'start', 'end', 'sketch'] as const) columns[part].push(alike[part]);
    },
  };
}
