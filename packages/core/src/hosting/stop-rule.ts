import type { Person } from '../chat/person.ts';
import type { ApprovalPolicy } from '../launch/approval-rule.ts';
import type { Ownership } from './hosting.ts';
import type { KeptBecause, Spell, Stopper } from './spell.ts';
import type { Found } from './watch-plan.ts';

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
}

/** Whether the hosting of a spell may be deleted, given what it is and whose it is right now. */
export function judgeStop(spell: Spell, by: Stopper, { look, ownership }: StopLook): StopAnswer {
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
      // AWS does not document which ModelId its metrics carry for every shape, so silence from the beginning proves nothing to a machine.
      if (by.kind === 'policy' && !state.everUsed)
        return unsure('No request of it was ever on record, and that is a person’s to judge.');
      return { kind: 'delete' };
    default:
      return state satisfies never;
  }
}

/** Its weights and its other leases are looked at there alone. */
const ENDS_WITH_ITS_LEASE = 'An imported model is deleted by the end of its lease, and not from here.';

export const NOT_OURS =
  'Rung did not make it and nobody has adopted it. Whoever owns it tags it `rung:may-delete` = `yes` in AWS; then an approver presses Adopt.';

const unsure = (because: string): StopAnswer => ({ kind: 'unsure', because });
const keep = (because: KeptBecause): StopAnswer => ({ kind: 'keep', because });
