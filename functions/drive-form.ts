import type { Slack } from '@rung/sandbox/slack/slack-options.ts';
import type { View } from '@rung/sandbox/slack/workspace.ts';
import { waitFor } from './drive-waits.ts';

/** Chooses what to make; the form as it is drawn then. */
export async function chooseKind(
  slack: Slack,
  choice: { as: string; view: View; kind: string; field?: string },
): Promise<View> {
  const { as, view, kind: value, field = 'kind' } = choice;
  const element = elementOf(view, field);
  if (element.initial === value) return view;
  const selectedOption = { text: { type: 'plain_text', text: value }, value };
  const state = { type: 'static_select', actionId: element.actionId, blockId: field, selectedOption };
  await slack.actInView({ as, viewId: view.id, element: state });
  return waitFor(slack, `The form for ${value}`, () =>
    slack.views(as).find((now) => now.id === view.id && elementOf(now, field).initial === value),
  );
}

function elementOf(view: View, field: string): { actionId: string; initial: string | undefined } {
  const block = view.blocks.find(({ block_id }) => block_id === field);
  const { action_id = '', initial_option } = (block?.['element'] ?? {}) as {
    action_id?: string;
    initial_option?: { value?: string };
  };
  return { actionId: action_id, initial: initial_option?.value };
}
