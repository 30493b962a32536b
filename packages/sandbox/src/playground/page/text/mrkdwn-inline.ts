import { parseAngleToken } from './angle-token.ts';
import { EMOJI } from './emoji.ts';
import { decodeEntities } from './entities.ts';
import { type Inline, joinText } from './inline.ts';

interface Found {
  readonly inline: Inline;
  readonly end: number;
}

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const isWordCharacter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** One line, or several without blocks, of Slack's mrkdwn. Every character that is not notation comes back as text. */
export function parseInline(source: string): Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  let at = 0;
  while (at < source.length) {
    const found = findAt(source, at);
    if (found) {
      inlines.push({ kind: 'text', text: decodeEntities(source.slice(from, at)) }, found.inline);
      at = found.end;
      from = at;
    } else at += 1;
  }
  inlines.push({ kind: 'text', text: decodeEntities(source.slice(from)) });
  return joinText(inlines);
}

function findAt(source: string, at: number): Found | undefined {
  switch (source[at]) {
    case '`':
      return findCode(source, at);
    case '<':
      return findAngle(source, at);
    case ':':
      return findEmoji(source, at);
    case '*':
    case '_':
    case '~':
      return findStyled(source, at);
    case 'h':
      return findUrl(source, at);
    default:
      return undefined;
  }
}

function findCode(source: string, at: number): Found | undefined {
  const end = source.indexOf('`', at + 1);
  const text = source.slice(at + 1, end);
  if (end < 0 || text.trim() === '' || text.includes('\n')) return undefined;
  return { inline: { kind: 'code', text: decodeEntities(text) }, end: end + 1 };
}

function findAngle(source: string, at: number): Found | undefined {
  const end = source.indexOf('>', at);
  const inline = end < 0 ? undefined : parseAngleToken(source.slice(at + 1, end));
  return inline && { inline, end: end + 1 };
}

function findEmoji(source: string, at: number): Found | undefined {
  const name = /^:([a-z0-9_+-]+):/.exec(source.slice(at, at + 64))?.[1];
  if (name === undefined || !Object.hasOwn(EMOJI, name)) return undefined;
  return { inline: { kind: 'emoji', name }, end: at + name.length + 2 };
}

/** `*bold*` opens after a non-word and before a non-space, closes after a non-space and before a non-word, on one line. */
function findStyled(source: string, at: number): Found | undefined {
  const mark = source[at] as keyof typeof STYLES;
  const next = source[at + 1];
  if (isWordCharacter(source[at - 1]) || next === undefined || /\s/.test(next) || next === mark) return undefined;
  const end = closing(source, at, mark);
  if (end === undefined) return undefined;
  return { inline: { kind: STYLES[mark], children: parseInline(source.slice(at + 1, end)) }, end: end + 1 };
}

function closing(source: string, at: number, mark: string): number | undefined {
  for (let end = at + 2; end < source.length && source[end] !== '\n'; end += 1) {
    if (source[end] === '`') end = findCode(source, end)?.end ?? end;
    const isEnd = source[end] === mark && !/\s/.test(source[end - 1] ?? ' ') && !isWordCharacter(source[end + 1]);
    if (isEnd && source[end + 1] !== mark) return end;
  }
  return undefined;
}

/** Slack makes links of bare addresses, without the punctuation that ends their sentence. */
function findUrl(source: string, at: number): Found | undefined {
  if (isWordCharacter(source[at - 1]) || !/^https?:\/\//.test(source.slice(at, at + 8))) return undefined;
  const written = (/^https?:\/\/[^\s<>|`*"]+/.exec(source.slice(at))?.[0] ?? '').replace(/[.,;:!?)'~_]+$/, '');
  if (!/^https?:\/\/./.test(written)) return undefined;
  const url = decodeEntities(written);
  return { inline: { kind: 'link', url, children: [{ kind: 'text', text: url }] }, end: at + written.length };
}
