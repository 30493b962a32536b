import type { Card } from '@rung/core/chat/card.ts';
import type { MessageRef, Place } from '@rung/core/chat/person.ts';
import type { Messenger, TextFile } from '@rung/core/ports.ts';
import type { Block } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Drawn } from './view/blocks.ts';
import { LIMITS, shorten } from './view/limits.ts';

/** Slack as use cases know it. */
export function messenger(client: WebClient): Messenger {
  return {
    post: async (place, card) => post(client, place, await draw(card)),
    edit: async (message, card) => edit(client, message, await draw(card)),
    attach: (message, file) => attach(client, message, file),
    whisper: async ({ place, user }, card) => whisper(client, { place, user }, await draw(card)),
  };
}

/** The views are loaded with the first card: a modal opens without them, inside Slack's three seconds. */
async function draw(card: Card): Promise<Drawn> {
  const { drawCard } = await import('./view/draw-card.ts');
  return drawCard(card);
}

/** What every message carries: a sentence for notifications, blocks, and no previews of links. */
function content(drawn: Drawn) {
  return {
    text: shorten(drawn.text, LIMITS.fallbackText),
    blocks: [...drawn.blocks] as Block[],
    unfurl_links: false,
    unfurl_media: false,
  };
}

async function post(client: WebClient, place: Place, drawn: Drawn): Promise<MessageRef> {
  const thread = place.threadTs ? { thread_ts: place.threadTs } : {};
  const send = (shown: Drawn) => client.chat.postMessage({ channel: place.channel, ...thread, ...content(shown) });
  const sent = await withoutChart(send, drawn);
  if (!sent.ts || !sent.channel) throw new Error('Slack took a message and named no timestamp');
  return { channel: sent.channel, ts: sent.ts };
}

/** Workspaces without Slack's chart block refuse the whole message; the sentence and the numbers beside the chart say the same. */
async function withoutChart<T>(send: (drawn: Drawn) => Promise<T>, drawn: Drawn): Promise<T> {
  const plain = { ...drawn, blocks: drawn.blocks.filter((block) => block.type !== 'data_visualization') };
  if (plain.blocks.length === drawn.blocks.length) return send(drawn);
  return send(drawn).catch((error: unknown) => {
    if (slackCode(error) !== 'invalid_blocks') throw error;
    return send(plain);
  });
}

async function edit(client: WebClient, message: MessageRef, drawn: Drawn): Promise<MessageRef> {
  try {
    await client.chat.update({ channel: message.channel, ts: message.ts, ...content(drawn) });
    return message;
  } catch (error) {
    if (!['message_not_found', 'cant_update_message'].includes(slackCode(error))) throw error;
    return post(client, { channel: message.channel }, drawn);
  }
}

/** Refusals that a workspace's settings or a channel's make; the card says the same in short. */
const NO_FILES = ['missing_scope', 'file_uploads_disabled', 'access_denied', 'not_in_channel', 'channel_not_found'];

async function attach(
  client: WebClient,
  message: MessageRef,
  { name, title, text }: TextFile,
): Promise<'attached' | 'unavailable'> {
  try {
    await client.filesUploadV2({
      channel_id: message.channel,
      thread_ts: message.ts,
      file: Buffer.from(text, 'utf8'),
      filename: name,
      title,
    });
    return 'attached';
  } catch (error) {
    if (!NO_FILES.includes(slackCode(error))) throw error;
    return 'unavailable';
  }
}

async function whisper(client: WebClient, to: { place: Place; user: string }, drawn: Drawn): Promise<void> {
  const thread = to.place.threadTs ? { thread_ts: to.place.threadTs } : {};
  await client.chat.postEphemeral({
    channel: to.place.channel,
    user: to.user,
    ...thread,
    text: drawn.text,
    blocks: [...drawn.blocks] as Block[],
  });
}

function slackCode(error: unknown): string {
  return (error as { data?: { error?: string } }).data?.error ?? '';
}
