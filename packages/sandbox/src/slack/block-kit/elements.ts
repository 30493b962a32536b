import {
  choiceOption,
  confirm,
  exactlyOne,
  image,
  initialAmongOptions,
  link,
  menuOption,
  oneSource,
  optionGroup,
  overflowOption,
} from './composition.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import {
  boolean,
  list,
  matching,
  object,
  oneOf,
  plainText,
  type Shape,
  type Shapes,
  shape,
  string,
  whole,
} from './rules.ts';

/** Every block element (`@slack/types` 3.2.0, block-elements.d.ts). */

const actionable = { action_id: string({ min: 1, max: LIMITS.actionId }) };
const focusable = { focus_on_load: boolean };
const placeholding = { placeholder: plainText(LIMITS.placeholder) };
const dispatching = {
  dispatch_action_config: object(
    {},
    { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
  ),
};
const accessible = { accessibility_label: string({ max: LIMITS.accessibilityLabel }) };
const button = { ...actionable, confirm, ...accessible, style: oneOf('primary', 'danger') };
const menu = { ...actionable, confirm, ...focusable, ...placeholding };
const many = { max_selected_items: whole(1, Number.MAX_SAFE_INTEGER) };
const ids = list(string({ min: 1 }), { min: 0 });
const staticOptions = {
  options: list(menuOption, { max: LIMITS.selectOptions }),
  option_groups: list(optionGroup, { max: LIMITS.optionGroups }),
};
const conversations = {
  default_to_current_conversation: boolean,
  filter: object(
    {},
    {
      include: list(oneOf('im', 'mpim', 'private', 'public')),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  ),
};
const feedback = object({ text: plainText(LIMITS.buttonText), value: string({ max: LIMITS.buttonValue }) }, accessible);
const field = { ...actionable, ...dispatching, ...focusable, ...placeholding };
const DATE = matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);
const TIME = matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const numeral = matching(/^-?\d+(?:\.\d+)?$/);

const staticMenu = (optional: Shape['optional']): Shape =>
  shape({}, { ...menu, ...staticOptions, ...optional }, (value, pointer) => [
    ...exactlyOne(value, pointer, ['options', 'option_groups']),
    ...initialAmongOptions(value, pointer),
  ]);
const lines = whole(1, LIMITS.richTextInputLines);

const BUTTONS: Shapes = {
  button: shape(
    { text: plainText(LIMITS.buttonText) },
    { ...button, value: string({ max: LIMITS.buttonValue }), url: link },
  ),
  workflow_button: shape(
    {
      text: plainText(LIMITS.buttonText),
      workflow: object({
        trigger: object(
          { url: link },
          { customizable_input_parameters: list(object({ name: string(), value: string() }), { min: 0 }) },
        ),
      }),
    },
    button,
  ),
  icon_button: shape(
    { icon: string({ min: 1 }), text: plainText(LIMITS.buttonText) },
    { ...actionable, confirm, ...accessible, value: string({ max: LIMITS.buttonValue }), visible_to_user_ids: ids },
  ),
  feedback_buttons: shape({ positive_button: feedback, negative_button: feedback }, actionable),
  overflow: shape({ options: list(overflowOption, { max: LIMITS.overflowOptions }) }, { ...actionable, confirm }),
};

const CHOICES: Shapes = {
  checkboxes: shape(
    { options: list(choiceOption, { max: LIMITS.choiceOptions }) },
    { ...actionable, confirm, ...focusable, initial_options: list(choiceOption) },
    initialAmongOptions,
  ),
  radio_buttons: shape(
    { options: list(choiceOption, { max: LIMITS.choiceOptions }) },
    { ...actionable, confirm, ...focusable, initial_option: choiceOption },
    initialAmongOptions,
  ),
  datepicker: shape({}, { ...menu, initial_date: DATE }),
  timepicker: shape({}, { ...menu, initial_time: TIME, timezone: string() }),
  datetimepicker: shape(
    {},
    { ...actionable, confirm, ...focusable, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
  ),
};

const MENUS: Shapes = {
  static_select: staticMenu({ initial_option: menuOption }),
  multi_static_select: staticMenu({ ...many, initial_options: list(menuOption) }),
  external_select: shape({}, { ...menu, initial_option: menuOption, min_query_length: whole(0, 3000) }),
  multi_external_select: shape(
    {},
    { ...menu, ...many, initial_options: list(menuOption), min_query_length: whole(0, 3000) },
  ),
  users_select: shape({}, { ...menu, initial_user: string() }),
  multi_users_select: shape({}, { ...menu, ...many, initial_users: ids }),
  conversations_select: shape(
    {},
    { ...menu, ...conversations, initial_conversation: string(), response_url_enabled: boolean },
  ),
  multi_conversations_select: shape({}, { ...menu, ...many, ...conversations, initial_conversations: ids }),
  channels_select: shape({}, { ...menu, initial_channel: string(), response_url_enabled: boolean }),
  multi_channels_select: shape({}, { ...menu, ...many, initial_channels: ids }),
};

const FIELDS: Shapes = {
  plain_text_input: shape(
    {},
    {
      ...field,
      initial_value: string({ max: LIMITS.plainTextInput }),
      multiline: boolean,
      min_length: whole(0, LIMITS.plainTextInput),
      max_length: whole(1, LIMITS.plainTextInput),
    },
  ),
  email_text_input: shape({}, { ...field, initial_value: string() }),
  url_text_input: shape({}, { ...field, initial_value: string() }),
  number_input: shape(
    { is_decimal_allowed: boolean },
    { ...field, initial_value: numeral, min_value: numeral, max_value: numeral },
  ),
  rich_text_input: shape({}, { ...field, initial_value: richText, min_lines: lines, max_lines: lines }),
  file_input: shape({}, { ...actionable, filetypes: ids, max_files: whole(1, LIMITS.fileInputFiles) }),
};

const IMAGE: Shapes = { image: shape({ alt_text: string({ max: LIMITS.imageAltText }) }, image, oneSource) };

/** The shapes of all elements by type. */
export const ELEMENTS: Shapes = { ...BUTTONS, ...CHOICES, ...MENUS, ...FIELDS, ...IMAGE };

const MENU_TYPES = Object.keys(MENUS);
const PICKERS = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...MENU_TYPES];

/** Which elements a block takes, by the types that `@slack/types` 3.2.0 names for it. */
export const ALLOWED = {
  actions: ['button', 'workflow_button', 'overflow', 'datetimepicker', 'rich_text_input', ...PICKERS],
  accessory: ['button', 'workflow_button', 'overflow', 'image', ...PICKERS],
  input: ['datetimepicker', ...Object.keys(FIELDS), ...PICKERS],
  contextActions: ['feedback_buttons', 'icon_button'],
} as const;
