import type { SlackError } from '../slack-error.ts';
import type { Office } from '../state/office.ts';
import type { Answering } from '../state/response-urls.ts';
import type { Args } from './args.ts';
import { postAsApp } from './chat.ts';
import { readContent } from './message-content.ts';

/**
 * What the app says through a response_url or in the body that it answers a command with: a message of its own for one person or for
 * the channel, or a change of the message that was clicked in (docs.slack.dev/interactivity/handling-user-interaction).
 */
export function takeAnswer(args: Args, office: Office, to: Answering): void {
  const original = to.ts === undefined ? undefined : office.conversations.find(to.channel, to.ts);
  if (args.flag('delete_original')) {
    if (original) office.conversations.remove(original);
    return;
  }
  const content = readContent(args, office.options);
  if (args.flag('replace_original') && original) {
    office.conversations.replace({ ...original, ...content, editedAt: office.conversations.stamp() });
    return;
  }
  const threadTs = args.text('thread_ts');
  const isPublic = args.text('response_type') === 'in_channel';
  postAsApp(office, { channel: to.channel, threadTs, ...(!isPublic && { onlyFor: to.user }) }, content);
}

/** A refusal through a response_url has a status of its own: 404 for a worn-out URL, 500 for what Slack cannot post. */
export function answerStatus(error: SlackError): number {
  return error.status === 200 ? 500 : error.status;
}
