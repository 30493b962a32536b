import type { Button, ConfirmationDialog, KnownBlock } from '@slack/types';
import { LIMITS, shorten } from './limits.ts';

/** A block that @slack/types 3.2 does not know yet, as Slack takes it. */
export interface ChartBlock {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: LineChart;
}

/** docs.slack.dev/reference/block-kit/blocks/data-visualization-block, read 2026-11-20. */
export interface LineChart {
  readonly type: 'line';
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

/** Makes a person's or AWS's text safe inside mrkdwn: it can neither mention, nor link, nor format. */
export function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, (mark) => `${mark}\u200b`);
}

export function section(mrkdwn: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: shorten(mrkdwn, LIMITS.sectionText) } };
}

export function context(...mrkdwn: readonly string[]): KnownBlock {
  return {
    type: 'context',
    elements: mrkdwn
      .slice(0, LIMITS.contextElements)
      .map((text) => ({ type: 'mrkdwn' as const, text: shorten(text, LIMITS.sectionText) })),
  };
}

export function actions(buttons: readonly Button[]): KnownBlock[] {
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

function confirmation(words: { title: string; text: string; yes: string }): ConfirmationDialog {
  return {
    title: plain(words.title, LIMITS.confirmTitle),
    text: plain(words.text, LIMITS.confirmText),
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
