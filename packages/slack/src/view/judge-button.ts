import { ARM_WORDS } from '@rung/core/evaluation/judgement/arms.ts';
import type { Done } from '@rung/core/launch/launch.ts';
import { type CardBlock, moment, section } from './blocks.ts';
import { doneButtons } from './launch-buttons.ts';

/** What the card of a finished launch says of its last judgement, and what to do next. */
export function judgeBlocks(launch: Done): CardBlock[] {
  const { judged } = launch;
  const words = judged
    ? [
        section(
          `*Judged ${moment(judged.atMs)}:* ${judged.isUnpriced ? UNPRICED : JUDGED_WORDS[judged.verdict]} The verdict is in the thread.`,
        ),
      ]
    : [];
  return [...words, ...doneButtons(launch)];
}

const BETTER = `it is clearly better than ${ARM_WORDS.prompt}, ${ARM_WORDS['few-shot']} and whatever else was asked`;
const UNPRICED = `${BETTER}, at a price that nobody knew.`;

const JUDGED_WORDS = {
  ship: `${BETTER}.`,
  keep: 'something cheaper is to be kept.',
  'too-close': 'too close to call.',
  'needs-data': 'there was not enough to judge by.',
} as const;
