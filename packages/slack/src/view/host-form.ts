import { DEFAULT_LEASE_DAYS, type HostField, type HostForm, moveValue } from '@rung/core/hosting/lease/host-form.ts';
import { isTerm } from '@rung/core/hosting/lease/ways.ts';
import type { ModalView } from '@slack/types';
import { FIELD_ACTION, HOST_FIELDS, HOST_FORM } from '../action-ids.ts';
import type { HostStart } from '../host-desk.ts';
import { code, count, moment, plain, safe, section } from './blocks.ts';
import { countedWords } from './judged-words.ts';
import type { FormState } from './launch-form.ts';
import { WAY_WORDS } from './lease-words.ts';

type Block = ModalView['blocks'][number];

/** "Host it": the way, the end and the traffic. The price comes after, on a card that somebody has to approve. */
export function hostForm(form: HostStart & { channel: string; launchId: string }): ModalView {
  const passed = form.notPassed === undefined ? passedWords(form) : `*Not passed:* ${form.notPassed}`;
  return {
    type: 'modal',
    callback_id: HOST_FORM,
    title: plain(form.imported ? 'Host an imported model' : 'Host a tuned model', 24),
    submit: plain('Ask for a yes', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel: form.channel, launchId: form.launchId }),
    blocks: [
      section(`${modelWords(form)} ${passed} Nothing ${form.imported ? 'changes' : 'is made'} before a yes.`),
      ...paidWords(form),
      ...(form.notPassed === undefined ? [] : [reasonField()]),
      wayField(form),
      ...(form.imported ? copyNumbers() : numbers(form)),
      ...(form.ways.some(isTerm) ? [confirmationField(form.name)] : []),
    ],
  };
}

/** For what it was passed: another way or price was not judged. */
const passedWords = ({ judged }: HostStart) =>
  judged ? `Its judgement says to ship it; it counted ${countedWords(judged)}.` : 'Its judgement says to ship it.';

/** A unit inside a term, before another one is bought. */
function paidWords({ moves, baseName }: HostStart): Block[] {
  const paid = moves.flatMap(({ modelName, paidUntilMs }) =>
    paidUntilMs === undefined ? [] : [{ modelName, paidUntilMs }],
  );
  if (paid.length === 0) return [];
  const each = paid
    .slice(0, MOST_NAMED)
    .map(({ modelName, paidUntilMs }) => `${safe(modelName)} until ${moment(paidUntilMs)}`)
    .join(', ');
  return [
    section(
      `*Paid for already:* ${count(paid.length, 'unit')} of ${safe(baseName)} inside a term (${each}). In its place this model costs nothing more until then, and the one before answers no more: choose “In place of …” below.`,
    ),
  ];
}

const MOST_NAMED = 5;

function modelWords({ name, baseName, imported }: HostStart): string {
  if (!imported) return `*${safe(name)}*, tuned from ${safe(baseName)}.`;
  const { units, weights } = imported;
  const size = units
    ? `A copy takes ${count(units.perCopy, 'custom model unit')} (${units.version}).`
    : 'How many units a copy takes, AWS did not say.';
  return `*${safe(name)}*, imported from ${code(weights.uri)}. ${size} It stands already and bills its storage; hosting it gives it an end. Then it is deleted from Bedrock, if its weights still lie there unchanged, so that it can be imported again.`;
}

const BASE_HINT = 'The ways that AWS has for this base model in its region. Nothing bills before the yes.';
const MOVE_HINT = ' In place of another model it takes over its unit, its address and its end.';
const IMPORT_HINT =
  'The one way that AWS has for an imported model. Copies come up when it is asked, before the yes too.';

/** Most hostings that can be taken over from the form; Slack takes 100 options. */
const MOST_MOVES = 50;

