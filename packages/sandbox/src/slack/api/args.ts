import type { Incoming } from '../../kit/http.ts';
import { header } from '../../kit/http.ts';
import type { Members } from '../block-kit/rules.ts';
import { invalidArguments } from '../slack-error.ts';

/** The arguments of a Web API call, whichever way they came: form, JSON, multipart or query. */
export interface Args {
  /** A string, or undefined when absent or empty. */
  text(name: string): string | undefined;
  /** A string; its absence refuses the call. */
  required(name: string): string;
  /** A structure: JSON bodies carry it as it is, forms as a JSON string. Undefined when absent; refuses what does not parse. */
  json(name: string): unknown;
  flag(name: string): boolean | undefined;
  /** A whole number within bounds, or `otherwise`. */
  count(name: string, otherwise: number): number;
  has(name: string): boolean;
  /** From the header `Authorization: Bearer …`, or the argument `token` of a form. */
  readonly token: string | undefined;
}

/** Reads the arguments of a request whose body has been read. */
export async function readArgs(request: Incoming, body: Buffer): Promise<Args> {
  const query = new URL(request.url ?? '/', 'http://slack').searchParams;
  const type = header(request, 'content-type') ?? '';
  const bearer = /^Bearer (.+)$/.exec(header(request, 'authorization') ?? '')?.[1];
  if (type.startsWith('application/json')) return argsOf(parseJson(body), bearer);
  const form = type.startsWith('multipart/form-data')
    ? await multipart(type, body)
    : Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  const values = { ...Object.fromEntries(query), ...form };
  return argsOf(values, bearer ?? textIn(values, 'token'));
}

async function multipart(type: string, body: Buffer): Promise<Members> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
}

function parseJson(body: Buffer): Members {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (typeof value === 'object' && value !== null) return value as Members;
  } catch {
    throw invalidArguments('json body could not be parsed');
  }
  throw invalidArguments('json body must be an object');
}

function textIn(values: Members, name: string): string | undefined {
  const value = values[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function argsOf(values: Members, token: string | undefined): Args {
  const text = (name: string) => textIn(values, name);
  return {
    token,
    text,
    has: (name) => values[name] !== undefined && values[name] !== null,
    required(name) {
      const value = text(name);
      if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
      return value;
    },
    json(name) {
      const value = values[name];
      if (typeof value !== 'string') return value ?? undefined;
      if (value === '') return undefined;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        throw invalidArguments(`must be valid JSON [json-pointer:/${name}]`);
      }
    },
    flag(name) {
      const value = text(name);
      return value === undefined ? undefined : value === 'true' || value === '1';
    },
    count(name, otherwise) {
      const value = text(name);
      if (value === undefined) return otherwise;
      if (!/^\d+$/.test(value)) throw invalidArguments(`must be an integer [json-pointer:/${name}]`);
      return Number(value);
    },
  };
}
