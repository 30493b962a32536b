import { createHmac } from 'node:crypto';
import type { Forwarded } from '@rung/slack/forwarded.ts';
import { frontDoor, type UrlReply, type UrlRequest } from '@rung/slack/front-door/front-door.ts';

export const NOW_S = 1_800_000_000;
const SECRET = 'a-signing-secret';
export const STATUSES: readonly number[] = [200, 400, 401, 413];
const LARGEST = 256 * 1024;

/** Dice that fall the same way for the same seed (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

type Roll = ReturnType<typeof dice>;
const oneOf = <T>(roll: Roll, values: readonly T[]): T => values[roll(values.length)] as T;

/** A front door whose desk takes everything, and what it was handed. */
export function hostileDoor() {
  const taken: Forwarded[] = [];
  const knock = frontDoor({
    signingSecret: SECRET,
    clock: { nowMs: () => NOW_S * 1000 },
    desk: {
      leave: async (delivery) => taken.push(delivery) > 0,
      call: async (delivery) => {
        taken.push(delivery);
        return { status: 200, body: '' };
      },
    },
  });
  return { taken, knock: (request: UrlRequest): Promise<UrlReply> => knock(request) };
}

export function sign(body: Buffer | string, atS: number | string = NOW_S): string {
  return `v0=${createHmac('sha256', SECRET).update(`v0:${atS}:`).update(body).digest('hex')}`;
}

const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset="latin1"',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'APPLICATION/JSON',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
] as const;

const HUGE = 'a'.repeat(LARGEST + 1);
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const DEEP_OBJECT = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;

function payload(roll: Roll): Buffer {
  switch (roll(12)) {
    case 0:
      return Buffer.from(Array.from({ length: roll(200) }, () => roll(256)));
    case 1:
      return Buffer.from(oneOf(roll, ['', ' ', '\0', '﻿{}', 'null', 'true', '[]', '0', '"x"', '{', '{"a":1,"a":2}']));
    case 2:
      return Buffer.from(
        `payload=${encodeURIComponent(oneOf(roll, ['', '{', 'null', '[]', '1', '{"type":null}', '{"type":[]}']))}`,
      );
    case 3:
      return Buffer.from(
        JSON.stringify({
          type: oneOf(roll, ['url_verification', 'event_callback', 1, null, {}]),
          challenge: oneOf(roll, ['c', 1, null, ['x'], {}]),
        }),
      );
    case 4:
      return Buffer.from(
        `payload=${encodeURIComponent(JSON.stringify({ type: oneOf(roll, ['view_submission', 'block_suggestion', 'block_actions', '', 3]) }))}`,
      );
    case 5:
      return Buffer.from(
        oneOf(roll, [
          '{"__proto__":{"admin":true}}',
          '{"constructor":{"prototype":{"x":1}}}',
          'payload={}&payload={}',
          '__proto__=x',
        ]),
      );
    case 6:
      return Buffer.from(
        roll(40) === 0 ? oneOf(roll, [HUGE, DEEP, DEEP_OBJECT, `payload=${DEEP}`]) : `ssl_check=${roll(3)}`,
      );
    case 7:
      return Buffer.from(
        `{"text":"${'héllo 🚀 \\ud800'.repeat(roll(4))}"}`,
        oneOf(roll, ['utf8', 'utf16le', 'latin1'] as const),
      );
    case 8:
      return Buffer.from(`command=%2Frung&text=${'%F0%9F'.repeat(roll(5))}%`);
    default:
      return Buffer.from(`a${roll(9)}=${roll(1e9)}&b=%${roll(100)}`);
  }
}

/** A payload of any kind under any content type, mostly signed as Slack signs; how it is framed is up to the dice, too. */
export function hostilePayload(roll: Roll): UrlRequest {
  const body = payload(roll);
  const isBase64Encoded = roll(2) === 0;
  const asText = body.toString('utf8');
  const sent = isBase64Encoded ? body : Buffer.from(asText);
  return {
    body: isBase64Encoded ? body.toString('base64') : asText,
    isBase64Encoded,
    headers: {
      [oneOf(roll, ['content-type', 'Content-Type', 'CONTENT-TYPE'])]: oneOf(roll, TYPES),
      'x-slack-request-timestamp': String(NOW_S),
      'x-slack-signature': roll(10) === 0 ? oneOf(roll, ['', 'v0=', 'v0=zz', 'x'.repeat(9000)]) : sign(sent),
      ...(roll(5) === 0 ? { 'x-slack-retry-num': oneOf(roll, ['1', '-1', '1e9', 'x', '99999999999999999999']) } : {}),
    },
  };
}

