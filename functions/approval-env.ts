import { parseUserId, type UserId } from '@rung/core/ids.ts';
import { ACTIONS, type ActionRule } from '@rung/core/launch/action-rules.ts';
import type { ApprovalPolicy } from '@rung/core/launch/approval-rule.ts';
import { type MicroUsd, parseUsd } from '@rung/core/money.ts';
import type { RawEnv } from './env.ts';

/** Who may say yes to what, and how much; what is malformed ends the start, so that no rule is dropped in silence. */
export function approvalPolicy(raw: RawEnv): ApprovalPolicy {
  return {
    approvers: userIds(raw['RUNG_APPROVERS'], 'RUNG_APPROVERS'),
    channelApprovers: channelApprovers(raw['RUNG_CHANNEL_APPROVERS']),
    rules: actionRules(raw['RUNG_RULES']),
    secondPersonAbove: dollars(raw, 'RUNG_SECOND_PERSON_ABOVE_USD', '0'),
    caps: {
      monthly: dollars(raw, 'RUNG_MONTHLY_CAP_USD', '500'),
      perLaunch: cap(raw, 'RUNG_LAUNCH_CAP_USD'),
      daily: cap(raw, 'RUNG_DAILY_CAP_USD'),
      channelMonthly: cap(raw, 'RUNG_CHANNEL_MONTHLY_CAP_USD'),
    },
  };
}

/** "C0ML=U01,U02; C0OPS=U03": who approves in which channel, instead of RUNG_APPROVERS. */
function channelApprovers(text: string | undefined): Record<string, UserId[]> {
  const name = 'RUNG_CHANNEL_APPROVERS';
  const rules = (text ?? '').split(';').filter((rule) => rule.trim() !== '');
  return Object.fromEntries(
    rules.map((rule) => {
      const [channel = '', users = '', ...more] = rule.split('=').map((part) => part.trim());
      const approvers = userIds(users, name);
      if (!/^[CG][A-Z0-9]+$/.test(channel) || approvers.length === 0 || more.length > 0)
        throw new Error(`${name} holds "${rule.trim()}", which is no channel and its approvers (C…=U…,U…).`);
      return [channel, approvers];
    }),
  );
}

/** "launch=U01,U02; override@C0ML=U03": who may do what, everywhere or in one channel. A rule that is written twice is refused: nobody could say which counts. */
function actionRules(text: string | undefined): ActionRule[] {
  const name = 'RUNG_RULES';
  const rules = (text ?? '').split(';').filter((rule) => rule.trim() !== '');
  const read = rules.map((rule): ActionRule => {
    const [, word = '', channel, users = ''] = /^\s*([a-z]+)(?:@([CG][A-Z0-9]+))?\s*=([^=]*)$/.exec(rule) ?? [];
    const action = ACTIONS.find((known) => known === word);
    const people = userIds(users, name);
    if (!action || people.length === 0)
      throw new Error(
        `${name} holds "${rule.trim()}", which is no rule: write ${ACTIONS.join('|')}, @ and a channel if it is for one, = and people (U…,U…).`,
      );
    return { action, channel, people };
  });
  const keys = read.map(({ action, channel }) => `${action}@${channel ?? 'everywhere'}`);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`${name} has two rules for ${twice}.`);
  return read;
}

function userIds(text: string | undefined, name: string): UserId[] {
  const listed = (text ?? '').split(/[\s,]+/).filter(Boolean);
  return listed.map((text) => {
    const id = parseUserId(text);
    if (!id) throw new Error(`${name} holds "${text}", which is no Slack user id (U… or W…).`);
    return id;
  });
}

/** A cap that is set, or none. */
function cap(raw: RawEnv, name: string): MicroUsd | undefined {
  return raw[name] ? dollars(raw, name, '') : undefined;
}

function dollars(raw: RawEnv, name: string, otherwise: string): MicroUsd {
  const amount = parseUsd(raw[name] ?? otherwise);
  if (amount === undefined) throw new Error(`${name} is "${raw[name]}", which is no amount in US dollars.`);
  return amount;
}
