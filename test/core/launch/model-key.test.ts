import { judgeKey, type KeyLook, parseKeyArn } from '@rung/core/launch/model-key.ts';
import { describe, expect, it } from 'vitest';
import { KEY } from './requests.ts';

const FOUND: KeyLook = { kind: 'found', state: 'Enabled', usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' };

const judged = (look: KeyLook, region = 'us-east-1') => {
  if (!KEY) throw new Error('the key of the tests is none');
  return judgeKey(KEY, look, region)[0];
};

describe('the team’s key', () => {
  it('is in order when it is enabled, symmetric and in the region', () => {
    expect(judged(FOUND)?.level).toBe('pass');
  });

  it.each<[string, KeyLook, string?]>([
    ['is disabled', { ...FOUND, state: 'Disabled' }],
    ['is about to be deleted', { ...FOUND, state: 'PendingDeletion' }],
    ['is of another kind', { ...FOUND, spec: 'RSA_2048' }],
    ['is of another kind', { ...FOUND, usage: 'SIGN_VERIFY' }],
    ['does not exist', { kind: 'missing' }],
    ['may not be looked at', { kind: 'denied' }],
    ['is not in us-west-2', FOUND, 'us-west-2'],
  ])('stops a launch when it %s', (what, look, region) => {
    expect(judged(look, region)).toMatchObject({
      ...{ level: 'stop', rule: 'model-key', message: expect.stringContaining(what) },
      remedy: expect.stringContaining('RUNG_MODEL_KEY_ARN'),
    });
  });

  it('is named by the ARN of a key: a policy cannot grant an alias', () => {
    expect(parseKeyArn('alias/team')).toBeUndefined();
    expect(parseKeyArn('arn:aws:kms:us-east-1:123456789012:alias/team')).toBeUndefined();
    expect(parseKeyArn(`${KEY} `)).toBeUndefined();
  });
});
