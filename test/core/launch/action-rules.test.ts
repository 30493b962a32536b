import type { Person } from '@rung/core/chat/person.ts';
import type { UserId } from '@rung/core/ids.ts';
import { ACTIONS, type ActionRule, whyNotAct } from '@rung/core/launch/action-rules.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, BO, member, POLICY } from './plans.ts';

const CY = 'U0CY' as UserId;
const rules: readonly ActionRule[] = [
  { action: 'launch', channel: undefined, people: [ANA, BO] },
  { action: 'launch', channel: 'C0ML', people: [CY] },
  { action: 'stop', channel: 'C0ML', people: [BO] },
];
const mayLaunch = (id: UserId, channel: string) => whyNotAct('launch', { person: member(id), channel }, { rules });

describe('who may do what', () => {
  it('is everybody where no rule says otherwise', () => {
    for (const action of ACTIONS)
      expect(whyNotAct(action, { person: member(CY), channel: 'C0ML' }, { rules: [] })).toBeUndefined();
  });

  it('is whom the rule of the channel names, and elsewhere whom the rule for all names', () => {
    expect([mayLaunch(ANA, 'C0OPS'), mayLaunch(CY, 'C0ML')]).toEqual([undefined, undefined]);
    expect(mayLaunch(CY, 'C0OPS')).toBe('In this channel only <@U0ANA>, <@U0BO> can launch a job.');
    expect(mayLaunch(ANA, 'C0ML')).toBe('In this channel only <@U0CY> can launch a job.');
  });

  it('is never a guest, a stranger, a bot or somebody who left, whatever a rule says', () => {
    const standings = fc.constantFrom<Person['standing']>('guest', 'stranger', 'bot', 'gone');
    const law = (standing: Person['standing'], action: (typeof ACTIONS)[number], id: UserId) => {
      const all = ACTIONS.map((one) => ({ action: one, channel: undefined, people: [ANA, BO, CY] }));
      expect(whyNotAct(action, { person: { id, standing }, channel: 'C0ML' }, { rules: all })).toMatch(
        /^Only full members/,
      );
    };

    fc.assert(fc.property(standings, fc.constantFrom(...ACTIONS), fc.constantFrom(ANA, BO, CY), law));
  });

  it('stands in for the approvers of the channel for that action alone', () => {
    const policy = { ...POLICY, rules, channelApprovers: { C0ML: [ANA] } };

    expect(policyIn('C0ML', policy, 'stop').approvers).toEqual([BO]);
    expect(policyIn('C0ML', policy).approvers).toEqual([ANA]);
    expect(policyIn('C0OPS', policy, 'stop').approvers).toEqual([]);
  });
});
