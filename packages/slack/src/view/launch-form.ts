import type { LaunchField, LaunchForm } from '@rung/core/launch/recipe.ts';
import type { ModalView } from '@slack/types';
import { FIELD_ACTION, LAUNCH_FIELDS, LAUNCH_FORM } from '../action-ids.ts';
import { plain } from './blocks.ts';
import { LIMITS } from './limits.ts';

/** A base model as the form offers it. */
export interface BaseChoice {
  readonly id: string;
  /** "Nova Micro · $0.001 per 1,000 tokens × epochs". */
  readonly label: string;
}

/** The launch form; `channel` is where its card will stand. */
export function launchForm(form: { channel: string; region: string; bases: readonly BaseChoice[] }): ModalView {
  return {
    type: 'modal',
    callback_id: LAUNCH_FORM,
    title: plain('Launch a fine-tune', 24),
    submit: plain('Check and ask', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel: form.channel }),
    blocks: fields(form),
  };
}

function fields(form: { region: string; bases: readonly BaseChoice[] }): ModalView['blocks'] {
  const options = form.bases.map((base) => ({ text: plain(base.label, LIMITS.optionText), value: base.id }));
  const [first] = options;
  return [
    text({
      field: 'name',
      label: 'Name',
      hint: 'Of the model to be: letters, digits, - and _.',
      placeholder: 'support-triage-v1',
    }),
    {
      type: 'input',
      block_id: LAUNCH_FIELDS.baseModelId,
      label: plain('Base model', 2000),
      hint: plain(`What Bedrock fine-tunes in ${form.region}.`, 2000),
      element: {
        type: 'static_select',
        action_id: FIELD_ACTION,
        options,
        ...(first ? { initial_option: first } : {}),
      },
    },
    text({
      field: 'dataset',
      label: 'Training data in S3',
      hint: 'JSONL, one example a line. Every line is read before anything is sent.',
      placeholder: 's3://bucket/train.jsonl',
    }),
    text({
      field: 'validation',
      label: 'Validation data in S3',
      hint: 'Examples that training never sees; they show overfitting. Nova 2 Lite takes none.',
      placeholder: 's3://bucket/validation.jsonl',
      optional: true,
    }),
    text({
      field: 'epochs',
      label: 'Epochs',
      hint: 'Passes over the data. Nova takes 1 to 5, and 2 is AWS’s default.',
      initial: '2',
    }),
    text({
      field: 'budgetUsd',
      label: 'Budget in US dollars',
      hint: 'What you are ready to spend on this run at most.',
      initial: '25',
    }),
  ];
}

interface TextField {
  readonly field: LaunchField;
  readonly label: string;
  readonly hint: string;
  readonly placeholder?: string;
  readonly initial?: string;
  readonly optional?: boolean;
}

function text(words: TextField): ModalView['blocks'][number] {
  return {
    type: 'input',
    block_id: LAUNCH_FIELDS[words.field],
    optional: words.optional ?? false,
    label: plain(words.label, 2000),
    hint: plain(words.hint, 2000),
    element: {
      type: 'plain_text_input',
      action_id: FIELD_ACTION,
      ...(words.placeholder ? { placeholder: plain(words.placeholder, 150) } : {}),
      ...(words.initial ? { initial_value: words.initial } : {}),
    },
  };
}

/** The state of a submitted form, block by block, as Slack sends it. */
export type FormState = Readonly<
  Record<
    string,
    Readonly<
      Record<string, { value?: string | null | undefined; selected_option?: { value?: string } | null | undefined }>
    >
  >
>;

/** What a person typed; a field that was left empty is the empty text. */
export function readLaunchForm(values: FormState): LaunchForm {
  const read = (field: LaunchField) => {
    const state = values[LAUNCH_FIELDS[field]]?.[FIELD_ACTION];
    return state?.selected_option?.value ?? state?.value ?? '';
  };
  return {
    name: read('name'),
    baseModelId: read('baseModelId'),
    dataset: read('dataset'),
    validation: read('validation'),
    epochs: read('epochs'),
    budgetUsd: read('budgetUsd'),
  };
}
