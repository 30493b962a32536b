import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Block } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messageSaying, messageTo, press, readBlocks, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, startJourney } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({ RUNG_RULES: 'stop=U0FAY' });
  journey.clock.setSpeed(1);
});
afterAll(() => journey.end());

/** What Home says to somebody, once it says that. */
const homeSaying = (as: string, says: RegExp) =>
  waitFor(journey.slack, `A Home that says ${says}`, () => {
    const words = readBlocks(journey.slack.home(as)?.blocks ?? []);
    return says.test(words) ? words : undefined;
  });

async function openHome(as: string, says: RegExp): Promise<string> {
  await journey.slack.openApp({ as, tab: 'home' });
  return homeSaying(as, says);
}

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly text?: { readonly text: string };
  readonly options?: readonly {
    readonly text: { readonly type: 'plain_text'; readonly text: string };
    value: string;
  }[];
}

/** The element of Home whose words match, with the block that it stands in. */
function inHome(as: string, words: RegExp) {
  const view = journey.slack.home(as);
  const all = (view?.blocks ?? []).flatMap((block: Block) =>
    ((block['elements'] ?? []) as unknown as readonly Element[]).map((element) => ({ element, block })),
  );
  const found = all.find(({ element }) => words.test(element.text?.text ?? ''));
  const menu = all.find(({ element }) => element.options?.some(({ text }) => words.test(text.text)));
  return { viewId: view?.id ?? '', found, menu };
}

async function pressInHome(as: string, label: RegExp): Promise<void> {
  const { viewId, found } = inHome(as, label);
  if (!found) throw new Error(`Home has no button ${label}`);
  const { action_id: actionId, value = '' } = found.element;
  const element = { type: 'button', actionId, blockId: found.block.block_id ?? '', value } as const;
  await journey.slack.actInView({ as, viewId, element });
}

async function chooseInHome(as: string, option: RegExp): Promise<void> {
  const { viewId, menu } = inHome(as, option);
  const selectedOption = menu?.element.options?.find(({ text }) => option.test(text.text));
  if (!menu || !selectedOption) throw new Error(`Home has no option ${option}`);
  const element = { type: 'static_select', actionId: menu.element.action_id, selectedOption } as const;
  await journey.slack.actInView({ as, viewId, element: { ...element, blockId: menu.block.block_id ?? '' } });
}

it('an idle alert stands in Home: put off there with until when and for how much, deleted there by who may', async () => {
  journey.aws.bedrock.createIdleThroughput({
    ...{ name: 'unused', modelUnits: 1, commitment: 'none', tags: [MAY_DELETE_TAG] },
  });
  journey.clock.skip(9 * HOUR_MS);
  await journey.watch();
  const alert = await messageSaying(journey.slack, CHANNEL, /unused has answered nothing/);
  await press(journey.slack, { as: 'U0FAY', message: alert, label: /^Adopt$/ });
  await messageSaying(journey.slack, CHANNEL, /adopted by <@U0FAY>/);

  expect(await openHome('U0FAY', /idle hosting/)).toMatch(
    /\*1 idle hosting\*, none of them put off\.\n• \*unused\* costs \$108\.15 an hour, \$2,596 a day and has answered nothing for 9 h: \$9\d\d\.\d\d so far\.\n\[ Delete \]/,
  );
  await chooseInHome('U0FAY', /^4 hours \(\$432\.60\)$/);
  expect(await homeSaying('U0FAY', /put off until/)).toMatch(
    /1 of them put off\.\n• \*unused\* is put off until <!date.*by <@U0FAY>\. Standing idle until then costs \$432\.60\.\n\[ Delete \]/,
  );

  await openHome('U0BO', /put off until/);
  await pressInHome('U0BO', /^Delete$/);
  const refused = await messageTo(journey.slack, { channel: 'D0BO', as: 'U0BO' }, /changed nothing/);
  expect(readMessage(refused)).toContain('Stopping it takes one of <@U0FAY>. Nothing was deleted by it.');
  // It stays: what only one person sees is gone before they leave Home to read it.
  expect(refused.onlyFor).toBeUndefined();

  await pressInHome('U0FAY', /^Delete$/);
  expect(await homeSaying('U0FAY', /is stopping/)).toMatch(/is stopping, by <@U0FAY>\..*\n\[ Cancel \]/);
  journey.clock.setSpeed(300);
  await messageSaying(journey.slack, CHANNEL, /\*unused: deleted/);
  await openHome('U0FAY', /^(?!.*idle hosting)/s);
});
