import type { Person } from '../chat/person.ts';
import type { ApprovalPolicy } from '../launch/approval-rule.ts';
import type { EpochMs } from '../time.ts';
import type { HostingLook, Spell } from './hosting.ts';

/** What a click on "Delete" may do, judged on a look taken after the click. */
export type StopAnswer =
  | { readonly kind: 'delete' }
  | { readonly kind: 'not-allowed'; readonly because: string }
  | { readonly kind: 'traffic-came-back'; readonly lastRequestAtMs: EpochMs; readonly requests: number }
  | { readonly kind: 'committed'; readonly untilMs: EpochMs }
  | { readonly kind: 'unsure'; readonly because: string }
  | { readonly kind: 'gone' };

/** Who may stop a hosting: the people who may approve spending. Their click on a hosting that Rung did not make adopts it. */
export function mayStop(person: Person, policy: ApprovalPolicy): StopAnswer {
  if (person.standing !== 'member')
    return { kind: 'not-allowed', because: 'Only full members of this workspace can stop a hosting.' };
  if (policy.approvers.length > 0 && !policy.approvers.includes(person.id)) {
    return {
      kind: 'not-allowed',
      because: `Stopping it takes one of ${policy.approvers.map((id) => `<@${id}>`).join(', ')}.`,
    };
  }
  return { kind: 'delete' };
}

/** Whether the hosting of a spell may be deleted, given what it is right now; `undefined` means that AWS no longer lists it. */
export function judgeStop(spell: Spell, look: HostingLook | undefined): StopAnswer {
  if (!look) return { kind: 'gone' };
  const { hosting, state } = look;
  if (hosting.arn !== spell.arn || hosting.createdAtMs !== spell.createdAtMs) {
    return {
      kind: 'unsure',
      because: 'Another throughput stands under this name now. This card speaks of one that is gone.',
    };
  }
  switch (state.kind) {
    case 'busy':
      return { kind: 'traffic-came-back', lastRequestAtMs: state.lastRequestAtMs, requests: state.requests };
    case 'unknown':
      return { kind: 'unsure', because: `Its traffic could not be read: ${state.why}` };
    case 'tooYoung':
      return { kind: 'unsure', because: 'It was made so recently that idleness says nothing yet.' };
    case 'idle':
      return state.committedUntilMs === undefined
        ? { kind: 'delete' }
        : { kind: 'committed', untilMs: state.committedUntilMs };
    default:
      return state satisfies never;
  }
}
