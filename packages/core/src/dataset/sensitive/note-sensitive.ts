import type { Note } from '../finding-log.ts';
import { isObject } from '../read-record.ts';
import { asRead } from './as-read.ts';
import { holdsName } from './credential-names.ts';
import { findPii } from './find-pii.ts';
import { findIssued, findSecrets } from './find-secrets.ts';

/** An escape that may hide a letter or a mark from a search: of a slash, or of a printing character of ASCII. */
const HIDING = /\\(?:\/|u00[2-7])/;

/** Whether something is found in one line of JSON, or may be hidden in it by an escape. */
export function isSuspect(line: string, withPii: boolean): boolean {
  if (HIDING.test(line)) return true;
  const text = asRead(line);
  return findIssued(text).length > 0 || (withPii && findPii(text).length > 0);
}

/** Whether a line holds a name that may have a secret beside it. */
export const namesSecrets = holdsName;

/** What stands in the texts of a record, as notes that name the field and the kind, never the text. */
export function noteSensitive(record: unknown, withPii: boolean): Omit<Note, 'line'>[] {
  const secrets = new Map<string, string>();
  const pii = new Map<string, number>();
  for (const { text, field, key } of textsOf(record, 'the line')) {
    for (const { kind } of findSecrets(key === undefined ? text : besideKey(key, text)))
      if (!secrets.has(kind)) secrets.set(kind, field);
    if (withPii) for (const { kind } of findPii(text)) pii.set(kind, (pii.get(kind) ?? 0) + 1);
  }
  return [
    ...[...secrets].map(([kind, field]) => ({
      rule: 'secret' as const,
      message: `There is a secret in ${field}: ${kind}.`,
    })),
    ...[...pii].map(([kind, count]) => ({
      rule: 'pii' as const,
      message: `The record holds personal data: ${kind}${count > 1 ? `, ${count} times` : ''}.`,
    })),
  ];
}

/** A key and its text as they stand in code, so that the key can name the text. */
export const besideKey = (key: string, text: string) => `${key}":"${text}"`;

/** One text of a record. */
export interface FieldText {
  readonly text: string;
  /** The key whose value it is, where that may give a secret away. */
  readonly key?: string;
  /** Where it stands, for people. */
  readonly field: string;
}

/** The texts of a value and its keys, whose nesting is known to be harmless. */
export function textsOf(value: unknown, field: string): FieldText[] {
  if (typeof value === 'string') return [{ text: value, field }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, `${field}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(key.length > SHORT_KEY ? [{ text: key, field: 'a key' }] : []),
    ...(typeof item === 'string' && key.length <= LONG_KEY && holdsName(key)
      ? [{ text: item, field: fieldOf(field, key), key }]
      : textsOf(item, fieldOf(field, key))),
  ]);
}

/** No secret is as short. */
const SHORT_KEY = 12;
/** No name of a secret is as long. */
const LONG_KEY = 64;

/** A key is named where it is too short to be a secret itself. */
function fieldOf(parent: string, key: string): string {
  const name = /^[\w-]{1,24}$/.test(key) && findIssued(key).length === 0 ? key : '…';
  return parent === 'the line' ? name : `${parent}.${name}`;
}
