import { judgeRole, type RoleUse } from '@rung/core/launch/job-role.ts';
import { describe, expect, it } from 'vitest';

const USE: RoleUse = {
  roleArn: 'arn:aws:iam::123456789012:role/rung-bedrock',
  region: 'us-east-1',
  jobs: 'model-customization-job',
};
const BEDROCK = { Effect: 'Allow', Principal: { Service: 'bedrock.amazonaws.com' }, Action: 'sts:AssumeRole' };
const SOURCE = {
  StringEquals: { 'aws:SourceAccount': '123456789012' },
  ArnLike: { 'aws:SourceArn': ['arn:aws:bedrock:us-east-1:123456789012:model-customization-job/*'] },
};

const level = (statement: object | object[], use = USE) =>
  judgeRole({ kind: 'found', trust: JSON.stringify({ Statement: statement }) }, use).map((finding) => finding.level);

describe('the role that jobs run under', () => {
  it('is in order where Bedrock may take it on, on the terms that Rung deploys or on none', () => {
    expect(level([{ ...BEDROCK, Condition: SOURCE }])).toEqual(['pass']);
    expect(level(BEDROCK)).toEqual(['pass']);
    expect(level({ ...BEDROCK, Principal: { Service: ['lambda.amazonaws.com', 'bedrock.amazonaws.com'] } })).toEqual([
      'pass',
    ]);
  });

  it('stops a launch where it trusts somebody else, another account, another region or jobs of another kind', () => {
    const elsewhere = { StringEquals: { 'aws:SourceAccount': '999999999999' } };

    expect(level({ ...BEDROCK, Principal: { Service: 'lambda.amazonaws.com' } })).toEqual(['stop']);
    expect(level({ ...BEDROCK, Principal: { AWS: '*' } })).toEqual(['stop']);
    expect(level({ ...BEDROCK, Condition: elsewhere })).toEqual(['stop']);
    expect(level({ ...BEDROCK, Condition: SOURCE }, { ...USE, region: 'us-west-2' })).toEqual(['stop']);
    expect(level({ ...BEDROCK, Condition: SOURCE }, { ...USE, jobs: 'model-import-job' })).toEqual(['stop']);
    expect(level({ ...BEDROCK, Action: 'sts:TagSession' })).toEqual(['stop']);
    expect(level([])).toEqual(['stop']);
  });

  it('is not guessed about: a condition or a refusal that Rung cannot weigh is a warning', () => {
    const org = { StringEquals: { 'aws:SourceOrgID': 'o-1' } };

    expect(level({ ...BEDROCK, Condition: org })).toEqual(['warn']);
    expect(level([BEDROCK, { ...BEDROCK, Effect: 'Deny', Condition: org }])).toEqual(['warn']);
    expect(judgeRole({ kind: 'denied' }, USE)[0]?.level).toBe('warn');
  });

  it('that is gone, or whose policy is no JSON, stops a launch with what to do', () => {
    const [gone] = judgeRole({ kind: 'missing' }, USE);

    expect(gone).toMatchObject({ level: 'stop', message: expect.stringContaining('rung-bedrock') });
    expect(gone?.remedy).toMatch(/deploy it again/);
    expect(judgeRole({ kind: 'found', trust: '{' }, USE)[0]?.level).toBe('stop');
  });
});
