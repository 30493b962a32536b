import http from 'node:http';
import type { Listening } from '@rung/sandbox/kit/http.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLambda, localLambda } from './local-lambda.ts';

let local: LocalLambda;
let url: Listening;
let seen: Record<string, unknown> = {};
let answer: () => unknown = () => ({});

beforeAll(async () => {
  local = await localLambda();
  local.lambda.register('web', async (event) => {
    seen = event as Record<string, unknown>;
    return answer();
  });
  url = await local.lambda.functionUrl('web');
});
afterAll(async () => {
  await url.close();
  await local.close();
});

const post = (body: string | Uint8Array<ArrayBuffer>, contentType: string) =>
  fetch(url.url, { method: 'POST', body, headers: { 'content-type': contentType } });

/** Sends header lines as they are given; fetch would join them itself. */
function rawGet(path: string, headers: string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: url.port, path, headers }, (reply) => {
      reply.resume();
      reply.on('end', () => resolve(reply.statusCode));
    });
    request.on('error', reject);
    request.end();
  });
}

describe('the event', () => {
  test('has path, query, headers and cookies as payload format 2.0 has them', async () => {
    await rawGet('/a%20b/c?x=1&x=2&y=%3F?', [
      ...['Host', 'desk.example', 'User-Agent', 'probe/1', 'X-Twice', 'one', 'x-twice', 'two'],
      ...['Cookie', 'a=1; b=2'],
    ]);

    expect(seen).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a%20b/c',
      rawQueryString: 'x=1&x=2&y=%3F?',
      queryStringParameters: { x: '1,2', y: '??' },
      cookies: ['a=1', 'b=2'],
      headers: expect.objectContaining({
        host: 'desk.example',
        'user-agent': 'probe/1',
        'x-twice': 'one,two',
        cookie: 'a=1; b=2',
      }),
      requestContext: expect.objectContaining({
        http: { method: 'GET', path: '/a%20b/c', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'probe/1' },
        domainName: 'desk.example',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      }),
      isBase64Encoded: false,
    });
  });

  test.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
    ['application/vnd.api+json', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['multipart/form-data; boundary=x', true],
  ])('carries a body of type %s in base64: %s', async (contentType, isBase64Encoded) => {
    const body = 'text=héllo 🚀';

    await post(body, contentType);

    expect(seen).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    });
  });

  test('carries bytes that are no text without a loss', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);

    await post(bytes, 'image/png');

    expect([...Buffer.from(String(seen['body']), 'base64')]).toEqual([...bytes]);
  });

  test('is made of a body of 6 MB and of no larger one', async () => {
    const most = await post('x'.repeat(6 * 1024 * 1024), 'text/plain');
    const more = await post('x'.repeat(6 * 1024 * 1024 + 1), 'text/plain');

    expect([most.status, more.status]).toEqual([200, 413]);
  });
});

describe('the reply', () => {
  const replied = async (response: unknown) => {
    answer = () => response;
    const reply = await fetch(url.url);
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  };

  test('has the status, headers, cookies and body that the function gave', async () => {
    const { status, headers, text } = await replied({
      statusCode: 201,
      headers: { 'Content-Type': 'text/plain', 'X-Count': 3 },
      cookies: ['a=1; Secure', 'b=2'],
      body: 'made',
    });

    expect({ status, text }).toEqual({ status: 201, text: 'made' });
    expect([headers.get('content-type'), headers.get('x-count')]).toEqual(['text/plain', '3']);
    expect(headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  });

  test('decodes a body in base64', async () => {
    const { text } = await replied({
      statusCode: 200,
      body: Buffer.from('héllo').toString('base64'),
      isBase64Encoded: true,
    });

    expect(text).toBe('héllo');
  });

  test.each([[{ ok: true }], ['hello'], [null], [[1, 2]]])(
    'to the bare value %j is 200 with that JSON',
    async (value) => {
      const { status, headers, text } = await replied(value);

      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('application/json');
      expect(JSON.parse(text)).toEqual(value);
    },
  );

  test.each([
    ['no number as its status', { statusCode: 'fine' }],
    ['a body that is not text', { statusCode: 200, body: { a: 1 } }],
    ['headers that are not text', { statusCode: 200, headers: { a: ['b'] } }],
  ])('to a response with %s is 502', async (_what, response) => {
    const { status, text } = await replied(response);

    expect({ status, text }).toEqual({ status: 502, text: '{"message":"Internal Server Error"}' });
  });

  test('to a throw is 502 and says nothing of the error', async () => {
    answer = () => {
      throw new Error('a secret');
    };

    const reply = await fetch(url.url);

    expect(reply.status).toBe(502);
    expect(await reply.json()).toEqual({ message: 'Internal Server Error' });
  });
});

test('there is no URL of a function that is not there', async () => {
  await expect(local.lambda.functionUrl('none')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
});
