import { isKeptByPerson } from '@rung/core/hosting/spell.ts';
import { checkMessageBlocks, isTooLong } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import { ACTIONS } from '@rung/slack/action-ids.ts';
import type { Drawn } from '@rung/slack/view/blocks.ts';
import { drawCard } from '@rung/slack/view/draw-card.ts';
import { LIMITS } from '@rung/slack/view/limits.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mrkdwnOf, strangeTokens } from './read-blocks.ts';
import { everyCard, QUIET } from './sample-cards.ts';
import type { Stuff } from './stuff.ts';

const LONG: Stuff = { text: 'wide ß <&*_> '.repeat(200).trim(), many: 100 };
const HOSTILE: Stuff = {
  text: '<!channel> *b* _i_ ~s~ `c` <@U0EVIL> <https://evil.example|ok> & :fire: @here\n> q',
  many: 40,
};

/** What Slack refuses of a card. */
function refusals({ text, blocks }: Drawn): unknown[] {
  return [
    ...checkMessageBlocks(blocks, { dataVisualization: true }),
    ...(isTooLong(blocks) ? ['the text of all blocks is too long'] : []),
    ...(text === '' || text.length > LIMITS.fallbackText ? [`a text of ${text.length} characters`] : []),
  ];
}

const buttonsOf = ({ blocks }: Drawn): string[] =>
  blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((element) => ('action_id' in element ? (element.action_id ?? '') : ''))
      : [],
  );

describe.each(['quiet', 'hostile', 'long'])('with %s content', (kind) => {
  const stuff = { quiet: QUIET, hostile: HOSTILE, long: LONG }[kind] ?? QUIET;

  it.each(everyCard(stuff))('%s is taken by Slack', (_name, card) => {
    expect(refusals(drawCard(card))).toEqual([]);
  });

  it.each(everyCard(stuff))('%s mentions and links nobody but those it is about', (_name, card) => {
    expect(strangeTokens(drawCard(card))).toEqual([]);
  });
});

