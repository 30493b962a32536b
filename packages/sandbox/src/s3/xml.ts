import { malformedXml } from './errors.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An XML document as S3 writes them: arrays repeat their element, undefined members are left out, dates are ISO 8601, the member "" is the root's own text. An empty namespace is left out. */
export function renderXml(root: string, members: Readonly<Record<string, unknown>>, namespace = NAMESPACE): string {
  const opening = namespace ? `${root} xmlns="${namespace}"` : root;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${opening}>${inner(members)}</${root}>`;
}

function inner(members: object): string {
  return Object.entries(members)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (name === '') return escapeXml(String(value));
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  if (value instanceof Date) return `<${name}>${value.toISOString()}</${name}>`;
  if (typeof value === 'object' && value !== null) return `<${name}>${inner(value)}</${name}>`;
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Control characters travel as character references: a parser would turn a bare carriage return into a line feed. */
function escapeXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold them, and this is where they are escaped
    /[<>&"'\u0000-\u001f\u007f-\u009f\u2028\ufffe\uffff]/g,
    (character) => ENTITIES[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

/** An element of a request's body. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** The text between the tags, without that of the children. */
  readonly text: string;
}

const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y;

interface OpenElement {
  name: string;
  children: XmlElement[];
  text: string;
}

/** Reads a request's body whose root must be `root`; refuses with MalformedXML. Takes no DTD and no CDATA, which no client sends. */
export function parseXml(source: string, root: string): XmlElement {
  const top: OpenElement = { name: '', children: [], text: '' };
  const open: OpenElement[] = [top];
  for (let index = 0; index < source.length; index = TOKEN.lastIndex) {
    TOKEN.lastIndex = index;
    const token = TOKEN.exec(source);
    if (!token) throw malformedXml();
    take(open, token);
  }
  const [document] = top.children;
  if (open.length !== 1 || top.children.length !== 1 || document?.name !== root) throw malformedXml();
  return document;
}

function take(open: OpenElement[], [, closing, name, , selfClosing, text]: RegExpExecArray): void {
  const current = open.at(-1);
  if (!current) throw malformedXml();
  if (text !== undefined) current.text += unescapeXml(text);
  if (name === undefined) return;
  if (!closing) open.push({ name, children: [], text: '' });
  if (!closing && !selfClosing) return;
  const ended = open.pop();
  const parent = open.at(-1);
  if (ended?.name !== name || !parent) throw malformedXml();
  parent.children.push(ended);
}

const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&([^;]*);?/g, (_, name: string) => {
    const code = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
    const point = code ? Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10) : undefined;
    const character = point !== undefined && point <= 0x10ffff ? String.fromCodePoint(point) : CHARACTERS[name];
    if (character === undefined) throw malformedXml();
    return character;
  });
}

/** The text of an element's only child of that name; undefined when there is none. */
export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}
