import { parseUserId, type UserId } from '@rung/core/ids.ts';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Where } from './desk.ts';

/** A pressed button: who, where, and what it carries. */
export interface Press {
  readonly where: Where;
  readonly value: string;
  /** Timestamp of the thread that the clicked message stands in or opens. */
  readonly rootTs: string;
  readonly client: WebClient;
  readonly triggerId: string;
  /** Whether it stands in the Home tab, which shows what it did only once it is drawn anew. */
  readonly isInHome: boolean;
}

/** Listens to a button by its action id; Slack is answered first. */
export function onButton(app: App, actionId: string | RegExp, act: (press: Press) => Promise<unknown>): void {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actionId },
    async ({ ack, action, body, client }) => {
      await ack();
      const where = { by: userOf(body.user.id), channel: body.channel?.id ?? body.user.id };
      const rootTs = body.message?.['thread_ts'] ?? body.message?.ts ?? '';
      await act({
        where,
        value: action.value ?? '',
        rootTs,
        client,
        triggerId: body.trigger_id,
        isInHome: body.view?.type === 'home',
      });
    },
  );
}

/** The id that Slack signed; anything else is no Slack. */
export function userOf(id: string): UserId {
  const user = parseUserId(id);
  if (!user) throw new Error('a signed payload carries no user id');
  return user;
}
