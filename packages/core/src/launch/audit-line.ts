import type { UserId } from '../ids.ts';
import type { EpochMs } from '../time.ts';
import type { Launch } from './launch.ts';

/** One act on a launch or on the hosting of what it made: who did what, when, and what it bound. No address of data and no text of a person is in it. */
export interface AuditLine {
  readonly atMs: EpochMs;
  /** Undefined where Rung acted by its rules, or AWS did. */
  readonly by: UserId | undefined;
  readonly act: 'requested' | 'approved' | 'started' | 'ended';
  readonly launch: string;
  /** `host`: a hosting of what the launch made. */
  readonly kind: Launch['recipe']['kind'] | 'host';
  readonly name: string;
  readonly channel: string;
  /** The state that the launch ended in, and for a refusal its reason's name. */
  readonly outcome: string | undefined;
  /** What an approval bound: the plan's hash, and at most how many micro-dollars. */
  readonly planHash: string | undefined;
  readonly amountMicroUsd: number | undefined;
}

/** The line for a launch that came into this state; undefined for states that nobody acts to come into. */
export function auditLineOf(launch: Launch, nowMs: EpochMs): AuditLine | undefined {
  const line = lineFor(launch, nowMs);
  switch (launch.state) {
    case 'requested':
      return line('requested', launch.requester);
    case 'approved':
      return line('approved', launch.approval.by);
    case 'training':
      return line('started', undefined);
    case 'refused':
      return line('ended', launch.reason.kind === 'denied' ? launch.reason.by : undefined, launch.reason.kind);
    case 'stopped':
      return line('ended', launch.by);
    case 'done':
    case 'made':
    case 'failed':
    case 'unknown':
      return line('ended', undefined);
    case 'checked':
    case 'awaitingApproval':
      return undefined;
    default:
      return launch satisfies never;
  }
}

function lineFor(launch: Launch, atMs: EpochMs) {
  const approval = 'approval' in launch ? launch.approval : undefined;
  return (act: AuditLine['act'], by: UserId | undefined, why?: string): AuditLine => ({
    ...{ atMs, by, act, launch: launch.id, kind: launch.recipe.kind, name: launch.recipe.name },
    channel: launch.card.channel,
    outcome: act === 'ended' ? [launch.state, why].filter(Boolean).join(': ') : undefined,
    planHash: approval?.planHash,
    amountMicroUsd: approval?.amount,
  });
}
