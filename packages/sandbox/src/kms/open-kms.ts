import { AwsError } from '../kit/aws-error.ts';
import type { SandboxClock } from '../kit/clock.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';

export interface NewKey {
  /** Whole ARN, of a key and not of an alias. */
  readonly arn: string;
  /** "Enabled" when absent. */
  readonly state?: 'Enabled' | 'Disabled' | 'PendingDeletion';
  /** "SYMMETRIC_DEFAULT" when absent. */
  readonly spec?: 'SYMMETRIC_DEFAULT' | 'RSA_2048';
}

/** The sandbox's KMS: which keys there are and in which state. It encrypts nothing. */
export interface Kms {
  readonly handler: Handler;
  putKey(key: NewKey): void;
}

export function openKms(options: { readonly wireLog: WireLog; readonly clock: SandboxClock }): Kms {
  const keys = new Map<string, object>();
  return {
    handler: serveModel({
      model: loadModel('kms'),
      wireLog: options.wireLog,
      operations: {
        DescribeKey({ KeyId: asked }, { region }) {
          const id = String(asked);
          const found = [...keys].find(([arn]) => arn === id || arn.endsWith(`:key/${id}`));
          if (!found || found[0].split(':')[3] !== region)
            throw new AwsError('NotFoundException', `Key '${id}' does not exist`);
          return { KeyMetadata: found[1] };
        },
      },
    }),
    putKey({ arn, state = 'Enabled', spec = 'SYMMETRIC_DEFAULT' }) {
      keys.set(arn, {
        ...{ Arn: arn, KeyId: arn.slice(arn.lastIndexOf('/') + 1), AWSAccountId: arn.split(':')[4] },
        ...{ KeyState: state, Enabled: state === 'Enabled', KeySpec: spec, CustomerMasterKeySpec: spec },
        ...{ KeyUsage: 'ENCRYPT_DECRYPT', KeyManager: 'CUSTOMER', Origin: 'AWS_KMS', MultiRegion: false },
        ...{ CreationDate: options.clock.nowMs() / 1000, Description: '' },
      });
    },
  };
}
