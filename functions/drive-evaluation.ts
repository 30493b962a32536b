import type { Slack } from '@rung/sandbox/slack/slack-options.ts';
import type { Message, SubmitOutcome } from '@rung/sandbox/slack/workspace.ts';
import { pressToForm } from './drive-slack.ts';

/** "Also as a Bedrock evaluation" on a verdict, the form filled in and submitted. */
export async function askEvaluation(
  slack: Slack,
  request: { as: string; message: Message; budgetUsd: string },
): Promise<SubmitOutcome> {
  const { as, message, budgetUsd: value } = request;
  const view = await pressToForm(slack, { as, message, label: /^Also as a Bedrock evaluation/ });
  const state = { actionId: 'value', blockId: 'budgetUsd', type: 'plain_text_input', value };
  const outcome = await slack.submit({ as, viewId: view.id, values: { budgetUsd: { value: state } } });
  if (outcome.kind === 'errors') await slack.closeView({ as, viewId: view.id });
  return outcome;
}
