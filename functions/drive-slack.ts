import type { HostForm } from '@rung/core/hosting/lease/host-form.ts';
import type { LaunchForm } from '@rung/core/launch/launch-form.ts';
import type { LaunchKind } from '@rung/core/launch/recipe.ts';
import type { Slack } from '@rung/sandbox/slack/slack-options.ts';
import type { Block, FormValues, Json, Message, SubmitOutcome, View } from '@rung/sandbox/slack/workspace.ts';
import { chooseKind } from './drive-form.ts';
import { DidNotHappen, waitFor } from './drive-waits.ts';

/** Everything a message says, blocks flattened to lines as a person reads them. */
export function readMessage(message: Message): string {
  return message.blocks ? readBlocks(message.blocks) : message.text;
}

export function readBlocks(blocks: readonly Block[]): string {
  return blocks.map(readBlock).filter(Boolean).join('\n');
}

function readBlock(block: Block): string {
  if (block.type === 'actions')
    return buttonsOf(block)
      .map((button) => `[ ${button.label} ]`)
      .join(' ');
  if (block.type === 'context') return texts(block['elements']).join('  ');
  if (block.type === 'data_visualization') return readChart(block);
  return texts(block['text']).join('');
}

function texts(json: Json | undefined): string[] {
  if (Array.isArray(json)) return json.flatMap((item: Json) => texts(item));
  if (typeof json !== 'object' || json === null) return [];
  const { text } = json as { text?: Json };
  return typeof text === 'string' ? [text] : [];
}

const BARS = '▁▂▃▄▅▆▇█';

function readChart(block: Block): string {
  const { series = [] } = (block['chart'] ?? {}) as { series?: { name: string; data: { value: number }[] }[] };
  const all = series.flatMap(({ data }) => data.map(({ value }) => value));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const bar = (value: number) => BARS[Math.round(((value - low) / (high - low || 1)) * (BARS.length - 1))] ?? '';
  const names = ((block['chart'] as { axis_config?: { categories?: string[] } }).axis_config?.categories ?? []).join(
    ', ',
  );
  if ((block['chart'] as { type?: string }).type === 'bar')
    return series
      .map(({ name, data }) => `${data.map(({ value }) => bar(value)).join(' ')}  ${name}: ${names}`)
      .join('\n');
  return series
    .map(
      ({ name, data }) =>
        `${data.map(({ value }) => bar(value)).join('')}  ${name}, ${data[0]?.value.toFixed(2)} → ${data.at(-1)?.value.toFixed(2)}`,
    )
    .join('\n');
}

interface Button {
  readonly actionId: string;
  readonly blockId: string;
  readonly label: string;
  readonly value: string;
}

function buttonsOf(block: Block): Button[] {
  const elements = Array.isArray(block['elements']) ? (block['elements'] as readonly Json[]) : [];
  return elements.flatMap((element) => {
    const { type, action_id, value, text } = element as {
      type?: string;
      action_id?: string;
      value?: string;
      text?: { text?: string };
    };
    return type === 'button'
      ? [{ actionId: action_id ?? '', blockId: block.block_id ?? '', label: text?.text ?? '', value: value ?? '' }]
      : [];
  });
}

/** Presses the button of a message whose label matches. */
export async function press(slack: Slack, click: { as: string; message: Message; label: RegExp }): Promise<void> {
  const { as, message, label } = click;
  const button = (message.blocks ?? []).flatMap(buttonsOf).find((candidate) => label.test(candidate.label));
  if (!button) throw new DidNotHappen(`No button ${label} on: ${readMessage(message)}`);
  const { actionId, blockId, value } = button;
  await slack.act({
    as,
    channel: message.channel,
    ts: message.ts,
    element: { type: 'button', actionId, blockId, value },
  });
}

/** Presses a button that opens a form; the form. */
export async function pressToForm(slack: Slack, click: { as: string; message: Message; label: RegExp }): Promise<View> {
  const before = new Set(slack.views(click.as).map(({ id }) => id));
  await press(slack, click);
  return waitFor(slack, 'The form', () => slack.views(click.as).find(({ id }) => !before.has(id)));
}

/** Chooses from the list on a message. */
export async function choose(slack: Slack, choice: { as: string; message: Message; option: RegExp }): Promise<void> {
  const { as, message, option } = choice;
  const found = (message.blocks ?? []).flatMap(optionsOf).find(({ text }) => option.test(text.text));
  if (!found) throw new DidNotHappen(`No option ${option} on: ${readMessage(message)}`);
  const { actionId, blockId, ...selectedOption } = found;
  await slack.act({
    as,
    channel: message.channel,
    ts: message.ts,
    element: { type: 'static_select', actionId, blockId, selectedOption },
  });
}

interface Option {
  readonly text: { readonly type: 'plain_text'; readonly text: string };
  readonly value: string;
}

function optionsOf(block: Block): (Option & { actionId: string; blockId: string })[] {
  const elements = Array.isArray(block['elements']) ? (block['elements'] as readonly Json[]) : [];
  return elements.flatMap((element) => {
    const { action_id: actionId = '', options = [] } = element as { action_id?: string; options?: readonly Option[] };
    return options.map((option) => ({ ...option, actionId, blockId: block.block_id ?? '' }));
  });
}

