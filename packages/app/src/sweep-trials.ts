import { isSettledJudgement, TRIAL_PREFIX } from '@rung/core/evaluation/judgement/judgement.ts';
import type { Serving } from '@rung/core/evaluation/judgement/serving-cost.ts';
import { parseJudgementId } from '@rung/core/ids.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { giveUpJudgement } from './give-up-judgement.ts';

/** No trial stands this long: creating and answering take hours at most, and a workflow that was stopped by hand deletes nothing. */
const LONGEST_TRIAL_MS = DAY_MS;

type Needs = Parameters<typeof giveUpJudgement>[0];

/** "Is a trial left over?": deletes what a judgement of ours made and can no longer need; what has no record here is somebody else's and stays. */
export async function sweepTrials(deps: Needs): Promise<{ removed: number }> {
  const standing = await deps.trials.standing(TRIAL_PREFIX);
  const removed = await Promise.all(standing.map((trial) => sweep(deps, trial)));
  return { removed: removed.filter(Boolean).length };
}

async function sweep(deps: Needs, trial: { name: string; serving: Serving }): Promise<boolean> {
  const id = parseJudgementId(`jdg_${trial.name.slice(TRIAL_PREFIX.length)}`);
  const judgement = id && (await deps.judgements.find(id));
  if (!id || !judgement) return false;
  const isStuck = judgement.state === 'answering' && deps.clock.nowMs() - judgement.startedAtMs > LONGEST_TRIAL_MS;
  if (!isStuck && !isSettledJudgement(judgement)) return false;
  await deps.trials.remove(trial);
  if (isStuck) await giveUpJudgement(deps, id, { name: 'Stopped', cause: 'its workflow ended without a word' });
  return true;
}
