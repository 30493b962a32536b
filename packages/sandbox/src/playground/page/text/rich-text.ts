import { type JsonObject, list, number, object, string } from '../read-json.ts';
import { isSafeUrl } from './angle-token.ts';
import { EMOJI } from './emoji.ts';
import type { Inline } from './inline.ts';

/** The spans of a rich-text section as runs of text. */
export const toInlines = (elements: unknown): Inline[] => list(elements).map(toInline);

function toInline(element: JsonObject): Inline {
  const style = object(element['style']);
  if (style['code'] === true) return { kind: 'code', text: string(element['text']) || string(element['url']) };
  let inline = unstyled(element);
  if (style['strike'] === true) inline = { kind: 'strike', children: [inline] };
  if (style['italic'] === true) inline = { kind: 'italic', children: [inline] };
  return style['bold'] === true ? { kind: 'bold', children: [inline] } : inline;
}

function unstyled(element: JsonObject): Inline {
  const type = string(element['type']);
  switch (type) {
    case 'text':
      return { kind: 'text', text: string(element['text']) };
    case 'link':
      return link(string(element['url']), string(element['text']));
    case 'user':
      return { kind: 'user', id: string(element['user_id']) };
    case 'channel':
      return { kind: 'channel', id: string(element['channel_id']) };
    case 'usergroup':
      return { kind: 'group', id: string(element['usergroup_id']) };
    case 'broadcast':
      return { kind: 'broadcast', range: string(element['range']) };
    case 'emoji':
      return emoji(string(element['name']), string(element['unicode']));
    case 'date':
      return date(element);
    case 'color':
      return { kind: 'code', text: string(element['value']) };
    default:
      return { kind: 'text', text: `[not drawn: ${type}]` };
  }
}

function emoji(name: string, unicode: string): Inline {
  if (Object.hasOwn(EMOJI, name)) return { kind: 'emoji', name };
  const points = unicode.split('-').map((code) => Number.parseInt(code, 16));
  const isCode = points.length > 0 && points.every((point) => point > 0 && point <= 0x10ffff);
  return { kind: 'text', text: isCode ? String.fromCodePoint(...points) : `:${name}:` };
}

const link = (url: string, label: string): Inline => {
  const text: Inline = { kind: 'text', text: label || url };
  return isSafeUrl(url) ? { kind: 'link', url, children: [text] } : text;
};

const date = (element: JsonObject): Inline => {
  const url = string(element['url']);
  return {
    kind: 'date',
    timestamp: number(element['timestamp']) ?? Number.NaN,
    format: string(element['format']),
    fallback: string(element['fallback']) || string(element['format']),
    ...(isSafeUrl(url) && { url }),
  };
};
