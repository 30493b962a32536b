import { AwsError } from '@rung/sandbox/kit/aws-error.ts';
import type { CallContext } from '@rung/sandbox/models/serve-model.ts';
import { type Account, SINCE } from './dealt-account.ts';
import { arnOf, OURS, type Standing, THEIRS, termEnd } from './standing.ts';

/** The access key of each account. */
export const KEYS = { [OURS]: 'ours', [THEIRS]: 'theirs' } as const;

/** A deletion that AWS was asked for, and what stood there at that moment. */
export interface Deletion {
  readonly standing: Standing | undefined;
  readonly atMs: number;
  readonly wasRefused: boolean;
}

/** An account as it is at a moment, and what was asked of it. */
export interface World {
  account: Account;
  /** By AWS’s clock. */
  nowMs: number;
  deletions: Deletion[];
  /** Whether its fault was ever met. */
  isFaultMet: boolean;
}

export function whatStands(world: World, call: CallContext): readonly Standing[] {
  const { account, nowMs, deletions } = world;
  const owner = call.accessKeyId === KEYS[THEIRS] ? THEIRS : OURS;
  return account.standing.filter(
    (one) =>
      one.region === call.region &&
      one.account === owner &&
      one.bornMs <= nowMs &&
      nowMs < one.goneMs &&
      !deletions.some(({ standing, wasRefused }) => standing === one && !wasRefused),
  );
}

/** Whether the account's fault holds for an operation now. */
export function meets(world: World, names: readonly Account['fault']['name'][], operation: string): boolean {
  const { fault } = world.account;
  const holds = names.includes(fault.name) && fault.operation === operation && world.nowMs >= SINCE[fault.since];
  if (holds) world.isFaultMet = true;
  return holds;
}

const DENIED = [
  ...(['a list is denied', 'models on endpoints are not listed', 'tags cannot be read'] as const),
  ...(['ListMetrics is denied', 'GetMetricData is denied', 'one kind cannot be looked at'] as const),
];
const CUT_OFF = [
  ...(['a page fails in the middle of a list', 'a page of the tags fails'] as const),
  ...(['a page of the metrics fails', 'a page of what is active fails'] as const),
];

/** Refuses what the account's fault takes, before anything is looked at. */
export function pass(world: World, operation: string): void {
  if (meets(world, DENIED, operation))
    throw new AwsError('AccessDeniedException', `not authorized to perform: ${operation}`, { status: 403 });
}

/** One page of a list; the token is the place of the next one. */
export function page<T>(world: World, operation: string, { all, token }: { all: readonly T[]; token: unknown }) {
  pass(world, operation);
  const start = Number(token ?? 0);
  if (start > 0 && meets(world, CUT_OFF, operation))
    throw new AwsError('InternalServerException', 'Try again later.', { status: 500 });
  const end = start + world.account.pageSize;
  return { items: all.slice(start, end), ...(end < all.length ? { next: String(end) } : {}) };
}

/** Deletes what stands there; AWS refuses what is bound by a term, or not tagged so that our role may. */
export function remove(world: World, standing: Standing | undefined): void {
  const { nowMs: atMs } = world;
  const isBound = standing !== undefined && termEnd(standing, atMs) !== undefined;
  const isTagged = standing !== undefined && standing.tagged.fromMs <= atMs && atMs < standing.tagged.toMs;
  const wasRefused = isBound || !isTagged;
  world.deletions.push({ standing, atMs, wasRefused });
  if (isBound) throw new AwsError('ConflictException', `${arnOf(standing)} cannot be deleted before its term ends.`);
  if (standing && !isTagged) throw new AwsError('AccessDeniedException', 'not authorized', { status: 403 });
}
