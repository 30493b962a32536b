import type { Channel } from '@rung/core/launch/launch-place.ts';
import type { Channels } from '@rung/core/ports.ts';
import type { WebClient } from '@slack/web-api';

/** Refusals that say that the app is not in the channel, or may not know of it. */
const UNSEEN = ['channel_not_found', 'missing_scope', 'not_in_channel'];

/** Conversations, by conversations.info at each question: a channel can be shared from one day to the next. */
export function channels(client: WebClient): Channels {
  return {
    async look(id): Promise<Channel> {
      if (!/^[CG]/.test(id)) return 'private-message';
      const { channel } = await client.conversations.info({ channel: id }).catch((error: unknown) => {
        const code = (error as { data?: { error?: string } }).data?.error ?? '';
        if (UNSEEN.includes(code)) return { channel: undefined };
        throw error;
      });
      if (!channel?.is_member) return 'unseen';
      return channel.is_ext_shared || channel.is_pending_ext_shared ? 'shared' : 'ours';
    },
  };
}
