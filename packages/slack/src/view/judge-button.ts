import { ARM_WORDS } from '@rung/core/evaluation/judgement/arms.ts';
import type { Done } from '@rung/core/launch/launch.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, type CardBlock, moment, section } from './blocks.ts';

/** What the card of a finished launch says of judging its model, and the way there. */
export function judgeBlocks({ id, judged, modelArn }: Done): CardBlock[] {
  if (modelArn === '') return [];
  const again = judged === undefined ? 'Judge it' : 'Judge it again';
  return [
    ...(judged
      ? [section(`*Judged ${moment(judged.atMs)}:* ${JUDGED_WORDS[judged.verdict]} The verdict is in the thread.`)]
      : []),
    ...actions([button({ actionId: ACTIONS.judge, text: again, value: id, ...(judged ? {} : { style: 'primary' }) })]),
  ];
}

const JUDGED_WORDS = {
  ship: `it is clearly better than ${ARM_WORDS.prompt}, ${ARM_WORDS['few-shot']} and whatever else was asked.`,
  keep: 'something cheaper is to be kept.',
  'too-close': 'too close to call.',
  'needs-data': 'there was not enough to judge by.',
} as const;
