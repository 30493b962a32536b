import type { ModelKeys } from '@rung/core/launch/model-key.ts';
import type { AwsClients } from './clients.ts';
import { unseen } from './job-roles.ts';

/** Keys as KMS tells of them, without using them. */
export function modelKeys(clients: Pick<AwsClients, 'kms'>): ModelKeys {
  return {
    async look(key) {
      const { DescribeKeyCommand } = await import('@aws-sdk/client-kms');
      const client = await clients.kms();
      return client.send(new DescribeKeyCommand({ KeyId: key })).then(
        ({ KeyMetadata: { KeyState: state = '', KeyUsage: usage = '', KeySpec: spec = '' } = { KeyId: key } }) =>
          ({ kind: 'found', state, usage, spec }) as const,
        (error: unknown) => unseen(error),
      );
    },
  };
}
