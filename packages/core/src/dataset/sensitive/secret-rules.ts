import { ISSUER_RULES } from './issuer-rules.ts';
import { END, isRandom, token } from './secret-tokens.ts';

// cspell:ignore Ikpva shpat shpca shppa shpss
/**
 * One kind of secret: one of `leads`, then `anchor`. The pattern is tried only where they stand, from the beginning of the
 * lead, so that text without anchors costs one search for each and no more. Anchors begin with a rare letter, at which each
 * search stops, and have fewer than seven: V8 looks for longer ones in a way that is slower where none is (13.6).
 */
export interface SecretRule {
  readonly kind: string;
  readonly anchor: string;
  /** Without leads the anchor comes first. */
  readonly leads?: readonly string[];
  /** Sticky; bounded repetitions of disjoint classes only, so that no text makes it slower than linear. */
  readonly pattern: RegExp;
  /** Refuses what has the shape but is an example. */
  readonly accepts?: (found: string) => boolean;
}

/** Forty characters of Base64 after a name that ends in "access key"; many other things are forty characters long. */
const AWS_SECRET = /(?:AccessKey|_access_key|ACCESS_KEY)(?:[\s"'\\=:]|is){1,10}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/y;

const SCHEMES = [
  'postgres:',
  'postgresql:',
  'mysql:',
  'mariadb:',
  'mongodb:',
  'mongodb+srv:',
  'redis:',
  'rediss:',
  'amqp:',
  'amqps:',
].concat([
  'mssql:',
  'sqlserver:',
  'clickhouse:',
  'ftp:',
  'sftp:',
  'smtp:',
  'smtps:',
  'ldap:',
  'ldaps:',
  'http:',
  'https:',
]);

/**
 * The shapes that the issuers publish: docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (AKIA, ASIA),
 * github.blog/2021-04-05-behind-githubs-new-authentication-token-formats, docs.gitlab.com/security/tokens,
 * docs.slack.dev/authentication/tokens, docs.stripe.com/keys, RFC 7468 (PEM), RFC 7519 (JWT), and for the rest the patterns
 * that their scanners share; read 2026-11-21.
 */
const KNOWN_RULES: readonly SecretRule[] = [
  { kind: 'AWS access key id', anchor: 'AKIA', pattern: token('AKIA[A-Z2-7]{16}'), accepts: isRandom },
  { kind: 'AWS access key id', anchor: 'ASIA', pattern: token('ASIA[A-Z2-7]{16}'), accepts: isRandom },
  ...['Access', '_access', 'ACCESS'].map(
    (anchor): SecretRule => ({ kind: 'AWS secret access key', anchor, pattern: AWS_SECRET, accepts: isRandom }),
  ),
  {
    kind: 'private key',
    anchor: 'PRIVAT',
    pattern:
      /(?<=-----BEGIN [A-Z ]{0,20})PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|\s){0,8}(?:[A-Za-z-]{1,20}: [^\r\n\\]{1,80}(?:\\[nr]|\s){1,8}){0,4}[A-Za-z0-9+/]{20}/y,
  },
  {
    kind: 'GitHub token',
    anchor: '_',
    leads: ['ghp', 'gho', 'ghu', 'ghs', 'ghr'],
    pattern: token('gh[pousr]_[A-Za-z0-9]{36,251}'),
    accepts: isRandom,
  },
  {
    kind: 'GitHub token',
    anchor: '_',
    leads: ['github'],
    pattern: token('github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'),
  },
  {
    kind: 'GitLab token',
    anchor: '-',
    leads: ['glpat'],
    pattern: token('glpat-[A-Za-z0-9_-]{20,64}'),
    accepts: isRandom,
  },
  {
    kind: 'Slack token',
    anchor: 'xox',
    pattern: token('xox[abeoprs]-(?:[A-Za-z0-9]{1,40}-){0,4}[A-Za-z0-9]{10,200}'),
    accepts: isRandom,
  },
  { kind: 'Slack token', anchor: 'xapp-', pattern: token('xapp-[0-9]-[A-Z0-9]{8,14}-[0-9]{10,15}-[a-z0-9]{32,80}') },
  {
    kind: 'Slack webhook',
    anchor: '//',
    leads: ['https:'],
    pattern: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{6,14}\/B[A-Z0-9]{6,14}\/[A-Za-z0-9]{20,32}/y,
    accepts: isRandom,
  },
  {
    kind: 'Stripe key',
    anchor: '_',
    leads: ['sk', 'rk'],
    pattern: token('[rs]k_live_[A-Za-z0-9]{20,247}'),
    accepts: isRandom,
  },
  {
    kind: 'Stripe key',
    anchor: '_',
    leads: ['whsec'],
    pattern: token('whsec_[A-Za-z0-9+/]{32,64}'),
    accepts: isRandom,
  },
  {
    kind: 'Anthropic key',
    anchor: '-',
    leads: ['sk'],
    pattern: token('sk-ant-[a-z]{3,8}[0-9]{2}-[A-Za-z0-9_-]{60,140}'),
  },
  {
    kind: 'OpenAI key',
    anchor: '-',
    leads: ['sk'],
    pattern: token(
      'sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|[A-Za-z0-9]{48})',
    ),
    accepts: isRandom,
  },
  { kind: 'Google API key', anchor: 'AIza', pattern: token('AIza[A-Za-z0-9_-]{35}'), accepts: isRandom },
  { kind: 'Google OAuth secret', anchor: 'GOCSPX', pattern: token('GOCSPX-[A-Za-z0-9_-]{28}'), accepts: isRandom },
  { kind: 'npm token', anchor: '_', leads: ['npm'], pattern: token('npm_[A-Za-z0-9]{36}'), accepts: isRandom },
  { kind: 'PyPI token', anchor: '-', leads: ['pypi'], pattern: token('pypi-AgE[A-Za-z0-9_-]{50,250}') },
  { kind: 'Hugging Face token', anchor: '_', leads: ['hf'], pattern: token('hf_[A-Za-z]{34}'), accepts: isRandom },
  {
    kind: 'SendGrid key',
    anchor: 'SG.',
    pattern: token('SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'),
    accepts: isRandom,
  },
  {
    kind: 'JSON Web Token',
    anchor: 'J',
    leads: ['ey'],
    pattern: token('eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{20,2000}'),
    // The example of jwt.io, of one 1234567890 called John Doe.
    accepts: (found) => !/I6IkpvaG4gRG9l|\.SflKxwRJSMeKKF2QT4/.test(found),
  },
  {
    kind: 'Shopify token',
    anchor: '_',
    leads: ['shpat', 'shpca', 'shppa', 'shpss'],
    pattern: token('shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}'),
  },
  {
    kind: 'DigitalOcean token',
    anchor: '_v1_',
    leads: ['dop', 'doo', 'dor'],
    pattern: token('do[opr]_v1_[a-f0-9]{64}'),
  },
  { kind: 'Azure storage key', anchor: 'Key=', leads: ['Account'], pattern: /AccountKey=[A-Za-z0-9+/]{86}==/y },
  {
    kind: 'Telegram bot token',
    anchor: ':AA',
    pattern: new RegExp(`(?<=(?<![0-9])[0-9]{8,10}):AA[A-Za-z0-9_-]{33}${END}`, 'y'),
    accepts: isRandom,
  },
  { kind: 'Linear key', anchor: '_api_', leads: ['lin'], pattern: token('lin_api_[A-Za-z0-9]{40}') },
  { kind: '1Password token', anchor: '_eyJ', leads: ['ops'], pattern: token('ops_eyJ[A-Za-z0-9_-]{200,2000}') },
  { kind: 'Vault token', anchor: 'hvs.', pattern: token('hvs\\.[A-Za-z0-9_-]{24,300}'), accepts: isRandom },
  { kind: 'Mailgun key', anchor: 'key-', pattern: token('key-[a-f0-9]{32}'), accepts: isRandom },
  {
    kind: 'connection string with a password',
    anchor: '//',
    leads: SCHEMES,
    pattern: /[a-z+]{3,12}:\/\/[^\s:@/"'\\<>{}[\]$]{0,64}:[^\s:@/"'\\<>{}[\]$*]{3,128}@[A-Za-z0-9.-]{2,253}/y,
    accepts: (found) =>
      !/:(?:pass(?:word)?|pw|pwd|secret|user|example|your[\w-]*|xxx+|changeme|x+)@|@(?:example|host|hostname)\b/i.test(
        found,
      ),
  },
];

export const SECRET_RULES: readonly SecretRule[] = [...KNOWN_RULES, ...ISSUER_RULES];
