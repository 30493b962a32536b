import { isObject } from '../read-record.ts';
import type { LabelField } from './repair-plan.ts';

/** Most labels that are told apart, so that a place fits a byte. */
const MAX_LABELS = 254;

/** Reads a completion's label. */
export interface LabelReader {
  /** 1-based place among the plan's values in order; 0 where there is no label, one past the last for other values. */
  placeOf(completion: string): number;
  /** As the manifest names it; undefined where the plan has no label. */
  nameOf(completion: string): string | undefined;
}

export function createLabelReader(label: LabelField | undefined): LabelReader {
  if (!label) return { placeOf: () => 0, nameOf: () => undefined };
  const values = [...new Set(label.values)].sort().slice(0, MAX_LABELS);
  const places = new Map(values.map((value, index) => [value, index + 1]));
  const placeOf = (completion: string) => {
    const value = label.field === '' ? completion : fieldOf(completion, label.field);
    return value === undefined ? 0 : (places.get(value) ?? values.length + 1);
  };
  return {
    placeOf,
    nameOf(completion) {
      const place = placeOf(completion);
      return place === 0 ? '(none)' : (values[place - 1] ?? '(other)');
    },
  };
}

function fieldOf(completion: string, field: string): string | undefined {
  if (!completion.startsWith('{')) return undefined;
  const object = parsed(completion);
  const value = isObject(object) ? object[field] : undefined;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
