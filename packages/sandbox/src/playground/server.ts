import { AwsError } from '../kit/aws-error.ts';
import type { SandboxClock } from '../kit/clock.ts';
import { type Incoming, type Listening, listen, type Outgoing, sendJson } from '../kit/http.ts';
import type { Eyes, Hands } from '../slack/workspace.ts';
import { awsRoutes, clockState, putDataset } from './aws-routes.ts';
import { createEventStream } from './event-stream.ts';
import { demandOwnPage } from './guard.ts';
import { handsRoutes } from './hands-routes.ts';
import { bundlePage, type PageFile } from './page-bundle.ts';
import type { Panel } from './panel.ts';
import { parseBody } from './parse-body.ts';
import { type MessageShortcut, PATHS, type PageState, type SlashCommand } from './protocol.ts';
import { Refusal } from './refusal.ts';
import type { Routes } from './routes.ts';

export interface PlaygroundOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly slack: Hands & Eyes;
  readonly clock: SandboxClock;
  readonly panel: Panel;
  readonly app: PageState['app'];
  readonly commands: readonly SlashCommand[];
  readonly shortcuts: readonly MessageShortcut[];
}

/** What the sidebar is headed with. */
const WORKSPACE = 'Rung local';

/** The page loads nothing from anywhere else; pictures may also come from the other servers on this machine. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the page and what it asks for on 127.0.0.1. Rejects with `PortBusy` when the port is taken. */
export async function startPlayground(options: PlaygroundOptions): Promise<Listening> {
  const { slack, clock } = options;
  const page = await bundlePage();
  const stream = createEventStream(() => ({ type: 'clock', clock: clockState(clock) }));
  const tellTime = () => stream.send({ type: 'clock', clock: clockState(clock) });
  const posts: Routes = { ...handsRoutes(slack), ...awsRoutes(options.panel, clock, tellTime) };
  const reads = readRoutes(options);
  const serve = async (request: Incoming, reply: Outgoing) => {
    demandOwnPage(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = page.get(url.pathname);
    if (request.method === 'GET' && file) return sendFile(reply, file);
    if (request.method === 'GET' && url.pathname === PATHS.events) return stream.join(reply);
    sendJson(reply, 200, { ok: true, ...(await answer(request, url, { reads, posts, panel: options.panel })) });
  };
  const listening = await listen(
    (request, reply) => serve(request, reply).catch((error) => refuse(reply, error)),
    options.port,
  );
  const unsubscribe = slack.subscribe(stream.send);
  return {
    ...listening,
    async close() {
      unsubscribe();
      stream.close();
      await listening.close();
    },
  };
}

type Reads = Readonly<Record<string, (query: URLSearchParams) => object | Promise<object>>>;

function readRoutes({ slack, clock, panel, app, commands, shortcuts }: PlaygroundOptions): Reads {
  return {
    [PATHS.state]: (): PageState => ({
      workspace: WORKSPACE,
      people: slack.people(),
      userGroups: slack.userGroups(),
      channels: slack.channels(),
      app,
      commands,
      shortcuts,
      clock: clockState(clock),
      bucketUri: panel.bucketUri,
    }),
    [PATHS.messages]: (query) => ({ messages: slack.messages(asked(query, 'channel'), asked(query, 'as')) }),
    [PATHS.views]: (query) => {
      const home = slack.home(asked(query, 'as'));
      return { views: slack.views(asked(query, 'as')), ...(home && { home }) };
    },
    [PATHS.files]: async () => ({ files: await panel.files() }),
    [PATHS.throughputs]: async () => ({ throughputs: await panel.throughputs() }),
  };
}

function asked(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null) throw new Refusal(400, `"${name}" is missing from the address.`);
  return value;
}

async function answer(request: Incoming, url: URL, parts: { reads: Reads; posts: Routes; panel: Panel }) {
  const { pathname, searchParams } = url;
  const isPost = request.method === 'POST';
  if (isPost && pathname === PATHS.dataset) return putDataset(parts.panel, request, searchParams.get('name'));
  const post = parts.posts[pathname];
  if (isPost && post) return (await post(await parseBody(request))) ?? {};
  const read = parts.reads[pathname];
  if (request.method === 'GET' && read) return read(searchParams);
  if (post || read) throw new Refusal(405, `${pathname} does not take ${request.method}.`);
  throw new Refusal(404, `There is nothing at ${pathname}.`);
}

function sendFile(reply: Outgoing, { contentType, content }: PageFile): void {
  reply.writeHead(200, {
    'content-type': contentType,
    'cache-control': 'no-store',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  reply.end(content);
}

function refuse(reply: Outgoing, error: unknown): void {
  const isExpected = error instanceof Refusal || error instanceof AwsError;
  if (!isExpected) console.error(error);
  if (reply.headersSent) return void reply.destroy();
  // The body may not have been read to its end, so the connection cannot carry another request.
  reply.setHeader('connection', 'close');
  sendJson(reply, isExpected ? error.status : 500, {
    ok: false,
    error:
      error instanceof Error ? error.message : 'Something went wrong on this machine; the terminal has the details.',
  });
}
