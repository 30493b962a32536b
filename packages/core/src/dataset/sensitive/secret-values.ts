// cspell:ignore abxy apikey letmein Yotn Csic KWIA Fjfp Rbnf Rpbjpvc
/** How a value stands beside its name. */
export interface Standing {
  readonly isQuoted: boolean;
  /** In a sentence, where words follow a name as well as values do. */
  readonly isProse: boolean;
}

const REFERENCE =
  /^(?:\$[A-Za-z_{(]|[{<[(]|%\w+%|\*{2}|\.{0,2}\/[\w.-]+\/|~\/|!\w|@\{|[a-z][a-z0-9+.-]{0,20}:\/\/|arn:|urn:|ssm:|vault:|file:|env:)|\$\{|\{\{|\$\(|#\{|[<>{}\u2022\u2026]|\.{3}/i;
/** Of the forms in which a password is stored: crypt(5), LDAP (RFC 3112), Django and bare names of hashes. */
const STORED =
  /^(?:\$(?:2[abxy]|argon2\w*|[1567y]|apr1|P|scrypt)\$|pbkdf2|bcrypt|argon2|scrypt|\{[A-Z0-9]{2,10}\}|(?:sha[0-9]{1,3}|md5)[:$-])/i;
const FILE =
  /\.(?:json|ya?ml|pem|key|crt|cer|txt|md|py|[jt]sx?|env|parquet|csv|gz|zip|html?|png|jpe?g|com|net|org|io)$/i;
const MAIL = /^[^@\s]+@[A-Za-z0-9-]+\.[A-Za-z.]+$/;
const CALL = /^[A-Za-z_]\w*(?:\??\.[A-Za-z_]\w*)*[([]/;
const MEMBER = /^[A-Za-z_]+(?:\??\.[A-Za-z_]\w*)+$/;
const VARIABLE = /^[A-Za-z_]+[0-9]?$/;
const CAMEL = /[a-z][A-Z]/;
const OF_VARIABLES =
  /_|pass|pwd|pw|token|secret|key|cred|auth|input|value|field|param|arg|var|str|user|data|text|conf|config|env|form|req|body|result|resp|temp|test|name|hash|login/i;
const PLACEHOLDER =
  /your|example|sample|placeholder|redact|masked|hidden|change[-_ ]?(?:me|this|it)|replace|insert|dummy|fake|fixme|todo|enter[-_]|[-_]here\b|xxx|\*\*\*|super[-_]?secret|not[-_]?(?:a[-_]?)?real|deadbeef|foobar|foo|lorem|string|undefined|username|apikey|api[-_]key|access[-_]token|bogus/i;
/** Words that are no password by themselves, and may be part of one. */
const WEAK_WORDS =
  /p[a4@][s5$]{2}w[o0]rd|passwd|pass|secret|token|admin|welcome|letmein|qwerty|test|root|postgres|user|default|demo|guest/i;
/** Printed in standards and manuals: RFC 6749, 6750 and 7617, jwt.io, docs.stripe.com. */
const PUBLISHED =
  /2YotnFZFEjr1zCsicMWpAA|tGzv3JOkF0XG5Qx2TlKWIA|mF_9\.B5f-4\.1JqM|czZCaGRSa3F0|gX1fBat3bV|7Fjfp0ZBr1KtDRbnfVdmIw|QWxhZGRpbjpvcGVu|SflKxwRJSMeKKF2QT4fw|4eC39HqLyjWDarjtT1zdp7dc|^sk_test_|^pk_/;
const PERIODIC = /^(.{1,8})\1+$/;
const NAMES_OF_FORMS =
  /^(?:[A-Za-z]+|[0-9]+[a-z]?|v[0-9]+|sha[0-9]+|md5|base(?:32|58|64)|utf[0-9]+|aes[0-9]+|rsa[0-9]+|oauth2?|rfc[0-9]+|[0-9]fa|x509|pbkdf2|argon2\w*|ipv[46]|k8s|s3|ec2|hs256|rs256)$/i;

/** As people put passwords together: names of things and a number that is no year. */
const NAME_WITH_NUMBER = /^(?:[A-Z][a-z]{2,}[-_.]){2,4}[0-9]{1,3}$/;

/** Whether a value refers to a secret, stands for one, or is stored so that it cannot be used. */
function isStandIn(value: string, { isQuoted, isProse }: Standing): boolean {
  if (REFERENCE.test(value) || STORED.test(value) || MAIL.test(value)) return true;
  if (PLACEHOLDER.test(value) || PUBLISHED.test(value) || PERIODIC.test(value)) return true;
  if (!isQuoted && (CALL.test(value) || MEMBER.test(value))) return true;
  if (!isQuoted && VARIABLE.test(value) && (CAMEL.test(value) || OF_VARIABLES.test(value))) return true;
  return (
    isProse &&
    !NAME_WITH_NUMBER.test(value) &&
    value.split(/[-_/.+:]/).every((part) => NAMES_OF_FORMS.test(part)) &&
    /[-_/.+:]/.test(value)
  );
}

const count = (value: string, pattern: RegExp) => value.match(pattern)?.length ?? 0;

/** What is left of a value without characters that repeat or count up three at a time. */
function withoutRuns(value: string): string {
  let out = '';
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    const step = value.charCodeAt(at + 1) - code;
    let end = at + 1;
    while (Math.abs(step) <= 1 && value.charCodeAt(end) - value.charCodeAt(end - 1) === step) end += 1;
    if (end - at >= 3) at = end - 1;
    else out += value.charAt(at);
  }
  return out;
}

const HEX_DIGEST = /^(?:[a-f0-9]{32}|[a-f0-9]{40}|[a-f0-9]{56}|[a-f0-9]{64}|[a-f0-9]{96}|[a-f0-9]{128})$/i;
const MIN_PASSWORD = 6;
const MARKS = /[!@#$%^&*+=~?]/;

/** Whether it looks like a password that somebody uses. */
export function isPassword(value: string, standing: Standing): boolean {
  if (value.length < MIN_PASSWORD || value.length > 128 || /\s/.test(value)) return false;
  if (isStandIn(value, standing) || HEX_DIGEST.test(value) || FILE.test(value)) return false;
  const own = withoutRuns(value.replace(WEAK_WORDS, ''));
  if (count(own, /[A-Za-z0-9]/g) < (WEAK_WORDS.test(value) ? MIN_PASSWORD : 4)) return false;
  if (!/[A-Za-z]/.test(value)) return false;
  if (/[0-9]/.test(value)) return true;
  if (MARKS.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)) return value.length >= 8;
  return value.length >= 10 && isIrregular(value);
}

const isIrregular = (value: string) => changesIn(value) >= 3 || /[b-df-hj-np-tv-xz]{6}/i.test(value);

const UNLIKE_WORDS = 8;
/** Whether it is as no word of a sentence: at least eight characters that change their kind again and again. */
export const isUnlikeWords = (value: string) =>
  value.length >= UNLIKE_WORDS && /[0-9]/.test(value) && changesIn(value) >= 3;

/** How often digits and letters, or small letters and capitals, change as they do not in words and years. */
function changesIn(value: string): number {
  return count(
    value.replace(/(?:19|20)[0-9]{2}/g, ''),
    /(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])/g,
  );
}

/** Characters of tokens: of Base64 in both alphabets, and marks between parts. */
const TOKEN = /^[A-Za-z0-9+/=_.~:-]+$/;
/** From here on a word may stand in it by chance. */
const LONG_TOKEN = 32;
const CHANGES_PER_CHARACTER = 0.12;

/** Whether it looks like something that a machine drew, at least `least` characters long. */
export function isToken(value: string, least: number, standing: Standing): boolean {
  if (value.length < least || !TOKEN.test(value) || FILE.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (isStandIn(value, standing) || (value.length < LONG_TOKEN && WEAK_WORDS.test(value))) return false;
  if (withoutRuns(value).length < least / 2) return false;
  return changesIn(value) >= Math.max(3, value.length * CHANGES_PER_CHARACTER);
}
