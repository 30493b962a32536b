import type { Person } from '../chat/person.ts';
import type { Caps } from '../cost/budget.ts';
import { amountToReserve } from '../cost/estimate-training.ts';
import type { PlanHash, UserId } from '../ids.ts';
import type { MicroUsd } from '../money.ts';
import { DAY_MS, type EpochMs } from '../time.ts';
import { type Action, type ActionRule, namedFor } from './action-rules.ts';
import type { AwaitingApproval } from './launch.ts';
import type { Plan } from './plan.ts';

/** Who may say yes to spending, from the settings; never from a message or a model. */
export interface ApprovalPolicy {
  /** Launches that may cost more than this need a second person; 0 means every launch does. */
  readonly secondPersonAbove: MicroUsd;
  /** People who may approve; empty means every full member of the workspace. */
  readonly approvers: readonly UserId[];
  /** People who may approve in a channel, instead of those above; the channel's id is the key. */
  readonly channelApprovers: Readonly<Record<string, readonly UserId[]>>;
  readonly caps: Caps;
  /** Who may do what else, where the team said so. */
  readonly rules?: readonly ActionRule[];
}

/** How long a request waits for its yes; the workflow's AskApproval state waits as long. */
export const APPROVAL_VALID_MS = DAY_MS;

/** A yes that was recorded: what it binds, who gave it, when. `by` is undefined for the automatic yes below the threshold. */
export interface Approval {
  readonly planHash: PlanHash;
  readonly by: UserId | undefined;
  /** Who said yes before, where it takes two. */
  readonly alsoBy?: UserId;
  readonly atMs: EpochMs;
  /** The amount that the yes covers. */
  readonly amount: MicroUsd;
  /** Counters that the amount was reserved in; records from before there were several have none, and mean the month's. */
  readonly counters?: readonly string[];
}

/** What a person tried on an approval card, with the hash that the card showed. */
export interface Attempt {
  readonly decision: 'approve' | 'deny';
  readonly person: Person;
  readonly shownHash: string;
  readonly nowMs: EpochMs;
}

export type ApprovalAnswer = { readonly kind: 'allowed' } | { readonly kind: 'not-allowed'; readonly because: string };

/** Whether a plan waits for a second person. An unknown price always does. */
export function needsSecondPerson(plan: Plan, policy: ApprovalPolicy): boolean {
  if (plan.estimate.kind === 'unknown') return true;
  return (
    policy.secondPersonAbove === 0 || amountToReserve(plan.estimate, plan.recipe.budget) > policy.secondPersonAbove
  );
}

/** The approval rule: who may decide this launch now. The requester may withdraw it, never approve it. */
export function mayDecide(launch: AwaitingApproval, attempt: Attempt, policy: ApprovalPolicy): ApprovalAnswer {
  const { person, decision } = attempt;
  if (person.standing !== 'member') return no(STANDING[person.standing]);
  if (attempt.nowMs >= launch.expiresAtMs)
    return no('This request has expired. Launch it again to get a fresh price and a fresh approval.');
  if (attempt.shownHash !== launch.planHash)
    return no('The plan changed after this card was shown. Read the new card and decide on that one.');
  if (decision === 'deny' && person.id === launch.requester) return { kind: 'allowed' };
  if (person.id === launch.requester)
    return no(`You asked for this launch, so somebody else has to approve it${whoMay(policy)}.`);
  if (policy.approvers.length > 0 && !policy.approvers.includes(person.id))
    return no(`You are not among its approvers${whoMay(policy)}.`);
  return { kind: 'allowed' };
}

/** The policy as it stands in a channel: its own approvers, and for an action that has a rule those whom the rule names. */
export function policyIn(channel: string, policy: ApprovalPolicy, action?: Action): ApprovalPolicy {
  const named = action && namedFor(action, channel, policy.rules);
  const ofChannel = Object.hasOwn(policy.channelApprovers, channel) ? policy.channelApprovers[channel] : undefined;
  const approvers = named ?? ofChannel;
  return approvers ? { ...policy, approvers } : policy;
}

const no = (because: string): ApprovalAnswer => ({ kind: 'not-allowed', because });

const STANDING = {
  guest: 'Guests cannot decide on spending. Ask a full member of this workspace.',
  stranger: 'Only members of this workspace can decide on its spending, not people from a shared channel.',
  bot: 'Only people decide on spending.',
  gone: 'This account is deactivated.',
} as const;

function whoMay(policy: ApprovalPolicy): string {
  return policy.approvers.length > 0 ? `: ${policy.approvers.map((id) => `<@${id}>`).join(', ')}` : '';
}
