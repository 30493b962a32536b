import { checkView } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import { toLine } from '@rung/sandbox/slack/block-kit/violation.ts';
import { expect, test } from 'vitest';

function check(view: unknown, expected?: string): void {
  const [first] = checkView(view);
  expect(first && toLine(first)).toBe(expected);
}

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const many = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
const modal = (more: object = {}) => ({ type: 'modal', title: plain(1), blocks: [], ...more });
const home = (more: object = {}) => ({ type: 'home', blocks: [], ...more });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain(1), element, ...more });
const asking = (element: object, more: object = {}) => modal({ submit: plain(1), blocks: [input(element, more)] });

const LIMITS: readonly [name: string, fits: object, exceeds: object, refusal: string][] = [
  [
    'modal title',
    modal({ title: plain(24) }),
    modal({ title: plain(25) }),
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  [
    'submit',
    modal({ submit: plain(24) }),
    modal({ submit: plain(25) }),
    'must be less than 25 characters [json-pointer:/view/submit/text]',
  ],
  [
    'close',
    modal({ close: plain(24) }),
    modal({ close: plain(25) }),
    'must be less than 25 characters [json-pointer:/view/close/text]',
  ],
  [
    'private_metadata',
    modal({ private_metadata: 'x'.repeat(3000) }),
    modal({ private_metadata: 'x'.repeat(3001) }),
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'callback_id',
    modal({ callback_id: 'x'.repeat(255) }),
    modal({ callback_id: 'x'.repeat(256) }),
    'must be less than 256 characters [json-pointer:/view/callback_id]',
  ],
  [
    'external_id',
    modal({ external_id: 'x'.repeat(255) }),
    modal({ external_id: 'x'.repeat(256) }),
    'must be less than 256 characters [json-pointer:/view/external_id]',
  ],
  [
    'blocks of a modal',
    modal({ blocks: many(100) }),
    modal({ blocks: many(101) }),
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'blocks of Home',
    home({ blocks: many(100) }),
    home({ blocks: many(101) }),
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'label',
    asking({ type: 'plain_text_input' }, { label: plain(2000) }),
    asking({ type: 'plain_text_input' }, { label: plain(2001) }),
    'must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]',
  ],
  [
    'hint',
    asking({ type: 'plain_text_input' }, { hint: plain(2000) }),
    asking({ type: 'plain_text_input' }, { hint: plain(2001) }),
    'must be less than 2001 characters [json-pointer:/view/blocks/0/hint/text]',
  ],
  [
    'max_length',
    asking({ type: 'plain_text_input', max_length: 3000 }),
    asking({ type: 'plain_text_input', max_length: 3001 }),
    'must be less than or equal to 3000 [json-pointer:/view/blocks/0/element/max_length]',
  ],
  [
    'files of a file input',
    asking({ type: 'file_input', max_files: 10 }),
    asking({ type: 'file_input', max_files: 11 }),
    'must be less than or equal to 10 [json-pointer:/view/blocks/0/element/max_files]',
  ],
];

test.for(LIMITS)('%s: what just fits passes, one more is refused', ([, fits, exceeds, refusal]) => {
  check(fits);
  check(exceeds, refusal);
});

const REFUSED: readonly [why: string, view: unknown, refusal: string][] = [
  ['something that is no view', [], 'must provide an object [json-pointer:/view]'],
  ['a view of no type', { blocks: [] }, 'missing required field: type [json-pointer:/view]'],
  [
    'a view of an unknown type',
    { type: 'workflow_step', blocks: [] },
    'unsupported type: workflow_step [json-pointer:/view/type]',
  ],
  ['a modal without a title', { type: 'modal', blocks: [] }, 'missing required field: title [json-pointer:/view]'],
  [
    'a form that cannot be sent',
    modal({ blocks: [input({ type: 'plain_text_input' })] }),
    'missing required field: submit [json-pointer:/view]',
  ],
  [
    'a button as an input',
    asking({ type: 'button', text: plain(1) }),
    'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
  ],
  [
    'a markdown block in a modal',
    modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
    'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
  ],
  [
    'a table in Home',
    home({ blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }] }),
    'unsupported type: table [json-pointer:/view/blocks/0/type]',
  ],
  [
    'a number input that does not say whether it is whole',
    asking({ type: 'number_input' }),
    'missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]',
  ],
  [
    'two elements that want the focus',
    modal({
      submit: plain(1),
      blocks: [
        input({ type: 'plain_text_input', focus_on_load: true }),
        input({ type: 'plain_text_input', focus_on_load: true }),
      ],
    }),
    'only one element may have focus_on_load [json-pointer:/view/blocks]',
  ],
];

test.each(REFUSED)('%s is refused', (_, view, refusal) => {
  check(view, refusal);
});

test('Home takes inputs without a submit button', () => {
  check(home({ blocks: [input({ type: 'users_select' }, { dispatch_action: true })] }));
});
