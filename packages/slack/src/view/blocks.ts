import type { Called } from '@rung/core/chat/person.ts';
import type { Button, ConfirmationDialog, KnownBlock, StaticSelect } from '@slack/types';
import { LIMITS, shorten, shortenMrkdwn } from './limits.ts';

/** A block that @slack/types 3.2 does not know yet, as Slack takes it. */
export interface ChartBlock {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: LineChart;
}

/** docs.slack.dev/reference/block-kit/blocks/data-visualization-block, read 2026-11-20. */
export interface LineChart {
  readonly type: 'line' | 'bar';
  readonly series: readonly {
    readonly name: string;
    readonly data: readonly { readonly label: string; readonly value: number }[];
  }[];
  readonly axis_config: { readonly categories: readonly string[]; readonly x_label: string; readonly y_label: string };
}

export type CardBlock = KnownBlock | ChartBlock;

/** A drawn card: its blocks, and one sentence for notifications and screen readers. */
export interface Drawn {
  readonly text: string;
  readonly blocks: readonly CardBlock[];
}

/** Draws a card whose first line is its outcome; the same words, without marks, are what a notification reads out. */
export function drawn(headline: string, rest: readonly CardBlock[]): Drawn {
  return { text: shortenMrkdwn(withoutMarks(headline), LIMITS.notificationText), blocks: [section(headline), ...rest] };
}

/** Slack writes no moment in the reader's own time where text is plain. */
const momentsInUtc = (text: string) => text.replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1');

/** Leaves what is escaped escaped, so that a notification cannot mention either. */
function withoutMarks(mrkdwn: string): string {
  return momentsInUtc(mrkdwn)
    .replace(/[*`\u200b]/g, '')
    .replaceAll('\n', ' ');
}

/** Signs that look like Slack's marks and are none. A zero-width space beside the mark does not do: Slack does not say what it counts as. */
const HARMLESS: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/**
 * Makes a person's or AWS's text safe inside mrkdwn: on one line, and unable to mention, to format, to show an emoji or to turn the
 * reading direction. Bare addresses do not become links because every text here is `verbatim`.
 */
export function safe(text: string): string {
  return escaped(text)
    .replace(/[*~`]|(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, (mark) => HARMLESS[mark] ?? mark)
    .replace(/:(?=[\w+'-]+:)/g, ':\u200b');
}

/** The same, cut to at most `most` characters before it is made safe. */
export function safeUpTo(most: number, text: string): string {
  return safe(shorten(text, most));
}

/** An id or an address to copy, letter for letter. */
export function code(text: string): string {
  return `\`${escaped(text).replaceAll('`', HARMLESS['`'] ?? '')}\``;
}

/** A sentence of ours that may name people and commands; what else stands in it is made safe. */
export function sentence(mrkdwn: string): string {
  return mrkdwn
    .split(/(<@[UW][A-Z0-9]+>|`[^`]*`)/)
    .map((part, index) => (index % 2 === 0 ? safe(part) : part.startsWith('<@') ? part : code(part.slice(1, -1))))
    .join('');
}

function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Calls somebody to a message; the one place that writes the sign of a group, so that no text that passes through `sentence` can. */
export function call(called: Called): string {
  return called.kind === 'group' ? `<!subteam^${called.id}>` : `<@${called.id}>`;
}

export function section(mrkdwn: string): KnownBlock {
  return { type: 'section', text: prose(mrkdwn) };
}

export function context(...mrkdwn: readonly string[]): KnownBlock {
  return { type: 'context', elements: mrkdwn.filter(Boolean).slice(0, LIMITS.contextElements).map(prose) };
}

/** `verbatim`, or Slack would make links of bare addresses and channels of names in what people wrote. */
const prose = (mrkdwn: string) =>
  ({ type: 'mrkdwn', text: shortenMrkdwn(mrkdwn, LIMITS.sectionText), verbatim: true }) as const;

export function actions(buttons: readonly (Button | StaticSelect)[]): KnownBlock[] {
  return buttons.length > 0 ? [{ type: 'actions', elements: [...buttons] }] : [];
}

export interface ButtonWords {
  readonly actionId: string;
  readonly text: string;
  /** An opaque id; never a price, a person or a decision. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
}

export function button(words: ButtonWords): Button {
  return {
    type: 'button',
    action_id: words.actionId,
    text: plain(words.text, LIMITS.buttonText),
    value: words.value,
    ...(words.style ? { style: words.style } : {}),
    ...(words.confirm ? { confirm: confirmation(words.confirm) } : {}),
  };
}

export function confirmation(words: { title: string; text: string; yes: string }): ConfirmationDialog {
  return {
    title: plain(words.title, LIMITS.confirmTitle),
    text: plain(momentsInUtc(words.text), LIMITS.confirmText),
    confirm: plain(words.yes, 30),
    deny: plain('Go back', 30),
    style: 'danger',
  };
}

export function plain(text: string, most: number): { type: 'plain_text'; text: string } {
  return { type: 'plain_text', text: shorten(text, most) };
}

/** A moment in the reader's own time zone, with a UTC fallback. */
export function moment(atMs: number): string {
  const utc = `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(atMs / 1000)}^{date_short_pretty} {time}|${utc}>`;
}

/** "20 Nov 2026" of an ISO date. */
export function day(isoDate: string): string {
  const atMs = Date.parse(isoDate);
  if (Number.isNaN(atMs)) return safe(isoDate);
  return new Date(atMs).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** "1 line", "1,240 lines". */
export function count(number: number, thing: string): string {
  return `${number.toLocaleString('en-US')} ${thing}${number === 1 ? '' : 's'}`;
}
