import { decodeEntities } from './entities.ts';
import type { Prose } from './inline.ts';
import { parseInline } from './mrkdwn-inline.ts';

const QUOTE = /^(?:&gt;|>) ?/;

/** Slack's mrkdwn (https://docs.slack.dev/messaging/formatting-message-text): code blocks first, then quotes, then runs of text. */
export function parseMrkdwn(source: string): Prose[] {
  return source.split(/```/).flatMap((part, index, parts) => {
    const isLastAndOpen = index % 2 === 1 && index === parts.length - 1;
    if (isLastAndOpen) return parseLines(`\`\`\`${part}`);
    if (index % 2 === 0) return parseLines(trimAround(part, index > 0, index < parts.length - 1));
    if (part.trim() === '') return part === '' ? parseLines('``````') : [];
    return [{ kind: 'preformatted', text: decodeEntities(part.replace(/^\n/, '').replace(/\n$/, '')) }];
  });
}

/** A space or a line break beside a code block belongs to the block. */
function trimAround(text: string, isAfter: boolean, isBefore: boolean): string {
  const head = isAfter ? text.replace(/^ ?\n?/, '') : text;
  return isBefore ? head.replace(/ ?\n?$/, '') : head;
}

function parseLines(source: string): Prose[] {
  if (source === '') return [];
  const prose: Prose[] = [];
  let lines: string[] = [];
  let isQuote = false;
  const flush = () => {
    if (lines.length === 0) return;
    const paragraph: Prose = { kind: 'paragraph', children: parseInline(lines.join('\n')) };
    prose.push(isQuote ? { kind: 'quote', children: [paragraph] } : paragraph);
    lines = [];
  };
  for (const line of source.split('\n')) {
    const isQuoteLine = QUOTE.test(line);
    if (isQuoteLine !== isQuote) flush();
    isQuote = isQuoteLine;
    lines.push(isQuoteLine ? line.replace(QUOTE, '') : line);
  }
  flush();
  return prose;
}
