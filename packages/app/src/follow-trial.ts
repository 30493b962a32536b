import { trialNameOf } from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { tellJudgement } from './tell-judgement.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'judgements' | 'messenger' | 'trials'>;

/** Where the workflow goes: look again in a minute, answer, or take the trial down. */
export type AfterLook = { readonly next: 'wait' | 'answer' | 'failed' };

/** Longest time that a trial may take to stand; a field log has eight minutes for a deployment (2026-08). */
const LONGEST_CREATION_MS = HOUR_MS;

/** "Does it stand?": looks the trial up by its name, whatever the call that made it seemed to answer. */
export async function followTrial(deps: Needs, id: JudgementId): Promise<AfterLook> {
  const judgement = await deps.judgements.find(id);
  if (judgement?.state !== 'answering') return { next: 'failed' };
  const trial = await deps.trials.find({ name: trialNameOf(id), serving: judgement.plan.serving });
  const isLate = deps.clock.nowMs() - judgement.startedAtMs > LONGEST_CREATION_MS;
  if (trial?.status === 'failed' || (trial?.status !== 'active' && isLate)) return { next: 'failed' };
  if (trial?.status !== 'active') return { next: 'wait' };
  if (judgement.trialArn === trial.arn) return { next: 'answer' };
  const standing = { ...judgement, trialArn: trial.arn, version: judgement.version + 1 };
  if ((await deps.judgements.move(standing)) === 'moved') await tellJudgement(deps, standing);
  return { next: 'answer' };
}
