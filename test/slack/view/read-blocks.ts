import { BY } from '@rung/core/handbook/page.ts';
import type { Drawn } from '@rung/slack/view/blocks.ts';

/** The handbook's own links to its sources. */
const CITED = Object.values(BY).flatMap((source) => ('url' in source ? [`<${source.url}|${source.title}>`] : []));

/** Mentions that the samples are about: their people, their channel; and times. */
const EXPECTED =
  /^<(?:@U0ANA|@U0BO|@U0FAY|!subteam\^S0OWNERS|#C1|!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d: UTC-]+)>$/;

interface TextObject {
  readonly type: string;
  readonly text: string;
  readonly verbatim?: boolean;
}

/** Every text with marks that a card shows. */
export const mrkdwnOf = (drawn: Drawn): string[] => textsIn(drawn.blocks).map(({ text }) => text);

/** What Slack would read as a mention, a link or a date of somebody else's making, in the blocks and in the notification. */
export function strangeTokens({ text, blocks }: Drawn): string[] {
  const texts = textsIn(blocks);
  const tokens = [text, ...texts.map((one) => one.text)].flatMap((one) => one.match(/<[^>]*>?/g) ?? []);
  const links = texts.filter(({ verbatim }) => verbatim !== true).map((one) => `not verbatim: ${one.text}`);
  return [...tokens.filter((token) => !EXPECTED.test(token) && !CITED.includes(token)), ...links];
}

function textsIn(value: unknown): TextObject[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as Partial<TextObject>;
  const own = type === 'mrkdwn' && typeof text === 'string' ? [value as TextObject] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}
