import { amountToReserve } from '@rung/core/cost/estimate-training.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import type { LaunchId, UserId } from '@rung/core/ids.ts';
import { mayDecide, overCap } from '@rung/core/launch/approval-rule.ts';
import { type Approved, type AwaitingApproval, type Launch, nextBase, type Refused } from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';
import { tellLaunch } from './tell-launch.ts';

/** A click on an approval card. `shownHash` is the plan that the clicked card showed. */
export interface Decision {
  readonly launchId: LaunchId;
  readonly decision: 'approve' | 'deny';
  readonly by: UserId;
  readonly shownHash: string;
}

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'flow' | 'people' | 'messenger'>;

/** "Yes" or "no" to a launch. The first decision that is recorded wins; everybody after is told whose it was. */
export async function decideLaunch(deps: Needs, decision: Decision): Promise<void> {
  const launch = await deps.launches.find(decision.launchId);
  if (launch?.state !== 'awaitingApproval') return tooLate(deps, decision, launch);
  const person = await deps.people.find(decision.by);
  const nowMs = deps.clock.nowMs();
  const answer = mayDecide(
    launch,
    { decision: decision.decision, person, shownHash: decision.shownHash, nowMs },
    deps.settings.approval,
  );
  if (answer.kind === 'not-allowed')
    return whisper(deps, decision, { launch, headline: 'Nothing was decided.', detail: answer.because });
  const outcome =
    decision.decision === 'approve' ? await approve(deps, launch, decision.by) : await deny(deps, launch, decision.by);
  if (outcome.kind === 'lost') return tooLate(deps, decision, await deps.launches.find(decision.launchId));
  if (outcome.kind === 'over-cap')
    return whisper(deps, decision, { launch, headline: 'Nothing was approved.', detail: outcome.because });
  // The decision is recorded: the workflow is woken even when Slack cannot show the card just now; its next step shows it.
  const [told] = await Promise.allSettled([tellLaunch(deps, outcome.launch)]);
  await deps.flow.wake(launch.taskToken);
  if (told.status === 'rejected') throw told.reason;
}

type Outcome =
  | { kind: 'lost' }
  | { kind: 'over-cap'; because: string }
  | { kind: 'decided'; launch: Approved | Refused };

async function approve(deps: Needs, launch: AwaitingApproval, by: UserId): Promise<Outcome> {
  const atMs = deps.clock.nowMs();
  const amount = amountToReserve(launch.plan.estimate, launch.plan.recipe.budget);
  const approval = { planHash: launch.planHash, by, atMs, amount };
  const approved: Approved = {
    ...nextBase(launch),
    state: 'approved',
    plan: launch.plan,
    warnings: launch.warnings,
    approval,
  };
  const cap = deps.settings.approval.monthlyCap;
  const moved = await deps.launches.move(approved, { month: monthOf(atMs), by: amount, cap });
  if (moved === 'moved') return { kind: 'decided', launch: approved };
  if (moved === 'lost') return { kind: 'lost' };
  const committed = await deps.launches.committed(monthOf(atMs));
  return {
    kind: 'over-cap',
    because: overCap(amount, { committed, cap }) ?? 'The month’s cap left no room at that moment. Press again.',
  };
}

async function deny(deps: Needs, launch: AwaitingApproval, by: UserId): Promise<Outcome> {
  const refused: Refused = {
    ...nextBase(launch),
    state: 'refused',
    reason: { kind: 'denied', by, atMs: deps.clock.nowMs() },
  };
  return (await deps.launches.move(refused)) === 'moved' ? { kind: 'decided', launch: refused } : { kind: 'lost' };
}

async function tooLate(deps: Needs, decision: Decision, launch: Launch | undefined): Promise<void> {
  await whisper(deps, decision, { launch, headline: 'This was decided already.', detail: whatBecame(launch) });
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

async function whisper(
  deps: Needs,
  decision: Decision,
  words: { launch: Launch | undefined; headline: string; detail: string },
): Promise<void> {
  if (!words.launch) return;
  const { channel } = words.launch.card;
  await deps.messenger.whisper(
    { place: { channel }, user: decision.by },
    { kind: 'notice', headline: words.headline, detail: words.detail },
  );
}
