import { createHash } from 'node:crypto';
import type { Block } from '../workspace.ts';

/** What the message composer makes of typed text: Slack sends people's messages as `rich_text` besides `text`. */
export function composerBlocks(text: string, ts: string): Block[] {
  const spans = text.split(/(<@U[A-Z0-9]+>|<#C[A-Z0-9]+(?:\|[^>]*)?>|https?:\/\/\S+)/).filter((part) => part !== '');
  const elements = spans.map((part) => {
    const user = /^<@(U[A-Z0-9]+)>$/.exec(part)?.[1];
    if (user) return { type: 'user', user_id: user };
    const channel = /^<#(C[A-Z0-9]+)/.exec(part)?.[1];
    if (channel) return { type: 'channel', channel_id: channel };
    return /^https?:\/\//.test(part) ? { type: 'link', url: part } : { type: 'text', text: part };
  });
  const blockId = createHash('sha256').update(ts).digest('base64url').slice(0, 5);
  return [{ type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] }];
}

/** A handle typed after an at sign is a mention, as the composer completes it ("@rung" → "<@U0RUNG>"). */
export function withMentions(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(/(^|[^\w<])@([\w.-]*\w)/g, (typed, before: string, name: string) => {
    const id = ids.get(name.toLowerCase());
    return id ? `${before}<@${id}>` : typed;
  });
}
