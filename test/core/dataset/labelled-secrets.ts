// cspell:ignore ALNUM Hlwa vcmc Étape AROA AKIAIOSFODNN Izawa AKIANA
import { ALNUM, BASE64URL, DIGITS, drawn, HEX, LOWER, UPPER } from '../../fixtures/secrets/drawn.ts';

/** A text with the kind of secret in it; none where it only looks like one. */
export interface Labelled {
  readonly kind: string | undefined;
  readonly text: string;
}

/** What issuers hand out, put together from parts. Each is given a seed. */
const ISSUED: Readonly<Record<string, readonly ((seed: string) => string)[]>> = {
  'AWS access key id': [
    (seed) => `AK${'IA'}${drawn(`${UPPER}234567`, 16, seed)}`,
    (seed) => `AS${'IA'}${drawn(`${UPPER}234567`, 16, seed)}`,
  ],
  'AWS secret access key': [
    (seed) => `aws_secret_access_key = ${drawn(`${ALNUM}/+`, 40, seed)}`,
    (seed) => `AWS_SECRET_ACCESS_KEY=${drawn(`${ALNUM}/+`, 40, seed)}`,
    (seed) => `"SecretAccessKey": "${drawn(`${ALNUM}/+`, 40, seed)}"`,
    (seed) => `secretAccessKey: '${drawn(`${ALNUM}/+`, 40, seed)}'`,
  ],
  'private key': ['RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ', ''].map(
    (type) => (seed: string) =>
      `-----BEGIN ${type}PRIVATE ${'KEY'}-----\n${drawn(ALNUM, 64, seed)}\n${drawn(ALNUM, 30, seed)}\n-----END ${type}PRIVATE KEY-----`,
  ),
  'GitHub token': [
    ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((type) => (seed: string) => `${type}_${drawn(ALNUM, 36, seed)}`),
    (seed) => `github_${'pat'}_${drawn(ALNUM, 22, seed)}_${drawn(ALNUM, 59, `${seed}b`)}`,
  ],
  'Shopify token': ['at', 'ca', 'pa', 'ss'].map((type) => (seed: string) => `sh${'p'}${type}_${drawn(HEX, 32, seed)}`),
  'DigitalOcean token': ['p', 'o', 'r'].map((type) => (seed: string) => `do${type}_${'v1'}_${drawn(HEX, 64, seed)}`),
  'Azure storage key': [(seed) => `AccountKey${'='}${drawn(ALNUM, 86, seed)}==`],
  'Telegram bot token': [(seed) => `5${drawn(DIGITS, 8, seed)}${':AA'}${drawn(BASE64URL, 33, seed)}`],
  'Linear key': [(seed) => `lin_${'api'}_${drawn(ALNUM, 40, seed)}`],
  '1Password token': [(seed) => `ops_${'eyJ'}${drawn(BASE64URL, 250, seed)}`],
  'Vault token': [(seed) => `hvs${'.'}${drawn(BASE64URL, 90, seed)}`],
  'Mailgun key': [(seed) => `key${'-'}${drawn(HEX, 32, seed)}`],
  'GitLab token': [(seed) => `glpat${'-'}${drawn(BASE64URL, 20, seed)}`],
  'Slack token': [
    (seed) => `xo${'xb'}-${drawn(DIGITS, 12, seed)}-${drawn(DIGITS, 13, seed)}-${drawn(ALNUM, 24, seed)}`,
    (seed) =>
      `xo${'xp'}-${drawn(DIGITS, 11, seed)}-${drawn(DIGITS, 11, seed)}-${drawn(DIGITS, 12, seed)}-${drawn('abcdef0123456789', 32, seed)}`,
    (seed) =>
      `xa${'pp'}-1-A${drawn(UPPER, 10, seed)}-${drawn(DIGITS, 13, seed)}-${drawn('abcdef0123456789', 64, seed)}`,
  ],
  'Slack webhook': [
    (seed) =>
      `https://hooks.slack.com/services/T${drawn(UPPER, 8, seed)}/B${drawn(UPPER, 10, seed)}/${drawn(ALNUM, 24, seed)}`,
  ],
  'Stripe key': ['sk_live', 'rk_live'].map((type) => (seed: string) => `${type}_${drawn(ALNUM, 24, seed)}`),
  'OpenAI key': [(seed) => `sk-${drawn(ALNUM, 48, seed)}`, (seed) => `sk-${'proj'}-${drawn(BASE64URL, 120, seed)}`],
  'Anthropic key': [(seed) => `sk-${'ant'}-api03-${drawn(BASE64URL, 93, seed)}AA`],
  'Google API key': [(seed) => `AI${'za'}${drawn(BASE64URL, 34, seed)}Q`],
  'Google OAuth secret': [(seed) => `GOC${'SPX'}-${drawn(BASE64URL, 27, seed)}w`],
  'npm token': [(seed) => `np${'m'}_${drawn(ALNUM, 36, seed)}`],
  'PyPI token': [(seed) => `py${'pi'}-AgEIcHlwaS5vcmc${drawn(BASE64URL, 120, seed)}A`],
  'Hugging Face token': [(seed) => `h${'f'}_${drawn(LOWER + UPPER, 34, seed)}`],
  'SendGrid key': [(seed) => `S${'G'}.${drawn(BASE64URL, 22, seed)}.${drawn(BASE64URL, 42, seed)}s`],
  'JSON Web Token': [
    (seed) => `ey${'J'}hbGciOiJIUzI1NiJ9.ey${'J'}${drawn(BASE64URL, 80, seed)}.${drawn(BASE64URL, 42, seed)}c`,
  ],
  'connection string with a password': [
    'postgres',
    'postgresql',
    'mysql',
    'mongodb+srv',
    'redis',
    'amqps',
    'https',
  ].map(
    (scheme) => (seed: string) =>
      `${scheme}://${scheme === 'redis' ? '' : 'app'}:${drawn(`${ALNUM}!#%&`, 14, seed)}@db-3.internal.net:5432/orders`,
  ),
};

