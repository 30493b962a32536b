import type { Person } from '../chat/person.ts';
import type { ApprovalPolicy } from '../launch/approval-rule.ts';
import type { EpochMs } from '../time.ts';
import type { HostingState, IdlePolicy, Ownership } from './hosting.ts';
import type { KeptBecause, Spell, Stopper } from './spell.ts';
import { type Found, isEndDue } from './watch-plan.ts';

/** What may be done to a hosting whose deletion was confirmed, judged on a look taken after the click. */
export type StopAnswer =
  | { readonly kind: 'delete' }
  /** Nothing is left to decide: the alert closes. */
  | { readonly kind: 'keep'; readonly because: KeptBecause }
  /** Doubt settles nothing: the alert stays open. */
  | { readonly kind: 'unsure'; readonly because: string };

/** Whether a person may act on hostings: the people who may approve spending. `undefined` when they may, else why not. */
export function whyNotStop(person: Person, policy: ApprovalPolicy): string | undefined {
  if (person.standing !== 'member') return 'Only full members of this workspace can stop a hosting.';
  if (policy.approvers.length === 0 || policy.approvers.includes(person.id)) return undefined;
  return `Stopping it takes one of ${policy.approvers.map((id) => `<@${id}>`).join(', ')}.`;
}

/** What is known at the moment of deletion. */
export interface StopLook {
  readonly look: Found;
  readonly ownership: Ownership;
  /** The team's policy as it is at that moment. */
  readonly policy: Pick<IdlePolicy, 'stopAfterMs'>;
}

/** Whether the hosting of a spell may be deleted, given what it is and whose it is right now. */
export function judgeStop(spell: Spell, by: Stopper, { look, ownership, policy }: StopLook): StopAnswer {
  if (look === 'gone') return keep({ kind: 'gone' });
  if (look === 'unread') return unsure('AWS did not say whether it still stands.');
  const { hosting, state } = look;
  if (hosting.arn !== spell.arn || hosting.createdAtMs !== spell.createdAtMs)
    return unsure('Another hosting stands under this name now. This card speaks of one that is gone.');
  if (ownership.kind === 'unknown') return unsure(`Whose it is could not be read: ${ownership.why}`);
  if (ownership.kind === 'others') return unsure(NOT_OURS);
  if (hosting.kind === 'imported-model') return unsure(ENDS_WITH_ITS_LEASE);
  switch (state.kind) {
    case 'busy':
      return keep({ kind: 'traffic-came-back', use: state.use });
    case 'unknown':
      return unsure(`Its traffic could not be read: ${state.why}`);
    case 'tooYoung':
      return unsure('It was made so recently that idleness says nothing yet.');
    case 'idle':
      if (state.committedUntilMs !== undefined) return keep({ kind: 'committed', untilMs: state.committedUntilMs });
      // The card speaks of an earlier stretch: the one of now has its own alert, and its own announcements.
      if (state.everUsed && state.sinceMs > spell.sinceMs)
        return keep({ kind: 'traffic-came-back', use: { kind: 'active', sinceMs: state.sinceMs } });
      return by.kind === 'policy' ? judgeEnd(spell, { state, policy, nowMs: look.lookedAtMs }) : { kind: 'delete' };
    default:
      return state satisfies never;
  }
}

/** What nobody clicked needs more: the policy, both announcements, and a request that was once on record. */
function judgeEnd(
  spell: Spell,
  at: { state: Extract<HostingState, { kind: 'idle' }>; policy: StopLook['policy']; nowMs: EpochMs },
): StopAnswer {
  if (at.policy.stopAfterMs === undefined) return unsure('The policy that would have stopped it was taken back.');
  if (!isEndDue(spell, at.nowMs))
    return unsure('Its stop by policy has not been announced twice, or not long enough ago.');
  // AWS does not document which ModelId its metrics carry for every shape, so silence from the beginning proves nothing to a machine.
  return at.state.everUsed
    ? { kind: 'delete' }
    : unsure('No request of it was ever on record, and that is a person’s to judge.');
}

/** Its weights and its other leases are looked at there alone. */
const ENDS_WITH_ITS_LEASE = 'An imported model is deleted by the end of its lease, and not from here.';

export const NOT_OURS =
  'Rung did not make it and nobody has adopted it. Whoever owns it tags it `rung:may-delete` = `yes` in AWS; then one of those who may press presses Adopt.';

const unsure = (because: string): StopAnswer => ({ kind: 'unsure', because });
const keep = (because: KeptBecause): StopAnswer => ({ kind: 'keep', because });
