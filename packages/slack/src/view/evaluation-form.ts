import type { ModalView } from '@slack/types';
import { EVALUATION_FIELDS, EVALUATION_FORM, FIELD_ACTION } from '../action-ids.ts';
import type { EvaluationStart } from '../evaluation-desk.ts';
import { code, plain, safe, section } from './blocks.ts';
import type { FormState } from './launch-form.ts';

type Opened = Extract<EvaluationStart, { kind: 'can' }> & { readonly channel: string; readonly judgementId: string };

/** "Also as a Bedrock evaluation": who would score what, and the most that it may cost. The price comes after, with its own click. */
export function evaluationForm({ channel, judgementId, name, rival, evaluator }: Opened): ModalView {
  return {
    type: 'modal',
    callback_id: EVALUATION_FORM,
    title: plain('Evaluate in Bedrock', 24),
    submit: plain('Show me the price', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel, judgementId }),
    blocks: [
      section(
        `*${safe(name)}* against ${safe(rival)}: ${code(evaluator)} scores the answers that both gave for this judgement, for correctness and completeness, in evaluation jobs of Bedrock’s. No arm is asked again, and the verdict stays as it is.`,
      ),
      {
        type: 'input',
        block_id: EVALUATION_FIELDS.budgetUsd,
        label: plain('Budget in US dollars', 2000),
        hint: plain('A higher estimate is refused; where a price is missing, this much is reserved.', 2000),
        element: { type: 'plain_text_input', action_id: FIELD_ACTION, initial_value: '5' },
      },
    ],
  };
}

export const readEvaluationForm = (values: FormState): string =>
  values[EVALUATION_FIELDS.budgetUsd]?.[FIELD_ACTION]?.value ?? '';
