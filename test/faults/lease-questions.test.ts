import { extendLease, keepLease, stopLease } from '@rung/app/extend-lease.ts';
import { keepLeases } from '@rung/app/keep-leases.ts';
import { lookAtHostings } from '@rung/app/look-at-hostings.ts';
import type { Card } from '@rung/core/chat/card.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { ANA, BO } from '../core/launch/plans.ts';
import { type LeaseDeps, type LeaseWorld, leasePorts, newLeaseWorld } from './lease-world.ts';

const CARD = '1.2';

let world: LeaseWorld;
let deps: LeaseDeps;
/** What each message says now; questions have a time of their own. */
let shown: Map<string, Card>;
/** What comes between the question and the note that it was asked. */
let between: () => Promise<unknown>;

beforeEach(async () => {
  world = newLeaseWorld();
  shown = new Map();
  between = async () => undefined;
  const ports = leasePorts(world);
  deps = {
    ...ports,
    messenger: {
      ...ports.messenger,
      post: async ({ channel }, card) => {
        if (world.isSlackDown) throw new Error('service_unavailable');
        const ts = `q${shown.size}`;
        shown.set(ts, card);
        await between();
        return { channel, ts };
      },
      edit: async (message, card) => {
        if (world.isSlackDown) throw new Error('service_unavailable');
        shown.set(message.ts, card);
        return message;
      },
    },
  };
});

const watch = async () => keepLeases(deps, await lookAtHostings(deps));
const click = (by = BO) => ({ leaseId: world.record.id, by, channel: 'C1' });
const questions = () => [...shown].filter(([ts]) => ts !== CARD).map(([, card]) => card);

describe('the question whether a hosting is extended', () => {
  it('is answered by the extension, on its own message', async () => {
    await watch();
    await extendLease(deps, click());

    expect(questions()).toMatchObject([{ kind: 'lease-answer', lease: { state: 'standing' }, isAskedAgain: false }]);
    expect(world.record).toMatchObject({ questions: [] });
  });

  it('is put aside by a stop, asked on when that is taken back, and answered by the end', async () => {
    await watch();
    await stopLease(deps, click());
    const stopping = questions();
    await keepLease(deps, click());
    const kept = questions();

    expect(stopping).toMatchObject([{ kind: 'lease-answer', lease: { state: 'stopping' } }]);
    expect(kept).toMatchObject([{ kind: 'lease-note', note: { kind: 'ends-soon' }, lease: { state: 'standing' } }]);
  });

  it('that somebody answers before it is noted is answered at once', async () => {
    between = async () => {
      between = async () => undefined;
      await extendLease(deps, click());
    };

    await watch();

    expect(questions()).toMatchObject([{ kind: 'lease-answer', lease: { state: 'standing' } }]);
  });

  it('is answered later where Slack was away for it', async () => {
    await watch();
    world.isSlackDown = true;
    await extendLease(deps, click()).catch(() => 'slack was away');
    world.isSlackDown = false;
    await watch();

    expect(questions()).toMatchObject([{ kind: 'lease-answer' }]);
  });

  it('is decided once: a click on a message that shows an end of before spends and deletes nothing', async () => {
    await watch();
    const shownEndMs = world.record.state === 'standing' ? world.record.endsAtMs : 0;
    await extendLease(deps, { ...click(), shownEndMs });
    const extended = world.record;
    await extendLease(deps, { ...click(), shownEndMs });
    await stopLease(deps, { ...click(ANA), shownEndMs });
    world.nowMs += HOUR_MS;

    expect(world.record).toBe(extended);
    expect(extended).toMatchObject({ state: 'standing', extensions: [{ by: BO }] });
  });
});
