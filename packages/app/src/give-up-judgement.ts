import { nextJudgementBase, type RefusedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import { concludeJudgement, type JudgeError } from './conclude-judgement.ts';
import type { Deps } from './deps.ts';
import { endJudgement } from './tell-judgement.ts';

/** "It cannot go on": ends the judgement in a card that says what is known, whatever it was in the middle of. */
export async function giveUpJudgement(
  deps: Parameters<typeof concludeJudgement>[0] & Pick<Deps, 'judgements'>,
  id: JudgementId,
  error: JudgeError,
): Promise<void> {
  const judgement = await deps.judgements.find(id);
  if (judgement?.state !== 'requested' && judgement?.state !== 'priced') return concludeJudgement(deps, id, error);
  const reason = {
    kind: 'finding',
    message: 'Rung stopped over an error of its own before any model was asked.',
    remedy: 'Judge it again; the log of this time names the error.',
  } as const;
  const refused: RefusedJudgement = { ...nextJudgementBase(judgement), state: 'refused', reason };
  if ((await deps.judgements.move(refused)) === 'lost') return giveUpJudgement(deps, id, error);
  await endJudgement(deps, refused);
}
