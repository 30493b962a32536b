import type { Card } from '@rung/core/chat/card.ts';
import { drawCard } from '@rung/slack/view/draw-card.ts';
import { describe, expect, it } from 'vitest';
import { mrkdwnOf } from './read-blocks.ts';
import { everyCard, QUIET } from './sample-cards.ts';

/** With few of everything, nothing stands in the way of what policy does. */
const CARDS = [...everyCard(QUIET), ...everyCard({ ...QUIET, many: 1 })];
const words = (card: Card) => mrkdwnOf(drawCard(card)).join('\n');

it.each(CARDS)('%s names moments as Slack draws them: no “at” before “today 16:20”', (_name, card) => {
  expect(words(card)).not.toMatch(/\b(?:at|on) <!date/i);
});

interface Question {
  readonly of: Card['kind'];
  /** What is on the cards that raise it. */
  readonly asks: RegExp;
  readonly answer: RegExp;
}

describe('what somebody asks a card at night', () => {
  it.each<[string, Question]>([
    [
      'what comes after a snooze',
      {
        of: 'hosting',
        asks: /: snoozed until/,
        answer: /announced again then, if it still idles; no policy deletes it/,
      },
    ],
    [
      'what is pressed against a policy',
      { of: 'hosting', asks: /policy deletes it <!date/, answer: /unless somebody presses Snooze or Keep, or uses it/ },
    ],
    [
      'whether Delete works where policy was refused',
      {
        of: 'hosting',
        asks: /policy cannot delete it/,
        answer: /Until that changes, a press of Delete may be refused too/,
      },
    ],
    [
      'whether Delete may hit somebody',
      {
        of: 'hosting',
        asks: /Delete asks once more/,
        answer: /some minutes late: ask first if somebody may have just/,
      },
    ],
    [
      'whether a hosting ended at its date or before',
      { of: 'lease', asks: /no longer hosted.*Deleted/, answer: /Deleted at its end date/ },
    ],
    [
      'what the numbers of Bedrock are of',
      { of: 'evaluation', asks: /\*Bedrock, 60/, answer: /60 answers each, points of 100:/ },
    ],
    [
      'how many examples Bedrock reads',
      { of: 'evaluation', asks: /both answered/, answer: /to 60, evenly taken, of the 90 examples that both answered/ },
    ],
  ])('is answered: %s', (_question, { of, asks, answer }) => {
    const asked = CARDS.flatMap(([, card]) => (card.kind === of && asks.test(words(card)) ? [card] : []));

    expect(asked.length).toBeGreaterThan(0);
    for (const card of asked) expect(words(card)).toMatch(answer);
  });
});