it.each(everyCard(QUIET))('%s asks in plain words: a dialog shows no mark of ours', (_name, card) => {
  const dialogs = JSON.stringify(drawCard(card).blocks).match(/"confirm":\{"title".*?"style"/g) ?? [];

  for (const dialog of dialogs) expect(dialog).not.toMatch(/<!date|<@|`/);
});

it.each(everyCard(QUIET))('%s lets no single press spend or delete: what does asks once more', (_name, card) => {
  const ids: string[] = [ACTIONS.extendLease, ACTIONS.approveHosting, ACTIONS.stopLease, ACTIONS.stopHosting];
  const buttons = drawCard(card).blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));

  for (const one of buttons)
    if (one.type === 'button' && ids.includes(one.action_id ?? '')) expect(one).toHaveProperty('confirm');
});

it.each(everyCard(QUIET))('%s begins with its outcome, and reads it out whole', (_name, card) => {
  const drawn = drawCard(card);
  const words = mrkdwnOf(drawn).filter((text) => !text.includes(' asked: “'));

  expect(drawn.text.length).toBeGreaterThan(4);
  expect(drawn.text).not.toMatch(/[*`]|undefined|NaN|\[object/);
  expect(
    words[0]
      ?.replace(/[*`\u200b]/g, '')
      .replaceAll('\n', ' ')
      .slice(0, 20),
  ).toBe(drawn.text.slice(0, 20));
});

it.each(everyCard(QUIET))('%s neither shouts nor praises', (_name, card) => {
  const words = mrkdwnOf(drawCard(card))
    .join('\n')
    .replaceAll(/<!(?:date|subteam)/g, '')
    .replaceAll(/“[^”]*”/gu, '');

  expect(words).not.toMatch(/!|\b(?:please note|great|awesome|congratulations|successfully)\b/i);
  expect(words).not.toMatch(/undefined|NaN|\[object/);
});

const alerts = () => everyCard(QUIET).flatMap(([, card]) => (card.kind === 'hosting' ? [card] : []));

describe('a card that asks for a decision', () => {
  const decisions: readonly string[] = [
    ACTIONS.approve,
    ACTIONS.deny,
    ACTIONS.confirmJudgement,
    ACTIONS.declineJudgement,
    ACTIONS.stopHosting,
    ACTIONS.keepHosting,
  ];
  const asking = everyCard(QUIET).filter(([, card]) => buttonsOf(drawCard(card)).some((id) => decisions.includes(id)));

  it('is a launch or a judgement that waits, or an open, sleeping or kept alert, and nothing else', () => {
    const states = asking.map(([, card]) => {
      if (card.kind === 'launch') return card.launch.state;
      if (card.kind === 'judgement') return card.judgement.state;
      return card.kind === 'hosting' ? card.spell.outcome.kind : card.kind;
    });

    expect(new Set(states)).toEqual(new Set(['awaitingApproval', 'priced', 'open', 'snoozed', 'kept']));
  });

  it('offers to stop a launch once it is approved and until it is over, behind a question', () => {
    const stoppable = everyCard(QUIET).flatMap(([, card]) =>
      card.kind === 'launch' && buttonsOf(drawCard(card)).includes('launch.stop') ? [card.launch] : [],
    );

    expect(new Set(stoppable.map(({ state }) => state))).toEqual(new Set(['approved', 'training']));
    expect(stoppable.some((launch) => launch.state === 'training' && launch.stop !== undefined)).toBe(false);
  });

  it('has a resolved form of the same launch or hosting, without the buttons', () => {
    const resolved = everyCard(QUIET).filter(
      ([, card]) =>
        (card.kind === 'launch' &&
          ['done', 'made', 'refused', 'failed', 'stopped', 'unknown'].includes(card.launch.state)) ||
        (card.kind === 'judgement' && card.judgement.state !== 'priced') ||
        (card.kind === 'hosting' &&
          ['deleting', 'deleted', 'kept'].includes(card.spell.outcome.kind) &&
          !isKeptByPerson(card.spell.outcome)),
    );

    expect(resolved.length).toBeGreaterThan(20);
    for (const [, card] of resolved)
      expect(buttonsOf(drawCard(card)).filter((id) => decisions.includes(id))).toEqual([]);
  });

  it('deletes what somebody keeps too: its reason may be over, and without traffic nothing announces it anew', () => {
    const kept = alerts().filter(({ spell, look }) => isKeptByPerson(spell.outcome) && look?.state.kind === 'idle');
    const free = kept.filter(({ look }) => look?.state.kind === 'idle' && look.state.committedUntilMs === undefined);

    expect(free.length).toBeGreaterThan(0);
    for (const card of kept)
      expect(buttonsOf(drawCard(card))).toEqual(free.includes(card) ? [ACTIONS.stopHosting] : []);
  });

  it('can be cancelled while it is being stopped, and in no other way', () => {
    const stopping = alerts().filter(({ spell }) => spell.outcome.kind === 'stopping');

    expect(stopping.length).toBeGreaterThan(0);
    for (const card of stopping) expect(buttonsOf(drawCard(card))).toEqual([ACTIONS.cancelStop]);
  });

  it('offers no deletion inside a term, and none of what is not ours', () => {
    const barred = alerts().filter(
      ({ spell, look }) =>
        (look?.state.kind === 'idle' && look.state.committedUntilMs !== undefined && spell.outcome.kind === 'open') ||
        spell.ownership.kind === 'others' ||
        spell.ownership.kind === 'unknown',
    );

    expect(barred.length).toBeGreaterThan(20);
    for (const card of barred) expect(buttonsOf(drawCard(card))).not.toContain(ACTIONS.stopHosting);
  });

  it('says in one way who may press: by name or any full member, and not of whom nobody knows whether they are one', () => {
    for (const card of alerts()) expect(mrkdwnOf(drawCard(card)).join(' ')).not.toMatch(/\bapprovers?\b/);
  });

  it('asks once more before it deletes', () => {
    const deletions = everyCard(QUIET).flatMap(([, card]) =>
      drawCard(card).blocks.flatMap((block) =>
        block.type === 'actions'
          ? block.elements.filter((element) => 'action_id' in element && element.action_id === ACTIONS.stopHosting)
          : [],
      ),
    );

    expect(deletions.length).toBeGreaterThan(0);
    for (const button of deletions)
      expect(button).toHaveProperty('confirm.text.text', expect.stringMatching(/fails from then on\..*counted it\.$/));
  });
});

const FRAGMENTS = [
  '<!channel>',
  '<!here|x>',
  '<@U0EVIL>',
  '<#C0EVIL>',
  '<https://evil.example|ok>',
  'https://evil.example',
  '@here',
  '<!date^1^{date}|x>',
];
const MARKS = [
  '*',
  '_',
  '~',
  '`',
  '```',
  '<',
  '>',
  '&',
  '&lt;',
  '|',
  '\n',
  '\r\n',
  '\u2028',
  '\u202e',
  ':fire:',
  ' ',
  '“',
  '𝒳',
  '\ud83d',
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.constantFrom(...MARKS), fc.string({ maxLength: 12 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => `x${parts.join('')}`);

it('no text of a person or of AWS makes a card that Slack refuses, that mentions or that links', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 1, max: 4 }), (text, many) => {
      for (const [, card] of everyCard({ text, many })) {
        const drawn = drawCard(card);
        expect(refusals(drawn)).toEqual([]);
        expect(strangeTokens(drawn)).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});
