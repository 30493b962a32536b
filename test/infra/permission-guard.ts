import http from 'node:http';
import type { Statement } from '@rung/infra/statements.ts';
import { type Listening, listen, readBody } from '@rung/sandbox/kit/http.ts';
import { type AwsRequest, type Need, neededBy } from './needed-permissions.ts';

/** What every guard of one test sees and is told. */
export interface GuardBook {
  /** `role action`, for each need that was met. */
  readonly used: Set<string>;
  /** Needs that no statement met, in words. */
  readonly refused: string[];
  /** ARNs that carry the tags that conditions ask for. */
  readonly tagged: Set<string>;
}

export interface GuardOptions {
  readonly role: string;
  readonly statements: readonly Statement[];
  readonly aws: string;
  readonly tableArn: string;
  readonly launchFlowArn: string;
  readonly book: GuardBook;
}

/** IAM for the local AWS: stands before it for one role, lets through what the role's deployed policy allows, and refuses the rest as AWS does. */
export async function startGuard(options: GuardOptions): Promise<Listening> {
  return listen(async (incoming, outgoing) => {
    const request: AwsRequest = {
      method: incoming.method ?? '',
      url: new URL(incoming.url ?? '/', options.aws),
      headers: incoming.headers,
      body: await readBody(incoming),
    };
    const refused = neededBy(request, options).find((need) => !isAllowed(need, options));
    if (refused) refuse(outgoing, refused, options);
    else forward(request, outgoing);
  });
}

function isAllowed(need: Need, { role, statements, book }: GuardOptions): boolean {
  const granted = statements.some(
    ({ actions, resources, conditions }) =>
      actions.includes(need.action) &&
      resources.some((pattern) => matches(pattern, need.resource)) &&
      (book.tagged.has(need.resource) || conditions.every((condition) => isMet(condition, need))),
  );
  if (granted) book.used.add(`${role} ${need.action}`);
  return granted;
}

function isMet({ variable, values }: Statement['conditions'][number], { given }: Need): boolean {
  const value = given?.[variable];
  return value !== undefined && values.some((pattern) => matches(pattern, value));
}

function matches(pattern: string, arn: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(arn);
}

function refuse(outgoing: http.ServerResponse, need: Need, { role, book }: GuardOptions): void {
  const message = `${role} is not authorized to perform: ${need.action} on resource: ${need.resource}`;
  book.refused.push(message);
  if (need.action.startsWith('s3:')) {
    outgoing.writeHead(403, { 'content-type': 'application/xml' });
    outgoing.end(`<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`);
  } else {
    outgoing.writeHead(403, { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' });
    outgoing.end(JSON.stringify({ __type: 'AccessDeniedException', message }));
  }
}

/** Headers that belong to one connection, or to HTTP/2, which only BedrockRuntime's client speaks. */
const OF_ONE_CONNECTION = /^(?::|connection$|keep-alive$|transfer-encoding$|host$)/;
const handedOn = (headers: AwsRequest['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_CONNECTION.test(name)));

function forward(request: AwsRequest, outgoing: http.ServerResponse): void {
  const { method, url, headers, body } = request;
  const onward = http.request(url, { method, headers: handedOn(headers) }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, handedOn(answer.headers) as http.OutgoingHttpHeaders);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
}
