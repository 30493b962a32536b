import {
  boolean,
  list,
  number,
  object,
  oneOf,
  pick,
  type Rule,
  type Shapes,
  shape,
  string,
  tagged,
  whole,
} from './rules.ts';

/** Rich text: what the message composer writes (`@slack/types` 3.2.0, RichText*). */

const style = {
  style: object({}, { bold: boolean, code: boolean, italic: boolean, strike: boolean, underline: boolean }),
};
const id = string({ min: 1 });

const SPANS: Shapes = {
  broadcast: shape({ range: oneOf('here', 'channel', 'everyone') }, style),
  color: shape({ value: string({ min: 1 }) }, style),
  channel: shape({ channel_id: id }, style),
  date: shape({ timestamp: number(), format: string({ min: 1 }) }, { ...style, url: string(), fallback: string() }),
  emoji: shape({ name: string({ min: 1 }) }, { ...style, unicode: string(), url: string() }),
  link: shape({ url: string({ min: 1 }) }, { ...style, text: string(), unsafe: boolean }),
  team: shape({ team_id: id }, style),
  text: shape({ text: string({ min: 1 }) }, style),
  user: shape({ user_id: id }, style),
  usergroup: shape({ usergroup_id: id }, style),
};

const spans = list(
  tagged(() => SPANS),
  { min: 0 },
);
const border = { border: whole(0, 1) };
const PREFORMATTED = pick(SPANS, ['text', 'link']);

const PARTS: Shapes = {
  rich_text_section: shape({ elements: spans }),
  rich_text_list: shape(
    {
      elements: list(
        tagged(() => pick(PARTS, ['rich_text_section'])),
        { min: 0 },
      ),
      style: oneOf('bullet', 'ordered'),
    },
    { ...border, indent: whole(0, 8), offset: whole(0, Number.MAX_SAFE_INTEGER) },
  ),
  rich_text_quote: shape({ elements: spans }, border),
  rich_text_preformatted: shape(
    {
      elements: list(
        tagged(() => PREFORMATTED),
        { min: 0 },
      ),
    },
    { ...border, language: string() },
  ),
};

export const richTextShape = shape(
  {
    elements: list(
      tagged(() => PARTS),
      { min: 0 },
    ),
  },
  { block_id: string({ max: 255 }) },
);

/** A `rich_text` block where another block or an element holds it. */
export const richText: Rule = tagged(() => ({ rich_text: richTextShape }));
