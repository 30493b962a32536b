import type { LedgerEntry } from '@rung/core/chat/ledger.ts';
import { decide } from '@rung/core/diagnosis/decide.ts';
import { applyAnswer } from '@rung/core/diagnosis/next-question.ts';
import { correct, type Situation } from '@rung/core/diagnosis/situation.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';
import type { Deps } from './deps.ts';

/** The verdict over everything that was said in a thread, then everything that was pressed or struck out there. */
export async function judgeLedger(deps: Pick<Deps, 'reader'>, entries: readonly LedgerEntry[]): Promise<Verdict> {
  const turns = entries.flatMap((entry) =>
    entry.kind === 'said' ? [{ role: 'user' as const, text: entry.text }] : [],
  );
  return decide(entries.reduce(apply, await deps.reader.read(turns)));
}

function apply(situation: Situation, entry: LedgerEntry): Situation {
  switch (entry.kind) {
    case 'said':
      return situation;
    case 'answered':
      return applyAnswer(situation, entry.questionId, entry.answerIndex) ?? situation;
    case 'corrected':
      return entry.facts.reduce((known, name) => strike(known, name), situation);
    default:
      return entry satisfies never;
  }
}

function strike(situation: Situation, name: Parameters<typeof correct>[1]['name']): Situation {
  return correct(situation, { name, state: 'unknown', quote: 'struck out', turn: 0, origin: 'correction' });
}
