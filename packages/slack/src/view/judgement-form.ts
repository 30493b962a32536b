import type { JudgementForm } from '@rung/core/evaluation/judgement/judgement-form.ts';
import type { MetricKind } from '@rung/core/evaluation/metrics/target-metric.ts';
import type { ModalView } from '@slack/types';
import { FIELD_ACTION, JUDGEMENT_FIELDS, JUDGEMENT_FORM } from '../action-ids.ts';
import { plain, safe, section } from './blocks.ts';
import type { FormState } from './launch-form.ts';
import { metricOption, OFFERED_METRICS } from './target-field.ts';

/** What the form is opened with. */
export interface JudgementFormStart {
  readonly channel: string;
  readonly launchId: string;
  /** The tuned model's name. */
  readonly name: string;
  /** The launch's validation set, as the likeliest held-out set; empty when there was none. */
  readonly heldOut: string;
  /** The metric that was declared before the launch. */
  readonly target: MetricKind | undefined;
}

/** "Judge it": the held-out set, the number that decides, and what a gain is worth. The price comes after, with its own click. */
export function judgementForm(form: JudgementFormStart): ModalView {
  return {
    type: 'modal',
    callback_id: JUDGEMENT_FORM,
    title: plain('Judge a tuned model', 24),
    submit: plain('Show me the price', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel: form.channel, launchId: form.launchId }),
    blocks: [
      section(
        `*${safe(form.name)}* against a good prompt and few-shot on its own base model, over the same examples. Nothing is asked of a model before you have seen the price.`,
      ),
      ...fields(form),
    ],
  };
}

function fields(form: JudgementFormStart): ModalView['blocks'] {
  return [
    text({
      field: 'heldOut',
      label: 'Held-out examples in S3',
      hint: 'JSONL as for training, 30 to 10,000 lines. Compared with the trained file by hash; shared prompts are refused.',
      initial: form.heldOut,
      placeholder: 's3://bucket/held-out.jsonl',
    }),
    metricField(form.target),
    text({
      field: 'labelField',
      label: 'Field that holds the label',
      hint: 'For accuracy and macro-F1 over JSON answers. Empty: the whole answer is the label.',
      optional: true,
    }),
    text({
      field: 'rubric',
      label: 'Rubric',
      hint: 'For “preferred by the rubric”: what makes an answer good. A judge model compares each answer with yours, in both places.',
      optional: true,
      multiline: true,
    }),
    text({
      field: 'labels',
      label: 'Labels of your team for the judge model',
      hint: 'For the rubric: 10 to 200 lines {"request", "a", "b", "better": "a", "b" or "tie"}. The card says in how many the judge agrees with you.',
      optional: true,
      placeholder: 's3://bucket/labels.jsonl',
    }),
    text({ field: 'shots', label: 'Few-shot examples', hint: 'Taken from the training set, 1 to 20.', initial: '5' }),
    text({
      field: 'ownPrompt',
      label: 'Your own prompt to beat',
      hint: 'Added to the system text. Empty: Rung writes one from what the training answers have in common.',
      optional: true,
      multiline: true,
    }),
    ...moneyFields(),
  ];
}

function moneyFields(): ModalView['blocks'] {
  return [
    text({
      field: 'requestsAMonth',
      label: 'Requests a month',
      hint: 'What you expect in production; the verdict’s bill is counted with it.',
      placeholder: '30000',
    }),
    text({
      field: 'worthAPointUsd',
      label: 'What a point is worth a month, in US dollars',
      hint: 'A gain that costs more a point is not shipped. Empty: any clear gain is.',
      optional: true,
    }),
    text({
      field: 'budgetUsd',
      label: 'Budget for judging in US dollars',
      hint: 'A higher estimate is refused; where a price is missing, this much is reserved.',
      initial: '5',
    }),
  ];
}

function metricField(target: MetricKind | undefined): ModalView['blocks'][number] {
  const declared =
    target === undefined ? 'Declared now, before anything is answered.' : 'As declared before the launch.';
  return {
    type: 'input',
    block_id: JUDGEMENT_FIELDS.metric,
    label: plain('Decided by', 2000),
    hint: plain(`One number. ${declared}`, 2000),
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      options: OFFERED_METRICS.map(metricOption),
      initial_option: metricOption(target ?? 'exact-match'),
    },
  };
}

interface TextField {
  readonly field: keyof typeof JUDGEMENT_FIELDS;
  readonly label: string;
  readonly hint: string;
  readonly placeholder?: string;
  readonly initial?: string;
  readonly optional?: boolean;
  readonly multiline?: boolean;
}

function text(words: TextField): ModalView['blocks'][number] {
  return {
    type: 'input',
    block_id: JUDGEMENT_FIELDS[words.field],
    optional: words.optional ?? false,
    label: plain(words.label, 2000),
    hint: plain(words.hint, 2000),
    element: {
      type: 'plain_text_input',
      action_id: FIELD_ACTION,
      ...(words.multiline ? { multiline: true } : {}),
      ...(words.placeholder ? { placeholder: plain(words.placeholder, 150) } : {}),
      ...(words.initial ? { initial_value: words.initial } : {}),
    },
  };
}

/** What a person typed; a field that was left empty is the empty text. */
export function readJudgementForm(values: FormState): JudgementForm {
  const read = (field: keyof typeof JUDGEMENT_FIELDS) => {
    const state = values[JUDGEMENT_FIELDS[field]]?.[FIELD_ACTION];
    return state?.selected_option?.value ?? state?.value ?? '';
  };
  return {
    heldOut: read('heldOut'),
    metric: read('metric'),
    labelField: read('labelField'),
    rubric: read('rubric'),
    labels: read('labels'),
    shots: read('shots'),
    ownPrompt: read('ownPrompt'),
    requestsAMonth: read('requestsAMonth'),
    worthAPointUsd: read('worthAPointUsd'),
    budgetUsd: read('budgetUsd'),
  };
}
