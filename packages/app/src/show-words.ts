import { RULES_VERSION } from '@rung/core/diagnosis/version.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';

interface Asker {
  readonly by: UserId;
  readonly channel: string;
}

/** "What can you do?" */
export function showHelp(deps: Pick<Deps, 'messenger'>, asker: Asker): Promise<void> {
  return deps.messenger.whisper({ place: { channel: asker.channel }, user: asker.by }, { kind: 'help' });
}

/** "Which version is this?" */
export function showAbout(deps: Pick<Deps, 'messenger' | 'settings'>, asker: Asker): Promise<void> {
  const card = { kind: 'about', rulesVersion: RULES_VERSION, region: deps.settings.region } as const;
  return deps.messenger.whisper({ place: { channel: asker.channel }, user: asker.by }, card);
}

/** One sentence for one person, and what to do about it. */
export function showNotice(
  deps: Pick<Deps, 'messenger'>,
  asker: Asker,
  words: { headline: string; detail: string },
): Promise<void> {
  return deps.messenger.whisper({ place: { channel: asker.channel }, user: asker.by }, { kind: 'notice', ...words });
}
