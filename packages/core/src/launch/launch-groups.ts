import type { UserId } from '../ids.ts';
import { type ApprovalPolicy, policyIn } from './approval-rule.ts';
import { isSettled, type Launch } from './launch.ts';

/** Launches as one person reads them. Each stands in one group, in the order that it came in. */
export interface LaunchGroups {
  /** This person's yes or no is what they wait for. */
  readonly waiting: readonly Launch[];
  readonly yours: readonly Launch[];
  readonly others: readonly Launch[];
  readonly ended: readonly Launch[];
}

/** Sorts launches for a reader, by the approvers of the channel that each stands in. */
export function groupLaunches(launches: readonly Launch[], reader: UserId, policy: ApprovalPolicy): LaunchGroups {
  const waits = (launch: Launch) => waitsFor(launch, reader, policy);
  const open = launches.filter((launch) => !isSettled(launch) && !waits(launch));
  return {
    waiting: launches.filter(waits),
    yours: open.filter(({ requester }) => requester === reader),
    others: open.filter(({ requester }) => requester !== reader),
    ended: launches.filter(isSettled),
  };
}

function waitsFor(launch: Launch, reader: UserId, policy: ApprovalPolicy): boolean {
  if (launch.state !== 'awaitingApproval' || launch.requester === reader) return false;
  const { approvers } = policyIn(launch.card.channel, policy);
  return approvers.length === 0 || approvers.includes(reader);
}
