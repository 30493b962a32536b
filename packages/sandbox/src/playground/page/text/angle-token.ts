import { decodeEntities } from './entities.ts';
import type { Inline } from './inline.ts';

/**
 * Reads what stands between `<` and `>`: a mention, a date or a link (https://docs.slack.dev/messaging/formatting-message-text).
 * Undefined when it is none of these; then it is text.
 */
export function parseAngleToken(inner: string): Inline | undefined {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : decodeEntities(inner.slice(bar + 1));
  const named = label !== undefined && label !== '' && { label };
  if (/^@[UWB][A-Z0-9]+$/.test(target)) return { kind: 'user', id: target.slice(1), ...named };
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return { kind: 'channel', id: target.slice(1), ...named };
  if (target.startsWith('!')) return parseSpecial(target.slice(1), label);
  const url = decodeEntities(target);
  return isSafeUrl(url) ? { kind: 'link', url, children: [{ kind: 'text', text: label || shortUrl(url) }] } : undefined;
}

function parseSpecial(target: string, label: string | undefined): Inline | undefined {
  if (target === 'here' || target === 'channel' || target === 'everyone') return { kind: 'broadcast', range: target };
  const group = /^subteam\^([A-Z0-9]+)$/.exec(target)?.[1];
  if (group) return { kind: 'group', id: group, ...(label && { label: label.replace(/^@/, '') }) };
  const [word, seconds, format, url] = target.split('^');
  const timestamp = Number(seconds);
  if (word !== 'date' || !Number.isFinite(timestamp) || !format) return undefined;
  const link = url && isSafeUrl(decodeEntities(url)) && { url: decodeEntities(url) };
  return { kind: 'date', timestamp, format: decodeEntities(format), fallback: label ?? format, ...link };
}

/** Addresses that a click may open; "javascript:" and its like are text. */
export const isSafeUrl = (url: string): boolean => /^(?:https?:\/\/[^\s]|mailto:[^\s])/i.test(url);

const shortUrl = (url: string): string => url.replace(/^mailto:/i, '');
