import { auditLineOf } from '@rung/core/launch/audit-line.ts';
import { describe, expect, it } from 'vitest';
import { everyLaunch, QUIET } from '../../slack/view/sample-cards.ts';
import { ANA, BO } from './plans.ts';

describe('the audit of a launch', () => {
  const lines = everyLaunch(QUIET).map(([name, launch]) => [name, auditLineOf(launch, 5)] as const);
  const lineOf = (wanted: string) => lines.find(([name]) => name === wanted)?.[1];

  it('names who approved, what hash and amount the yes bound, and who denied', () => {
    expect(lineOf('approved')).toMatchObject({
      act: 'approved',
      by: BO,
      planHash: expect.any(String),
      amountMicroUsd: 7_400_000,
    });
    expect(lineOf('approved by the rule')).toMatchObject({ act: 'approved', by: undefined });
    expect(lineOf('denied')).toMatchObject({ act: 'ended', by: BO, outcome: 'refused: denied' });
    expect(lineOf('withdrawn')).toMatchObject({ act: 'ended', by: ANA });
  });

  it('has no line for moves that nobody made, and none that holds what people wrote', () => {
    const loud = everyLaunch({ ...QUIET, text: 'secret words' });

    expect(lineOf('checked')).toBeUndefined();
    expect(lineOf('waiting')).toBeUndefined();
    expect(JSON.stringify(loud.map(([, launch]) => ({ ...auditLineOf(launch, 5), name: '' })))).not.toContain('secret');
  });
});
