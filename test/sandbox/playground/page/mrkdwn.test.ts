import { decodeEntities, encodeEntities } from '@rung/sandbox/playground/page/text/entities.ts';
import { type Inline, type Prose, plainText } from '@rung/sandbox/playground/page/text/inline.ts';
import { parseMrkdwn } from '@rung/sandbox/playground/page/text/mrkdwn.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const styled = (kind: 'bold' | 'italic' | 'strike', ...children: Inline[]): Inline => ({ kind, children });
const code = (value: string): Inline => ({ kind: 'code', text: value });
const link = (url: string, label = url): Inline => ({ kind: 'link', url, children: [text(label)] });

/** What one line becomes. */
const inline = (source: string): readonly Inline[] => {
  const [only] = parseMrkdwn(source);
  return only?.kind === 'paragraph' ? only.children : [];
};

describe('a line of mrkdwn', () => {
  test.each<[string, Inline[]]>([
    ['*bold*', [styled('bold', text('bold'))]],
    ['_italic_', [styled('italic', text('italic'))]],
    ['~gone~', [styled('strike', text('gone'))]],
    ['`x < y`', [code('x < y')]],
    ['*bold _and italic_*', [styled('bold', text('bold '), styled('italic', text('and italic')))]],
    ['(*bold*), then', [text('('), styled('bold', text('bold')), text('), then')]],
    ['*`code` inside*', [styled('bold', code('code'), text(' inside'))]],
    ['`*not bold*`', [code('*not bold*')]],
    ['<https://example.com|the docs>', [link('https://example.com', 'the docs')]],
    ['<https://example.com/?a=1&amp;b=2>', [link('https://example.com/?a=1&b=2')]],
    ['<mailto:a@b.example|a@b.example>', [link('mailto:a@b.example', 'a@b.example')]],
    ['see https://example.com/a.', [text('see '), link('https://example.com/a'), text('.')]],
    ['<@U0ANA>', [{ kind: 'user', id: 'U0ANA' }]],
    ['<@U0ANA|ana>', [{ kind: 'user', id: 'U0ANA', label: 'ana' }]],
    ['<#C0ML|ml-platform>', [{ kind: 'channel', id: 'C0ML', label: 'ml-platform' }]],
    ['<!here>', [{ kind: 'broadcast', range: 'here' }]],
    ['<!subteam^S1|@ml-leads>', [{ kind: 'group', id: 'S1', label: 'ml-leads' }]],
    [
      '<!date^1392734382^{date} at {time}|18 Feb>',
      [{ kind: 'date', timestamp: 1392734382, format: '{date} at {time}', fallback: '18 Feb' }],
    ],
    [':rocket:', [{ kind: 'emoji', name: 'rocket' }]],
    ['a &lt;b&gt; &amp;amp; c', [text('a <b> &amp; c')]],
  ])('%s is read', (source, expected) => {
    expect(inline(source)).toEqual(expected);
  });

  test.each([
    '2 * 3 * 4',
    'snake_case_name',
    '* not bold*',
    '*not bold *',
    '**',
    'a*b*c',
    ':no_such_emoji_here:',
    ':constructor:',
    '10:30:00',
    '`open',
    '<javascript:alert(1)|click>',
    '<data:text/html,x>',
    '<!date^x^{date}|y>',
    '<b>',
    '&nbsp;&quot;',
    '```',
  ])('%s stays as it is written', (source) => {
    expect(inline(source)).toEqual([text(source)]);
  });

  test('a style does not reach over a line break', () => {
    expect(inline('*one\ntwo*')).toEqual([text('*one\ntwo*')]);
  });
});

describe('blocks of mrkdwn', () => {
  test('code between fences is kept as it is, and stands alone', () => {
    expect(parseMrkdwn('before\n```\n*a* &lt;b&gt;\n  c\n```\nafter')).toEqual([
      { kind: 'paragraph', children: [text('before')] },
      { kind: 'preformatted', text: '*a* <b>\n  c' },
      { kind: 'paragraph', children: [text('after')] },
    ]);
  });

  test('lines that start with > are one quote, escaped or not', () => {
    expect(parseMrkdwn('&gt; one\n> two\nthree')).toEqual([
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('one\ntwo')] }] },
      { kind: 'paragraph', children: [text('three')] },
    ]);
  });
});

const NOTATION = /[*_~`>\s]/g;
const wordsOf = (prose: readonly Prose[]): string =>
  prose
    .map((part) => {
      if (part.kind === 'preformatted') return part.text;
      if (part.kind === 'quote') return wordsOf(part.children);
      return part.kind === 'paragraph' ? plainText(part.children) : '';
    })
    .join('');
const alphabet = (characters: string) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 120 });

describe('laws of mrkdwn', () => {
  test('no text makes the parser throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), alphabet('<>!@#^|*_~`: \n&;aZ1')),
        (source) => void parseMrkdwn(source),
      ),
    );
  });

  test('nothing is lost but the notation', () => {
    fc.assert(
      fc.property(alphabet('ab *_~`>\n:&;.ltgmp/h'), (source) => {
        expect(wordsOf(parseMrkdwn(source)).replace(NOTATION, '')).toBe(decodeEntities(source).replace(NOTATION, ''));
      }),
      { numRuns: 1000 },
    );
  });

  test('what a person types without notation comes back as it was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        fc.pre(!/[*_~`>\n:]|https?/.test(typed) && typed !== '');
        expect(inline(encodeEntities(typed))).toEqual([text(typed)]);
      }),
    );
  });

  test('a long hostile line is read in time', () => {
    for (const piece of ['*a ', '`', '<', '*_~', '_a*', '&lt;', '> ', 'https://'])
      expect(parseMrkdwn(piece.repeat(3000)).length).toBeGreaterThan(0);
  });
});
