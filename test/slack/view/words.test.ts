import type { Inline, Prose } from '@rung/sandbox/playground/page/text/inline.ts';
import { parseMrkdwn } from '@rung/sandbox/playground/page/text/mrkdwn.ts';
import { code, day, drawn, safe, sentence } from '@rung/slack/view/blocks.ts';
import { shorten, shortenMrkdwn } from '@rung/slack/view/limits.ts';
import { packLines } from '@rung/slack/view/pack-lines.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const marked = fc
  .array(
    fc.oneof(
      fc.constantFrom('*', '_', '~', '`', '<', '>', '&', '|', '\n', ' ', ':a:', '<@U1>', 'w'),
      fc.string({ maxLength: 4 }),
    ),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join(''));

function kinds(prose: readonly (Prose | Inline)[]): string[] {
  return prose.flatMap((one) => [one.kind, ...('children' in one ? kinds(one.children) : [])]);
}

describe('what a person wrote', () => {
  it('is read by Slack as plain text on one line, whatever its marks', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const found = new Set(kinds(parseMrkdwn(`said: ${safe(text)} end`)));

        expect([...found].filter((kind) => !['paragraph', 'text'].includes(kind))).toEqual([]);
        expect(safe(text)).not.toContain('\n');
      }),
    );
  });

  it('keeps the underscores of a name', () => {
    expect(safe('support_triage_v1 and _ this _')).toBe('support_triage_v1 and ˍ this ˍ');
  });

  it('is copied letter for letter out of code', () => {
    expect(code('s3://my_bucket/a*b&c.jsonl')).toBe('`s3://my_bucket/a*b&amp;c.jsonl`');
    fc.assert(
      fc.property(marked, (text) => {
        const found = kinds(parseMrkdwn(`at ${code(`x${text}x`)} end`));

        expect(found.filter((kind) => kind !== 'paragraph')).toEqual(['text', 'code', 'text']);
      }),
    );
  });
});

it('a sentence of ours keeps its people and commands, and nothing else', () => {
  expect(sentence('<@U0BO> approved it; `/rung launch` again. <!channel> *x*')).toBe(
    '<@U0BO> approved it; `/rung launch` again. &lt;!channel&gt; ∗x∗',
  );
});

describe('a text that is too long', () => {
  it.each([
    ['abcdef', 4, 'abc…'],
    ['abc', 3, 'abc'],
    ['ab😀d', 4, 'ab…'],
  ])('%s cut to %i is %s', (text, most, cut) => {
    expect(shorten(text, most)).toBe(cut);
  });

  it('is never cut inside an escape or a mention', () => {
    const whole = 'a &amp; <@U0BO> b';
    const cuts = Array.from({ length: whole.length }, (_, most) => shortenMrkdwn(whole, most + 1));

    for (const cut of cuts) expect(cut).toMatch(/^(?:[^<&]|<@U0BO>|&amp;)*$/);
  });

  it('is never cut inside a mention where a notification reads it out', () => {
    const texts = Array.from({ length: 300 }, (_, before) =>
      drawn(`${'x'.repeat(before)} <@U0BO> ${'y'.repeat(300)}`, []),
    );

    for (const { text } of texts) expect(text).toMatch(/^(?:[^<]|<@U0BO>)*$/);
  });
});

it('a list that is too long says how many lines it left out, and leaves out the last', () => {
  const { blocks, left } = packLines(
    Array.from({ length: 100 }, (_, i) => `${i} ${'x'.repeat(2000)}`),
    6000,
  );

  expect(left).toBe(92);
  expect(JSON.stringify(blocks)).toContain('7 xxx');
  expect(JSON.stringify(blocks)).not.toContain('8 xxx');
});

it('a date is written as people write it', () => {
  expect(day('2026-08-02')).toBe('2 Aug 2026');
});
