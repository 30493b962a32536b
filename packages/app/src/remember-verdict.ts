import type { JudgedAs, JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { isBetterUnpriced } from '@rung/core/evaluation/judgement/verdict.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

/** "What was this model judged to be?": written on its launch, whose card says it and whose hosting asks it. The newest judgement stands. */
export async function rememberVerdict(deps: TellNeeds, judgement: JudgedJudgement): Promise<void> {
  const launch = await deps.launches.find(judgement.model.launchId);
  if (launch?.state !== 'done') return;
  if (launch.judged && launch.judged.atMs >= judgement.endedAtMs) return;
  const { id, verdict, endedAtMs: atMs } = judgement;
  const judged: JudgedAs = {
    id,
    verdict: verdict.kind,
    ...(isBetterUnpriced(verdict) ? { isUnpriced: true } : {}),
    atMs,
  };
  const told = { ...launch, judged, version: launch.version + 1 };
  if ((await deps.launches.move(told)) === 'lost') return rememberVerdict(deps, judgement);
  await tellLaunch(deps, told);
}
