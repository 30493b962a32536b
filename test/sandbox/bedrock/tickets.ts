import type { Example } from '@rung/sandbox/bedrock/small-model/features.ts';
import { randomFrom } from '@rung/sandbox/bedrock/small-model/network.ts';

/** Words that tell a ticket's category; the rest of a ticket is filler. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  billing: ['invoice', 'charged', 'refund', 'payment', 'card', 'subscription', 'receipt'],
  login: ['password', 'locked', 'signin', 'reset', 'username', 'authenticator', 'session'],
  shipping: ['parcel', 'delivery', 'courier', 'tracking', 'shipped', 'arrived', 'warehouse'],
  bug: ['crash', 'error', 'freezes', 'screen', 'broken', 'button', 'glitch'],
};
const URGENT = ['urgent', 'immediately', 'asap', 'critical'];
const FILLER =
  'the my your please help with have is was since yesterday today customer number again could would some any thanks hello there this that need want still time week month morning for from on in at and but about'.split(
    ' ',
  );

export interface Ticket {
  readonly text: string;
  readonly category: string;
  readonly priority: 'high' | 'normal';
}

/** Tickets whose category and priority follow from their words, except for a share of `noise` labelled at random. */
export function makeTickets(count: number, seed: number, noise = 0): Ticket[] {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const names = Object.keys(TOPICS);
  return Array.from({ length: count }, () => {
    const topic = pick(names);
    const urgent = random() < 0.35;
    const words = Array.from({ length: 10 + Math.floor(random() * 10) }, () => pick(FILLER));
    const clues = [pick(TOPICS[topic] ?? []), pick(TOPICS[topic] ?? []), ...(urgent ? [pick(URGENT)] : [])];
    for (const clue of clues) words.splice(Math.floor(random() * words.length), 0, clue);
    const category = random() < noise ? pick(names) : topic;
    return { text: words.join(' '), category, priority: urgent ? 'high' : 'normal' };
  });
}

export const SYSTEM = 'Sort the support ticket. Answer with JSON only.';

export const labelOf = ({ category, priority }: Ticket) => JSON.stringify({ category, priority });

export const asExample = (ticket: Ticket): Example => ({
  prompt: { system: SYSTEM, earlier: '', user: ticket.text },
  completion: labelOf(ticket),
});

/** A line of a training file for Nova. */
export const asNovaLine = (ticket: Ticket) =>
  JSON.stringify({
    schemaVersion: 'bedrock-conversation-2024',
    system: [{ text: SYSTEM }],
    messages: [
      { role: 'user', content: [{ text: ticket.text }] },
      { role: 'assistant', content: [{ text: labelOf(ticket) }] },
    ],
  });

export const novaFile = (tickets: readonly Ticket[]) => `${tickets.map(asNovaLine).join('\n')}\n`;

export const llamaFile = (tickets: readonly Ticket[]) =>
  `${tickets.map((ticket) => JSON.stringify({ prompt: ticket.text, completion: labelOf(ticket) })).join('\n')}\n`;
