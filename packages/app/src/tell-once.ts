import { isForsaken, type Notice } from '@rung/core/chat/notice.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'notices'>;

/** Tells what is told once, however many see it and however close together; true when this call told it. A telling that fails is tried again by whoever sees it ten minutes on. */
export async function tellOnce(deps: Needs, key: string, tell: () => Promise<unknown>): Promise<boolean> {
  const claimed = await claim(deps, key);
  if (!claimed) return false;
  await tell();
  await deps.notices.move({ ...claimed, isTold: true, version: claimed.version + 1 });
  return true;
}

async function claim({ clock, notices }: Needs, key: string): Promise<Notice | undefined> {
  const nowMs = clock.nowMs();
  const first: Notice = { key, claimedAtMs: nowMs, isTold: false, version: 1 };
  const standing = await notices.open(first);
  if (standing === 'created') return first;
  if (!isForsaken(standing, nowMs)) return undefined;
  const taken = { ...standing, claimedAtMs: nowMs, version: standing.version + 1 };
  return (await notices.move(taken)) === 'moved' ? taken : undefined;
}
