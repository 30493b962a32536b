import { isSettledJudgement, TRIAL_PREFIX } from '@rung/core/evaluation/judgement/judgement.ts';
import { parseJudgementId } from '@rung/core/ids.ts';
import { DAY_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';

/** No trial stands this long: creating and answering take hours at most, and a workflow that was stopped by hand deletes nothing. */
const LONGEST_TRIAL_MS = DAY_MS;

/** "Is a trial left over?": deletes what a judgement of ours made and can no longer need; what has no record here is somebody else's and stays. */
export async function sweepTrials(deps: Pick<Deps, 'clock' | 'judgements' | 'trials'>): Promise<{ removed: number }> {
  const standing = await deps.trials.standing(TRIAL_PREFIX);
  const removed = await Promise.all(
    standing.map(async (trial) => {
      const id = parseJudgementId(`jdg_${trial.name.slice(TRIAL_PREFIX.length)}`);
      const judgement = id && (await deps.judgements.find(id));
      if (!judgement) return false;
      const isOver =
        isSettledJudgement(judgement) ||
        (judgement.state === 'answering' && deps.clock.nowMs() - judgement.startedAtMs > LONGEST_TRIAL_MS);
      if (isOver) await deps.trials.remove(trial);
      return isOver;
    }),
  );
  return { removed: removed.filter(Boolean).length };
}
