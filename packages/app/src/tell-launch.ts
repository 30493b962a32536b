import type { Launch } from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'launches' | 'messenger' | 'settings'>;

/** "Show me where my launch stands": brings its one card to what the record says, posting it the first time. Hands back the record it showed. */
export async function tellLaunch<L extends Launch>(deps: Needs, launch: L): Promise<L> {
  const card = { kind: 'launch', launch, approvers: deps.settings.approval.approvers } as const;
  const shown =
    launch.card.ts === ''
      ? await deps.messenger.post({ channel: launch.card.channel }, card)
      : await deps.messenger.edit(launch.card, card);
  if (shown.ts === launch.card.ts) return launch;
  const moved: L = { ...launch, card: shown, version: launch.version + 1 };
  return (await deps.launches.move(moved)) === 'moved' ? moved : launch;
}

/** Says something in a launch's thread. */
export async function sayInThread(
  deps: Needs,
  launch: Launch,
  card: Parameters<Deps['messenger']['post']>[1],
): Promise<void> {
  await deps.messenger.post({ channel: launch.card.channel, threadTs: launch.card.ts }, card);
}
