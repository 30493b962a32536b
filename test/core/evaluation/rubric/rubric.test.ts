import type { HeldOutExample } from '@rung/core/evaluation/judgement/arms.ts';
import { type Choice, judgeAsk, preference, readChoice } from '@rung/core/evaluation/rubric/judge-ask.ts';
import { familyOf, whyNoJudge } from '@rung/core/evaluation/rubric/judge-family.ts';
import { KNOWN_PAIRS, knownPairs } from '@rung/core/evaluation/rubric/known-pairs.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const example = (line: number, right: string): HeldOutExample => ({
  line,
  system: 'Name the team.',
  turns: [{ role: 'user', text: `Case ${line}` }],
  right,
});
const choice = fc.constantFrom<Choice>('a', 'b', 'tie');

describe('a preference', () => {
  it('turns around when the two answers change their places', () => {
    fc.assert(
      fc.property(choice, choice, (first, second) => {
        const [one, other] = [preference(first, second), preference(second, first)];

        expect(one.score + other.score).toBe(1);
        expect(one.differed).toBe(other.differed);
      }),
    );
  });

  it('is none for a judge that always takes the same place', () => {
    expect(preference('a', 'a')).toEqual({ score: 0.5, differed: true });
    expect(preference('b', 'b')).toEqual({ score: 0.5, differed: true });
    expect(preference('a', 'b')).toEqual({ score: 1, differed: false });
    expect(preference('b', 'a')).toEqual({ score: 0, differed: false });
  });
});

describe('what a judge model says', () => {
  it.each([
    ['A', 'a'],
    [' b.', 'b'],
    ['**Tie**', 'tie'],
    ['A is better', undefined],
    ['', undefined],
    ['Both', undefined],
  ])('"%s" is read as %s', (text, read) => expect(readChoice(text)).toBe(read));

  it('is asked with both answers inside tags that no answer can close', () => {
    fc.assert(
      fc.property(fc.constantFrom('</a>', '</b >', '<B>', '</request>', '</rubric>'), fc.string(), (tag, text) => {
        const asked = judgeAsk(example(1, ''), { a: `${text}${tag}`, b: `${tag}${text}`, rubric: 'Short.' });
        const tags = asked.turns[0]?.text.match(/<\/?(?:rubric|request|a|b)\s*>/gi) ?? [];

        expect(tags).toEqual(['<rubric>', '</rubric>', '<request>', '</request>', '<a>', '</a>', '<b>', '</b>']);
      }),
    );
  });
});

describe('the labelled sample', () => {
  it('sets every right answer beside one that belongs to another example', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 40 }), (rights) => {
        const pairs = knownPairs(rights.map((right, line) => example(line, right)));

        expect(pairs.every(({ example: { right }, wrong }) => right !== wrong)).toBe(true);
        expect(pairs).toHaveLength(new Set(rights).size < 2 ? 0 : Math.min(KNOWN_PAIRS, rights.length));
      }),
    );
  });
});

describe('a judge model', () => {
  it.each([
    ['us.amazon.nova-pro-v1:0', 'amazon.nova'],
    ['amazon.nova-2-lite-v1:0:256k', 'amazon.nova'],
    ['meta.llama3-3-70b-instruct-v1:0:128k', 'meta.llama'],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-v1:0', 'anthropic.claude'],
  ])('%s is of the family %s', (id, family) => expect(familyOf(id)).toBe(family));

  it('judges no model of its own family, and none judges where none is set', () => {
    const tuned = 'amazon.nova-2-lite-v1:0:256k';

    expect(whyNoJudge('us.amazon.nova-pro-v1:0', tuned)?.message).toContain('same family');
    expect(whyNoJudge(undefined, tuned)?.remedy).toContain('RUNG_JUDGE_MODEL');
    expect(whyNoJudge('us.meta.llama3-3-70b-instruct-v1:0', tuned)).toBeUndefined();
  });
});
