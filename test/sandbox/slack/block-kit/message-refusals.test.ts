import { checkMessageBlocks, isTooLong } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import { toLine } from '@rung/sandbox/slack/block-kit/violation.ts';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import {
  actions,
  button,
  card,
  container,
  dataTable,
  group,
  image,
  line,
  many,
  menu,
  mrkdwn,
  option,
  pie,
  plain,
  raw,
  rich,
  section,
  slice,
  task,
  withText,
} from './samples.ts';

const REFUSED: readonly [why: string, block: object, refusal: string][] = [
  ['an unknown block', { type: 'nonsense' }, 'unsupported type: nonsense [json-pointer:/blocks/0/type]'],
  [
    'a block named like a member of every object',
    { type: 'constructor' },
    'unsupported type: constructor [json-pointer:/blocks/0/type]',
  ],
  ['a block without a type', {}, 'missing required field: type [json-pointer:/blocks/0]'],
  [
    'a member that Slack does not know',
    { type: 'divider', tint: 'red' },
    'invalid additional property: tint [json-pointer:/blocks/0]',
  ],
  [
    'a type on an option, which has none',
    menu({ options: [option(1, { type: 'option' })] }),
    'invalid additional property: type [json-pointer:/blocks/0/accessory/options/0]',
  ],
  [
    'mrkdwn in a header',
    { type: 'header', text: mrkdwn(1) },
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  [
    'mrkdwn on a button',
    actions(button({ text: mrkdwn(1) })),
    'unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]',
  ],
  ['an empty text', section({ text: mrkdwn(0) }), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a section that says nothing', section({}), 'must define either `text` or `fields` [json-pointer:/blocks/0/type]'],
  [
    'a text input among actions',
    actions({ type: 'plain_text_input' }),
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  ['an image among actions', actions(image({})), 'unsupported type: image [json-pointer:/blocks/0/elements/0/type]'],
  [
    'a button in a context',
    { type: 'context', elements: [button()] },
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
  ['no elements', actions(), 'no less than 1 items allowed [json-pointer:/blocks/0/elements]'],
  [
    'an input in a message',
    { type: 'input', label: plain(1), element: { type: 'plain_text_input' } },
    'unsupported type: input [json-pointer:/blocks/0/type]',
  ],
  [
    'an image without alt text',
    { type: 'image', image_url: 'https://example.com/a.png' },
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'an image without a picture',
    { type: 'image', alt_text: 'x' },
    'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
  ],
  [
    'a menu without options',
    menu({}),
    'must define either `options` or `option_groups` [json-pointer:/blocks/0/accessory]',
  ],
  [
    'options and groups at once',
    menu({ options: [option(1)], option_groups: [group(1)] }),
    'must not define both `options` and `option_groups` [json-pointer:/blocks/0/accessory]',
  ],
  [
    'a first choice that is not offered',
    menu({ options: [option(1)], initial_option: option(2) }),
    'must match one of the options [json-pointer:/blocks/0/accessory/initial_option]',
  ],
  [
    'two elements with one action id',
    actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    'action_id already exists: a [json-pointer:/blocks/0]',
  ],
  [
    'a style that is none',
    actions(button({ style: 'warning' })),
    'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'an address that is none',
    actions(button({ url: 'example.com' })),
    'failed to match the expected pattern [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'a day that is none',
    actions({ type: 'datepicker', initial_date: '2026-13-01' }),
    'failed to match the expected pattern [json-pointer:/blocks/0/elements/0/initial_date]',
  ],
  [
    'an empty card',
    card({ subtitle: mrkdwn(1) }),
    'must define at least one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]',
  ],
  [
    'a task in a state that is none',
    task({ status: 'done' }),
    'must be one of: pending, in_progress, complete, error [json-pointer:/blocks/0/status]',
  ],
  [
    'a container in a container',
    { type: 'container', title: plain(1), child_blocks: [container(1)] },
    'unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]',
  ],
  [
    'rich text in the header row',
    dataTable(2, 1, { rows: [[rich], [raw]] }),
    'rich_text is not allowed in the header row [json-pointer:/blocks/0/rows/0/0]',
  ],
  [
    'rows of unequal width',
    dataTable(2, 1, { rows: [[raw, raw], [raw]] }),
    'must have 2 cells, as the header row has [json-pointer:/blocks/0/rows/1]',
  ],
  ['a data table of a header alone', dataTable(1, 1), 'no less than 2 items allowed [json-pointer:/blocks/0/rows]'],
  [
    'an empty slice',
    pie([slice('a', 0)]),
    'must be greater than or equal to 5e-324 [json-pointer:/blocks/0/chart/segments/0/value]',
  ],
  [
    'two series of one name',
    line({ series: 2, names: () => 'loss' }),
    'series names must be unique [json-pointer:/blocks/0/chart/series]',
  ],
  [
    'points that miss a category',
    { ...line({}), chart: { ...line({}).chart, axis_config: { categories: ['a', 'c'] } } },
    'labels must match the categories of axis_config [json-pointer:/blocks/0/chart/series/0/data]',
  ],
];

test.each(REFUSED)('%s is refused', (_, block, refusal) => {
  check([block], refusal);
});

test('two blocks with one id are refused', () => {
  check(
    [
      { ...withText, block_id: 'b' },
      { ...withText, block_id: 'b' },
    ],
    'block_id already exists: b [json-pointer:/blocks/1/block_id]',
  );
});

test('an emoji counts as one character', () => {
  check([{ type: 'header', text: { type: 'plain_text', text: '🚀'.repeat(150) } }]);
});

test('the text of all blocks together is bounded', () => {
  const blocks = (last: number) => [...many(4, () => section({ text: mrkdwn(3000) })), section({ text: mrkdwn(last) })];

  expect(isTooLong(blocks(1200))).toBe(false);
  expect(isTooLong(blocks(1201))).toBe(true);
});

test('every block that a message may hold passes in its plainest form', () => {
  check([
    withText,
    { type: 'divider' },
    rich,
    task(),
    { type: 'plan', title: 'x', tasks: [task()] },
    {
      type: 'video',
      title: plain(1),
      alt_text: 'x',
      video_url: 'https://a.example/v',
      thumbnail_url: 'https://a.example/t',
    },
    { type: 'file', source: 'remote', external_id: 'x' },
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain(1), value: 'y' },
          negative_button: { text: plain(1), value: 'n' },
        },
      ],
    },
    actions({ type: 'users_select' }, { type: 'multi_channels_select', max_selected_items: 1 }, { type: 'timepicker' }),
  ]);
});

test('a workspace that charts have not reached refuses them by their type', () => {
  const [first] = checkMessageBlocks([pie([slice('a')])], { dataVisualization: false });

  expect(first && toLine(first)).toBe('unsupported type: data_visualization [json-pointer:/blocks/0/type]');
});
