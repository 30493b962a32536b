import { createHash } from 'node:crypto';
import type { Forwarded } from './forwarded.ts';

/**
 * The key under which a delivery acts once. Events carry an id that their repeats share; commands and interactions are told apart by
 * their whole body, which holds a trigger or an action time of its own.
 */
export function deliveryKey(delivery: Forwarded, body: Readonly<Record<string, unknown>>): string {
  const eventId = body['event_id'];
  if (delivery.encoding === 'json' && typeof eventId === 'string') return eventId;
  return createHash('sha256').update(delivery.body).digest('hex');
}