const BODY = 'command=%2Frung&text=jobs&trigger_id=1.2';
const GOOD = {
  'content-type': 'application/x-www-form-urlencoded',
  'x-slack-request-timestamp': String(NOW_S),
  'x-slack-signature': sign(BODY),
};

/** Ways to change a signed request so that it is no longer what Slack signed, each with what makes it differ. */
const MUTATIONS: readonly ((roll: Roll) => UrlRequest)[] = [
  // One letter of the signature, anywhere.
  (roll) => {
    const at = 3 + roll(64);
    const digit = GOOD['x-slack-signature'][at] ?? '';
    const other = '0123456789abcdef'.replace(digit, '')[roll(15)];
    const signature = `${GOOD['x-slack-signature'].slice(0, at)}${other}${GOOD['x-slack-signature'].slice(at + 1)}`;
    return { body: BODY, headers: { ...GOOD, 'x-slack-signature': signature } };
  },
  // One bit of the body.
  (roll) => {
    const body = Buffer.from(BODY);
    const at = roll(body.length);
    body[at] = (body[at] ?? 0) ^ (1 << roll(8));
    return { body: body.toString('base64'), isBase64Encoded: true, headers: GOOD };
  },
  // Forms of the header that mean the same to a careless reader.
  (roll) => {
    const good = GOOD['x-slack-signature'];
    const forms = [
      `${good}=x`,
      ` ${good}`,
      `${good} `,
      `${good},${good}`,
      good.toUpperCase(),
      good.replace('v0', 'v1'),
      good.slice(3),
      `v0=${Buffer.from(good.slice(3), 'hex').toString('base64')}`,
      `${good}00`,
      good.slice(0, -1),
      `${good}\n`,
    ];
    return { body: BODY, headers: { ...GOOD, 'x-slack-signature': oneOf(roll, forms) } };
  },
  // Too old or too far ahead, and rightly signed.
  (roll) => {
    const skew = 301 + roll(1_000_000);
    const atS = String(roll(2) === 0 ? NOW_S - skew : NOW_S + skew);
    return { body: BODY, headers: { ...GOOD, 'x-slack-request-timestamp': atS, 'x-slack-signature': sign(BODY, atS) } };
  },
  // Timestamps that a number parser would take, rightly signed.
  (roll) => {
    const atS = oneOf(roll, [
      `+${NOW_S}`,
      `${NOW_S}.0`,
      ` ${NOW_S}`,
      `0${NOW_S}`,
      `${NOW_S}e0`,
      `0x${NOW_S.toString(16)}`,
      `${NOW_S}000`,
      '',
      'NaN',
      `${NOW_S},${NOW_S}`,
    ]);
    return { body: BODY, headers: { ...GOOD, 'x-slack-request-timestamp': atS, 'x-slack-signature': sign(BODY, atS) } };
  },
  // The signature of another moment inside the window.
  (roll) => ({ body: BODY, headers: { ...GOOD, 'x-slack-request-timestamp': String(NOW_S + 1 + roll(299)) } }),
  // The same text framed as other bytes.
  (roll) => ({
    body: roll(2) === 0 ? Buffer.from(BODY, 'utf16le').toString('base64') : BODY,
    isBase64Encoded: true,
    headers: GOOD,
  }),
  // Header names doubled in other cases, with a wrong one last, or gone.
  (roll) => ({
    body: BODY,
    headers: oneOf(roll, [
      { ...GOOD, 'X-Slack-Signature': `v0=${'0'.repeat(64)}` },
      { 'content-type': GOOD['content-type'], 'x-slack-signature': GOOD['x-slack-signature'] },
      { 'content-type': GOOD['content-type'], 'x-slack-request-timestamp': GOOD['x-slack-request-timestamp'] },
      {},
    ]),
  }),
  // Something before or after the body.
  (roll) => ({
    body: oneOf(roll, [`${BODY}&`, `&${BODY}`, `${BODY}\n`, `﻿${BODY}`, '', BODY.slice(roll(BODY.length) + 1)]),
    headers: GOOD,
  }),
];

export const hostileSignature = (roll: Roll): UrlRequest => oneOf(roll, MUTATIONS)(roll);

/** The request that all mutations start from: were it refused, refusing them would prove nothing. */
export const untouched: UrlRequest = { body: BODY, headers: GOOD };
