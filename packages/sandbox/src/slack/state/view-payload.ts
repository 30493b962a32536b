import type { Members } from '../block-kit/rules.ts';
import type { SlackOptions } from '../slack-options.ts';
import type { Block, View } from '../workspace.ts';
import { type StateValues, stateOfBlocks } from './element-state.ts';

/** A view as this workspace keeps it: what the app sent, and where it is. */
export interface ViewRecord {
  readonly id: string;
  readonly user: string;
  /** The app's payload with the ids that Slack fills in. */
  readonly sent: Members & { readonly type: 'modal' | 'home'; readonly blocks: readonly Block[] };
  readonly hash: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** What the person has entered so far. */
  readonly entered: StateValues;
}

const textOf = (text: unknown): string => String((text as Members | undefined)?.['text'] ?? '');

/** The view as its person sees it. */
export function toView({ id, user, sent, hash }: ViewRecord): View {
  return {
    id,
    user,
    hash,
    type: sent.type,
    callbackId: String(sent['callback_id'] ?? ''),
    title: textOf(sent['title']),
    ...(sent['submit'] !== undefined && { submit: textOf(sent['submit']) }),
    ...(sent['close'] !== undefined && { close: textOf(sent['close']) }),
    blocks: sent.blocks,
    privateMetadata: String(sent['private_metadata'] ?? ''),
  };
}

/** The view as the API and interaction payloads show it (`ViewOutput` of @slack/bolt 5.1). */
export function toViewPayload(record: ViewRecord, { teamId, app }: SlackOptions): Members {
  const { sent } = record;
  return {
    id: record.id,
    team_id: teamId,
    type: sent.type,
    blocks: sent.blocks,
    private_metadata: sent['private_metadata'] ?? '',
    callback_id: sent['callback_id'] ?? '',
    state: { values: stateOfBlocks(sent.blocks, record.entered) },
    hash: record.hash,
    title: sent['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: sent['clear_on_close'] ?? false,
    notify_on_close: sent['notify_on_close'] ?? false,
    close: sent['close'] ?? null,
    submit: sent['submit'] ?? null,
    previous_view_id: record.previousId,
    root_view_id: record.rootId,
    app_id: app.id,
    external_id: sent['external_id'] ?? '',
    app_installed_team_id: teamId,
    bot_id: app.botId,
  };
}
