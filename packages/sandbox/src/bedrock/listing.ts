import { validationError } from './arns.ts';

/** What all of Bedrock's lists filter by. */
export interface Listed {
  readonly name: string;
  readonly createdAtMs: number;
  readonly status: string;
}

/** Names that one list gives to the common filters. */
export interface FilterNames {
  readonly after: string;
  readonly before: string;
  readonly status: string;
}

const DEFAULT_PAGE = 100;

/**
 * One page of `items` as Bedrock lists them: filtered by name, time and status, newest first unless `sortOrder` is Ascending,
 * `maxResults` at most. The token is the place of the next item.
 */
export function listPage<T>(
  items: readonly T[],
  input: Record<string, unknown>,
  by: { describe(item: T): Listed; names: FilterNames },
): { page: T[]; nextToken?: string } {
  const after = timeOf(input[by.names.after]) ?? -Infinity;
  const before = timeOf(input[by.names.before]) ?? Infinity;
  const status = input[by.names.status];
  const nameContains = String(input['nameContains'] ?? '');
  const direction = input['sortOrder'] === 'Ascending' ? 1 : -1;
  const kept = items
    .map((item) => ({ item, listed: by.describe(item) }))
    .filter(({ listed }) => listed.createdAtMs > after && listed.createdAtMs < before)
    .filter(({ listed }) => status === undefined || listed.status === status)
    .filter(({ listed }) => listed.name.includes(nameContains))
    .sort((a, b) => direction * (a.listed.createdAtMs - b.listed.createdAtMs));
  const start = startOf(input['nextToken']);
  const end = start + Number(input['maxResults'] ?? DEFAULT_PAGE);
  const page = kept.slice(start, end).map(({ item }) => item);
  return end < kept.length ? { page, nextToken: Buffer.from(String(end)).toString('base64url') } : { page };
}

function timeOf(value: unknown): number | undefined {
  return value === undefined ? undefined : new Date(value as string | number).getTime();
}

function startOf(token: unknown): number {
  if (token === undefined) return 0;
  const start = Number(Buffer.from(String(token), 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw validationError('The provided pagination token is not valid.');
  return start;
}
