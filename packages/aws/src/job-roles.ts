import type { JobRoles } from '@rung/core/launch/job-role.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

/** Roles as IAM tells of them; IAM sends a trust policy URL-encoded (API reference, GetRole, read 2026-11-27). */
export function jobRoles(clients: Pick<AwsClients, 'iam'>): JobRoles {
  return {
    async look(roleArn) {
      const { GetRoleCommand } = await import('@aws-sdk/client-iam');
      const client = await clients.iam();
      const RoleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
      return client.send(new GetRoleCommand({ RoleName })).then(
        ({ Role }) => ({ kind: 'found', trust: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '') }) as const,
        (error: unknown) => unseen(error),
      );
    },
  };
}

/** What a look came to that AWS refused; anything else is thrown, to be tried again. */
export function unseen(error: unknown): { readonly kind: 'missing' | 'denied' } {
  const kind = failureKind(error);
  if (kind === 'missing' || kind === 'denied') return { kind };
  throw error;
}
