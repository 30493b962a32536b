import type { AuditLine } from '../../launch/audit-line.ts';
import type { EpochMs } from '../../time.ts';
import type { Lease } from './lease.ts';

/** The line of the audit for a lease that came into this state; undefined for states that nobody acts to come into. */
export function auditLeaseOf(lease: Lease, nowMs: EpochMs): AuditLine | undefined {
  const approval = 'approval' in lease ? lease.approval : undefined;
  const line = (act: AuditLine['act'], by: AuditLine['by'], outcome?: string): AuditLine => ({
    ...{ atMs: nowMs, act, by, launch: lease.model.launchId, kind: 'host', name: lease.model.name },
    ...{ channel: lease.root.channel, outcome, planHash: approval?.planHash, amountMicroUsd: approval?.amount },
  });
  switch (lease.state) {
    case 'priced':
      return line('requested', lease.requester, lease.override ? 'over the judgement, with a reason' : undefined);
    case 'making':
      return line('approved', lease.approval.by);
    case 'standing': {
      const extension = lease.extensions.at(-1);
      return extension
        ? { ...line('approved', extension.by, 'extended'), amountMicroUsd: extension.amount }
        : line('started', undefined);
    }
    case 'stopping':
      return line('ended', lease.by.kind === 'person' ? lease.by.id : undefined, 'stopping');
    case 'ended':
      return line('ended', undefined, `ended: ${lease.how.kind}`);
    case 'refused':
      return line(
        'ended',
        lease.reason.kind === 'denied' ? lease.reason.by : undefined,
        `refused: ${lease.reason.kind}`,
      );
    case 'failed':
      return line('ended', undefined, 'failed');
    case 'deleting':
      return undefined;
    default:
      return lease satisfies never;
  }
}
