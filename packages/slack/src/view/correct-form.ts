import { FACTS } from '@rung/core/diagnosis/fact-names.ts';
import type { Evidence } from '@rung/core/diagnosis/verdict.ts';
import type { ModalView } from '@slack/types';
import { CORRECT_FORM, FIELD_ACTION } from '../action-ids.ts';
import { plain, section } from './blocks.ts';
import { LIMITS } from './limits.ts';

/** Checkboxes take at most ten options. */
const MOST_FACTS = 10;

const NOTHING_LEFT =
  '*No fact is left to strike out.* What is missing, write into the thread: one input, the answer you got, the answer you wanted.';

/** The form in which a person strikes out evidence that is not so. */
export function correctForm(form: { channel: string; rootTs: string; evidence: readonly Evidence[] }): ModalView {
  const options = form.evidence.slice(0, MOST_FACTS).map((evidence) => ({
    text: plain(`“${evidence.quote}”`, LIMITS.optionText),
    description: plain(`${evidence.state === 'denied' ? 'Not so: ' : ''}${FACTS[evidence.fact]}`, LIMITS.optionText),
    value: evidence.fact,
  }));
  const frame = { type: 'modal', callback_id: CORRECT_FORM, title: plain('Correct a fact', 24) } as const;
  if (options.length === 0) return { ...frame, close: plain('Close', 24), blocks: [section(NOTHING_LEFT)] };
  return {
    ...frame,
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
