import type { Evidence } from '@rung/core/diagnosis/verdict.ts';
import type { ModalView } from '@slack/types';
import { CORRECT_FORM, FIELD_ACTION } from '../action-ids.ts';
import { plain, section } from './blocks.ts';
import { LIMITS } from './limits.ts';

/** Checkboxes take at most ten options. */
const MOST_FACTS = 10;

/** The form in which a person strikes out evidence that is not so. */
export function correctForm(form: { channel: string; rootTs: string; evidence: readonly Evidence[] }): ModalView {
  const options = form.evidence.slice(0, MOST_FACTS).map((evidence) => ({
    text: plain(`“${evidence.quote}”`, LIMITS.optionText),
    description: plain(`${evidence.state === 'denied' ? 'not ' : ''}${evidence.fact}`, LIMITS.optionText),
    value: evidence.fact,
  }));
  return {
    type: 'modal',
    callback_id: CORRECT_FORM,
    title: plain('Correct a fact', 24),
    submit: plain('Strike out', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel: form.channel, rootTs: form.rootTs }),
    blocks: [
      section(
        'I read these as facts. Tick what I misread; it will no longer count. What is missing, write into the thread.',
      ),
      {
        type: 'input',
        block_id: 'facts',
        label: plain('Not so', 2000),
        element: { type: 'checkboxes', action_id: FIELD_ACTION, options },
      },
    ],
  };
}

/** The facts that were ticked. */
export function readCorrectForm(
  values: Readonly<Record<string, Readonly<Record<string, { selected_options?: readonly { value?: string }[] }>>>>,
): string[] {
  return (values['facts']?.[FIELD_ACTION]?.selected_options ?? []).flatMap(({ value }) => value ?? []);
}
