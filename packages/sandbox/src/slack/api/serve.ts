import { setTimeout } from 'node:timers/promises';
import { type Handler, type Incoming, type Outgoing, readBody, sendJson } from '../../kit/http.ts';
import { SlackError } from '../slack-error.ts';
import { mimetypeOf } from '../state/files.ts';
import type { Office } from '../state/office.ts';
import { answerStatus, takeAnswer } from './answer.ts';
import { type Args, readArgs } from './args.ts';
import { METHODS, OPEN_METHODS } from './methods.ts';

/** What keeps Slack from answering. */
export interface Weather {
  /** Methods to answer with 429 next time, and the seconds to say. */
  readonly throttles: Map<string, number>;
  /** Whether it answers anything at all. */
  isOut: boolean;
  /** Real milliseconds between what is done and the answer that says so. */
  delayMs: number;
}

interface Request {
  readonly incoming: Incoming;
  readonly path: string;
  readonly body: Buffer;
  readonly reply: Outgoing;
}

/** Everything that the app reaches over HTTP: the Web API, response URLs, uploads and files. */
export function serveSlack(office: Office, weather: Weather): Handler {
  return async (incoming, reply) => {
    try {
      const path = new URL(incoming.url ?? '/', 'http://slack').pathname;
      const request = { incoming, path, body: await readBody(incoming, 64 * 1024 * 1024), reply };
      await route(request, office, weather);
    } catch (error) {
      refuse(reply, error, incoming.url ?? '');
    }
  };
}

function route(request: Request, office: Office, weather: Weather): Promise<void> | void {
  const [, area] = request.path.split('/');
  if (area === 'api') return serveMethod(request, office, weather);
  if (area === 'commands' || area === 'actions') return serveResponseUrl(request, office);
  if (area === 'upload') return serveUpload(request, office);
  if (area === 'files-pri') return serveFile(request, office);
  return sendJson(request.reply, 404, { ok: false, error: 'not_found' });
}

async function serveMethod({ incoming, path, body, reply }: Request, office: Office, weather: Weather) {
  const name = path.slice('/api/'.length);
  try {
    throttle(name, weather.throttles);
    if (weather.isOut) throw new SlackError('service_unavailable', { status: 503 });
    const args = await readArgs(incoming, body);
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (!method) throw new SlackError('unknown_method', { members: { req_method: name } });
    if (!OPEN_METHODS.has(name)) authenticate(args, office);
    const { scopes } = office.options.app;
    if (scopes) reply.setHeader('x-oauth-scopes', scopes.join(','));
    const answer = { ok: true, ...method(args, office) };
    if (weather.delayMs > 0) await setTimeout(weather.delayMs);
    sendJson(reply, 200, answer);
  } catch (error) {
    refuse(reply, error, name);
  }
}

function throttle(name: string, throttles: Weather['throttles']): void {
  const seconds = throttles.get(name);
  if (seconds === undefined) return;
  throttles.delete(name);
  throw new SlackError('ratelimited', { status: 429, headers: { 'retry-after': String(seconds) } });
}

function authenticate({ token }: Args, { options }: Office): void {
  if (token === undefined) throw new SlackError('not_authed');
  if (token !== options.botToken) throw new SlackError('invalid_auth');
}

function refuse(reply: Outgoing, error: unknown, name: string): void {
  if (!(error instanceof SlackError)) console.error('sandbox slack', name, error);
  const known = error instanceof SlackError ? error : new SlackError('fatal_error', { status: 500 });
  for (const [header, value] of Object.entries(known.headers)) reply.setHeader(header, value);
  sendJson(reply, known.status, { ok: false, error: known.code, ...known.members });
}

async function serveResponseUrl({ incoming, path, body, reply }: Request, office: Office): Promise<void> {
  try {
    const to = office.responseUrls.use(path);
    takeAnswer(await readArgs(incoming, body), office, to);
    reply.writeHead(200, { 'content-type': 'text/html' });
    reply.end('ok');
  } catch (error) {
    const known = error instanceof SlackError ? error : new SlackError('fatal_error', { status: 500 });
    if (known !== error) console.error('sandbox slack', 'response_url', error);
    sendJson(reply, answerStatus(known), { ok: false, error: known.code, ...known.members });
  }
}

/** Bytes come raw, or as the one file of a form as WebClient sends them. */
async function serveUpload({ incoming, path, body, reply }: Request, office: Office): Promise<void> {
  const id = path.split('/').at(-1) ?? '';
  const bytes = await uploadedBytes(incoming.headers['content-type'] ?? '', body);
  const taken = office.files.upload(id, bytes);
  reply.writeHead(taken ? 200 : 404, { 'content-type': 'text/plain' });
  reply.end(taken ? `OK - ${bytes.length}` : 'file not found');
}

async function uploadedBytes(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
}

/** Open to anybody on this machine, where Slack wants the session of a person or the app's token. */
function serveFile({ path, reply }: Request, office: Office): void {
  const [, , place = '', name = ''] = path.split('/');
  const bytes = office.files.read(place.split('-').at(-1) ?? '');
  if (!bytes) {
    sendJson(reply, 404, { ok: false, error: 'file_not_found' });
    return;
  }
  reply.writeHead(200, { 'content-type': mimetypeOf(decodeURIComponent(name)) });
  reply.end(bytes);
}
