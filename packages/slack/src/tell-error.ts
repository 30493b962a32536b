import { VisibleError } from '@rung/core/errors.ts';
import { parseUserId } from '@rung/core/ids.ts';
import type { Desk } from './desk.ts';

/** Tells the person whose delivery failed what did not happen; what was not made for reading is shown as a request id only. */
export async function tellError(
  desk: Desk,
  failed: { body: Readonly<Record<string, unknown>>; error: unknown; requestId: string },
): Promise<void> {
  const where = whereOf(failed.body);
  if (!where) return;
  const { error, requestId } = failed;
  if (error instanceof VisibleError) return desk.notice(where, { headline: error.message, detail: error.remedy });
  await desk.notice(where, {
    headline: 'Something broke on my side, and this was not done.',
    detail: `Try once more. If it happens again, tell whoever runs Rung: request ${requestId}.`,
  });
}

/** The person and the conversation of a delivery; undefined where it has none. */
export function whereOf(body: Readonly<Record<string, unknown>>) {
  const event = record(body['event']);
  const by = parseUserId(text(record(body['user'])['id']) || text(body['user_id']) || text(event['user']));
  const channel = text(record(body['channel'])['id']) || text(body['channel_id']) || text(event['channel']);
  return by && channel !== '' ? { by, channel } : undefined;
}

const record = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown) => (typeof value === 'string' ? value : '');
