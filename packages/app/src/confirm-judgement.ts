import { overLaunchCap, reserve } from '@rung/core/cost/budget.ts';
import { amountToConfirm, mayConfirm } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import {
  type AnsweringJudgement,
  type Judgement,
  nextJudgementBase,
  type PricedJudgement,
  type RefusedJudgement,
} from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementId, UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';
import { tellJudgement } from './tell-judgement.ts';
import { whyNoRoom } from './why-no-room.ts';

/** A click on a price. `shownHash` is the plan that the clicked card showed. */
export interface Confirmation {
  readonly judgementId: JudgementId;
  readonly decision: 'confirm' | 'decline';
  readonly by: UserId;
  readonly shownHash: string;
}

type Needs = Pick<
  Deps,
  'clock' | 'settings' | 'spending' | 'launches' | 'judgements' | 'judgeFlow' | 'people' | 'messenger'
>;

/** "Yes, for that price" or "no". The first recorded click wins; everybody after is told what stands. */
export async function confirmJudgement(deps: Needs, click: Confirmation): Promise<void> {
  const judgement = await deps.judgements.find(click.judgementId);
  if (judgement?.state !== 'priced') return tooLate(deps, click, judgement);
  const person = await deps.people.find(click.by);
  const isOwnNo = click.decision === 'decline' && person.standing === 'member' && click.by === judgement.requester;
  const attempt = { person, shownHash: click.shownHash, nowMs: deps.clock.nowMs() };
  const { channel } = judgement.root;
  const mayNot =
    click.by === judgement.requester ? whyNotAct('judge', { person, channel }, deps.settings.approval) : undefined;
  const answer = isOwnNo ? ALLOWED : mayConfirm(judgement, attempt, policyIn(channel, deps.settings.approval));
  if (!isOwnNo && mayNot !== undefined)
    return whisper(deps, click, { judgement, headline: 'Nothing was decided.', detail: mayNot });
  if (answer.kind === 'not-allowed')
    return whisper(deps, click, { judgement, headline: 'Nothing was decided.', detail: answer.because });
  const outcome =
    click.decision === 'confirm' ? await confirm(deps, judgement, click.by) : await decline(deps, judgement, click.by);
  if (outcome === 'lost') return tooLate(deps, click, await deps.judgements.find(click.judgementId));
  if (typeof outcome === 'string')
    return whisper(deps, click, { judgement, headline: 'Nothing was confirmed.', detail: outcome });
  const [told] = await Promise.allSettled([tellJudgement(deps, outcome)]);
  await deps.judgeFlow.wake(judgement.taskToken);
  if (told.status === 'rejected') throw told.reason;
}

const ALLOWED = { kind: 'allowed' } as const;

/** The yes and the reservation are one write. A sentence when the month has no room. */
async function confirm(deps: Needs, judgement: PricedJudgement, by: UserId): Promise<AnsweringJudgement | string> {
  const { plan, planHash, request } = judgement;
  const atMs = deps.clock.nowMs();
  const amount = amountToConfirm(plan.estimate, request.budget);
  const { caps } = deps.settings.approval;
  const tooMuch = overLaunchCap(amount, caps);
  if (tooMuch !== undefined) return tooMuch;
  const spend = { amount, atMs, channel: judgement.root.channel };
  const budget = reserve(spend, caps);
  const answering: AnsweringJudgement = {
    ...nextJudgementBase(judgement),
    state: 'answering',
    plan,
    approval: { planHash, by, atMs, amount, counters: budget.counters.map(({ key }) => key) },
    startedAtMs: atMs,
    trialArn: undefined,
    progress: { chunks: 0, atMs },
  };
  const moved = await deps.judgements.move(answering, budget);
  if (moved === 'moved') return answering;
  if (moved === 'lost') return 'lost';
  return (await whyNoRoom(deps, spend)) ?? 'A cap left no room at that moment. Press again.';
}

async function decline(deps: Needs, judgement: PricedJudgement, by: UserId): Promise<RefusedJudgement | 'lost'> {
  const reason = { kind: 'denied', by, atMs: deps.clock.nowMs() } as const;
  const refused: RefusedJudgement = { ...nextJudgementBase(judgement), state: 'refused', reason };
  return (await deps.judgements.move(refused)) === 'moved' ? refused : 'lost';
}

async function tooLate(deps: Needs, click: Confirmation, judgement: Judgement | undefined): Promise<void> {
  await whisper(deps, click, { judgement, headline: 'This was decided already.', detail: whatBecame(judgement) });
}

function whatBecame(judgement: Judgement | undefined): string {
  if (!judgement) return 'Rung has no record of this judgement.';
  if ('approval' in judgement && judgement.approval.by)
    return `<@${judgement.approval.by}> confirmed it. Your click changed nothing.`;
  return `It is ${judgement.state} now. Your click changed nothing.`;
}

async function whisper(
  deps: Needs,
  click: Confirmation,
  words: { judgement: Judgement | undefined; headline: string; detail: string },
): Promise<void> {
  if (!words.judgement) return;
  const { root } = words.judgement;
  await deps.messenger.whisper(
    { place: { channel: root.channel, threadTs: root.ts }, user: click.by },
    { kind: 'notice', headline: words.headline, detail: words.detail },
  );
}
