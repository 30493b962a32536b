import type { Person } from '../chat/person.ts';
import type { ApprovalAnswer, ApprovalPolicy } from './approval-rule.ts';
import type { Launch } from './launch.ts';

/** Who may stop a launch that was approved: the one who asked, and whoever may approve. */
export function mayStopLaunch(
  launch: Pick<Launch, 'requester'>,
  person: Person,
  policy: ApprovalPolicy,
): ApprovalAnswer {
  if (person.standing !== 'member')
    return { kind: 'not-allowed', because: 'Only full members of this workspace can stop a job.' };
  const isApprover = policy.approvers.length === 0 || policy.approvers.includes(person.id);
  if (isApprover || person.id === launch.requester) return { kind: 'allowed' };
  const names = [launch.requester, ...policy.approvers].map((id) => `<@${id}>`).join(', ');
  return { kind: 'not-allowed', because: `It can be stopped by ${names}.` };
}
