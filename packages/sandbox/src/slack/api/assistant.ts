import { checkRule } from '../block-kit/check-rule.ts';
import { list, object, oneOf, string } from '../block-kit/rules.ts';
import { invalidArguments, refusal, SlackError } from '../slack-error.ts';
import type { WorkspaceEvent } from '../workspace.ts';
import { demandJoined, demandThread, type Method } from './method.ts';

/** `@slack/web-api` 8.2, manifest.d.ts and assistant.d.ts; ten loading messages: docs.slack.dev, assistant.threads.setStatus. */
const PROMPTS = list(object({ title: string({ min: 1 }), message: string({ min: 1 }) }), { max: 4 });
const LOADING_MESSAGES = list(string(), { min: 0, max: 10 });
const SESSION_STATUS = oneOf('processing', 'active', 'suspended', 'closed');
const SESSION_TITLE = string({ min: 1, max: 200 });

type Prompts = Extract<WorkspaceEvent, { type: 'prompts' }>['prompts'];

const setStatus: Method = (args, office) => {
  const channel = demandJoined(args.required('channel_id'), office);
  const threadTs = demandThread(channel.id, args.required('thread_ts'), office);
  if (!args.has('status')) throw invalidArguments('missing required field: status');
  const loading = args.json('loading_messages');
  const slips = loading === undefined ? [] : checkRule(LOADING_MESSAGES, loading, '/loading_messages');
  if (slips.length > 0) throw refusal('invalid_arguments', slips);
  office.assistant.show({ channel: channel.id, threadTs }, args.text('status') ?? '');
  return {};
};

/** Kept nowhere: the title of a thread is for Slack's History list, which this workspace does not show. */
const setTitle: Method = (args, office) => {
  const channel = demandJoined(args.required('channel_id'), office);
  demandThread(channel.id, args.required('thread_ts'), office);
  args.required('title');
  return {};
};

const setSuggestedPrompts: Method = (args, office) => {
  const channel = demandJoined(args.required('channel_id'), office);
  const threadTs = args.text('thread_ts');
  if (threadTs !== undefined) demandThread(channel.id, threadTs, office);
  if (channel.kind !== 'app') throw new SlackError('channel_type_not_supported');
  const prompts = args.json('prompts');
  const slips = checkRule(PROMPTS, prompts, '/prompts');
  if (slips.length > 0) throw refusal('invalid_arguments', slips);
  office.bulletin.emit({ type: 'prompts', channel: channel.id, prompts: prompts as Prompts });
  return {};
};

/** While `processing`, people see that the app is at work; the other states take that away. */
const setSessionStatus: Method = (args, office) => {
  const channel = demandJoined(args.required('channel_id'), office);
  const threadTs = demandThread(channel.id, args.required('thread_ts'), office);
  const status = args.required('status');
  const title = args.text('title');
  const slips = [
    ...checkRule(SESSION_STATUS, status, '/status'),
    ...(title === undefined ? [] : checkRule(SESSION_TITLE, title, '/title')),
  ];
  if (slips.length > 0) throw refusal('invalid_arguments', slips);
  const thread = { channel: channel.id, threadTs };
  if (status === 'processing') office.assistant.show(thread, title ?? 'is working');
  else office.assistant.clear(thread);
  return {};
};

export const ASSISTANT: Readonly<Record<string, Method>> = {
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setTitle': setTitle,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
  'agents.sessions.setStatus': setSessionStatus,
};
