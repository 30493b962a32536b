import type { Brand } from '../brand.ts';
import type { Finding } from './finding.ts';

/** ARN of a KMS key of the team's; it comes from the settings only. */
export type KeyArn = Brand<string, 'KeyArn'>;

/** Bedrock's KmsKeyArn (bedrock API model of 2023-04-20, botocore 1.43.117), whole string: of a key, not of an alias, so that grants can name it. */
const KEY = /^arn:aws(?:-[^:]+)?:kms:([a-z0-9-]+):\d{12}:key\/[a-zA-Z0-9-]{36}$/;

export function parseKeyArn(text: string): KeyArn | undefined {
  return KEY.test(text) ? (text as KeyArn) : undefined;
}

/** What KMS says of a key, in KMS's own words. */
export type KeyLook =
  | { readonly kind: 'found'; readonly state: string; readonly usage: string; readonly spec: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied' };

/** Looks at keys. */
export interface ModelKeys {
  look(key: KeyArn): Promise<KeyLook>;
}

export const isKeyOf = (key: KeyArn, region: string): boolean => KEY.exec(key)?.[1] === region;

/** A key that Bedrock could not use ends the launch before anybody is asked: AWS would take the job and fail it later. */
export function judgeKey(key: KeyArn, look: KeyLook, region: string): Finding[] {
  if (!isKeyOf(key, region))
    return [unusable(key, `is not in ${region}, where the job would run`, `Set one of ${region}.`)];
  switch (look.kind) {
    case 'missing':
      return [unusable(key, 'does not exist', 'Set one that does.')];
    case 'denied':
      return [
        unusable(
          key,
          'may not be looked at by Rung',
          'Its key policy has to let this account’s IAM policies decide; OPERATIONS.md has the statements.',
        ),
      ];
    case 'found':
      return judgeFound(key, look);
    default:
      return look satisfies never;
  }
}

function judgeFound(key: KeyArn, { state, usage, spec }: Extract<KeyLook, { kind: 'found' }>): Finding[] {
  if (state !== 'Enabled') return [unusable(key, `is ${STATES[state] ?? `in state ${state}`}`, 'Enable it in KMS.')];
  if (usage !== 'ENCRYPT_DECRYPT' || spec !== 'SYMMETRIC_DEFAULT')
    return [unusable(key, `is of another kind (${usage}, ${spec})`, 'Bedrock takes symmetric keys for encryption.')];
  return [
    {
      level: 'pass',
      rule: 'model-key',
      message: `Your key ${nameOf(key)} is enabled; the model lies under it.`,
      remedy: '',
    },
  ];
}

const STATES: Readonly<Record<string, string>> = {
  Disabled: 'disabled',
  PendingDeletion: 'about to be deleted',
  PendingImport: 'without its key material',
  Unavailable: 'not available',
};

/** As much of an id as tells keys apart. */
const nameOf = (key: KeyArn) => `…${key.slice(-12)}`;

function unusable(key: KeyArn, what: string, remedy: string): Finding {
  return {
    level: 'stop',
    rule: 'model-key',
    message: `The KMS key ${nameOf(key)}, under which Rung is set to keep models, ${what}.`,
    remedy: `Ask whoever runs Rung. ${remedy} The setting is RUNG_MODEL_KEY_ARN.`,
  };
}
