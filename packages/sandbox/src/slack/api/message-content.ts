import { checkMessageBlocks, isTooLong } from '../block-kit/check-payload.ts';
import { isMembers, lengthOf } from '../block-kit/check-rule.ts';
import { LIMITS } from '../block-kit/limits.ts';
import type { Members } from '../block-kit/rules.ts';
import { refusal, SlackError } from '../slack-error.ts';
import type { SlackOptions } from '../slack-options.ts';
import { fillIds } from '../state/fill-ids.ts';
import type { Block, Json } from '../workspace.ts';
import type { Args } from './args.ts';

/** Slack cuts longer text off (docs.slack.dev/reference/methods/chat.postMessage, "Truncating content"). */
const TEXT_KEPT = 40_000;

export interface Content {
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: unknown;
  readonly metadata?: Json;
}

/** What a message is to say, checked as Slack checks it; refuses a message that says nothing. */
export function readContent(args: Args, options: SlackOptions): Content {
  const content = readParts(args, options);
  if (content.text === '' && !content.blocks?.length && !hasAttachments(content)) throw new SlackError('no_text');
  return content;
}

const hasAttachments = ({ attachments }: Content) => Array.isArray(attachments) && attachments.length > 0;

/** As `readContent`, for calls that may leave everything as it was. */
export function readParts(args: Args, options: SlackOptions): Content {
  const markdown = args.text('markdown_text');
  const blocks = readBlocks(args, options);
  const attachments = args.json('attachments');
  if (markdown !== undefined && (blocks || args.text('text') !== undefined))
    throw new SlackError('markdown_text_conflict');
  if (markdown !== undefined && lengthOf(markdown) > LIMITS.markdownText) throw new SlackError('msg_too_long');
  const written = markdown === undefined ? blocks : fillIds([{ type: 'markdown', text: markdown }]);
  return {
    text: (markdown ?? args.text('text') ?? '').slice(0, TEXT_KEPT),
    ...(written && { blocks: written }),
    ...(attachments !== undefined && { attachments }),
    ...readMetadata(args),
  };
}

function readBlocks(args: Args, options: SlackOptions): Block[] | undefined {
  if (!args.has('blocks')) return undefined;
  let sent: unknown;
  try {
    sent = args.json('blocks');
  } catch {
    throw new SlackError('invalid_blocks_format');
  }
  return sent === undefined ? undefined : acceptBlocks(sent, options);
}

/** Checks blocks for a message and gives them their ids. */
export function acceptBlocks(sent: unknown, { rolloutOff }: SlackOptions): Block[] {
  if (!Array.isArray(sent)) throw new SlackError('invalid_blocks_format');
  const violations = checkMessageBlocks(sent, { dataVisualization: !rolloutOff });
  if (violations.length > 0) throw refusal('invalid_blocks', violations);
  if (isTooLong(sent)) throw new SlackError('msg_blocks_too_long');
  return fillIds(sent as Members[]);
}

function readMetadata(args: Args): { metadata?: Json } {
  const metadata = args.json('metadata');
  if (metadata === undefined) return {};
  const isEvent =
    isMembers(metadata) && typeof metadata['event_type'] === 'string' && isMembers(metadata['event_payload']);
  const isEntities = isMembers(metadata) && Array.isArray(metadata['entities']);
  if (!isEvent && !isEntities) throw new SlackError('invalid_metadata_format');
  return { metadata: metadata as Json };
}
