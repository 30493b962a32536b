import type { Card } from '@rung/core/chat/card.ts';
import type { Judgement, SettledJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'judgements' | 'messenger' | 'settings'>;

/** "Where does it stand?": brings the judgement's one card to what its record says. Hands back the record it showed. */
export async function tellJudgement<J extends Judgement>(deps: Needs, judgement: J): Promise<J> {
  const { approvers } = policyIn(judgement.root.channel, deps.settings.approval);
  const card: Card = { kind: 'judgement', judgement, approvers };
  const shown =
    judgement.card.ts === ''
      ? await deps.messenger.post(placeOf(judgement), card)
      : await deps.messenger.edit(judgement.card, card);
  if (shown.ts === judgement.card.ts) return judgement;
  const moved: J = { ...judgement, card: shown, version: judgement.version + 1 };
  return (await deps.judgements.move(moved)) === 'moved' ? moved : judgement;
}

/** "How did it end?": the card, and the one mention of the requester; told again rather than not at all. */
export async function endJudgement(deps: Needs, settled: SettledJudgement): Promise<void> {
  const judgement = await tellJudgement(deps, settled);
  await deps.messenger.post(placeOf(judgement), { kind: 'judgement-ended', judgement });
}

/** The thread of the launch. */
export const placeOf = ({ root }: Judgement) => ({ channel: root.channel, threadTs: root.ts });
