import type { ModalView } from '@slack/types';
import { FIELD_ACTION, LAUNCH_FIELDS } from '../action-ids.ts';
import { plain } from './blocks.ts';
import { LIMITS } from './limits.ts';

export type FormBlock = ModalView['blocks'][number];

interface Field {
  readonly field: keyof typeof LAUNCH_FIELDS;
  readonly label: string;
  readonly hint: string;
}

export interface TextField extends Field {
  readonly placeholder?: string;
  readonly initial?: string;
  readonly optional?: boolean;
  /** Something else here, and Slack shows the initial text anew instead of what was typed before. */
  readonly variant?: string;
}

const frame = ({ field, label, hint }: Field) => ({
  type: 'input' as const,
  block_id: LAUNCH_FIELDS[field],
  label: plain(label, 2000),
  hint: plain(hint, 2000),
});

const actionId = (variant: string | undefined) =>
  variant === undefined ? FIELD_ACTION : `${FIELD_ACTION}.${variant}`.slice(0, 255);

export function text(words: TextField): FormBlock {
  return {
    ...frame(words),
    optional: words.optional ?? false,
    element: {
      type: 'plain_text_input',
      action_id: actionId(words.variant),
      ...(words.placeholder ? { placeholder: plain(words.placeholder, 150) } : {}),
      ...(words.initial ? { initial_value: words.initial } : {}),
    },
  };
}

export interface SelectField extends Field {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The first option when absent. */
  readonly initial?: string | undefined;
  /** Its choice changes which fields there are. */
  readonly asksAnew?: boolean;
  readonly variant?: string;
}

export function select(words: SelectField): FormBlock {
  const options = words.options.map(({ value, label }) => ({ text: plain(label, LIMITS.optionText), value }));
  const initial = options.find(({ value }) => value === words.initial) ?? options[0];
  return {
    ...frame(words),
    ...(words.asksAnew ? { dispatch_action: true } : {}),
    element: {
      type: 'static_select',
      action_id: actionId(words.variant),
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** Several of a few; the first one is ticked. */
export function selectMany(words: SelectField & { readonly most: number }): FormBlock {
  const options = words.options.map(({ value, label }) => ({ text: plain(label, LIMITS.optionText), value }));
  return {
    ...frame(words),
    element: {
      type: 'multi_static_select',
      action_id: actionId(words.variant),
      options,
      max_selected_items: words.most,
      initial_options: options.slice(0, 1),
    },
  };
}
