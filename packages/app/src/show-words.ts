import { tally } from '@rung/core/chat/ledger.ts';
import { moneyNotSpent } from '@rung/core/cost/money-not-spent.ts';
import { RULES_VERSION } from '@rung/core/diagnosis/version.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

interface Asker {
  readonly by: UserId;
  readonly channel: string;
}

/** Threads that `about` counts, newest first. */
const COUNTED = 1000;

/** "What can you do?" */
export function showHelp(deps: Pick<Deps, 'messenger'>, asker: Asker): Promise<void> {
  return deps.messenger.whisper({ place: { channel: asker.channel }, user: asker.by }, { kind: 'help' });
}

/** "Which version is this?" */
export async function showAbout(
  deps: Pick<Deps, 'messenger' | 'settings' | 'ledgers' | 'clock' | 'prices'>,
  asker: Asker,
): Promise<void> {
  const { region } = deps.settings;
  const ledgers = await deps.ledgers.recent(COUNTED);
  await deps.messenger.whisper(
    { place: { channel: asker.channel }, user: asker.by },
    {
      kind: 'about',
      rulesVersion: RULES_VERSION,
      region,
      tally: tally(ledgers),
      notSpent: moneyNotSpent(ledgers, await priceBook(deps), region),
    },
  );
}

/** One sentence for one person, and what to do about it. */
export function showNotice(
  deps: Pick<Deps, 'messenger'>,
  asker: Asker,
  words: { headline: string; detail: string },
): Promise<void> {
  return deps.messenger.whisper({ place: { channel: asker.channel }, user: asker.by }, { kind: 'notice', ...words });
}
