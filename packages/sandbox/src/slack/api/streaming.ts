import { isMembers, lengthOf } from '../block-kit/check-rule.ts';
import { LIMITS } from '../block-kit/limits.ts';
import type { Members } from '../block-kit/rules.ts';
import { invalidArguments, SlackError } from '../slack-error.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { Office } from '../state/office.ts';
import { toWire } from '../state/wire-message.ts';
import type { Block, Channel } from '../workspace.ts';
import type { Args } from './args.ts';
import { postAsApp } from './chat.ts';
import { acceptBlocks } from './message-content.ts';
import { demandChannel, demandJoined, demandMessage, demandThread, type Method } from './method.ts';

/** Streamed answers: https://docs.slack.dev/messaging/sending-and-scheduling-messages#text-streaming. */

type Content = Pick<StoredMessage, 'text' | 'blocks'>;

const start: Method = (args, office) => {
  const channel = demandJoined(args.required('channel'), office);
  const threadTs = demandThread(channel.id, args.required('thread_ts'), office);
  demandRecipient(args, channel);
  const content = addChunks({ text: '', blocks: [] }, args, office);
  const message = postAsApp(office, { channel: channel.id, threadTs }, content);
  office.streams.start(message.ts);
  return { channel: channel.id, ts: message.ts };
};

/** In a channel Slack must be told who is being answered. */
function demandRecipient(args: Args, { kind }: Channel): void {
  if (kind === 'app') return;
  if (!args.has('recipient_team_id')) throw new SlackError('missing_recipient_team_id');
  if (!args.has('recipient_user_id')) throw new SlackError('missing_recipient_user_id');
}

function demandStream(args: Args, office: Office): StoredMessage {
  const channel = demandChannel(args.required('channel'), office);
  const message = demandMessage({ channel: channel.id, ts: args.required('ts') }, office);
  office.streams.demand(message.ts);
  return message;
}

const append: Method = (args, office) => {
  const message = demandStream(args, office);
  if (!args.has('markdown_text') && !args.has('chunks')) throw new SlackError('no_text');
  office.conversations.replace({ ...message, ...addChunks(message, args, office) });
  return { channel: message.channel, ts: message.ts };
};

const stop: Method = (args, office) => {
  const message = demandStream(args, office);
  const content = addChunks(message, args, office);
  const last = args.has('blocks') ? acceptBlocks(args.json('blocks'), office.options) : [];
  const blocks = [...(content.blocks ?? []), ...last];
  if (content.text === '' && blocks.length === 0) throw new SlackError('no_text');
  const next = office.conversations.replace({ ...message, text: content.text, blocks });
  office.streams.stop(message.ts);
  return { channel: message.channel, ts: message.ts, message: toWire(next, office.options) };
};

/** The message with what a call adds: text runs on, tasks are renewed by id, blocks are put at the end. */
function addChunks(content: Content, args: Args, office: Office): Content {
  const chunks = args.json('chunks') ?? [];
  if (!Array.isArray(chunks)) throw invalidArguments('must provide an array [json-pointer:/chunks]');
  const text = args.text('markdown_text');
  const all = text === undefined ? chunks : [{ type: 'markdown_text', text }, ...chunks];
  const next = all.reduce((sum: Content, chunk) => addChunk(sum, chunk, office), content);
  if (lengthOf(next.text) > LIMITS.markdownText) throw new SlackError('msg_too_long');
  return next;
}

function addChunk({ text, blocks = [] }: Content, chunk: unknown, { options }: Office): Content {
  if (!isMembers(chunk)) throw invalidArguments('must provide an object [json-pointer:/chunks]');
  switch (chunk['type']) {
    case 'markdown_text': {
      const added = String(chunk['text'] ?? '');
      return { text: text + added, blocks: withText(blocks, added) };
    }
    case 'task_update':
      return { text, blocks: withTask(blocks, acceptBlocks([taskCard(chunk)], options)) };
    case 'plan_update':
      return { text, blocks: withPlan(blocks, acceptBlocks([{ type: 'plan', title: chunk['title'] }], options)) };
    case 'blocks':
      return { text, blocks: [...blocks, ...acceptBlocks(chunk['blocks'], options)] };
    default:
      throw invalidArguments(`unsupported type: ${String(chunk['type'])} [json-pointer:/chunks]`);
  }
}

function withText(blocks: readonly Block[], added: string): readonly Block[] {
  const last = blocks.at(-1);
  if (added === '') return blocks;
  if (last?.type !== 'markdown') return [...blocks, { type: 'markdown', block_id: `md-${blocks.length}`, text: added }];
  return [...blocks.slice(0, -1), { ...last, text: String(last['text']) + added }];
}

function withTask(blocks: readonly Block[], [card]: readonly Block[]): readonly Block[] {
  if (!card) return blocks;
  const known = blocks.some((block) => block['task_id'] === card['task_id']);
  if (!known) return [...blocks, card];
  return blocks.map((block) => (block['task_id'] === card['task_id'] ? { ...block, ...card } : block));
}

function withPlan(blocks: readonly Block[], [plan]: readonly Block[]): readonly Block[] {
  if (!plan) return blocks;
  return blocks.some(({ type }) => type === 'plan')
    ? blocks.map((block) => (block.type === 'plan' ? { ...block, title: plan['title'] } : block))
    : [...blocks, plan];
}

/** A task as a stream says it, with text where the block has rich text. */
function taskCard({ id, title, status, details, output, sources }: Members): Members {
  const rich = (text: unknown) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: String(text) }] }],
  });
  return {
    type: 'task_card',
    task_id: id,
    title,
    status,
    ...(details !== undefined && { details: rich(details) }),
    ...(output !== undefined && { output: rich(output) }),
    ...(sources !== undefined && { sources }),
  };
}

export const STREAMING: Readonly<Record<string, Method>> = {
  'chat.startStream': start,
  'chat.appendStream': append,
  'chat.stopStream': stop,
};