function wayField({ ways, moves, imported }: Pick<HostStart, 'ways' | 'moves' | 'imported'>): Block {
  const paid = moves.filter(({ paidUntilMs }) => paidUntilMs !== undefined);
  const others = moves.filter(({ paidUntilMs }) => paidUntilMs === undefined);
  const options = [
    ...ways.map((way) => ({
      text: plain(isTerm(way) ? `${WAY_WORDS[way]}: cannot be left` : WAY_WORDS[way], 75),
      value: `${way}`,
    })),
    ...[...paid, ...others].slice(0, MOST_MOVES).map((move) => ({
      text: plain(
        `In place of ${move.modelName}, ${move.paidUntilMs === undefined ? 'until its end' : 'its term is paid'}`,
        75,
      ),
      value: moveValue(move),
    })),
  ];
  const [first] = options;
  return {
    ...frame('way', 'How it answers', imported ? IMPORT_HINT : `${BASE_HINT}${moves.length > 0 ? MOVE_HINT : ''}`),
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      options,
      ...(first ? { initial_option: first } : {}),
    },
  };
}

function numbers({ requestsAMonth, inputTokens, outputTokens }: HostStart): Block[] {
  return [
    daysField(),
    text(
      { field: 'requestsAMonth', label: 'Requests a month', hint: 'The price is counted with it.' },
      given(requestsAMonth),
    ),
    text({ field: 'inputTokens', label: 'Tokens in a request', hint: averageHint(inputTokens) }, given(inputTokens)),
    text({ field: 'outputTokens', label: 'Tokens in an answer', hint: averageHint(outputTokens) }, given(outputTokens)),
    budgetField(),
  ];
}

/** What an imported model is billed by: windows of five minutes, for each copy that runs. */
function copyNumbers(): Block[] {
  const requests = 'At worst each opens a window of five minutes of its own; the price is counted so.';
  const copies = 'AWS starts copies when requests come and ends them when none do; the price is counted with so many.';
  return [
    daysField(),
    text({ field: 'requestsAMonth', label: 'Requests a month', hint: requests }, undefined),
    text({ field: 'copies', label: 'Copies at once', hint: copies }, '1'),
    budgetField(),
  ];
}

const daysField = () =>
  text(
    {
      field: 'days',
      label: 'Days until it ends',
      hint: 'A day before, the thread asks. Without an answer it is deleted.',
    },
    `${DEFAULT_LEASE_DAYS}`,
  );

const budgetField = () =>
  text(
    {
      field: 'budgetUsd',
      label: 'Budget in US dollars',
      hint: 'The most it may cost until its end: a higher price is refused. Where none is known, this much is reserved, and nothing stops at it.',
    },
    '50',
  );

const averageHint = (measured: number | undefined) =>
  measured === undefined ? 'On average.' : 'On average; its judgement measured it.';

const given = (number: number | undefined) => (number === undefined ? undefined : `${number}`);

function reasonField(): Block {
  const words = 'Recorded with your name, and shown to whoever approves.';
  return {
    ...frame('reason', 'Why host it nevertheless', words),
    element: { type: 'plain_text_input', action_id: FIELD_ACTION, multiline: true, max_length: 500 },
  };
}

function confirmationField(name: string): Block {
  return {
    ...frame(
      'confirmation',
      'For a term: type the model’s name',
      `A term cannot be left before its end. Type ${name}.`,
    ),
    optional: true,
    element: { type: 'plain_text_input', action_id: FIELD_ACTION },
  };
}

const frame = (field: HostField, label: string, hint: string) => ({
  type: 'input' as const,
  block_id: HOST_FIELDS[field],
  label: plain(label, 2000),
  hint: plain(hint, 2000),
});

function text(words: { field: HostField; label: string; hint: string }, initial: string | undefined): Block {
  const start = initial === undefined ? {} : { initial_value: initial };
  return {
    ...frame(words.field, words.label, words.hint),
    element: { type: 'plain_text_input', action_id: FIELD_ACTION, ...start },
  };
}

/** What a person typed; a field that was left empty or is not there is the empty text. */
export function readHostForm(values: FormState): HostForm {
  const read = (field: HostField) => {
    const state = values[HOST_FIELDS[field]]?.[FIELD_ACTION];
    return state?.selected_option?.value ?? state?.value ?? '';
  };
  return {
    ...{ way: read('way'), days: read('days'), requestsAMonth: read('requestsAMonth') },
    ...{ inputTokens: read('inputTokens'), outputTokens: read('outputTokens'), copies: read('copies') },
    budgetUsd: read('budgetUsd'),
    ...{ reason: read('reason'), confirmation: read('confirmation') },
  };
}
