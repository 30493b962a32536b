import type { HomePage } from '@rung/core/chat/home-page.ts';
import { BASE_MODELS, type BaseModel } from '@rung/core/dataset/base-models.ts';
import type { Evidence } from '@rung/core/diagnosis/verdict.ts';
import { type FormChoices, formChoices } from '@rung/core/launch/form-choices.ts';
import { formOfRecipe } from '@rung/core/launch/form-of-recipe.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import { parseRecipe } from '@rung/core/launch/parse-recipe.ts';
import { LAUNCH_KINDS, type LaunchKind, type ModelName } from '@rung/core/launch/recipe.ts';
import { checkView } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import type { Drawn } from '@rung/slack/view/blocks.ts';
import { correctForm, readCorrectForm } from '@rung/slack/view/correct-form.ts';
import { homeView } from '@rung/slack/view/home-view.ts';
import { type FormState, launchForm, readLaunchForm } from '@rung/slack/view/launch-form.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingLease } from '../../core/hosting/build-leases.ts';
import { ANA, BO, POLICY, recipeOf, waiting } from '../../core/launch/plans.ts';
import { FORMS, GRADER, recipeOfKind } from '../../core/launch/requests.ts';
import { strangeTokens } from './read-blocks.ts';
import { hostings } from './sample-hostings.ts';
import type { Stuff } from './stuff.ts';

const NOVA = BASE_MODELS[0] as BaseModel;
const PLACE = { region: 'us-east-1', grader: 'arn:aws:lambda:us-east-1:123456789012:function:g' };
/** What the tables offer, with bases of any number and name. */
const choices = (number: number, label = 'Nova Micro'): FormChoices => ({
  ...formChoices(PLACE, undefined, ({ name }) => ({ label: name })),
  bases: Array.from({ length: number }, (_, i) => ({ ...NOVA, id: `model-${i}`, label: `${label} ${i}` })),
});
const START = {
  ...{ channel: 'C1', rootTs: undefined, veto: undefined, choices: choices(2) },
  chosen: { kind: 'fine-tuning' as LaunchKind },
};

/** What Slack hands back of a form that nobody touched. */
function asShown(view: ReturnType<typeof launchForm>): FormState {
  const values = view.blocks.flatMap((block) => {
    if (block.type !== 'input' || !('element' in block)) return [];
    const { action_id = '', initial_value, initial_option, initial_options } = block.element as Shown;
    const state = { value: initial_value, selected_option: initial_option, selected_options: initial_options };
    return [[block.block_id ?? '', { [action_id]: state }] as const];
  });
  return Object.fromEntries(values);
}

interface Shown {
  readonly action_id?: string;
  readonly initial_value?: string;
  readonly initial_option?: { readonly value: string };
  readonly initial_options?: readonly { readonly value: string }[];
}

const quotes = (texts: readonly string[]): Evidence[] =>
  texts.map((quote) => ({ fact: 'gap-facts', state: 'denied', quote }));

