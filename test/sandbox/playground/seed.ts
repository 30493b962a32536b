import type { Block } from '@rung/sandbox/slack/workspace.ts';
import { plain } from './playground-fixture.ts';

/** Cards such as the app sends, one of every block that the page draws. */

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (actionId: string, text: string, more: object = {}) => ({
  type: 'button',
  action_id: actionId,
  text: plain(text),
  ...more,
});

export const IDLE_CARD: Block[] = [
  { type: 'header', block_id: 'h', text: plain('contracts-pt has answered nothing for 9 h and costs $60.50 an hour') },
  {
    type: 'section',
    block_id: 's',
    text: mrkdwn(
      '*$544.50* since its last request (<!date^1795244040^{date_short_pretty} at {time}|yesterday 23:14>).\nProvisioned Throughput, 1 unit, Nova 2 Lite, no term; made by <@U0ANA> for launch `support-tone-v2`.',
    ),
    fields: [
      mrkdwn('*Idle since*\nyesterday 23:14'),
      mrkdwn('*Wasted*\n$544.50'),
      mrkdwn('*Term*\nnone'),
      mrkdwn('*Owner*\n<@U0ANA>'),
    ],
  },
  {
    type: 'actions',
    block_id: 'a',
    elements: [
      button('stop', 'Stop it', {
        style: 'danger',
        value: 'contracts-pt',
        confirm: {
          title: plain('Stop contracts-pt?'),
          text: mrkdwn(
            'It saves *$60.50 an hour*. The custom model stays; hosting it again takes about 20 minutes and a new approval.',
          ),
          confirm: plain('Stop it'),
          deny: plain('Keep it'),
          style: 'danger',
        },
      }),
      {
        type: 'static_select',
        action_id: 'snooze',
        placeholder: plain('Snooze'),
        options: ['1 hour', '1 day', '1 week'].map((text) => ({ text: plain(text), value: text })),
      },
      button('keep', 'Keep, because…'),
      {
        type: 'overflow',
        action_id: 'more',
        options: [
          { text: plain('Who made it?'), value: 'who' },
          { text: plain('See the plan'), value: 'plan' },
        ],
      },
    ],
  },
  { type: 'context', block_id: 'c', elements: [mrkdwn('Prices of 2 Aug 2026, us-east-1 · rule R-IDLE-1')] },
];

export const LOSSES: Block = {
  type: 'data_visualization',
  block_id: 'chart',
  title: 'Loss by step',
  chart: {
    type: 'line',
    series: [
      {
        name: 'Training',
        data: [1.92, 1.61, 1.4, 1.27, 1.19, 1.12, 1.05].map((value, at) => ({ label: `${at * 60}`, value })),
      },
      {
        name: 'Validation',
        data: [1.95, 1.68, 1.49, 1.35, 1.21, 1.12, 1.11].map((value, at) => ({ label: `${at * 60}`, value })),
      },
    ],
    axis_config: { categories: ['0', '60', '120', '180', '240', '300', '360'], x_label: 'Step', y_label: 'Loss' },
  },
};

