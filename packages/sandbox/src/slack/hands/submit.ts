import { acceptView } from '../api/views.ts';
import { isMembers } from '../block-kit/check-rule.ts';
import type { Members } from '../block-kit/rules.ts';
import { type Courier, isTaken } from '../deliver/courier.ts';
import { viewClosed, viewSubmission } from '../deliver/payloads.ts';
import { type StateValues, stateOfBlocks, stateValue } from '../state/element-state.ts';
import type { Office } from '../state/office.ts';
import { toView, type ViewRecord } from '../state/view-payload.ts';
import type { DeliveryOutcome, FormValues, SubmitOutcome } from '../workspace.ts';
import { formErrors } from './form-errors.ts';

/** What Slack's form says when the app does not answer in time, or not as it should. */
const TROUBLE = 'We had some trouble connecting. Try again?';

/** The payload as Slack posts it: one form field. */
export const interaction = (payload: Members) => ({
  body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  contentType: 'application/x-www-form-urlencoded' as const,
});

/** The states that a form's values give to elements that keep one. */
export function enteredBy(values: FormValues): StateValues {
  const blocks = Object.entries(values).map(([blockId, cells]) => {
    const known = Object.entries(cells).flatMap(([actionId, state]) => {
      const value = stateValue(state.type, state);
      return value ? [[actionId, value] as const] : [];
    });
    return [blockId, Object.fromEntries(known)] as const;
  });
  return Object.fromEntries(blocks);
}

/** Sends a form to the app, unless Slack's own checks refuse it first, and does what the app answers. */
export async function submitForm(view: ViewRecord, values: FormValues, office: Office): Promise<SubmitOutcome> {
  const filled = office.views.enter(view, enteredBy(values));
  const errors = formErrors(filled.sent.blocks, stateOfBlocks(filled.sent.blocks, filled.entered));
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  return office.courier.during(async () => {
    const answer = await office.courier.send(interaction(viewSubmission(filled, office)));
    return follow(answer, filled, office);
  });
}

function follow(answer: DeliveryOutcome, view: ViewRecord, office: Office): SubmitOutcome {
  if (!isTaken(answer) || answer.status !== 200) return failed(`the app answered ${answer.status}`);
  if (answer.body.trim() === '') {
    office.views.close(view, { all: false });
    return { kind: 'closed' };
  }
  try {
    return obey(JSON.parse(answer.body), view, office);
  } catch (error) {
    return failed(String((error as Error).message));
  }
}

const failed = (why: string): SubmitOutcome => ({ kind: 'failed', reason: `${TROUBLE} (${why})` });

function obey(said: unknown, view: ViewRecord, office: Office): SubmitOutcome {
  const answer = isMembers(said) ? said : {};
  switch (answer['response_action']) {
    case 'errors':
      return showErrors(answer['errors'], view);
    case 'clear':
      office.views.close(view, { all: true });
      return { kind: 'closed' };
    case 'update': {
      const current = office.views.find(view.id) ?? view;
      return { kind: 'view', view: toView(office.views.update(current, acceptView(answer['view'], 'modal'))) };
    }
    case 'push':
      return { kind: 'view', view: toView(office.views.push(view.user, acceptView(answer['view'], 'modal'))) };
    default:
      return failed('the answer has no response_action that Slack knows');
  }
}

/** Errors belong to input blocks; Slack takes no others. */
function showErrors(said: unknown, view: ViewRecord): SubmitOutcome {
  const errors = isMembers(said) ? Object.entries(said) : [];
  const inputs = view.sent.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const astray = errors.find(([blockId]) => !inputs.includes(blockId));
  if (errors.length === 0) return failed('response_action errors came without errors');
  if (astray) return failed(`an error names block ${astray[0]}, which is no input of this form`);
  return { kind: 'errors', errors: Object.fromEntries(errors.map(([id, text]) => [id, String(text)])) };
}

/** Closes the topmost view that is meant, and tells the app if it asked to be told. */
export async function closeForm(view: ViewRecord, office: Office): Promise<void> {
  const isCleared = view.sent['clear_on_close'] === true;
  const payload = viewClosed(view, { isCleared }, office);
  office.views.close(view, { all: isCleared });
  if (view.sent['notify_on_close'] === true) await tell(office.courier, payload);
}

const tell = (courier: Courier, payload: Members) => courier.during(() => courier.send(interaction(payload)));
