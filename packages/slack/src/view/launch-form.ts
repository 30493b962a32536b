import type { FormChoices } from '@rung/core/launch/form-choices.ts';
import { LAUNCH_FIELD_NAMES, type LaunchForm } from '@rung/core/launch/launch-form.ts';
import { KIND_NAMES, LAUNCH_KINDS, type LaunchKind } from '@rung/core/launch/recipe.ts';
import type { ModalView } from '@slack/types';
import { FIELD_ACTION, LAUNCH_FIELDS, LAUNCH_FORM } from '../action-ids.ts';
import { context, plain, safe, safeUpTo, section } from './blocks.ts';
import { fillForm } from './fill-form.ts';
import { type FormBlock, select, text } from './form-fields.ts';
import { launchFields } from './launch-fields.ts';
import { targetField } from './target-field.ts';

/** What the form is opened with, and drawn anew with whenever a choice changes what it asks. */
export interface FormStart {
  /** Where the launch's card will stand. */
  readonly channel: string;
  /** Root of the diagnosed thread that it was opened from. */
  readonly rootTs: string | undefined;
  readonly choices: FormChoices;
  readonly chosen: FormChosen;
  /** Why that thread's diagnosis is against a launch of the chosen kind. */
  readonly veto: string | undefined;
  /** What its fields are filled in with, by their names. */
  readonly filled?: Readonly<Record<string, string | undefined>>;
}

/** The choices that decide which fields there are. */
export interface FormChosen {
  readonly kind: LaunchKind;
  readonly baseModelId?: string | undefined;
  readonly family?: string | undefined;
}

/** The launch form: the kind first, then what that kind and its base model take. */
export function launchForm(form: FormStart): ModalView {
  const { choices, channel, rootTs } = form;
  const frame = { type: 'modal', callback_id: LAUNCH_FORM, title: plain('Launch', 24) } as const;
  if (choices.kinds.length === 0)
    return { ...frame, close: plain('Close', 24), blocks: [section(nothingToLaunch(choices.region))] };
  const chosen = choices.kinds.includes(form.chosen.kind)
    ? form.chosen
    : { kind: choices.kinds[0] ?? form.chosen.kind };
  return {
    ...frame,
    submit: plain('Check and ask', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel, rootTs }),
    blocks: fillForm(
      [
        kindField(choices, chosen.kind),
        ...vetoFields(form.veto),
        ...launchFields(choices, chosen),
        ...(READS_TEXTS.includes(chosen.kind) ? [targetField(), PERSONAL_DATA] : []),
        context(sourceWords(choices)),
      ],
      form.filled ?? {},
    ),
  };
}

const nothingToLaunch = (region: string) =>
  `*Nothing can be launched from here.* Rung knows no model that Bedrock customizes in ${safe(region)}. It has to be deployed in a region that offers one, such as us-east-1.`;

const sourceWords = ({ isLive, region }: FormChoices) =>
  isLive
    ? `What Bedrock lists in ${region} now; ranges and defaults from AWS’s pages, read 20 to 26 Nov 2026.`
    : `Bedrock did not answer in time: offered is what AWS’s pages said on 20 to 26 Nov 2026. Preflight asks again.`;

function kindField(choices: FormChoices, kind: LaunchKind): FormBlock {
  return select({
    field: 'kind',
    label: 'What to make',
    hint: KIND_HINTS[kind],
    options: choices.kinds.map((value) => ({ value, label: KIND_NAMES[value] })),
    initial: kind,
    asksAnew: true,
  });
}

const KIND_HINTS: Readonly<Record<LaunchKind, string>> = {
  'fine-tuning': 'A model learns from examples with their answers.',
  'reinforcement-fine-tuning':
    'A model learns from prompts and the grades that your team’s function gives its answers.',
  distillation: 'A small model learns the answers of a large one.',
  import: 'A model that was trained elsewhere comes to Bedrock.',
  router: 'Each request goes to the cheaper of two models where that is good enough.',
  'prompt-optimisation': 'Prompts are rewritten and measured on your samples; nothing is trained.',
};

/** A launch that the diagnosis forbids asks for a reason first. */
function vetoFields(veto: string | undefined): FormBlock[] {
  if (veto === undefined) return [];
  return [
    section(`*The diagnosis of this thread is against it.* ${safeUpTo(1000, veto)}`),
    text({
      field: 'reason',
      label: 'Why launch it anyway',
      hint: 'Recorded with your name; the approver reads it too.',
      optional: true,
    }),
  ];
}

/** Kinds whose file is read for personal data. */
const READS_TEXTS: readonly LaunchKind[] = ['fine-tuning', 'reinforcement-fine-tuning', 'distillation'];

/** Asked of everybody, since nobody knows before the file is read. */
const PERSONAL_DATA = text({
  field: 'personalData',
  label: 'Personal data',
  hint: 'If the files hold e-mail addresses or the like: why they may be trained on. Recorded with your name; the approver reads it.',
  placeholder: 'Test accounts of our own, nobody’s',
  optional: true,
});

/** The state of a submitted form, block by block, as Slack sends it. */
export type FormState = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          value?: string | null | undefined;
          selected_option?: { value?: string } | null | undefined;
          selected_options?: readonly { value?: string }[] | null | undefined;
        }
      >
    >
  >
>;

/** What a person typed and chose; a field that was left empty is the empty text, one that was not shown is absent. */
export function readLaunchForm(values: FormState): { form: LaunchForm; reason: string; personalData: string } {
  const fields = LAUNCH_FIELD_NAMES.flatMap((field) => (field in values ? [[field, readField(values, field)]] : []));
  const kind = readField(values, LAUNCH_FIELDS.kind);
  return {
    form: { ...Object.fromEntries(fields), kind: LAUNCH_KINDS.find((known) => known === kind) ?? 'fine-tuning' },
    reason: readField(values, LAUNCH_FIELDS.reason),
    personalData: readField(values, LAUNCH_FIELDS.personalData),
  };
}

/** Which of the choices that decide the fields stand in this state. */
export function readChosen(values: FormState): FormChosen {
  const { kind, baseModelId, family } = readLaunchForm(values).form;
  return { kind, baseModelId, family };
}

/** A field has one element; its action id changes with the model whose default it shows. */
function readField(values: FormState, field: string): string {
  const state = Object.entries(values[field] ?? {}).find(([actionId]) => actionId.startsWith(FIELD_ACTION))?.[1];
  const several = state?.selected_options?.flatMap(({ value }) => value ?? []);
  return several?.join(',') ?? state?.selected_option?.value ?? state?.value ?? '';
}
