import type { Launch } from '@rung/core/launch/launch.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, type CardBlock } from './blocks.ts';

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
