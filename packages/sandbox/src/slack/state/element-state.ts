import { elementsOf, withChildren } from '../block-kit/check-payload.ts';
import type { Members } from '../block-kit/rules.ts';
import type { Block, ElementState } from '../workspace.ts';

/** block id → action id → state, as `view.state.values` and `state.values` of a message. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, Members>>>>;

interface Kind {
  /** The member that carries the choice, and the element's member that presets it. */
  readonly member: string;
  readonly initial: string;
  readonly read: (state: ElementState) => unknown;
  readonly none: unknown;
}

/** An emptied field has no value, as one that was never filled. */
const one = (member: string, initial: string): Kind => ({
  member,
  initial,
  read: ({ value }) => (value === '' ? undefined : value),
  none: null,
});
const several = (member: string, initial: string): Kind => ({
  member,
  initial,
  read: (state) => state.selectedValues,
  none: [],
});
const option: Kind = {
  member: 'selected_option',
  initial: 'initial_option',
  read: (state) => state.selectedOption,
  none: null,
};
const options: Kind = {
  member: 'selected_options',
  initial: 'initial_options',
  read: (state) => state.selectedOptions,
  none: [],
};
const typed = one('value', 'initial_value');
const richText = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** How each element that keeps a state says it (`ViewStateValue` of @slack/bolt 5.1). */
const KINDS: Readonly<Record<string, Kind>> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: {
    member: 'rich_text_value',
    initial: 'initial_value',
    read: (state) => (state.value === undefined ? undefined : richText(state.value)),
    none: null,
  },
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: {
    ...one('selected_date_time', 'initial_date_time'),
    read: (state) => (state.value === undefined ? undefined : Number(state.value)),
  },
  static_select: option,
  external_select: option,
  radio_buttons: option,
  checkboxes: options,
  multi_static_select: options,
  multi_external_select: options,
  users_select: one('selected_user', 'initial_user'),
  channels_select: one('selected_channel', 'initial_channel'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  multi_users_select: several('selected_users', 'initial_users'),
  multi_channels_select: several('selected_channels', 'initial_channels'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations'),
};

const OVERFLOW: Kind = { ...option, initial: '' };

/** The choice in an action payload, such as `{selected_option: …}`; nothing for buttons. */
export function chosen(type: string, state: ElementState): Members {
  const kind = type === 'overflow' ? OVERFLOW : KINDS[type];
  return kind ? { [kind.member]: kind.read(state) ?? kind.none } : {};
}

/** The value that `state` gives an element, as it stands under its action id. */
export function stateValue(type: string, state: ElementState): Members | undefined {
  const kind = KINDS[type];
  return kind && { type, [kind.member]: kind.read(state) ?? kind.none };
}

/** What has been chosen in an element: undefined when nothing has. */
export function choiceIn(type: string, value: Members): unknown {
  const kind = KINDS[type];
  const choice = kind && value[kind.member];
  const isNothing = choice === null || choice === '' || (Array.isArray(choice) && choice.length === 0);
  return isNothing ? undefined : choice;
}

/** The state of every element that keeps one: what was entered, else what the app preset. */
export function stateOfBlocks(blocks: readonly Block[], entered: StateValues): StateValues {
  const rows = blocks.flatMap(withChildren).flatMap((block) => {
    const cells = elementsOf(block).flatMap((element) => {
      const type = String(element['type']);
      const kind = KINDS[type];
      if (!kind) return [];
      const preset = { type, [kind.member]: element[kind.initial] ?? kind.none };
      const actionId = String(element['action_id']);
      return [[actionId, entered[String(block['block_id'])]?.[actionId] ?? preset] as const];
    });
    return cells.length > 0 ? [[String(block['block_id']), Object.fromEntries(cells)] as const] : [];
  });
  return Object.fromEntries(rows);
}
