import type { ToKeep } from '@rung/core/hosting/spell.ts';
import { formatHourly } from '@rung/core/money.ts';
import type { ModalView } from '@slack/types';
import { FIELD_ACTION, KEEP_FORM } from '../action-ids.ts';
import { plain, safe, section } from './blocks.ts';
import { LIMITS } from './limits.ts';

/** The form that asks why an idle hosting is kept; the reason stays on the alert. */
export function keepForm(form: { channel: string; spellId: string }, kept: ToKeep | undefined): ModalView {
  return {
    type: 'modal',
    callback_id: KEEP_FORM,
    title: plain('Keep it', 24),
    submit: plain('Keep it', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify(form),
    blocks: [
      section(
        `${goesOnWords(kept)} Your name and reason stand on its card, in Home and in \`/rung idle\`. You are asked each week whether the reason still holds; nothing follows from silence.`,
      ),
      {
        type: 'input',
        block_id: 'reason',
        label: plain('Why?', 2000),
        element: {
          type: 'plain_text_input',
          action_id: FIELD_ACTION,
          min_length: 3,
          max_length: MOST_REASON,
          placeholder: plain('Demo for the board on Monday', LIMITS.placeholder),
        },
      },
    ],
  };
}

/** Two forms in a row would look the same without the name. */
function goesOnWords(kept: ToKeep | undefined): string {
  const rate = kept?.hourly === undefined ? '' : ` ${formatHourly(kept.hourly)}`;
  return `*${safe(kept?.name ?? 'It')}* stays, and goes on costing${rate}.`;
}

/** Characters of a reason: it has to fit the alert's one line. */
const MOST_REASON = 200;

/** The reason as it was typed. */
export function readKeepForm(
  values: Readonly<Record<string, Readonly<Record<string, { value?: string | null }>>>>,
): string {
  return values['reason']?.[FIELD_ACTION]?.value?.trim() ?? '';
}
