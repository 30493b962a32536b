import { usd } from '@rung/core/money.ts';
import { describe, expect, it } from 'vitest';
import { type RawEnv, rungEnv } from '../../functions/env.ts';

/** What a function cannot start without, whatever it is. */
const NEEDED = [
  'AWS_REGION',
  'SLACK_BOT_TOKEN',
  'RUNG_TABLE',
  'RUNG_BUCKET',
  'RUNG_BEDROCK_ROLE_ARN',
  'RUNG_STATE_MACHINE_ARN',
  'RUNG_STEP_FUNCTION',
  'RUNG_JUDGE_STATE_MACHINE_ARN',
  'RUNG_JUDGE_STEP_FUNCTION',
  'RUNG_EVALUATION_ROLE_ARN',
  'RUNG_EVALUATE_STATE_MACHINE_ARN',
  'RUNG_EVALUATE_STEP_FUNCTION',
  'RUNG_HOST_STATE_MACHINE_ARN',
  'RUNG_HOST_STEP_FUNCTION',
  'RUNG_STOP_FLOW_ARN',
  'RUNG_STOP_FUNCTION',
  'RUNG_WATCH_CHANNEL',
];
const policyOf = (settings: RawEnv) =>
  rungEnv({ ...Object.fromEntries(NEEDED.map((name) => [name, 'given'])), ...settings }).approval;

describe('the policy of a deployment', () => {
  it('asks for a second person and keeps a monthly cap where nobody set anything', () => {
    expect(policyOf({})).toEqual({
      approvers: [],
      channelApprovers: {},
      rules: [],
      secondPersonAbove: 0,
      caps: { monthly: usd('500'), perLaunch: undefined, daily: undefined, channelMonthly: undefined },
    });
  });

  it('is data: thresholds, caps, and who approves where', () => {
    const policy = policyOf({
      RUNG_APPROVERS: 'U01, U02',
      RUNG_CHANNEL_APPROVERS: 'C0ML=U01,U03; C0OPS=U04',
      RUNG_RULES: 'launch=U01,U02; launch@C0ML=U03; halt = U05',
      RUNG_LAUNCH_CAP_USD: '20',
      RUNG_DAILY_CAP_USD: '40.50',
      RUNG_CHANNEL_MONTHLY_CAP_USD: '100',
    });

    expect(policy.channelApprovers).toEqual({ C0ML: ['U01', 'U03'], C0OPS: ['U04'] });
    expect(policy.rules).toEqual([
      { action: 'launch', channel: undefined, people: ['U01', 'U02'] },
      { action: 'launch', channel: 'C0ML', people: ['U03'] },
      { action: 'halt', channel: undefined, people: ['U05'] },
    ]);
    expect(policy.caps).toMatchObject({ perLaunch: usd('20'), daily: usd('40.5'), channelMonthly: usd('100') });
  });

  it.each([
    [{ RUNG_CHANNEL_APPROVERS: 'C0ML=' }, /RUNG_CHANNEL_APPROVERS holds "C0ML="/],
    [{ RUNG_CHANNEL_APPROVERS: 'ml-team=U01' }, /no channel and its approvers/],
    [{ RUNG_CHANNEL_APPROVERS: 'C0ML=bo' }, /"bo", which is no Slack user id/],
    [{ RUNG_RULES: 'spend=U01' }, /RUNG_RULES holds "spend=U01", which is no rule: write launch\|judge/],
    [{ RUNG_RULES: 'launch=' }, /which is no rule/],
    [{ RUNG_RULES: 'launch@ml=U01' }, /which is no rule/],
    [{ RUNG_RULES: 'stop=U01; stop=U02' }, /RUNG_RULES has two rules for stop@everywhere/],
    [{ RUNG_DAILY_CAP_USD: 'a lot' }, /RUNG_DAILY_CAP_USD is "a lot"/],
  ])('that is malformed (%j) ends the start instead of being dropped', (settings, message) => {
    expect(() => policyOf(settings)).toThrow(message);
  });
});
