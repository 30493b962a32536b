import { describe, expect, it } from 'vitest';
import { dice, hostileDoor, hostilePayload, hostileSignature, STATUSES, untouched } from './hostile-requests.ts';

const PAYLOADS = 100_000;
const MUTATIONS = 250_000;

describe('the front door under hostility', () => {
  it('answers a hundred thousand payloads with one of four statuses and rejects none', async () => {
    const { knock, taken } = hostileDoor();
    const roll = dice(1);
    const seen = new Map<number, number>();

    for (let index = 0; index < PAYLOADS; index++) {
      const { statusCode } = await knock(hostilePayload(roll));
      seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1);
    }

    expect([...seen.keys()].sort()).toEqual(STATUSES);
    expect([...seen.values()].every((count) => count > 20)).toBe(true);
    expect(taken.length).toBeGreaterThan(1000);
    expect(taken.every(({ retry }) => Number.isInteger(retry) && retry >= 0)).toBe(true);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('accepts none of a quarter of a million requests that differ from what Slack signed', async () => {
    const { knock, taken } = hostileDoor();
    const roll = dice(2);
    const accepted: unknown[] = [];

    for (let index = 0; index < MUTATIONS; index++) {
      const request = hostileSignature(roll);
      const { statusCode } = await knock(request);
      if (statusCode !== 401) accepted.push({ statusCode, request });
    }

    expect(accepted.slice(0, 5)).toEqual([]);
    expect(taken).toEqual([]);
    expect(await knock(untouched)).toMatchObject({ statusCode: 200 });
  });
});
