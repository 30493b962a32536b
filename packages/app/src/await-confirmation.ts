import {
  type Judgement,
  nextJudgementBase,
  type PricedJudgement,
  type RefusedJudgement,
  trialNameOf,
} from '@rung/core/evaluation/judgement/judgement.ts';
import type { Serving } from '@rung/core/evaluation/judgement/serving-cost.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { allChunks, type Chunk } from './judgement-files.ts';
import { endJudgement, placeOf, tellJudgement } from './tell-judgement.ts';
import { waitForYes } from './wait-for-yes.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'judgements' | 'messenger'>;

/** "Is it worth that price?": shows what each arm is asked and the price, and lets the workflow wait for a click. */
export async function askConfirmation(
  deps: Needs & Pick<Deps, 'judgeFlow'>,
  ask: { id: JudgementId; taskToken: string },
): Promise<void> {
  const waits = await waitForYes<PricedJudgement>(ask.taskToken, {
    find: async () => {
      const judgement = await deps.judgements.find(ask.id);
      return judgement?.state === 'priced' ? judgement : judgement && 'decided';
    },
    move: (to) => deps.judgements.move(to),
    wake: (taskToken) => deps.judgeFlow.wake(taskToken),
  });
  if (!waits) return;
  const { before, asked } = waits;
  const told = await tellJudgement(deps, asked);
  if (before.taskToken === '') await deps.messenger.post(placeOf(told), { kind: 'arm-prompts', judgement: told });
}

/** What the workflow needs to make the trial, and the files of work to go through. Names are those of the calls' Parameters. */
export interface Work {
  readonly next: Serving | 'ended';
  readonly trial: {
    readonly name: string;
    readonly modelArn: string;
    /** Derived from the judgement: AWS ignores a repeat of it. */
    readonly token: string;
    readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  } | null;
  readonly chunks: readonly Chunk[];
}

const ENDED: Work = { next: 'ended', trial: null, chunks: [] };

/** "What was decided?": the record answers, not the wake-up. */
export async function readConfirmation(deps: Needs, id: JudgementId): Promise<Work> {
  const judgement = await deps.judgements.find(id);
  if (judgement?.state === 'answering') return workOf(judgement);
  if (judgement?.state === 'refused') await endJudgement(deps, judgement);
  if (judgement?.state === 'priced') await expire(deps, judgement);
  return ENDED;
}

function workOf(judgement: Extract<Judgement, { state: 'answering' }>): Work {
  const { id, model, plan, requester } = judgement;
  return {
    next: plan.serving,
    trial: {
      name: trialNameOf(id),
      modelArn: model.modelArn,
      token: id.replace('_', '-'),
      tags: [
        { Key: 'rung:judgement', Value: id },
        { Key: 'rung:requester', Value: requester },
        { Key: 'rung:may-delete', Value: 'yes' },
      ],
    },
    chunks: allChunks(plan),
  };
}

async function expire(deps: Needs, judgement: Extract<Judgement, { state: 'priced' }>): Promise<void> {
  const refused: RefusedJudgement = { ...nextJudgementBase(judgement), state: 'refused', reason: { kind: 'expired' } };
  const moved = await deps.judgements.move(refused);
  if (moved === 'moved') await endJudgement(deps, refused);
}
