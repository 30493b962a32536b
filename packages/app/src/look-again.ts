import { isSettledJudgement, type JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { LOOK_AGAIN_MS, lookAgain } from '@rung/core/evaluation/judgement/reversal.ts';
import { costsOfArms } from './costs-of-arms.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';
import { placeOf } from './tell-judgement.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'prices' | 'judgements' | 'messenger' | 'usage'>;

/** Newest judgements that a look goes through; a team that makes more in a month reads its verdicts sooner. */
const LOOKED_THROUGH = 200;

/** "Does the verdict still hold?": 30 days after it, its reversal criteria beside today's prices and the traffic that was measured. */
export async function lookAgainAtVerdicts(deps: Needs): Promise<{ lookedAgain: number }> {
  const nowMs = deps.clock.nowMs();
  const due = (await deps.judgements.recent(LOOKED_THROUGH)).filter(
    (judgement) =>
      isSettledJudgement(judgement) &&
      judgement.state === 'judged' &&
      judgement.lookedAgainAtMs === undefined &&
      judgement.reversal.lookAgainAtMs <= nowMs,
  );
  for (const { id } of due) await lookAgainAt(deps, id);
  return { lookedAgain: due.length };
}

/** Lists are read eventually; the record itself decides whether it is still due. Told at least once rather than at most once. */
async function lookAgainAt(deps: Needs, id: JudgedJudgement['id']): Promise<void> {
  const judgement = await deps.judgements.find(id);
  if (judgement?.state !== 'judged' || judgement.lookedAgainAtMs !== undefined) return;
  const nowMs = deps.clock.nowMs();
  const between = { fromMs: nowMs - LOOK_AGAIN_MS, toMs: nowMs };
  const requestsAMonth = await deps.usage.requestsServed(judgement.model.modelArn, between);
  const criteria = lookAgain(judgement.reversal, {
    nowMs,
    requestsAMonth,
    costs: costsOfArms(judgement, judgement.results, await priceBook(deps)),
  });
  await deps.messenger.post(placeOf(judgement), { kind: 'looked-again', judgement, criteria, requestsAMonth });
  await deps.judgements.move({ ...judgement, lookedAgainAtMs: nowMs, version: judgement.version + 1 });
}
