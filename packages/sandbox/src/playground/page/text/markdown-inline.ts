import { isSafeUrl } from './angle-token.ts';
import { EMOJI } from './emoji.ts';
import { type Inline, joinText } from './inline.ts';

type Build = (match: RegExpExecArray) => Inline | undefined;

const text = (value: string): Inline => ({ kind: 'text', text: value });

/** Standard markdown of one run, in the order in which a notation wins. */
const NOTATIONS: readonly (readonly [RegExp, Build])[] = [
  [/^\\([\\`*_{}[\]()#+.!~|<>-])/, ([, character = '']) => text(character)],
  [/^(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/, ([, , code = '']) => ({ kind: 'code', text: code.trim() || code })],
  [/^!?\[([^\]\n]*)\]\(([^\s()]+)(?: "[^"]*")?\)/, ([, label = '', url = '']) => link(url, parseMarkdownInline(label))],
  [/^<(https?:\/\/[^\s<>]+)>/, ([, url = '']) => link(url, [text(url)])],
  [/^(?:\*\*|__)(?=\S)([^\n]*?\S)(?:\*\*|__)/, ([, inner = '']) => styled('bold', inner)],
  [/^\*(?=[^\s*])([^\n*]*[^\s*])\*/, ([, inner = '']) => styled('italic', inner)],
  [/^_(?=[^\s_])([^\n_]*[^\s_])_(?![\p{L}\p{N}])/u, ([, inner = '']) => styled('italic', inner)],
  [/^~~(?=\S)([^\n]*?\S)~~/, ([, inner = '']) => styled('strike', inner)],
  [/^https?:\/\/[^\s<>`*"|)\]]*[^\s<>`*"|)\].,;:!?'_]/, ([url]) => link(url, [text(url)])],
  [/^:([a-z0-9_+-]+):/, ([, name = '']) => (Object.hasOwn(EMOJI, name) ? { kind: 'emoji', name } : undefined)],
];

const styled = (kind: 'bold' | 'italic' | 'strike', inner: string): Inline => ({
  kind,
  children: parseMarkdownInline(inner),
});
const link = (url: string, children: readonly Inline[]): Inline | undefined =>
  isSafeUrl(url) ? { kind: 'link', url, children } : undefined;

const STARTS = /[\\`![<*_~h:]/;

export function parseMarkdownInline(source: string): Inline[] {
  const inlines: Inline[] = [];
  let at = 0;
  while (at < source.length) {
    const found = STARTS.test(source[at] ?? '') ? findAt(source, at) : undefined;
    inlines.push(found?.inline ?? text(source[at] ?? ''));
    at += found?.length ?? 1;
  }
  return joinText(inlines);
}

function findAt(source: string, at: number): { inline: Inline; length: number } | undefined {
  const isInsideWord = /[\p{L}\p{N}]/u.test(source[at - 1] ?? '');
  if (isInsideWord && /[_h]/.test(source[at] ?? '')) return undefined;
  const rest = source.slice(at);
  for (const [pattern, build] of NOTATIONS) {
    const match = pattern.exec(rest);
    const inline = match && build(match);
    if (match && inline) return { inline, length: match[0].length };
  }
  return undefined;
}