/** How secrets stand in messages, answers, code and logs. */
const AROUND: readonly ((secret: string) => string)[] = [
  (secret) => `My key is ${secret}, why is it refused?`,
  (secret) => `{"token":"${secret}"}`,
  (secret) => `export TOKEN='${secret}'\nnpm start`,
  (secret) => `Log:\n${secret}\nEnd.`,
  (secret) => `Étape 2 – “${secret}” 😀`,
];

export const SECRETS: readonly Labelled[] = Object.entries(ISSUED).flatMap(([kind, makers]) =>
  makers.flatMap((make, which) => AROUND.map((around, at) => ({ kind, text: around(make(`${kind}${which}${at}`)) }))),
);

const looks: readonly ((seed: string) => string)[] = [
  (seed) => `commit ${drawn(HEX, 40, seed)}`,
  (seed) => `sha256:${drawn(HEX, 64, seed)}`,
  (seed) => `"integrity": "sha512-${drawn(`${ALNUM}+/`, 86, seed)}=="`,
  (seed) =>
    `request id ${drawn(HEX, 8, seed)}-${drawn(HEX, 4, seed)}-4${drawn(HEX, 3, seed)}-a${drawn(HEX, 3, seed)}-${drawn(HEX, 12, seed)}`,
  (seed) => `data:image/png;base64,iVBORw0KGgo${drawn(`${ALNUM}+/`, 400, seed)}`,
  (seed) => `order ${drawn(DIGITS, 16, seed)} of customer ${drawn(UPPER, 3, seed)}-${drawn(DIGITS, 6, seed)}`,
  (seed) => `arn:aws:iam::${drawn(DIGITS, 12, seed)}:role/${drawn(LOWER, 20, seed)}`,
  (seed) => `AROA${drawn(`${UPPER}234567`, 16, seed)} assumed the role`,
  (seed) => `https://cdn.example.com/${drawn(ALNUM, 32, seed)}/photo.jpg?width=800`,
  (seed) => `pk_live_${drawn(ALNUM, 24, seed)} is the publishable key`,
  (seed) => `pk_test_${drawn(ALNUM, 24, seed)}`,
  (seed) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${drawn(`${ALNUM}+/`, 43, seed)} me@laptop`,
  (seed) => `-----BEGIN CERTIFICATE-----\n${drawn(`${ALNUM}+/`, 64, seed)}\n-----END CERTIFICATE-----`,
  (seed) => `-----BEGIN PUBLIC KEY-----\n${drawn(`${ALNUM}+/`, 64, seed)}\n-----END PUBLIC KEY-----`,
  (seed) => `s3://bucket-${drawn(LOWER, 12, seed)}/train-${drawn(DIGITS, 8, seed)}.jsonl`,
];

const WRITTEN = [
  'The password: at least 12 characters, with Capitals and 2 digits.',
  'password = "<your password>"',
  'api_key: $API_KEY',
  'Set API_KEY=YOUR-API-KEY-HERE-1234567',
  'secret: TheSecretGarden1911Edition',
  'Authorization: Bearer <token>',
  'Bearer of the letter dated 2026-11-26 arrived',
  'Use AKIAIOSFODNN7EXAMPLE in the examples, it is no key.',
  'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'Set OPENAI_API_KEY to sk-your-key-here.',
  'sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'ghp_000000000000000000000000000000000000',
  'postgres://user:password@localhost:5432/app',
  'postgres://user:$DB_PASSWORD@db.internal.net/app',
  'mysql://root:secret@db.internal.net/app',
  'redis://localhost:6379/0 has no password.',
  'https://docs.aws.amazon.com/bedrock/latest/userguide/custom-models.html#section:1',
  'Call https://api.example.com:8443/v1/users/@me instead.',
  'The file begins with -----BEGIN RSA PRIVATE KEY----- and a line break.',
  'Paste everything from -----BEGIN PRIVATE KEY----- to the end.',
  'The header eyJhbGciOiJIUzI1NiJ9 alone says which algorithm it is.',
  'xoxb- is how a bot token begins, xapp- an app token.',
  'Where do I find the secret access key of the camera?',
  'The npm_config_registry variable and hf_hub_download are not secrets.',
  'risk-averse-customers-and-task-management-questions-in-our-desk-overview',
  'AIzawa is a surname; AKIANA is not.',
  'sk-SK is Slovak, sk-learn is a library, ask-me-anything is an event.',
  'mailto:support@larkfield.net?subject=Kestrel',
  'git@github.com:larkfield/tarn.git',
  'The whsec_ prefix marks a signing secret.',
] as const;

export const HARMLESS: readonly Labelled[] = [
  ...WRITTEN.map((text) => ({ kind: undefined, text })),
  ...looks.flatMap((make, which) =>
    AROUND.concat(AROUND).map((around, at) => ({ kind: undefined, text: around(make(`look${which}${at}`)) })),
  ),
];
