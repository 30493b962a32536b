import { isObject, type JsonObject } from '../read-record.ts';
import { besideKey } from '../sensitive/note-sensitive.ts';

/** Fields whose texts are the layout's own words or addresses. */
const NOT_SAID = new Set(['role', 'type', 'schemaVersion', 'format', 'uri', 'bucketOwner']);

/** The record with every text that somebody wrote passed through `redact`. Its depth is bounded by the reader's. */
export function redactRecord(record: JsonObject, redact: (text: string) => string): JsonObject {
  const entries = Object.entries(record).map(([key, value]) => {
    if (NOT_SAID.has(key)) return [key, value];
    return [key, typeof value === 'string' ? redactNamed(key, value, redact) : walk(value, redact)];
  });
  return Object.fromEntries(entries);
}

/** A text whose key may be what tells that it is a secret. */
function redactNamed(key: string, text: string, redact: (text: string) => string): string {
  const [lead, end] = [besideKey(key, ''), '"'];
  const whole = redact(besideKey(key, text));
  const isKept = whole.startsWith(lead.slice(0, -1)) && whole.endsWith(end);
  return isKept ? redact(whole.slice(lead.length - 1, -1)) : redact(text);
}

function walk(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, redact));
  return isObject(value) ? redactRecord(value, redact) : value;
}
