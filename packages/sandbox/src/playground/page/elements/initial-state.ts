import type { Block } from '../../../slack/workspace.ts';
import type { ElementState, FormValues } from '../../protocol.ts';
import { isObject, type JsonObject, list, string, strings } from '../read-json.ts';
import { chosen, readOption } from './option.ts';

type Part = Omit<ElementState, 'actionId' | 'blockId' | 'type'>;

const value =
  (member: string) =>
  (element: JsonObject): Part => {
    const initial = element[member];
    return typeof initial === 'string' || typeof initial === 'number' ? { value: String(initial) } : {};
  };
const values =
  (member: string) =>
  (element: JsonObject): Part =>
    element[member] === undefined ? {} : { selectedValues: strings(element[member]) };
const option = ({ initial_option: initial }: JsonObject): Part =>
  isObject(initial) ? { selectedOption: chosen(readOption(initial)) } : {};
const options = ({ initial_options: initial }: JsonObject): Part => ({
  selectedOptions: list(initial).map((item) => chosen(readOption(item))),
});

/** How each element that keeps a state is preset (`@slack/types` 3.2.0, block-elements.d.ts). */
const PRESETS: Readonly<Record<string, (element: JsonObject) => Part>> = {
  plain_text_input: value('initial_value'),
  email_text_input: value('initial_value'),
  url_text_input: value('initial_value'),
  number_input: value('initial_value'),
  rich_text_input: () => ({}),
  datepicker: value('initial_date'),
  timepicker: value('initial_time'),
  datetimepicker: value('initial_date_time'),
  static_select: option,
  external_select: option,
  radio_buttons: option,
  checkboxes: options,
  multi_static_select: options,
  users_select: value('initial_user'),
  channels_select: value('initial_channel'),
  conversations_select: value('initial_conversation'),
  multi_users_select: values('initial_users'),
  multi_channels_select: values('initial_channels'),
  multi_conversations_select: values('initial_conversations'),
};

/** What an element holds before anybody touches it; undefined when it holds nothing, as a button. */
export function initialState(element: JsonObject, blockId: string): ElementState | undefined {
  const type = string(element['type']);
  const preset = PRESETS[type];
  return preset && { actionId: string(element['action_id']), blockId, type, ...preset(element) };
}

/** What has been entered in the fields that a view has, or their presets: Slack keeps entries under the same block and action id. */
export function formOf(blocks: readonly Block[], entered: FormValues): FormValues {
  const states = blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => initialState(element, block.block_id ?? '') ?? []),
  );
  const form: Record<string, Record<string, ElementState>> = {};
  for (const state of states) {
    const known = entered[state.blockId]?.[state.actionId];
    form[state.blockId] = { ...form[state.blockId], [state.actionId]: known?.type === state.type ? known : state };
  }
  return form;
}

const elementsOf = (block: Block): readonly JsonObject[] => [
  ...list([block['accessory'] ?? null, block['element'] ?? null]),
  ...(block.type === 'actions' ? list(block['elements']) : []),
];
