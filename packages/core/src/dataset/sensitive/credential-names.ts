// cspell:ignore passwor dedup
/** What may stand beside a name: a password that a person chose, or a token that a machine made. */
export type Credential = 'password' | 'token' | 'bare key' | 'authorization' | 'bearer' | 'curl';

/** A name as it stands in a text, in UTF-16 units from 0. */
export interface CredentialName {
  readonly credential: Credential;
  readonly from: number;
  readonly to: number;
  readonly isOption: boolean;
}

/** Where three letters of a name's beginning stand that are rare together, and which names are rare together. */
interface Rare {
  readonly at: number;
  readonly family: 0 | 1 | 2;
}

/** How a name begins that gives a secret away, in letters of either case. */
export interface NameStart {
  readonly text: string;
  /** Where names are looked for in two families, and in three. */
  readonly ofTwo: Rare;
  readonly ofThree: Rare;
}

const start = (text: string, ofTwo: readonly [number, 0 | 1], ofThree: readonly [number, 0 | 1 | 2]): NameStart => ({
  text,
  ofTwo: { at: ofTwo[0], family: ofTwo[1] },
  ofThree: { at: ofThree[0], family: ofThree[1] },
});

/** As annealing put them over English text: of three families one place in a thousand looks like a name, of two four. */
export const NAME_STARTS: readonly NameStart[] = [
  start('pass', [0, 0], [0, 1]),
  start('pwd', [0, 0], [0, 2]),
  start('secret', [2, 1], [2, 0]),
  start('bearer', [0, 1], [0, 0]),
  start('authorization', [0, 0], [0, 1]),
  start('auth"', [0, 0], [0, 1]),
  start('auth\\', [0, 0], [0, 1]),
  start('token', [2, 1], [0, 2]),
  start('key', [0, 1], [0, 1]),
  start('identified by', [1, 1], [6, 0]),
  start('curl ', [0, 0], [1, 2]),
];

/** The same, whole; `namesIn` looks at what stands around. */
const NAMES =
  /passwor[dt]|passwd|passphrase|passcode|pwd|(?<=[_-])pass(?![a-z])|(?<![a-z])pass(?=\\*["'=:])|secret|token|key|bearer|authorization|auth(?=\\*["'])|identified by|curl(?= )/gi;

const HEAD = /[A-Za-z0-9_.$-]{0,40}$/;
const TAIL = /[A-Za-z0-9_-]{0,24}/y;
/** What may follow a name without making it the name of something else, such as a policy or a type. */
const HARMLESS_TAIL =
  /^(?:s|_?[0-9]{1,2}|[_-]?(?:value|val|plain|plaintext|text|prod|production|dev|staging|live|main|admin|root|user|base|b64|base64|current|new|old))?$/i;
const SECRET_TAIL = /^(?:[_-]?(?:access)?[_-]?(?:key|token)(?:[_-]?base)?)$/i;

/** Names of keys that are secret; behind any other a value has to look it all the more. */
const SECRET_KEYS =
  /(?:api|access|secret|private|encrypt|encryption|signing|signature|auth|account|shared|subscription|service|client|master|consumer|app|application|admin|storage|session|hmac|jwt|webhook|functions?|license|deploy|cipher|aes|security|server|write|ingest|bot)keys?$/;
const OPEN_KEYS =
  /(?:public|publishable|primary|foreign|partition|sort|cache|object|s3|redis|idempotency|routing|dedup|unique|hash|kms|host|index|row|map|group|lookup|natural|surrogate|message|event|record|composite|range|ssh|pub|short|hot|pgp|gpg|id|fingerprint)keys?$/;
/** Tokens that open nothing: places in a list, marks of a tokenizer, amounts. */
const OPEN_TOKENS =
  /(?:max|num|total|min|csrf|xsrf|next|page|continuation|pagination|cancel|cancellation|idempotency|request|sync|resume|eos|bos|pad|unk|mask|stop|sep|prompt|input|output|completion|cached|position|etag|commit|lock|device|fingerprint)tokens?$/;

/** The names in a text that may have a secret beside them, in order. */
export function* namesIn(text: string): Generator<CredentialName> {
  NAMES.lastIndex = 0;
  for (let match = NAMES.exec(text); match; match = NAMES.exec(text)) {
    // Others may search while this search rests.
    const next = NAMES.lastIndex;
    const name = nameAt(text, match.index, match[0]);
    if (name) yield name;
    NAMES.lastIndex = next;
  }
}

/** Whether a text holds the beginning of such a name at all. */
export const holdsName = (text: string) => text.search(NAMES) >= 0;

function nameAt(text: string, at: number, core: string): CredentialName | undefined {
  const before = text.slice(Math.max(0, at - 48), at);
  const head = HEAD.exec(before)?.[0] ?? '';
  TAIL.lastIndex = at + core.length;
  const tail = TAIL.exec(text)?.[0] ?? '';
  const credential = credentialOf(core.toLowerCase(), { head, tail, word: wordBefore(before) });
  if (!credential) return undefined;
  const from = at - head.length;
  return { credential, from, to: at + core.length + tail.length, isOption: /^--?[a-z]/i.test(head + core) };
}

const wordBefore = (before: string) => /([A-Za-z]+)[ ]$/.exec(before)?.[1] ?? '';

interface Around {
  readonly head: string;
  readonly tail: string;
  readonly word: string;
}

function credentialOf(core: string, { head, tail, word }: Around): Credential | undefined {
  if (core === 'authorization' || core === 'auth') return tail === '' ? 'authorization' : undefined;
  if (core === 'bearer') return head === '' && tail === '' ? 'bearer' : undefined;
  if (core === 'identified by') return 'password';
  if (core === 'curl') return head === '' && tail === '' ? 'curl' : undefined;
  const isPlain = HARMLESS_TAIL.test(tail);
  if (core === 'secret') return isPlain || SECRET_TAIL.test(tail) ? 'token' : undefined;
  if (!isPlain) return undefined;
  const full = `${head === '' ? word : head}${core}`.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (core === 'token') return OPEN_TOKENS.test(full) ? undefined : 'token';
  if (core !== 'key') return 'password';
  if (SECRET_KEYS.test(full)) return 'token';
  return OPEN_KEYS.test(full) ? undefined : 'bare key';
}
