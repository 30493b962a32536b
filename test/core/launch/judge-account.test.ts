import type { Finding } from '@rung/core/launch/finding.ts';
import type { OfferedModel } from '@rung/core/launch/form-choices.ts';
import { inOrder } from '@rung/core/launch/in-order.ts';
import { judgeModels, judgeRoom } from '@rung/core/launch/judge-account.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { describe, expect, it } from 'vitest';
import { planOf } from './plans.ts';
import { FORMS, recipeOfKind } from './requests.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const listed = (id: string, more: Partial<OfferedModel> = {}): OfferedModel => ({
  ...{ id, customizations: ['FINE_TUNING', 'DISTILLATION'], isLegacy: false, endOfLifeMs: undefined },
  ...more,
});
const MICRO = 'amazon.nova-micro-v1:0:128k';
const seen = (offered: readonly OfferedModel[], kind: keyof typeof FORMS = 'fine-tuning') =>
  judgeModels(recipeOfKind(FORMS[kind]), offered, NOW).map(({ level, rule }) => `${level} ${rule}`);

describe('what AWS says of a launch’s models', () => {
  it.each<[string, readonly OfferedModel[], string[]]>([
    ['one that is listed and stays', [listed(MICRO)], []],
    ['one that is not listed', [], ['stop model-not-offered']],
    ['one that is listed for something else', [listed(MICRO, { customizations: [] })], ['stop model-not-offered']],
    ['one on its way out', [listed(MICRO, { isLegacy: true })], ['stop model-legacy']],
    ['one that ends in 89 days', [listed(MICRO, { endOfLifeMs: NOW + 89 * DAY_MS })], ['warn model-end-of-life']],
    ['one that ends in 91 days', [listed(MICRO, { endOfLifeMs: NOW + 91 * DAY_MS })], []],
    ['one that ended', [listed(MICRO, { endOfLifeMs: NOW })], ['stop model-end-of-life']],
  ])('of %s', (_, offered, findings) => {
    expect(seen(offered)).toEqual(findings);
  });

  it('asks for the teacher as for the student, and for both models of a router', () => {
    expect(seen([listed(MICRO)], 'distillation')).toEqual(['stop model-not-offered']);
    expect(seen([listed('amazon.nova-lite-v1:0')], 'router')).toEqual(['stop model-not-offered']);
    expect(seen([], 'import')).toEqual([]);
  });

  it('stops where the account’s own quota is full, and warns where only the default is known', () => {
    expect(judgeRoom({ underWay: 2, quota: 3 })).toEqual([]);
    expect(judgeRoom({ underWay: 20, quota: 50 })).toEqual([]);
    expect(judgeRoom({ underWay: 3, quota: 3 })).toMatchObject([{ level: 'stop', rule: 'job-quota' }]);
    expect(judgeRoom({ underWay: 0, quota: 0 })).toMatchObject([{ level: 'stop' }]);
    expect(judgeRoom({ underWay: 9, quota: undefined })).toEqual([]);
    expect(judgeRoom({ underWay: 10, quota: undefined })).toMatchObject([
      { level: 'warn', message: expect.stringContaining('could not be read') },
    ]);
  });

  it('is said of what is in order too, and never beside its opposite', () => {
    const room = { underWay: 1, quota: 10 };
    const rules = (findings: readonly Finding[]) =>
      inOrder({ diagnosis: undefined }, { plan: planOf(), room, findings });
    const full: Finding = { level: 'stop', rule: 'job-quota', message: 'full', remedy: 'wait' };

    expect(rules([]).map(({ rule }) => rule)).toEqual([
      'model-offered',
      'job-room',
      'data-read',
      'money-room',
      'name-free',
    ]);
    expect(rules([full]).map(({ rule }) => rule)).not.toContain('job-room');
    expect(rules([]).every(({ level, message }) => level === 'pass' && message.endsWith('.'))).toBe(true);
  });
});