/** Waits for the newest message of a channel that says something. */
export function messageSaying(slack: Slack, channel: string, says: RegExp): Promise<Message> {
  return messageTo(slack, { channel }, says);
}

/** The same, as one person sees the channel: what only they can see is there too. */
export function messageTo(slack: Slack, seen: { channel: string; as?: string }, says: RegExp): Promise<Message> {
  return waitFor(slack, `A message saying ${says}`, () =>
    slack.messages(seen.channel, seen.as).findLast((message) => says.test(readMessage(message))),
  );
}

/** What a person types into the launch form, by its fields; a fine-tune when no kind is said. */
export type TypedLaunch = Omit<LaunchForm, 'kind'> & {
  readonly kind?: LaunchKind;
  readonly reason?: string;
  readonly personalData?: string;
  readonly target?: string;
};

/** `/rung launch` in a channel; the form that it opens. */
export async function openLaunchForm(slack: Slack, at: { as: string; channel: string }): Promise<View> {
  const before = new Set(slack.views(at.as).map(({ id }) => id));
  await slack.command({ ...at, command: '/rung', text: 'launch' });
  return waitFor(slack, 'The launch form', () => slack.views(at.as).find(({ id }) => !before.has(id)));
}

/** `/rung launch` in a channel, the form filled in and submitted. */
export async function launch(
  slack: Slack,
  request: { as: string; channel: string; typed: TypedLaunch },
): Promise<SubmitOutcome> {
  const { as, channel, typed } = request;
  const opened = await openLaunchForm(slack, { as, channel });
  const view = await chooseKind(slack, { as, view: opened, kind: typed.kind ?? 'fine-tuning' });
  const outcome = await slack.submit({ as, viewId: view.id, values: formValues(view, typed) });
  if (outcome.kind === 'errors') await slack.closeView({ as, viewId: view.id });
  return outcome;
}

/** What a person types into the form that judges a model. */
export interface TypedJudgement {
  readonly heldOut?: string;
  readonly metric?: string;
  readonly labelField?: string;
  readonly rubric?: string;
  readonly labels?: string;
  readonly shots?: string;
  readonly ownPrompt?: string;
  readonly requestsAMonth?: string;
  readonly worthAPointUsd?: string;
  readonly budgetUsd?: string;
}

/** "Judge it" on the card of a finished launch, the form filled in and submitted. */
export async function judge(
  slack: Slack,
  request: { as: string; message: Message; typed: TypedJudgement },
): Promise<SubmitOutcome> {
  const { as, message, typed } = request;
  const before = new Set(slack.views(as).map(({ id }) => id));
  await press(slack, { as, message, label: /^Judge it/ });
  const view = await waitFor(slack, 'The judgement form', () => slack.views(as).find(({ id }) => !before.has(id)));
  const filled = { shots: '6', requestsAMonth: '30000', budgetUsd: '5', metric: 'exact-match', ...typed };
  const outcome = await slack.submit({ as, viewId: view.id, values: typedValues(view, filled) });
  if (outcome.kind === 'errors') await slack.closeView({ as, viewId: view.id });
  return outcome;
}

/** What a person types into the form that hosts a model. */
export type TypedHosting = Partial<HostForm>;

/** "Host it" on a message, the form filled in and submitted. */
export async function host(
  slack: Slack,
  request: { as: string; message: Message; typed: TypedHosting },
): Promise<SubmitOutcome> {
  const { as, message, typed } = request;
  const view = await pressToForm(slack, { as, message, label: /^Host it/ });
  const filled = {
    days: '7',
    requestsAMonth: '30000',
    inputTokens: '800',
    outputTokens: '120',
    budgetUsd: '50',
    ...typed,
  };
  const outcome = await slack.submit({ as, viewId: view.id, values: typedValues(view, filled) });
  if (outcome.kind === 'errors') await slack.closeView({ as, viewId: view.id });
  return outcome;
}

/** The state of a form in which somebody typed this. */
export function formValues(view: View, typed: TypedLaunch): FormValues {
  return typedValues(view, { validation: '', epochs: '2', budgetUsd: '25', reason: '', personalData: '', ...typed });
}

function typedValues(view: View, filled: Readonly<Record<string, string>>): FormValues {
  return Object.fromEntries(
    view.blocks.flatMap((block) => {
      const blockId = block.block_id ?? '';
      const { type = '', action_id = '' } = (block['element'] ?? {}) as { type?: string; action_id?: string };
      const value = filled[blockId];
      if (value === undefined) return [];
      const state = { actionId: action_id, blockId, type };
      const option = (one: string) => ({ text: { type: 'plain_text', text: one }, value: one });
      const chosen =
        type === 'static_select'
          ? { selectedOption: option(value) }
          : type === 'multi_static_select'
            ? { selectedOptions: value.split(',').map(option) }
            : { value };
      return [[blockId, { [action_id]: { ...state, ...chosen } }]];
    }),
  );
}
