import http from 'node:http';
import { PortBusy } from '@rung/sandbox/kit/http.ts';
import { PATHS } from '@rung/sandbox/playground/protocol.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANA, GENERAL, openPlayground, type Playground } from './playground-fixture.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await openPlayground();
});
afterAll(() => playground.server.close());

interface Reply {
  readonly status: number;
  readonly body: { readonly ok?: boolean; readonly error?: string; readonly [key: string]: unknown };
}

/** A request as it stands on the wire; `fetch` would set Host and Origin itself. */
function send(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: string } = {},
) {
  return new Promise<Reply>((resolve, reject) => {
    const { port } = playground.server;
    const request = http.request({ port, host: '127.0.0.1', path, method, headers: { ...headers } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

const say = (headers: object) => {
  const body = JSON.stringify({ as: ANA, channel: GENERAL, text: 'hello' });
  return send(PATHS.say, { method: 'POST', headers, body });
};

test('a name that was rebound to this machine is refused', async () => {
  const reply = await send(PATHS.state, { headers: { host: 'evil.example:3000' } });

  expect(reply).toMatchObject({ status: 403, body: { ok: false, error: expect.stringContaining('localhost') } });
});

test.each([
  ['another site', 'http://evil.example'],
  ['another port of this machine', 'http://localhost:1'],
  ['a sandboxed frame', 'null'],
])('a message sent by %s is refused and not said', async (_, origin) => {
  const before = playground.slack.messages(GENERAL).length;

  const reply = await say({ origin });

  expect(reply.status).toBe(403);
  expect(playground.slack.messages(GENERAL)).toHaveLength(before);
});

test.each(['localhost', '127.0.0.1'])('the page on %s may say something', async (name) => {
  const host = `${name}:${playground.server.port}`;

  const reply = await say({ host, origin: `http://${host}` });

  expect(reply).toMatchObject({ status: 200, body: { ok: true, message: { text: 'hello', user: ANA } } });
});

test.each<{ what: string; path: string; body: object; sentence: string }>([
  { what: 'a list', path: PATHS.say, body: [], sentence: 'not a JSON object' },
  {
    what: 'a message without a text',
    path: PATHS.say,
    body: { as: ANA, channel: GENERAL },
    sentence: '"text" is missing',
  },
  {
    what: 'a click without an element',
    path: PATHS.act,
    body: { as: ANA, channel: GENERAL, ts: '1' },
    sentence: '"element" is not',
  },
  {
    what: 'a form that is a list',
    path: PATHS.submit,
    body: { as: ANA, viewId: 'V1', values: [] },
    sentence: '"values" is not',
  },
  {
    what: 'a tab that there is not',
    path: PATHS.openApp,
    body: { as: ANA, tab: 'about' },
    sentence: 'one of home, messages',
  },
  { what: 'a clock that stands still', path: PATHS.clock, body: { speed: 0 }, sentence: '"speed" must be a number' },
  { what: 'a jump back in time', path: PATHS.clock, body: { skipMs: -1 }, sentence: '"skipMs" must be a number' },
])('$what is refused with a sentence', async ({ path, body, sentence }) => {
  const reply = await send(path, { method: 'POST', body: JSON.stringify(body) });

  expect(reply).toMatchObject({ status: 400, body: { ok: false, error: expect.stringContaining(sentence) } });
});

test('what is no JSON is refused with a sentence', async () => {
  const reply = await send(PATHS.say, { method: 'POST', body: '{' });

  expect(reply).toMatchObject({ status: 400, body: { error: expect.stringContaining('not a JSON object') } });
});

test('a body over 8 MiB is refused', async () => {
  const body = JSON.stringify({ as: ANA, channel: GENERAL, text: 'x'.repeat(9 * 1024 * 1024) });

  const reply = await send(PATHS.say, { method: 'POST', body });

  expect(reply).toMatchObject({ status: 413, body: { ok: false } });
});

test('a dataset is stored byte for byte, whatever its bytes are', async () => {
  const bytes = Buffer.from([0, 255, 10, 195, 40]).toString('latin1');

  const reply = await send(`${PATHS.dataset}?name=train.jsonl`, { method: 'POST', body: bytes });

  expect(reply.body).toMatchObject({ ok: true, uri: 's3://rung-data/train.jsonl' });
  expect(playground.panel.contents.get('train.jsonl')?.toString()).toBe(bytes);
});

test.each(['', '../secret', 'a/b.jsonl', '.hidden', 'x'.repeat(201)])(
  'a dataset is not stored as "%s"',
  async (name) => {
    const reply = await send(`${PATHS.dataset}?name=${encodeURIComponent(name)}`, { method: 'POST', body: '{}' });

    expect(reply).toMatchObject({ status: 400, body: { error: expect.stringContaining('Nothing was stored') } });
  },
);

test('a dataset that says it is over 1 GiB is refused before it is read', async () => {
  const headers = { 'content-length': String(1024 ** 3 + 1) };

  const reply = await send(`${PATHS.dataset}?name=big.jsonl`, { method: 'POST', headers });

  expect(reply).toMatchObject({ status: 413, body: { error: expect.stringContaining('1 GiB') } });
});

test.each([
  ['GET', '/playground/nothing', 404],
  ['DELETE', PATHS.say, 405],
  ['GET', PATHS.say, 405],
])('%s %s answers %i', async (method, path, status) => {
  expect(await send(path, { method })).toMatchObject({ status, body: { ok: false } });
});

test('a failure inside is answered with its sentence', async () => {
  playground.slack.app = {
    command: () => {
      throw new Error('The app is not there.');
    },
  };
  const body = JSON.stringify({ as: ANA, channel: GENERAL, command: '/rung', text: '' });

  const reply = await send(PATHS.command, { method: 'POST', body });

  expect(reply).toMatchObject({ status: 500, body: { ok: false, error: 'The app is not there.' } });
});

test('a busy port is said to be busy', async () => {
  await expect(openPlayground(playground.server.port)).rejects.toThrow(PortBusy);
});

test('the page asks nothing of anybody else', async () => {
  const { url } = playground.server;

  const [page, script, style] = await Promise.all(['/', '/page.js', '/page.css'].map((path) => fetch(url + path)));

  expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await style?.text()).not.toMatch(/url\((?!data:)|@import/);
  expect(await script?.text()).not.toMatch(
    /dangerouslySetInnerHTML=|https?:\/\/(?!(?:127\.0\.0\.1|localhost|www\.w3\.org))[a-z]/,
  );
});
