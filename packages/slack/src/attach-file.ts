import type { TextFile } from '@rung/core/chat/card.ts';
import type { MessageRef } from '@rung/core/chat/person.ts';
import type { WebClient } from '@slack/web-api';
import type { Picture } from './picture/draw-chart.ts';

/** Refusals that a workspace's settings or a channel's make; the card says the same in short. */
const NO_FILES = ['missing_scope', 'file_uploads_disabled', 'access_denied', 'not_in_channel', 'channel_not_found'];

/** Shares a picture in a message's thread, with what it shows as its title and for whoever cannot see it. */
export async function attachPicture(client: WebClient, message: MessageRef, picture: Picture): Promise<void> {
  await client.filesUploadV2({
    channel_id: message.channel,
    thread_ts: message.ts,
    file: Buffer.from(picture.png),
    filename: picture.name,
    title: `${picture.title} (${picture.alt})`,
    alt_text: picture.alt,
  });
}

/** Shares a text as a file in a message's thread. */
export async function attachFile(
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
    const { data } = error as { data?: { error?: string } };
    if (!NO_FILES.includes(data?.error ?? '')) throw error;
    return 'unavailable';
  }
}
