import type { OfferedModel } from '@rung/core/launch/form-choices.ts';
import { judgeModels, judgeRoom } from '@rung/core/launch/judge-account.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { describe, expect, it } from 'vitest';
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

  it('warns of a full default quota, and does not claim to know the account’s', () => {
    expect(judgeRoom(9)).toEqual([]);
    expect(judgeRoom(10)).toMatchObject([{ level: 'warn', message: expect.stringContaining('not known to Rung') }]);
  });
});
