import type { Evidence } from '@rung/core/diagnosis/verdict.ts';
import { checkView } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import { correctForm, readCorrectForm } from '@rung/slack/view/correct-form.ts';
import { homeView } from '@rung/slack/view/home-view.ts';
import { launchForm, readLaunchForm } from '@rung/slack/view/launch-form.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const START = { channel: 'C1', rootTs: undefined, region: 'us-east-1', veto: undefined };
const bases = (number: number, label = 'Nova Micro') =>
  Array.from({ length: number }, (_, i) => ({ id: `model-${i}`, label: `${label} ${i}` }));

const quotes = (texts: readonly string[]): Evidence[] =>
  texts.map((quote) => ({ fact: 'gap-facts', state: 'denied', quote }));

describe('the launch form', () => {
  it.each([
    ['no model', 0],
    ['one model', 1],
    ['as many models as a menu takes', 100],
  ])('with %s is taken by Slack', (_what, number) => {
    expect(checkView(launchForm({ ...START, bases: bases(number, 'N'.repeat(200)) }))).toEqual([]);
  });

  it('says what is the matter where nothing can be tuned, and has nothing to send', () => {
    const form = launchForm({ ...START, bases: [] });

    expect(form.submit).toBeUndefined();
    expect(JSON.stringify(form.blocks)).toContain('no model that Bedrock fine-tunes in us-east-1');
  });

  it('asks for a reason when the diagnosis is against it, whatever the diagnosis says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4000 }), (veto) => {
        const form = launchForm({ ...START, bases: bases(2), veto });

        expect(checkView(form)).toEqual([]);
        expect(form.blocks.map((block) => block.block_id)).toContain('reason');
      }),
    );
  });

  it('is read field by field, and an empty field is the empty text', () => {
    const read = readLaunchForm({
      name: { value: { value: 'v1' } },
      baseModelId: { value: { selected_option: { value: 'model-0' } } },
      validation: { value: { value: null } },
      reason: { value: { value: 'they insist' } },
    });

    expect(read).toEqual({
      form: {
        kind: 'fine-tuning',
        name: 'v1',
        baseModelId: 'model-0',
        dataset: '',
        validation: '',
        epochs: '',
        budgetUsd: '',
      },
      reason: 'they insist',
      personalData: '',
    });
  });
});

describe('the form that corrects facts', () => {
  it.each([0, 1, 30])('with %i facts is taken by Slack', (number) => {
    const evidence = quotes(Array.from({ length: number }, () => '“long” <!channel> '.repeat(50)));

    expect(checkView(correctForm({ channel: 'C1', rootTs: '1.1', evidence }))).toEqual([]);
  });

  it('hands back what was ticked', () => {
    expect(readCorrectForm({ facts: { value: { selected_options: [{ value: 'a' }, { value: 'b' }] } } })).toEqual([
      'a',
      'b',
    ]);
    expect(readCorrectForm({})).toEqual([]);
  });
});

it('Home is taken by Slack and names every command', () => {
  expect(checkView(homeView())).toEqual([]);
  expect(JSON.stringify(homeView())).toContain('/rung idle');
});
