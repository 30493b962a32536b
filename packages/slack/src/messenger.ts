import type { Card } from '@rung/core/chat/card.ts';
import type { MessageRef, Place } from '@rung/core/chat/person.ts';
import { PlaceGone } from '@rung/core/errors.ts';
import type { Messenger } from '@rung/core/ports.ts';
import type { Block } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { ChartBlock, Drawn } from './view/blocks.ts';
import { LIMITS, shorten } from './view/limits.ts';

/** Slack as use cases know it. */
export function messenger(client: WebClient): Messenger {
  return {
    post: async (place, card) => post(client, place, await draw(card)).catch(placeGone),
    edit: async (message, card) => edit(client, message, await draw(card)).catch(placeGone),
    attach: async (...file) => (await import('./attach-file.ts')).attachFile(client, ...file),
    whisper: async ({ place, user }, card) => whisper(client, { place, user }, await draw(card)),
  };
}

/** Refusals that no second try will change: the app is not there any more, or the place is not. */
const GONE = ['channel_not_found', 'not_in_channel', 'is_archived', 'user_not_found', 'user_disabled', 'cannot_dm_bot'];

function placeGone(error: unknown): never {
  const reason = slackCode(error);
  throw GONE.includes(reason) ? new PlaceGone(reason, { cause: error }) : error;
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

const where = ({ channel, threadTs }: Place) => ({ channel, ...(threadTs ? { thread_ts: threadTs } : {}) });

async function post(client: WebClient, place: Place, drawn: Drawn): Promise<MessageRef> {
  const send = (shown: Drawn) => client.chat.postMessage({ ...where(place), ...content(shown) });
  const { sent, refused } = await withoutCharts(send, drawn);
  if (!sent.ts || !sent.channel) throw new Error('Slack named no timestamp');
  const message = { channel: sent.channel, ts: sent.ts };
  await showPictures(client, { channel: message.channel, ts: place.threadTs ?? message.ts }, refused);
  return message;
}

interface SentWithout<T> {
  readonly sent: T;
  /** Charts that the workspace would not take. */
  readonly refused: readonly ChartBlock[];
}

const isChart = (block: Drawn['blocks'][number]): block is ChartBlock => block.type === 'data_visualization';

/** Workspaces without Slack's chart block refuse the whole message; the sentence and the numbers beside the chart say the same. */
async function withoutCharts<T>(send: (drawn: Drawn) => Promise<T>, drawn: Drawn): Promise<SentWithout<T>> {
  const charts = drawn.blocks.filter(isChart);
  if (charts.length === 0) return { sent: await send(drawn), refused: [] };
  return send(drawn).then(
    (sent) => ({ sent, refused: [] }),
    async (error: unknown) => {
      if (slackCode(error) !== 'invalid_blocks') throw error;
      const plain = { ...drawn, blocks: drawn.blocks.filter((block) => !isChart(block)) };
      return { sent: await send(plain), refused: charts };
    },
  );
}

/** What could not be a block is a picture in the thread. Where that fails too, the message stands, and it has the numbers. */
async function showPictures(client: WebClient, root: MessageRef, charts: readonly ChartBlock[]): Promise<void> {
  if (charts.length === 0) return;
  const [{ drawChart }, { attachPicture }] = await Promise.all([
    import('./picture/draw-chart.ts'),
    import('./attach-file.ts'),
  ]);
  for (const picture of charts.map(drawChart))
    if (picture) await attachPicture(client, root, picture).catch(() => undefined);
}

async function edit(client: WebClient, message: MessageRef, drawn: Drawn): Promise<MessageRef> {
  const send = (shown: Drawn) => client.chat.update({ channel: message.channel, ts: message.ts, ...content(shown) });
  try {
    await withoutCharts(send, drawn);
    return message;
  } catch (error) {
    if (!['message_not_found', 'cant_update_message'].includes(slackCode(error))) throw error;
    return post(client, { channel: message.channel }, drawn);
  }
}

async function whisper(client: WebClient, to: { place: Place; user: string }, drawn: Drawn): Promise<void> {
  // A button in Home stands in no channel: its answer goes to the person's own messages, and stays there until they look.
  if (to.place.channel === to.user) return void (await post(client, to.place, drawn));
  const send = ({ text, blocks }: Drawn) =>
    client.chat.postEphemeral({ ...where(to.place), user: to.user, text, blocks: [...blocks] as Block[] });
  await withoutCharts(send, drawn);
}

function slackCode(error: unknown): string {
  return (error as { data?: { error?: string } }).data?.error ?? '';
}
