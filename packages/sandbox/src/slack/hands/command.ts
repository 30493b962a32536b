import { takeAnswer } from '../api/answer.ts';
import { type Args, argsOf } from '../api/args.ts';
import { isMembers } from '../block-kit/check-rule.ts';
import { type Answer, isTaken, outcomeOf } from '../deliver/courier.ts';
import { commandForm } from '../deliver/payloads.ts';
import { SlackError } from '../slack-error.ts';
import { SLACKBOT } from '../slack-options.ts';
import type { Office } from '../state/office.ts';
import type { Channel, DeliveryOutcome } from '../workspace.ts';

interface Typed {
  readonly as: string;
  readonly channel: Channel;
  readonly command: string;
  readonly text: string;
}

/** Sends a slash command, once, and shows the person what the app answers or Slack's word that it did not. */
export function runCommand(typed: Typed, office: Office): Promise<DeliveryOutcome> {
  const { as: user, channel, command } = typed;
  if (!office.options.commands.some((known) => known.command === command))
    throw new Error(`${command} is not a command of this workspace.`);
  return office.courier.during(async () => {
    const answerPath = office.responseUrls.issue('commands', { channel: channel.id, user });
    const form = commandForm(user, { ...typed, answerPath }, office);
    const body = new URLSearchParams(form).toString();
    const answer = await office.courier.send({ body, contentType: 'application/x-www-form-urlencoded' });
    show(answer, typed, office);
    return outcomeOf(answer);
  });
}

function show(answer: Answer, typed: Typed, office: Office): void {
  const code = troubleWith(answer, typed, office);
  if (code !== undefined) complain(code, typed, office);
}

/** Shows what the app said; the code of what went wrong otherwise. */
function troubleWith(answer: Answer, typed: Typed, office: Office): string | undefined {
  if (answer.status === 'timeout') return 'operation_timeout';
  if (!isTaken(answer)) return 'dispatch_failed';
  if (answer.body.trim() === '') return undefined;
  try {
    takeAnswer(said(answer), office, { channel: typed.channel.id, user: typed.as });
    return undefined;
  } catch (error) {
    if (error instanceof SlackError) return 'invalid_command_response';
    throw error;
  }
}

/** JSON when the app says that it is, else plain text. */
function said(answer: Answer & { body: string }): Args {
  if (!answer.headers.get('content-type')?.startsWith('application/json'))
    return argsOf({ text: answer.body }, undefined);
  try {
    const value: unknown = JSON.parse(answer.body);
    return argsOf(isMembers(value) ? value : { text: String(value) }, undefined);
  } catch {
    return argsOf({ text: answer.body }, undefined);
  }
}

/** The sentence that Slackbot shows to the person alone. */
function complain(code: string, { as: onlyFor, channel, command }: Typed, { conversations }: Office): void {
  const text = `${command} failed with the error "${code}"`;
  conversations.post({ channel: channel.id, user: SLACKBOT, text, onlyFor });
}
