import { createHmac } from 'node:crypto';
import type { Clock } from '@rung/core/ports.ts';
import type { Forwarded } from '@rung/slack/forwarded.ts';
import { type DeskLine, frontDoor, type UrlRequest } from '@rung/slack/front-door/front-door.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const SECRET = 'shh';
const NOW_S = 1_800_000_000;

function door(clock: Clock = { nowMs: () => NOW_S * 1000 }) {
  const seen: { how: 'leave' | 'call'; delivery: Forwarded }[] = [];
  const desk: DeskLine = {
    leave: (delivery) => Promise.resolve(seen.push({ how: 'leave', delivery }) > 0),
    call: (delivery) =>
      Promise.resolve(
        seen.push({ how: 'call', delivery }) > 0 ? { status: 200, body: '{"response_action":"clear"}' } : undefined,
      ),
  };
  return { seen, knock: frontDoor({ signingSecret: SECRET, clock, desk }) };
}

function signed(body: string, changes: { headers?: Record<string, string>; at?: number } = {}): UrlRequest {
  const timestamp = String(changes.at ?? NOW_S);
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
      ...changes.headers,
    },
  };
}

const status = async (request: UrlRequest) => (await door().knock(request)).statusCode;
const form = (payload: object) => `payload=${encodeURIComponent(JSON.stringify(payload))}`;

describe('the front door', () => {
  it('leaves commands, events and buttons with the desk and answers 200 once they are accepted', async () => {
    const { seen, knock } = door();

    const replies = [
      await knock(signed('command=%2Frung&text=launch')),
      await knock(
        signed('{"type":"event_callback","event_id":"Ev1"}', {
          headers: { 'content-type': 'application/json; charset=utf-8' },
        }),
      ),
      await knock(signed(form({ type: 'block_actions' }))),
    ];

    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200, 200]);
    expect(seen.map(({ how }) => how)).toEqual(['leave', 'leave', 'leave']);
  });

  it('waits for the desk on a form, and hands its answer back', async () => {
    const { seen, knock } = door();

    const reply = await knock(signed(form({ type: 'view_submission' })));

    expect(seen[0]?.how).toBe('call');
    expect(reply).toMatchObject({ statusCode: 200, body: '{"response_action":"clear"}' });
  });

  it('decodes base64 bodies as UTF-8', async () => {
    const { seen, knock } = door();
    const body = '{"type":"event_callback","text":"héllo 🚀"}';
    const request = signed(body, { headers: { 'content-type': 'application/json' } });

    await knock({ ...request, body: Buffer.from(body).toString('base64'), isBase64Encoded: true });

    expect(seen[0]?.delivery.body).toBe(body);
  });

  it('hands on exactly the bytes that were signed, also where a text holds half a character', async () => {
    const { seen, knock } = door();

    await knock(signed('text=\ud800'));

    expect(seen[0]?.delivery.body).toBe('text=\ufffd');
  });

  it('answers a challenge only when it is signed', async () => {
    const body = '{"type":"url_verification","challenge":"abc"}';
    const request = signed(body, { headers: { 'content-type': 'application/json' } });

    expect(await door().knock(request)).toMatchObject({ statusCode: 200, body: 'abc' });
    expect(
      await status({ ...request, headers: { ...request.headers, 'x-slack-signature': `v0=${'0'.repeat(64)}` } }),
    ).toBe(401);
  });

  it.each<[string, UrlRequest, number]>([
    ['no headers at all', { body: 'x' }, 401],
    ['no body', { headers: {} }, 401],
    ['five minutes and a second ago', signed('a=b', { at: NOW_S - 301 }), 401],
    ['five minutes and a second ahead', signed('a=b', { at: NOW_S + 301 }), 401],
    ['exactly five minutes ago', signed('a=b', { at: NOW_S - 300 }), 200],
    [
      'a signature with something after it',
      signed('a=b', { headers: { 'x-slack-signature': `${signed('a=b').headers?.['x-slack-signature']}=x` } }),
      401,
    ],
    ['a timestamp with a sign', signed('a=b', { headers: { 'x-slack-request-timestamp': `+${NOW_S}` } }), 401],
    ['a body that is no JSON', signed('{', { headers: { 'content-type': 'application/json' } }), 400],
    ['a payload that is no JSON', signed('payload=%7B'), 400],
    ['a content type that Slack never sends', signed('<a/>', { headers: { 'content-type': 'text/xml' } }), 400],
    ['a body above 256 KB', signed('a'.repeat(256 * 1024 + 1)), 413],
  ])('%s', async (_, request, expected) => {
    expect(await status(request)).toBe(expected);
  });

  it('counts the five minutes as the machine does where the clock runs fast', async () => {
    const { knock } = door({ nowMs: () => NOW_S * 1000, speed: () => 60 });
    const minutesAgo = (minutes: number) => signed('a=b', { at: NOW_S - minutes * 60 });

    expect((await knock(minutesAgo(5 * 60))).statusCode).toBe(200);
    expect((await knock(minutesAgo(5 * 60 + 1))).statusCode).toBe(401);
  });

  it('accepts nothing that was changed after signing', async () => {
    const at = fc.nat({ max: 40 });
    const law = async (body: string, index: number, letter: string) => {
      const request = signed(body);
      const changed = body.slice(0, index % body.length) + letter + body.slice((index % body.length) + 1);
      fc.pre(changed !== body);

      expect(await status({ ...request, body: changed })).toBe(401);
    };

    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 40 }), at, fc.string({ minLength: 1, maxLength: 1 }), law),
      { numRuns: 2000 },
    );
  });

  it('answers every signed body with 200, 400 or 413 and never throws', async () => {
    const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain');
    const law = async (body: string, type: string) => {
      expect([200, 400, 413]).toContain(await status(signed(body, { headers: { 'content-type': type } })));
    };

    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `payload=${encodeURIComponent(json)}`),
        ),
        types,
        law,
      ),
      { numRuns: 2000 },
    );
  });
});
