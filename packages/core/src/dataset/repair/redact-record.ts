import { isObject, type JsonObject } from '../read-record.ts';

/** Fields whose texts are the layout's own words or addresses. */
const NOT_SAID = new Set(['role', 'type', 'schemaVersion', 'format', 'uri', 'bucketOwner']);

/** The record with every text that somebody wrote passed through `redact`. Its depth is bounded by the reader's. */
export function redactRecord(record: JsonObject, redact: (text: string) => string): JsonObject {
  const entries = Object.entries(record).map(([key, value]) => [key, NOT_SAID.has(key) ? value : walk(value, redact)]);
  return Object.fromEntries(entries);
}

function walk(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, redact));
  return isObject(value) ? redactRecord(value, redact) : value;
}
