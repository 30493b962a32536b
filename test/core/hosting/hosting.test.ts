import type { Person } from '@rung/core/chat/person.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import {
  type Hosting,
  type HostingLook,
  isActionable,
  type Spell,
  spellKey,
  type Traffic,
} from '@rung/core/hosting/hosting.ts';
import { burnBetween, burnPerHour, stateOf } from '@rung/core/hosting/idleness.ts';
import { judgeStop, mayStop } from '@rung/core/hosting/stop-rule.ts';
import type { UserId } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY } from '../launch/plans.ts';

const hosting: Hosting = {
  kind: 'provisioned-throughput',
  arn: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl',
  name: 'contracts-pt',
  createdAtMs: 0,
  modelUnits: 2,
  modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k',
  foundationModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k',
  committedUntilMs: undefined,
  region: 'us-east-1',
};
const idlePolicy = { idleAfterMs: 6 * HOUR_MS };
const at = (hours: number) => ({ nowMs: hours * HOUR_MS, policy: idlePolicy });
const used = (hours: number): Traffic => ({ kind: 'recorded', lastRequestAtMs: hours * HOUR_MS, requests: 14 });

function look(traffic: Traffic, hours: number, changes: Partial<Hosting> = {}): HostingLook {
  const looked = { ...hosting, ...changes };
  return {
    hosting: looked,
    state: stateOf(looked, traffic, at(hours)),
    hourly: shippedPrice(looked.foundationModelArn, 'model-unit-hour', 'us-east-1'),
    lookedAtMs: hours * HOUR_MS,
  };
}

const spell: Spell = {
  key: spellKey(hosting, 0),
  arn: hosting.arn,
  name: hosting.name,
  createdAtMs: 0,
  sinceMs: 0,
  message: { channel: 'C1', ts: '1.1' },
  announcedAtMs: 0,
  outcome: { kind: 'open' },
  version: 2,
};

describe('what a hosting is', () => {
  it.each<[string, { traffic: Traffic; hours: number; kind: string }]>([
    [
      'too young in its first hours, even without a request',
      { traffic: { kind: 'none-recorded' }, hours: 5, kind: 'tooYoung' },
    ],
    ['idle when old enough and never used', { traffic: { kind: 'none-recorded' }, hours: 6, kind: 'idle' }],
    ['busy when used within the threshold', { traffic: used(5), hours: 10, kind: 'busy' }],
    ['idle when its last request is as old as the threshold', { traffic: used(4), hours: 10, kind: 'idle' }],
    [
      'unknown when its metrics could not be read, however old',
      { traffic: { kind: 'unknown', why: 'Throttling' }, hours: 1000, kind: 'unknown' },
    ],
  ])('is %s', (_, { traffic, hours, kind }) => {
    expect(stateOf(hosting, traffic, at(hours)).kind).toBe(kind);
  });

  it('is never idle on missing metrics', () => {
    const law = (hours: number) => {
      expect(stateOf(hosting, { kind: 'unknown', why: '' }, at(hours)).kind).toBe('unknown');
    };

    fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), law));
  });

  it('claims no more idle time than its metrics reach back, when no request is on record', () => {
    const old = look({ kind: 'none-recorded' }, 1000);

    expect(old.state).toMatchObject({ kind: 'idle', sinceMs: 0, provenSinceMs: (1000 - 14 * 24) * HOUR_MS });
    expect(look(used(2), 1000).state).toMatchObject({ sinceMs: 2 * HOUR_MS, provenSinceMs: 2 * HOUR_MS });
  });

  it('costs its units by the hour, by hand: 2 × $108.15 × 9 h = $1,946.70', () => {
    const idle = look({ kind: 'none-recorded' }, 9);

    expect(burnPerHour(idle)).toBe(usd('216.30'));
    expect(burnBetween(idle, 0, 9 * HOUR_MS)).toBe(usd('1946.70'));
  });

  it('has no cost rather than none when its price is not known', () => {
    expect(
      burnPerHour(
        look({ kind: 'none-recorded' }, 9, { foundationModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/x' }),
      ),
    ).toBeUndefined();
  });
});

describe('a claimed alert', () => {
  it('is nobody else’s for ten minutes, and anybody’s when its claimer never came back', () => {
    const claimed: Spell = { ...spell, outcome: { kind: 'deleting', by: 'U0BO' as UserId, atMs: 0 } };

    expect(isActionable(claimed, 10 * 60_000)).toBe(false);
    expect(isActionable(claimed, 10 * 60_000 + 1)).toBe(true);
    expect(isActionable(spell, 0)).toBe(true);
    expect(isActionable({ ...spell, outcome: { kind: 'deleted', by: 'U0BO' as UserId, atMs: 0 } }, 1e9)).toBe(false);
  });
});

describe('what a click on Delete may do', () => {
  it.each<[string, HostingLook | undefined, string]>([
    ['deletes what is still idle', look({ kind: 'none-recorded' }, 9), 'delete'],
    ['keeps what has traffic again', look(used(8.9), 9), 'traffic-came-back'],
    [
      'keeps what is inside a term',
      look({ kind: 'none-recorded' }, 9, { committedUntilMs: 700 * HOUR_MS }),
      'committed',
    ],
    ['deletes what has left its term', look({ kind: 'none-recorded' }, 9, { committedUntilMs: 8 * HOUR_MS }), 'delete'],
    ['keeps what it cannot see', look({ kind: 'unknown', why: 'Throttling' }, 9), 'unsure'],
    [
      'keeps what was made anew under the same name',
      look({ kind: 'none-recorded' }, 19, { createdAtMs: 10 * HOUR_MS }),
      'unsure',
    ],
    ['says so when it is gone', undefined, 'gone'],
  ])('%s', (_, seen, kind) => {
    expect(judgeStop(spell, seen).kind).toBe(kind);
  });

  it('is for full members, and for approvers where some are named', () => {
    const person = (standing: Person['standing']): Person => ({ id: 'U0BO' as UserId, standing });

    expect(mayStop(person('member'), POLICY).kind).toBe('delete');
    expect(mayStop(person('guest'), POLICY).kind).toBe('not-allowed');
    expect(mayStop(person('member'), { ...POLICY, approvers: ['U0FAY' as UserId] }).kind).toBe('not-allowed');
  });
});
