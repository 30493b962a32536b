import type { Deps } from './deps.ts';

/** "What is left of our credits?": asked once a day and kept, whatever AWS says. */
export async function readCredits(deps: Pick<Deps, 'clock' | 'credits' | 'book'>): Promise<void> {
  await deps.book.keepCredits(await deps.credits.read(deps.clock.nowMs()));
}
