import type { Done, Launch, Made } from '@rung/core/launch/launch.ts';
import { betterEpochs } from '@rung/core/launch/launch-again.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, type CardBlock, count } from './blocks.ts';

/** Stops an approved launch, behind a question that says what a stop costs. */
export function stopButton(launch: Extract<Launch, { state: 'approved' | 'training' }>): CardBlock[] {
  if (launch.state === 'training' && !isTrained(launch.recipe)) return [];
  const { name } = launch.recipe;
  const text =
    launch.state === 'training'
      ? `AWS may bill what was trained until then, and a stopped job cannot be taken up again.`
      : `Nothing was sent to AWS yet, so nothing is spent.`;
  const confirm = { title: `Stop ${name}?`, text, yes: 'Stop the job' };
  return actions([button({ actionId: ACTIONS.stopLaunch, text: 'Stop', value: launch.id, style: 'danger', confirm })]);
}

/** Opens the launch form filled in as it was. It launches nothing by itself: the form is submitted, checked and approved like any other. */
export function againButton(launch: Launch): CardBlock[] {
  return actions([
    button({ actionId: ACTIONS.launchAgain, text: 'Launch it again', value: launch.id, style: 'primary' }),
  ]);
}

/** What comes after a training: judging its model, or the run that its curves ask for. One of the two is the next thing to do. */
export function doneButtons(launch: Done): CardBlock[] {
  const { id, judged, modelArn } = launch;
  const epochs = betterEpochs(launch);
  const text = `Run again with ${count(epochs ?? 0, 'epoch')}`;
  const again =
    epochs === undefined ? [] : [button({ actionId: ACTIONS.launchAgain, text, value: id, style: 'primary' })];
  const isNext = epochs === undefined && judged === undefined;
  const words = { text: judged === undefined ? 'Judge it' : 'Judge it again', value: id };
  const judge = button({ actionId: ACTIONS.judge, ...words, ...(isNext ? { style: 'primary' } : {}) });
  return actions([...again, ...(modelArn === '' ? [] : [judge])]);
}

/** An imported model stands without an end until somebody hosts it. */
export function madeButtons({ id, recipe }: Made): CardBlock[] {
  if (recipe.kind !== 'import') return [];
  return actions([button({ actionId: ACTIONS.host, text: 'Host it', value: id })]);
}
