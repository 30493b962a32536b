import type { LaunchForm } from '@rung/core/launch/launch-form.ts';
import type { ModalView } from '@slack/types';
import { FIELD_ACTION, LAUNCH_FIELDS, LAUNCH_FORM } from '../action-ids.ts';
import { plain, safe, safeUpTo, section } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { targetField } from './target-field.ts';

/** A base model as the form offers it. */
export interface BaseChoice {
  readonly id: string;
  /** "Nova Micro · $0.001 per 1,000 tokens × epochs". */
  readonly label: string;
}

/** What the form is opened with. */
export interface FormStart {
  /** Where the launch's card will stand. */
  readonly channel: string;
  /** Root of the diagnosed thread that it was opened from. */
  readonly rootTs: string | undefined;
  readonly region: string;
  readonly bases: readonly BaseChoice[];
  /** Why that thread's diagnosis is against a tune. */
  readonly veto: string | undefined;
}

/** The launch form. */
export function launchForm(form: FormStart): ModalView {
  const frame = { type: 'modal', callback_id: LAUNCH_FORM, title: plain('Launch a fine-tune', 24) } as const;
  if (form.bases.length === 0)
    return { ...frame, close: plain('Close', 24), blocks: [section(nothingToTune(form.region))] };
  return {
    ...frame,
    submit: plain('Check and ask', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel: form.channel, rootTs: form.rootTs }),
    blocks: [...vetoFields(form.veto), ...fields(form), targetField(), personalDataField()],
  };
}

const nothingToTune = (region: string) =>
  `*Nothing can be launched from here.* Rung knows no model that Bedrock fine-tunes in ${safe(region)}. It has to be deployed in a region that offers one, such as us-east-1.`;

/** A tune that the diagnosis forbids asks for a reason first. */
function vetoFields(veto: string | undefined): ModalView['blocks'] {
  if (veto === undefined) return [];
  return [
    section(`*The diagnosis of this thread is against a tune.* ${safeUpTo(1000, veto)}`),
    text({
      field: 'reason',
      label: 'Why launch it anyway',
      hint: 'Recorded with your name; the approver reads it too.',
      optional: true,
    }),
  ];
}

function fields(form: { region: string; bases: readonly BaseChoice[] }): ModalView['blocks'] {
  const options = form.bases.map((base) => ({ text: plain(base.label, LIMITS.optionText), value: base.id }));
  const [first] = options;
  return [
    text({
      field: 'name',
      label: 'Name',
      hint: 'Letters and digits, with single - or _ between them, at most 40.',
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
      hint: 'JSONL, one example a line. Every line is read before it is sent.',
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
      hint: 'The most this run may cost. A higher estimate is refused; a lower one still needs its approval.',
      initial: '25',
    }),
  ];
}

/** Asked of everybody, since nobody knows before the file is read. */
function personalDataField(): ModalView['blocks'][number] {
  return text({
    field: 'personalData',
    label: 'Personal data',
    hint: 'If the files hold e-mail addresses or the like: why they may be trained on. Recorded with your name; the approver reads it.',
    placeholder: 'Test accounts of our own, nobody’s',
    optional: true,
  });
}

interface TextField {
  readonly field: keyof typeof LAUNCH_FIELDS;
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
export function readLaunchForm(values: FormState): { form: LaunchForm; reason: string; personalData: string } {
  const read = (field: keyof typeof LAUNCH_FIELDS) => {
    const state = values[LAUNCH_FIELDS[field]]?.[FIELD_ACTION];
    return state?.selected_option?.value ?? state?.value ?? '';
  };
  const form = {
    kind: 'fine-tuning' as const,
    name: read('name'),
    baseModelId: read('baseModelId'),
    dataset: read('dataset'),
    validation: read('validation'),
    epochs: read('epochs'),
    budgetUsd: read('budgetUsd'),
  };
  return { form, reason: read('reason'), personalData: read('personalData') };
}
