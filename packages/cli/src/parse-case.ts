import type { JsonObject } from '@rung/core/dataset/read-record.ts';
import type { Turn } from '@rung/core/diagnosis/read-text.ts';

/** A problem as a line of a case file tells it. */
export interface Case {
  readonly id: string | number;
  /** The opening message first. */
  readonly turns: readonly [Turn, ...Turn[]];
}

/** Reads the fields `id`, `text` and `turns`; a string says what is wrong with them. Other fields are left alone. */
export function parseCase({ id, text, turns = [] }: JsonObject): Case | string {
  if (typeof id !== 'string' && typeof id !== 'number')
    return 'The field "id" is missing or neither text nor a number.';
  if (typeof text !== 'string') return 'The field "text" is missing or no text.';
  if (turns === null) return { id, turns: [{ role: 'user', text }] };
  if (!Array.isArray(turns)) return 'The field "turns" is no array.';
  const followUps = turns.map(parseTurn);
  const wrong = followUps.indexOf(undefined);
  if (wrong >= 0) return `Turn ${wrong + 1} of "turns" is not {"role": "desk" or "user", "text": "…"}.`;
  return { id, turns: [{ role: 'user', text }, ...followUps.filter((turn) => turn !== undefined)] };
}

function parseTurn(value: unknown): Turn | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { role, text } = value as { role?: unknown; text?: unknown };
  return (role === 'desk' || role === 'user') && typeof text === 'string' ? { role, text } : undefined;
}
