import { isSettledJudgement, type JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { measureTraffic } from '@rung/core/evaluation/judgement/measured-traffic.ts';
import { LOOK_AGAIN_MS, lookAgain, type SecondLook } from '@rung/core/evaluation/judgement/reversal.ts';
import { verdictAt } from '@rung/core/evaluation/judgement/verdict.ts';
import type { EpochMs } from '@rung/core/time.ts';
import { costsOfArms } from './costs-of-arms.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';
import { placeOf } from './tell-judgement.ts';
import { tellOnce } from './tell-once.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'prices' | 'judgements' | 'messenger' | 'notices' | 'usage'>;

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

/** Lists are read eventually; the record itself decides whether it is still due, and of two looks one tells. */
async function lookAgainAt(deps: Needs, id: JudgedJudgement['id']): Promise<void> {
  const judgement = await deps.judgements.find(id);
  if (judgement?.state !== 'judged' || judgement.lookedAgainAtMs !== undefined) return;
  const nowMs = deps.clock.nowMs();
  const isOurs = await tellOnce(deps, `looked-again#${id}`, async () =>
    deps.messenger.post(placeOf(judgement), {
      kind: 'looked-again',
      judgement,
      look: await secondLook(deps, judgement, nowMs),
    }),
  );
  if (isOurs) await deps.judgements.move({ ...judgement, lookedAgainAtMs: nowMs, version: judgement.version + 1 });
}

/** The same answers, at the traffic that was measured and today's prices. */
async function secondLook(deps: Needs, judgement: JudgedJudgement, nowMs: EpochMs): Promise<SecondLook> {
  const { model, request, reversal, results, verdict } = judgement;
  const between = { fromMs: nowMs - LOOK_AGAIN_MS, toMs: nowMs };
  const traffic = measureTraffic(await deps.usage.served(model.modelArn, between), nowMs);
  const measured = traffic.kind === 'measured' ? { requestsAMonth: traffic.requestsAMonth } : {};
  const costs = costsOfArms({ ...judgement, request: { ...request, ...measured } }, results, await priceBook(deps));
  return {
    ...{ criteria: lookAgain(reversal, { nowMs, traffic, costs }), traffic, costs },
    verdict: verdictAt(verdict, { costs, worthAPoint: request.worthAPoint }),
  };
}
