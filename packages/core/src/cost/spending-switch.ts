import type { Person } from '../chat/person.ts';
import type { UserId } from '../ids.ts';
import type { EpochMs } from '../time.ts';

/** Whether anything may be spent at all. Who stopped it and why stands in the record. */
export type SpendingSwitch =
  | { readonly state: 'on' }
  | {
      readonly state: 'stopped';
      /** Undefined where the switch's record cannot be read, which stops spending too. */
      readonly by: UserId | undefined;
      readonly atMs: EpochMs;
      readonly reason: string;
    };

/** Every full member may stop all spending; whoever may approve it may allow it again. */
export function maySwitch(
  to: 'on' | 'stopped',
  person: Person,
  policy: { readonly approvers: readonly UserId[] },
): string | undefined {
  if (person.standing !== 'member') return 'Only full members of this workspace can do that.';
  if (to === 'stopped' || policy.approvers.length === 0 || policy.approvers.includes(person.id)) return undefined;
  return `Allowing it again takes one of ${policy.approvers.map((id) => `<@${id}>`).join(', ')}.`;
}
