// cspell:ignore netrc
import { Buffer } from 'node:buffer';
import { type CredentialName, namesIn } from './credential-names.ts';
import { isPassword, isToken, isUnlikeWords, type Standing } from './secret-values.ts';

/** Kinds of secrets that have no form of their own, and are told by the name beside them. */
export type NamedKind = 'password' | 'key or token' | 'Authorization header';

export interface NamedSecret {
  readonly kind: NamedKind;
  /** Of the name and of the value, in UTF-16 units from 0; the value's end is that of the secret. */
  readonly nameAt: number;
  readonly index: number;
  readonly end: number;
}

/** How far from its name a value may begin, and how much of it is looked at. */
export const MAX_REACH = 96;
const MAX_VALUE = 200;

interface Found extends Standing {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** Secrets beside their names in a text, or in a line of JSON as it stands. Never slower than linear: each look is bounded. */
export function findNamed(text: string): NamedSecret[] {
  const found: NamedSecret[] = [];
  for (const name of namesIn(text)) {
    const secret = secretOf(text, name);
    if (secret && found.at(-1)?.index !== secret.index) found.push(secret);
  }
  return found;
}

function secretOf(text: string, name: CredentialName): NamedSecret | undefined {
  const at = (kind: NamedKind, { from, to }: Found) => ({ kind, nameAt: name.from, index: from, end: to });
  if (name.credential === 'bearer') {
    const value = valueAfter(text, name.to, BEARER);
    return value && isToken(value.value, 16, value) ? at('Authorization header', value) : undefined;
  }
  if (name.credential === 'authorization') return headerAfter(text, name);
  if (name.credential === 'curl') return pairAfter(text, name);
  const value = valueBeside(text, name);
  if (!value) return undefined;
  if (name.credential === 'password') return isPassword(value.value, value) ? at('password', value) : undefined;
  if (name.credential === 'token') return isMachineMade(value) ? at('key or token', value) : undefined;
  return isBareKey(value) ? at('key or token', value) : undefined;
}

const MIN_TOKEN = 16;
const isMachineMade = (value: Found) =>
  isToken(value.value, MIN_TOKEN, value) || (MARKED.test(value.value) && isPassword(value.value, value));
/** Of at least ten characters, with a mark that no word has: a password that is called a secret. */
const MARKED = /^(?=.{0,63}[!#$%^&*~?]).{10,64}$/;
const isBareKey = (value: Found) =>
  !value.value.includes('/') &&
  /[a-z]/.test(value.value) &&
  /[A-Z]/.test(value.value) &&
  isToken(value.value, 24, value);

/** What stands between a name and its value. */
interface Between {
  readonly separator: RegExp;
  readonly isProse: boolean;
}

const inCode = (separator: RegExp): Between => ({ separator, isProse: false });
const inProse = (separator: RegExp): Between => ({ separator, isProse: true });

/** Marks of assignments, pairs, defaults and tags; a type may stand before an equals sign. */
const IN_CODE = inCode(
  /[\\"'`\])]{0,6}\??\s{0,6}(?::=|={1,3}>?|:|\|\||\?\?|>)\s{0,8}(?:[A-Za-z&][\w<>&?|[\]]{0,24} ?= ?)?/y,
);
const QUOTED_NEXT = inCode(/(?:\\*["'`]\s?,)?\s{1,4}(?=\\*["'`\u201c])/y);
const BY_BLANK = inCode(/[ =]/y);
const BEARER = inCode(/(?:[ -]token)?(?: is| was)?[:=]?\s{1,2}/y);
const SCHEME = inCode(
  /[\\"'`\])]{0,6}\s{0,6}[:=,]\s{0,6}\\*["'`]?(?:(?:Basic|Token|ApiKey|Key|Digest|PRIVATE-TOKEN)\s{1,2})?/iy,
);
const IN_PROSE = inProse(
  /(?:\s\([^()\n]{1,24}\))?(?:\s(?:for|to|of|on|at|in|from|I|we|you|they|he|she|that|which)\s[^.!?\n:="'<>]{1,48}?)?(?:\s(?:is|was|are|will be)(?: now| still| currently| set to)?:?|:)\s{1,2}/y,
);
const CHANGED_TO = inProse(/\sto:?\s/y);
/** Nothing or a dash: what follows may be any word. */
const FOLLOWING = inProse(/\s(?:[-\u2013\u2014]\s)?/y);
/** A value that stands before its name. */
const BEFORE_NAME =
  /(?:^|[\s"'`:>])([^\s"'`<>]{8,64})\s(?:is|was|as)\s(?:my|our|the|your|his|her|their)\s(?:[a-z]{1,12}\s){0,2}$/;

function valueBeside(text: string, name: CredentialName): Found | undefined {
  const ofCode = valueAfter(text, name.to, IN_CODE) ?? valueAfter(text, name.to, QUOTED_NEXT);
  if (ofCode) return ofCode;
  if (name.isOption || isByBlank(text, name.from)) return valueAfter(text, name.to, BY_BLANK);
  return valueAfter(text, name.to, IN_PROSE) ?? valueAfter(text, name.to, CHANGED_TO) ?? besideWords(text, name);
}

/** What no word is like, right behind a name or before it. */
function besideWords(text: string, name: CredentialName): Found | undefined {
  const after = valueAfter(text, name.to, FOLLOWING);
  if (after && isUnlikeWords(after.value)) return after;
  const start = Math.max(0, name.from - MAX_REACH);
  const match = BEFORE_NAME.exec(text.slice(start, name.from));
  const value = match?.[1];
  if (value === undefined || !isUnlikeWords(value)) return undefined;
  const from = start + (match?.index ?? 0) + (match?.[0].indexOf(value) ?? 0);
  return { value, from, to: from + value.length, isQuoted: false, isProse: true };
}

/** Whether what stands before a name puts a blank between it and its value: in a Dockerfile and in .netrc. */
const isByBlank = (text: string, from: number) =>
  /(?:(?<![A-Za-z0-9_])ENV|\blogin [^\s]{1,40}) $/.test(text.slice(Math.max(0, from - 56), from));

const OPENING = /(?:[bBrRuUfF@]{1,2}(?=["']))?(\\*)(["'`\u201c\u2018])/y;
const CLOSING: Readonly<Record<string, string>> = { '\u201c': '\u201d', '\u2018': '\u2019' };
const UNQUOTED = /[^\s"'`<>\\,;|\u201d\u2019]{1,200}/y;
/** Marks that end a sentence or a bracket, and seldom a value. */
const TRAILING = /[.,;:!?)\]}]+$/;
const FOLLOWED_BY_WORDS = /[,.]? [a-z]{2,}/y;

function valueAfter(text: string, at: number, { separator, isProse }: Between): Found | undefined {
  separator.lastIndex = at;
  if (!separator.test(text)) return undefined;
  const start = separator.lastIndex;
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text);
  if (opening) {
    const from = OPENING.lastIndex;
    const mark = opening[2] ?? '';
    const end = text.indexOf(`${opening[1]}${CLOSING[mark] ?? mark}`, from);
    const to = end < 0 || end > from + MAX_VALUE ? from + MAX_VALUE : end;
    return { value: text.slice(from, to), from, to: Math.min(to, text.length), isQuoted: true, isProse };
  }
  UNQUOTED.lastIndex = start;
  const raw = UNQUOTED.exec(text)?.[0];
  if (raw === undefined) return undefined;
  const whole = isInQuery(text, at) ? (raw.split('&')[0] ?? raw) : raw;
  const to = start + whole.length;
  FOLLOWED_BY_WORDS.lastIndex = to;
  const value = whole.replace(TRAILING, '');
  return { value, from: start, to, isQuoted: false, isProse: isProse || FOLLOWED_BY_WORDS.test(text) };
}

const isInQuery = (text: string, at: number) => /[?&][\w.-]*$/.test(text.slice(Math.max(0, at - 48), at));

/** What stands in an Authorization header, or in Docker's list of registries: a pair in Base64, or a token. */
function headerAfter(text: string, name: CredentialName): NamedSecret | undefined {
  const found = valueAfter(text, name.to, SCHEME);
  if (!found) return undefined;
  const pair = /^[A-Za-z0-9+/]{8,}={0,2}$/.test(found.value)
    ? Buffer.from(found.value, 'base64').toString('latin1')
    : '';
  const colon = pair.indexOf(':');
  const isPair = colon >= 0 && /^[\x20-\x7e]+$/.test(pair);
  const isSecret = isPair ? isPassword(pair.slice(colon + 1), QUOTED) : isToken(found.value, MIN_TOKEN, found);
  if (!isSecret) return undefined;
  return { kind: 'Authorization header', nameAt: name.from, index: found.from, end: found.to };
}

const QUOTED: Standing = { isQuoted: true, isProse: false };

const PAIR = /[^\n]{0,120}?\s(?:-u|--user)[ =]?\\*["']?[\w.@+-]{1,64}:([^\s"'`\\]{1,128})/y;

/** A user's name and password as curl takes them. */
function pairAfter(text: string, name: CredentialName): NamedSecret | undefined {
  PAIR.lastIndex = name.to;
  const value = PAIR.exec(text)?.[1];
  if (value === undefined || !isPassword(value, QUOTED)) return undefined;
  const end = PAIR.lastIndex;
  return { kind: 'password', nameAt: name.from, index: end - value.length, end };
}