export const JUDGEMENT: Block[] = [
  {
    type: 'markdown',
    block_id: 'm',
    text: '## Keep few-shot\nThe tuned model is **0.4 points** better (−1.1 to 1.9): _too close to call_.\n\n1. 200 examples, exact match\n2. 9 went wrong → right\n   - 8 right → wrong\n\n> It would take about 1,900 examples to settle it.',
  },
  {
    type: 'data_table',
    block_id: 't',
    caption: 'Exact match on 200 held-out examples',
    row_header_column_index: 0,
    rows: [
      [
        { type: 'raw_text', text: 'Candidate' },
        { type: 'raw_text', text: 'Right' },
        { type: 'raw_text', text: 'Per month' },
      ],
      ...(
        [
          ['Prompt', 81, '$0'],
          ['Few-shot', 88.5, '$12'],
          ['Retrieval', 84, '$65'],
          ['Tuned', 88.9, '$422'],
          ['Tuned, 1 epoch', 86.1, '$422'],
          ['Distilled', 85.2, '$39'],
        ] as const
      ).map(([name, right, cost]) => [
        { type: 'raw_text', text: name },
        { type: 'raw_number', value: right, text: `${right} %` },
        { type: 'raw_text', text: cost },
      ]),
    ],
  },
  { type: 'alert', block_id: 'w', level: 'warning', text: mrkdwn('Its hosting would cost up to *$43,560 a month*.') },
  {
    type: 'data_visualization',
    block_id: 'bars',
    title: 'Exact match by candidate',
    chart: {
      type: 'bar',
      series: [
        {
          name: 'Right, %',
          data: [
            ['Prompt', 81],
            ['Few-shot', 88.5],
            ['Retrieval', 84],
            ['Tuned', 88.9],
          ].map(([label, value]) => ({ label: label ?? '', value: value ?? 0 })),
        },
      ],
      axis_config: { categories: ['Prompt', 'Few-shot', 'Retrieval', 'Tuned'], y_label: '% right' },
    },
  },
  {
    type: 'data_visualization',
    block_id: 'pie',
    title: 'This month by cause',
    chart: {
      type: 'pie',
      segments: [
        { label: 'Idle hosting', value: 544.5 },
        { label: 'Training', value: 61 },
        { label: 'Judging', value: 12 },
      ],
    },
  },
  {
    type: 'rich_text',
    block_id: 'r',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Decided by ' },
          { type: 'user', user_id: 'U0BO' },
          { type: 'text', text: ' in ' },
          { type: 'channel', channel_id: 'C0FIN' },
          { type: 'text', text: ' today', style: { bold: true } },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['cheaper', 'no standing cost'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '{"prompt": "…", "completion": "…"}' }] },
    ],
  },
  { type: 'image', block_id: 'i', image_url: 'https://example.com/x.png', alt_text: 'Loss falls from 1.95 to 1.11' },
  {
    type: 'table',
    block_id: 'tb',
    rows: [
      ['Line', 'Rule'],
      ['88', 'not valid JSON'],
      ['301', 'contradicts line 88'],
    ].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
  },
  { type: 'hologram', block_id: 'x' },
];

export const LAUNCH_FORM: Block[] = [
  { type: 'section', block_id: 'why', text: mrkdwn('Diagnosis of this thread: *fine-tuning*, agreed by <@U0BO>.') },
  {
    type: 'input',
    block_id: 'name',
    label: plain('Name'),
    hint: plain('Letters, digits and dashes.'),
    element: { type: 'plain_text_input', action_id: 'name', placeholder: plain('support-tone-v3') },
  },
  {
    type: 'input',
    block_id: 'uri',
    label: plain('Dataset'),
    element: { type: 'plain_text_input', action_id: 'uri', initial_value: 's3://rung-data/train.jsonl' },
  },
  {
    type: 'input',
    block_id: 'model',
    label: plain('Base model'),
    element: {
      type: 'static_select',
      action_id: 'model',
      placeholder: plain('Choose a model'),
      options: ['Nova Lite', 'Nova Micro'].map((text) => ({ text: plain(text), value: text })),
    },
  },
  {
    type: 'input',
    block_id: 'epochs',
    label: plain('Epochs'),
    optional: true,
    element: {
      type: 'number_input',
      action_id: 'epochs',
      is_decimal_allowed: false,
      initial_value: '2',
      min_value: '1',
      max_value: '5',
    },
  },
  {
    type: 'input',
    block_id: 'method',
    label: plain('Method'),
    element: {
      type: 'radio_buttons',
      action_id: 'method',
      initial_option: { text: plain('Fine-tuning'), value: 'ft' },
      options: [
        { text: plain('Fine-tuning'), value: 'ft', description: plain('Pairs of prompt and answer') },
        { text: plain('Distillation'), value: 'di', description: plain('A bigger model teaches') },
      ],
    },
  },
  {
    type: 'input',
    block_id: 'accept',
    label: plain('Accept'),
    optional: true,
    element: {
      type: 'checkboxes',
      action_id: 'accept',
      options: [
        { text: mrkdwn('12 *duplicates*'), value: 'dup' },
        { text: mrkdwn('4 e-mail addresses'), value: 'pii' },
      ],
    },
  },
  {
    type: 'input',
    block_id: 'note',
    label: plain('Why'),
    optional: true,
    element: { type: 'plain_text_input', action_id: 'note', multiline: true },
  },
];
