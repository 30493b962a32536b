import { threadKeyOf } from '@rung/core/chat/ledger.ts';
import { type DiagnosisOnLaunch, diagnosisOnLaunch } from '@rung/core/launch/diagnosis-on-launch.ts';
import type { LaunchKind } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';
import { judgeLedger } from './judge-ledger.ts';

/** "What did we find here?": the diagnosis that a launch from this thread would carry; undefined when the thread has none. */
export async function diagnosisOfThread(
  deps: Pick<Deps, 'ledgers' | 'reader'>,
  thread: { channel: string; rootTs: string | undefined; kind: LaunchKind },
): Promise<DiagnosisOnLaunch | undefined> {
  if (thread.rootTs === undefined) return undefined;
  const key = threadKeyOf({ channel: thread.channel, rootTs: thread.rootTs });
  const ledger = await deps.ledgers.find(key);
  return ledger && diagnosisOnLaunch(key, await judgeLedger(deps, ledger.entries), thread.kind);
}
