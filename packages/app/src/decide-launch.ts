import { amountToReserve } from '@rung/core/cost/estimate-training.ts';
import type { LaunchId, UserId } from '@rung/core/ids.ts';
import { mayDecide, policyIn } from '@rung/core/launch/approval-rule.ts';
import { type Approved, type AwaitingApproval, type Launch, nextBase, type Refused } from '@rung/core/launch/launch.ts';
import { priceMoved } from '@rung/core/launch/price-moved.ts';
import type { Deps } from './deps.ts';
import { moveLaunch } from './move-launch.ts';
import { type PriceAgainNeeds, priceAgain } from './price-again.ts';
import { recordYes } from './record-yes.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

/** A click on an approval card. `shownHash` is the plan that the clicked card showed. */
export interface Decision {
  readonly launchId: LaunchId;
  readonly decision: 'approve' | 'deny';
  readonly by: UserId;
  readonly shownHash: string;
  /** Where it was clicked, and where the one who clicked is answered. */
  readonly channel: string;
}

type Needs = TellNeeds & PriceAgainNeeds & Pick<Deps, 'flow' | 'people' | 'spending'>;

/** "Yes" or "no" to a launch. The first decision that is recorded wins; everybody after is told whose it was. */
export async function decideLaunch(deps: Needs, decision: Decision): Promise<void> {
  const launch = await deps.launches.find(decision.launchId);
  if (launch?.state === 'approved' && isOwn(decision, launch)) return carryOut(deps, launch);
  if (launch?.state !== 'awaitingApproval') return tooLate(deps, decision, launch);
  const person = await deps.people.find(decision.by);
  const nowMs = deps.clock.nowMs();
  const answer = mayDecide(
    launch,
    { decision: decision.decision, person, shownHash: decision.shownHash, nowMs },
    policyIn(launch.card.channel, deps.settings.approval),
  );
  if (answer.kind === 'not-allowed')
    return whisper(deps, decision, { headline: 'Nothing was decided.', detail: answer.because });
  const outcome =
    decision.decision === 'approve' ? await approve(deps, launch, decision.by) : await deny(deps, launch, decision.by);
  if (outcome.kind === 'price-moved') {
    await whisper(deps, decision, { headline: 'Nothing was approved.', detail: outcome.because });
    return carryOut(deps, outcome.launch, launch.taskToken);
  }
  if (outcome.kind === 'lost') return tooLate(deps, decision, await deps.launches.find(decision.launchId));
  if (outcome.kind === 'no-room')
    return whisper(deps, decision, { headline: 'Nothing was approved.', detail: outcome.because });
  await carryOut(deps, outcome.launch, launch.taskToken);
}

/** The same click once more, after one that was cut off between the record and the wake-up. */
const isOwn = (decision: Decision, launch: Approved) =>
  decision.decision === 'approve' && launch.approval.by === decision.by;

/** The decision is recorded: the workflow hears of it, and the card shows it. A wake-up that fails is made up for by the reconciler. */
async function carryOut(deps: Needs, decided: Approved | Refused, taskToken?: string): Promise<void> {
  const token = taskToken ?? (decided.state === 'approved' ? decided.taskToken : undefined);
  if (token !== undefined) await deps.flow.wake(token).catch(() => undefined);
  await tellLaunch(deps, decided);
}

type Outcome =
  | { kind: 'lost' }
  | { kind: 'no-room'; because: string }
  | { kind: 'price-moved'; because: string; launch: Refused }
  | { kind: 'decided'; launch: Approved | Refused };

async function approve(deps: Needs, launch: AwaitingApproval, by: UserId): Promise<Outcome> {
  const changed = await priceAgain(deps, (book) => priceMoved(launch.plan, book));
  if (changed !== undefined) return voidPlan(deps, launch, changed);
  const amount = amountToReserve(launch.plan.estimate, launch.plan.recipe.budget);
  const yes = { planHash: launch.planHash, by, amount, channel: launch.card.channel };
  const outcome = await recordYes(deps, yes, (approval, budget) => {
    const to = (from: AwaitingApproval): Approved => {
      const { plan, warnings, taskToken } = from;
      return { ...nextBase(from), state: 'approved', plan, warnings, taskToken, approval };
    };
    return moveLaunch(deps, launch, { to, budget });
  });
  return outcome.kind === 'recorded' ? { kind: 'decided', launch: outcome.record } : outcome;
}

/** A plan whose price is another one now can be approved by nobody: it ends, and is launched anew for its new price. */
async function voidPlan(deps: Needs, launch: AwaitingApproval, because: string): Promise<Outcome> {
  const reason = { kind: 'changed', what: because } as const;
  const to = (from: AwaitingApproval): Refused => ({ ...nextBase(from), state: 'refused', reason });
  const moved = await moveLaunch(deps, launch, { to });
  return typeof moved === 'string' ? { kind: 'lost' } : { kind: 'price-moved', because, launch: moved };
}

async function deny(deps: Needs, launch: AwaitingApproval, by: UserId): Promise<Outcome> {
  const reason = { kind: 'denied', by, atMs: deps.clock.nowMs() } as const;
  const to = (from: AwaitingApproval): Refused => ({ ...nextBase(from), state: 'refused', reason });
  const moved = await moveLaunch(deps, launch, { to });
  return typeof moved === 'string' ? { kind: 'lost' } : { kind: 'decided', launch: moved };
}

async function tooLate(deps: Needs, decision: Decision, launch: Launch | undefined): Promise<void> {
  await whisper(deps, decision, { headline: 'This was decided already.', detail: whatBecame(launch) });
}

function whatBecame(launch: Launch | undefined): string {
  if (!launch) return 'Rung has no record of this launch.';
  if (launch.state === 'refused' && launch.reason.kind === 'denied')
    return `<@${launch.reason.by}> said no to it. Your click changed nothing.`;
  if (launch.state === 'refused') return 'It ended before anybody approved it. Your click changed nothing.';
  if ('approval' in launch && launch.approval.by)
    return `<@${launch.approval.by}> approved it. Your click changed nothing.`;
  return `It is ${launch.state} now. Your click changed nothing.`;
}

async function whisper(deps: Needs, decision: Decision, words: { headline: string; detail: string }): Promise<void> {
  await deps.messenger.whisper(
    { place: { channel: decision.channel }, user: decision.by },
    { kind: 'notice', headline: words.headline, detail: words.detail },
  );
}