describe('the launch form', () => {
  it.each([
    ['one model', 1],
    ['as many models as a menu takes', 100],
  ])('with %s is taken by Slack', (_what, number) => {
    expect(checkView(launchForm({ ...START, choices: choices(number, 'N'.repeat(200)) }))).toEqual([]);
  });

  it('says what is the matter where nothing can be tuned, and has nothing to send', () => {
    const form = launchForm({ ...START, choices: { ...choices(0), kinds: [] } });

    expect(form.submit).toBeUndefined();
    expect(JSON.stringify(form.blocks)).toContain('no model that Bedrock customizes in us-east-1');
  });

  it.each(LAUNCH_KINDS)('of every kind is taken by Slack, with errors under fields that it has: %s', (kind) => {
    const form = launchForm({ ...START, chosen: { kind } });
    const shown = form.blocks.map((block) => block.block_id);
    const empty = parseRecipe({ kind }, PLACE);

    expect(checkView(form)).toEqual([]);
    expect(empty.kind).toBe('wrong');
    expect(Object.keys(empty.kind === 'wrong' ? empty.errors : {}).filter((field) => !shown.includes(field))).toEqual(
      [],
    );
  });

  it('shows the chosen model’s own parameters, with its range and its default', () => {
    const live = formChoices(PLACE, undefined, ({ name }) => ({ label: name }));
    const asked = (baseModelId: string) =>
      JSON.stringify(launchForm({ ...START, choices: live, chosen: { kind: 'fine-tuning', baseModelId } }).blocks);

    expect(asked('amazon.nova-micro-v1:0:128k')).toContain('Nova Micro takes 1 to 5, whole numbers; 2 is the default.');
    expect(asked('amazon.nova-micro-v1:0:128k')).toContain('0.000001 to 0.0001; 0.00001 is the default.');
    expect(asked('amazon.nova-micro-v1:0:128k')).not.toMatch(/batch/i);
    expect(asked('amazon.nova-2-lite-v1:0:256k')).toContain('takes no validation set');
    expect(asked('amazon.nova-2-lite-v1:0:256k')).not.toContain('"block_id":"validation"');
  });

  it.each(LAUNCH_KINDS)('is filled in with what it was sent with before: %s', (kind) => {
    const recipe = recipeOfKind(FORMS[kind]);
    const filled = formOfRecipe(recipe);
    const view = launchForm({
      ...START,
      choices: formChoices(PLACE, undefined, ({ name }) => ({ label: name })),
      chosen: filled,
      filled,
    });

    const shown = readLaunchForm(asShown(view)).form;

    expect(checkView(view)).toEqual([]);
    expect(parseRecipe(shown, { ...PLACE, grader: GRADER })).toEqual({ kind: 'recipe', recipe });
  });

  it('offers no kind that AWS has no model for now', () => {
    const models = [
      { id: 'amazon.nova-micro-v1:0:128k', customizations: ['FINE_TUNING'], isLegacy: false, endOfLifeMs: undefined },
    ];
    const few = formChoices(PLACE, { models, routers: [] }, ({ name }) => ({ label: name }));

    expect(few.kinds).toEqual(['fine-tuning', 'import']);
    expect(
      formChoices({ ...PLACE, grader: undefined }, undefined, ({ name }) => ({ label: name })).kinds,
    ).not.toContain('reinforcement-fine-tuning');
  });

  it('asks for a reason when the diagnosis is against it, whatever the diagnosis says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4000 }), (veto) => {
        const form = launchForm({ ...START, veto });

        expect(checkView(form)).toEqual([]);
        expect(form.blocks.map((block) => block.block_id)).toContain('reason');
      }),
    );
  });

  it('is read field by field: an empty field is the empty text, one that was not shown is absent', () => {
    const read = readLaunchForm({
      name: { value: { value: 'v1' } },
      baseModelId: { value: { selected_option: { value: 'model-0' } } },
      validation: { value: { value: null } },
      epochs: { 'value.model-0.epochCount': { value: '3' } },
      models: { value: { selected_options: [{ value: 'a' }, { value: 'b' }] } },
      reason: { value: { value: 'they insist' } },
    });

    expect(read).toEqual({
      form: {
        kind: 'fine-tuning',
        name: 'v1',
        baseModelId: 'model-0',
        validation: '',
        epochs: '3',
        models: 'a,b',
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

describe('Home', () => {
  const page = (text: string, many: number): HomePage => {
    const launches = Array.from({ length: many }, (_, i) => ({
      ...waiting(),
      recipe: { ...recipeOf(), name: `${text.slice(0, 30)}${i}` as ModelName },
    }));
    const spending = { state: 'stopped', by: ANA, atMs: 1, reason: text } as const;
    const named = { ...standingLease().model, name: text.slice(0, 30) };
    const leases = Array.from({ length: many }, () => standingLease({ model: named }));
    return {
      kind: 'member',
      launches: groupLaunches(launches, BO, POLICY),
      leases,
      alerts: alertsOf({ text, many }),
      spending,
    };
  };
  const alertsOf = (stuff: Stuff) =>
    hostings(stuff).flatMap(([, card]) => (card.kind === 'hosting' ? [{ spell: card.spell, look: card.look }] : []));

  it.each<[string, HomePage]>([
    ['nothing in it', { ...page('', 0), spending: { state: 'on' } } as HomePage],
    ['a launch that waits', page('quiet', 1)],
    ['much of everything', page('<!channel> wide ß '.repeat(200), 60)],
    ['a guest’s eyes', { kind: 'not-shown', because: 'Launches are shown to full members only.' }],
  ])('with %s is taken by Slack, mentions nobody else, and names every command', (_name, shown) => {
    const view = homeView(shown);

    expect(checkView(view)).toEqual([]);
    expect(strangeTokens({ text: '', blocks: view.blocks as Drawn['blocks'] })).toEqual([]);
    expect(JSON.stringify(view)).toContain('/rung idle');
  });

  it('says first that spending is stopped, then what waits for its reader', () => {
    const [first, second] = homeView(page('the bill', 2)).blocks;

    expect(JSON.stringify(first)).toMatch(/All spending is stopped.*the bill/);
    expect(JSON.stringify(second)).toContain('2 launches wait for your yes*');
  });

  it('has a kill switch for each of what Rung hosts, but for what a term binds', () => {
    const shown = page('tone', 1) as Extract<HomePage, { kind: 'member' }>;
    const inTerm = { ...shown, leases: [standingLease({ committedUntilMs: 9e12 })] };

    expect(JSON.stringify(homeView(shown))).toMatch(/1 model hosted by Rung.*Stop now/);
    expect(JSON.stringify(homeView(inTerm))).not.toContain('Stop now');
  });

  it('names each idle alert that is not over, with its buttons and what a snooze costs, and none that is', () => {
    const shown = page('', 0) as Extract<HomePage, { kind: 'member' }>;
    const alerts = alertsOf({ text: 'quiet', many: 1 });
    const of = (kind: string) => {
      const some = alerts.filter(({ spell }) => spell.outcome.kind === kind);
      return some.map((alert) => JSON.stringify(homeView({ ...shown, alerts: [alert] }))).join('\n');
    };

    expect(of('open')).toMatch(/1 idle hosting\*, none of them put off.*has answered nothing for.*so far.*"Delete"/);
    expect(of('snoozed')).toMatch(/1 of them put off.*is put off until <!date.*Standing idle until then costs \$/);
    expect(of('stopping')).toMatch(/is stopping, by.*it can be cancelled.*"Cancel"/);
    expect(of('deleted')).not.toContain('"Delete"');
    expect(of('kept')).toMatch(
      /none of them put off, 1 kept\..*is kept by <@U0BO> since <!date.*“quiet”, \$.*since then\..*"Delete"/,
    );
  });

  it('shows a guest no launch', () => {
    const view = JSON.stringify(homeView({ kind: 'not-shown', because: 'For members.' }));

    expect(view).toContain('For members.');
    expect(view).not.toContain('waits');
  });
});
