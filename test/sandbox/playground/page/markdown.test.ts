import type { Inline, Prose } from '@rung/sandbox/playground/page/text/inline.ts';
import { parseMarkdown } from '@rung/sandbox/playground/page/text/markdown.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const paragraph = (...children: Inline[]): Prose => ({ kind: 'paragraph', children });
const list = (ordered: boolean, ...items: Prose[][]): Prose => ({ kind: 'list', ordered, start: 1, items });

describe('markdown', () => {
  test.each<[string, Prose[]]>([
    ['# Verdict', [{ kind: 'heading', level: 1, children: [text('Verdict')] }]],
    [
      '**a** *b* _c_ ~~d~~',
      [
        paragraph(
          { kind: 'bold', children: [text('a')] },
          text(' '),
          { kind: 'italic', children: [text('b')] },
          text(' '),
          { kind: 'italic', children: [text('c')] },
          text(' '),
          { kind: 'strike', children: [text('d')] },
        ),
      ],
    ],
    [
      '[docs](https://example.com)',
      [paragraph({ kind: 'link', url: 'https://example.com', children: [text('docs')] })],
    ],
    ['[x](javascript:alert(1))', [paragraph(text('[x](javascript:alert(1))'))]],
    ['snake_case_name <b>', [paragraph(text('snake_case_name <b>'))]],
    [
      '- a\n- b\n  - c',
      [list(false, [paragraph(text('a'))], [paragraph(text('b')), list(false, [paragraph(text('c'))])])],
    ],
    ['1. a\n2. b', [list(true, [paragraph(text('a'))], [paragraph(text('b'))])]],
    ['> said\n> twice', [{ kind: 'quote', children: [paragraph(text('said\ntwice'))] }]],
    ['```json\n{"a": 1}\n```', [{ kind: 'preformatted', text: '{"a": 1}' }]],
    ['---', [{ kind: 'rule' }]],
    [
      '| a | b |\n|---|--:|\n| 1 | 2 |',
      [
        {
          kind: 'table',
          rows: [
            [[text('a')], [text('b')]],
            [[text('1')], [text('2')]],
          ],
        },
      ],
    ],
    ['one\n\ntwo', [paragraph(text('one')), paragraph(text('two'))]],
  ])('%j is read', (source, expected) => {
    expect(parseMarkdown(source)).toEqual(expected);
  });

  test('no text makes the parser throw', () => {
    const notation = fc.string({ unit: fc.constantFrom(...'#*_~`>|-[]()!:\\ \n1.a'), maxLength: 200 });

    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), notation), (source) => void parseMarkdown(source)));
  });

  test.each(['> ', '- ', '**a', '[', '| a '])('%j repeated does not exhaust the stack', (piece) => {
    expect(parseMarkdown(piece.repeat(4000)).length).toBeGreaterThan(0);
  });
});
