import type { Prose } from './inline.ts';
import { parseMarkdownInline } from './markdown-inline.ts';

const FENCE = /^\s*(?:```|~~~)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;
const QUOTE = /^\s*>\s?/;
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
/** A line that ends a paragraph without a blank line before it. */
const STARTS = [FENCE, HEADING, RULE, QUOTE, ITEM];
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

interface Read {
  readonly prose: Prose;
  /** Index of the first line that was not read. */
  readonly next: number;
}
type Reader = (lines: readonly string[], at: number, depth: number) => Read | undefined;

/** Quotes and lists inside each other beyond this are one paragraph, so that no text can exhaust the stack. */
const MAX_DEPTH = 16;

const READERS: readonly Reader[] = [readFence, readHeading, readRule, readQuote, readTable, readList];

/** Standard markdown, as the `markdown` block takes it (https://docs.slack.dev/reference/block-kit/blocks/markdown-block). */
export function parseMarkdown(source: string): Prose[] {
  return parseLines(source.replaceAll('\r\n', '\n').split('\n'), 0);
}

function parseLines(lines: readonly string[], depth: number): Prose[] {
  if (depth > MAX_DEPTH) return [{ kind: 'paragraph', children: parseMarkdownInline(lines.join('\n')) }];
  const prose: Prose[] = [];
  let at = 0;
  while (at < lines.length) {
    const found = lines[at]?.trim() === '' ? undefined : readAt(lines, at, depth);
    if (found) prose.push(found.prose);
    at = found?.next ?? at + 1;
  }
  return prose;
}

function readAt(lines: readonly string[], at: number, depth: number): Read {
  for (const reader of READERS) {
    const found = reader(lines, at, depth);
    if (found) return found;
  }
  const next = findEnd(
    lines,
    at + 1,
    (line, index) => line.trim() === '' || STARTS.some((start) => start.test(line)) || readTable(lines, index),
  );
  return { prose: { kind: 'paragraph', children: parseMarkdownInline(lines.slice(at, next).join('\n')) }, next };
}

function findEnd(lines: readonly string[], from: number, isEnd: (line: string, index: number) => unknown): number {
  const end = lines.findIndex((line, index) => index >= from && isEnd(line, index));
  return end < 0 ? lines.length : end;
}

function readFence(lines: readonly string[], at: number): Read | undefined {
  if (!FENCE.test(lines[at] ?? '')) return undefined;
  const end = findEnd(lines, at + 1, (line) => FENCE.test(line));
  return { prose: { kind: 'preformatted', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
}

function readHeading(lines: readonly string[], at: number): Read | undefined {
  const [, marks, words] = HEADING.exec(lines[at] ?? '') ?? [];
  if (marks === undefined || words === undefined) return undefined;
  return { prose: { kind: 'heading', level: marks.length, children: parseMarkdownInline(words) }, next: at + 1 };
}

function readRule(lines: readonly string[], at: number): Read | undefined {
  return RULE.test(lines[at] ?? '') ? { prose: { kind: 'rule' }, next: at + 1 } : undefined;
}

function readQuote(lines: readonly string[], at: number, depth: number): Read | undefined {
  if (!QUOTE.test(lines[at] ?? '')) return undefined;
  const next = findEnd(lines, at, (line) => !QUOTE.test(line));
  const inner = lines.slice(at, next).map((line) => line.replace(QUOTE, ''));
  return { prose: { kind: 'quote', children: parseLines(inner, depth + 1) }, next };
}

function readTable(lines: readonly string[], at: number): Read | undefined {
  if (!lines[at]?.includes('|') || !TABLE_RULE.test(lines[at + 1] ?? '')) return undefined;
  const next = findEnd(lines, at + 2, (line) => !line.includes('|'));
  const rows = [lines[at] ?? '', ...lines.slice(at + 2, next)].map(cells);
  return { prose: { kind: 'table', rows: rows.map((row) => row.map(parseMarkdownInline)) }, next };
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

function readList(lines: readonly string[], at: number, depth: number): Read | undefined {
  const first = ITEM.exec(lines[at] ?? '');
  if (!first) return undefined;
  const [, indent = '', bullet, digits] = first;
  const isSibling = (line: string) => {
    const item = ITEM.exec(line);
    return (
      item !== null && (item[1]?.length ?? 0) <= indent.length && (item[2] === undefined) === (bullet === undefined)
    );
  };
  const next = findEnd(lines, at + 1, (line, index) => {
    const depth = line.search(/\S/);
    if (depth < 0) return !/^\s+\S/.test(lines[index + 1] ?? '') && !isSibling(lines[index + 1] ?? '');
    return depth <= indent.length && !isSibling(line);
  });
  const items: string[][] = [];
  for (const line of lines.slice(at, next)) {
    if (isSibling(line)) items.push([ITEM.exec(line)?.[4] ?? '']);
    else items.at(-1)?.push(line.slice(Math.min(indent.length + 2, Math.max(0, line.search(/\S/)))));
  }
  const prose: Prose = {
    kind: 'list',
    ordered: bullet === undefined,
    start: Number(digits ?? 1),
    items: items.map((item) => parseLines(item, depth + 1)),
  };
  return { prose, next };
}
