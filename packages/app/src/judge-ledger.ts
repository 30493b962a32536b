import type { LedgerEntry } from '@rung/core/chat/ledger.ts';
import { decide } from '@rung/core/diagnosis/decide.ts';
import { applyAnswer } from '@rung/core/diagnosis/next-question.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';
import type { Deps } from './deps.ts';

/** The verdict over everything that was said in a thread, then everything that was pressed. */
export async function judgeLedger(deps: Pick<Deps, 'reader'>, entries: readonly LedgerEntry[]): Promise<Verdict> {
  const turns = entries.flatMap((entry) =>
    entry.kind === 'said' ? [{ role: 'user' as const, text: entry.text }] : [],
  );
  const read = await deps.reader.read(turns);
  const situation = entries.reduce(
    (known, entry) =>
      entry.kind === 'answered' ? (applyAnswer(known, entry.questionId, entry.answerIndex) ?? known) : known,
    read,
  );
  return decide(situation);
}
