import { decideLaunch } from '@rung/app/decide-launch.ts';
import { freezeLaunch } from '@rung/app/freeze-launch.ts';
import { requestLaunch } from '@rung/app/request-launch.ts';
import { amountToReserve } from '@rung/core/cost/estimate-training.ts';
import { type PriceSheet, sheetAfter } from '@rung/core/cost/price-sheet.ts';
import { priceQuestion } from '@rung/core/cost/usage-types.ts';
import type { UserId } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, BO, FORM, waiting } from '../core/launch/plans.ts';
import { effort, IS_FULL } from './effort.ts';
import { CY } from './history.ts';
import { print } from './print.ts';
import { behindSeam, type Fault, openSeam } from './seam.ts';
import { BEGAN_MS, CHANNEL, MONTH, newWorld, portsOf, type World } from './world.ts';

const RACES = effort({ full: 5000, sample: 500 });
const GUEST = 'U0GUEST' as UserId;
const LAUNCH = { ...waiting({ expiresAtMs: BEGAN_MS + DAY_MS }), card: { channel: CHANNEL, ts: '1.0' } };
const AMOUNT = amountToReserve(LAUNCH.plan.estimate, LAUNCH.plan.recipe.budget);

/** A world in which this launch waits for its yes. */
function waitingWorld(): World {
  const world = newWorld();
  world.nowMs = LAUNCH.expiresAtMs - HOUR_MS;
  world.launches.set(LAUNCH.id, LAUNCH);
  world.standings.set(GUEST, 'guest');
  return world;
}

interface Click {
  readonly by: UserId;
  readonly decision: 'approve' | 'deny';
  readonly isStale: boolean;
}

const clicks: fc.Arbitrary<readonly Click[]> = fc.array(
  fc.record({
    by: fc.constantFrom(BO, CY, ANA, GUEST),
    decision: fc.constantFrom('approve' as const, 'deny' as const),
    isStale: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 2, maxLength: 6 },
);
const faults: fc.Arbitrary<readonly Fault[]> = fc.array(
  fc.record({ at: fc.nat(60), kind: fc.constantFrom('lose' as const, 'refuse' as const, 'crash-after' as const) }),
  { maxLength: 4 },
);

interface Heard {
  readonly click: Click;
  /** The click went through without an error that would have been told. */
  readonly isAnswered: boolean;
}

/** Everybody presses at once, some of them twice, while answers get lost; whoever got an error presses again. */
async function race(world: World, s: fc.Scheduler, at: { clicks: readonly Click[]; faults: readonly Fault[] }) {
  const seam = openSeam({ faults: at.faults, turn: (name) => s.schedule(Promise.resolve(), name) });
  const ports = portsOf(world);
  const turns: string[] = [];
  // A card that is noted on the record is a version and no decision: what counts is that the state changed.
  const watched = {
    ...ports.launches,
    move: async (...move: Parameters<typeof ports.launches.move>) => {
      const before = world.launches.get(move[0].id)?.state;
      const moved = await ports.launches.move(...move);
      if (moved === 'moved' && before !== move[0].state) turns.push(`${before} → ${move[0].state}`);
      return moved;
    },
  };
  const press = async (click: Click): Promise<Heard> => {
    const shownHash = click.isStale ? 'of another plan' : LAUNCH.planHash;
    const decision = { launchId: LAUNCH.id, by: click.by, decision: click.decision, shownHash, channel: CHANNEL };
    for (let tried = 0; tried < 2; tried++) {
      const deps = behindSeam({ ...ports, launches: watched }, seam.process());
      const isAnswered = await decideLaunch(deps, decision).then(
        () => true,
        () => false,
      );
      if (isAnswered) return { click, isAnswered };
    }
    return { click, isAnswered: false };
  };
  const pressed = Promise.all(at.clicks.map(press));
  await s.waitFor(pressed);
  return { turns, heard: await pressed };
}

/** What is wrong in a world after a race, in words; empty when nothing is. */
function wrongs(world: World, { turns, heard }: Awaited<ReturnType<typeof race>>): string[] {
  const launch = world.launches.get(LAUNCH.id);
  const reserved = world.committed.get(MONTH) ?? 0;
  const approver = launch?.state === 'approved' ? launch.approval.by : undefined;
  const denier = launch?.state === 'refused' && launch.reason.kind === 'denied' ? launch.reason.by : undefined;
  const decider = approver ?? denier;
  const said = world.whispers.map(({ card }) => (card.kind === 'notice' ? `${card.headline} ${card.detail}` : ''));
  const effective = (click: Click) =>
    !click.isStale && click.by !== GUEST && !(click.by === ANA && click.decision === 'approve');
  return [
    ...(decider &&
    !heard.some(
      ({ click }) => effective(click) && click.by === decider && click.decision === (approver ? 'approve' : 'deny'),
    )
      ? [`${decider} decided without a valid click`]
      : []),
    ...(turns.length > 1 ? [`decided twice: ${turns.join(', ')}`] : []),
    ...(reserved !== (approver ? AMOUNT : 0) ? [`${reserved} reserved with the state ${launch?.state}`] : []),
    ...(approver === ANA || approver === GUEST || denier === GUEST ? [`${decider} decided`] : []),
    ...said.filter((words) => / approved it/.test(words) && !words.includes(`<@${approver}>`)),
    ...said.filter((words) => / said no to it/.test(words) && !words.includes(`<@${denier}>`)),
    ...(approver && launch?.state === 'approved' && launch.approval.planHash !== LAUNCH.planHash
      ? ['another plan']
      : []),
    ...(!decider && heard.some(({ click, isAnswered }) => isAnswered && effective(click))
      ? ['a click that went through decided nothing']
      : []),
    ...heard
      .filter(
        ({ click, isAnswered }) =>
          isAnswered &&
          !effective(click) &&
          click.by !== decider &&
          !world.whispers.some(({ user }) => user === click.by),
      )
      .map(({ click }) => `${click.by} was not answered`),
  ];
}

describe('yes, no, double clicks, guests and stale cards at once, with answers lost', () => {
  it('have one winner, one reservation at most, and nobody is told what is not so', { timeout: 300_000 }, async () => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), clicks, faults, async (s, pressed, spoilt) => {
        const world = waitingWorld();
        const raced = await race(world, s, { clicks: pressed, faults: spoilt });
        const end = world.launches.get(LAUNCH.id)?.state ?? 'gone';
        ends.set(end, (ends.get(end) ?? 0) + 1);
        expect(wrongs(world, raced)).toEqual([]);
      }),
      { numRuns: RACES, seed: 5, endOnFailure: true },
    );

    print(`${RACES} races of clicks${IS_FULL ? '' : ' (a sample)'}: ${JSON.stringify(Object.fromEntries(ends))}`);
    expect(ends.get('approved')).toBeGreaterThan(0);
    expect(ends.get('refused')).toBeGreaterThan(0);
  });
});

const yes = { launchId: LAUNCH.id, decision: 'approve', by: BO, shownHash: LAUNCH.planHash, channel: CHANNEL } as const;
const noticeTo = (world: World, user: string) =>
  world.whispers.flatMap(({ user: to, card }) =>
    to === user && card.kind === 'notice' ? [`${card.headline} ${card.detail}`] : [],
  );

describe('spending that is stopped after the yes', () => {
  it('starts nothing: the launch ends, its reservation comes back, and its card says why', async () => {
    const world = waitingWorld();
    const deps = portsOf(world);
    await decideLaunch(deps, yes);
    expect(world.committed.get(MONTH)).toBe(AMOUNT);

    await deps.spending.write({ state: 'stopped', by: CY, atMs: 1, reason: 'the bill' });
    const after = await freezeLaunch(deps, LAUNCH.id);

    expect(after).toEqual({ next: 'ended', request: null });
    expect(world.launches.get(LAUNCH.id)).toMatchObject({
      state: 'refused',
      reason: { findings: [{ rule: 'spending-stopped' }] },
    });
    expect(world.committed.get(MONTH)).toBe(0);
    expect(world.jobs).toEqual([]);
  });

  it('and a plan that is not the approved one starts nothing either', async () => {
    const world = waitingWorld();
    const deps = portsOf(world);
    await decideLaunch(deps, yes);
    const launch = world.launches.get(LAUNCH.id);
    if (launch?.state !== 'approved') throw new Error('not approved');
    const override = { by: CY, reason: 'written by hand' };
    world.launches.set(LAUNCH.id, { ...launch, plan: { ...launch.plan, override } });

    expect(await freezeLaunch(deps, LAUNCH.id)).toEqual({ next: 'ended', request: null });
    expect(world.launches.get(LAUNCH.id)).toMatchObject({ state: 'refused', reason: { kind: 'changed' } });
    expect(world.committed.get(MONTH)).toBe(0);
  });
});

/** AWS's price of the launch's training, as it was read an hour ago. */
function sheetAt(dollars: string, atMs: number): PriceSheet {
  const { recipe, estimate } = LAUNCH.plan;
  if (estimate.kind !== 'known' || !('base' in recipe)) throw new Error('no price');
  const question = priceQuestion(recipe.base.id, 'training-tokens-1k', 'us-east-1');
  if (!question) throw new Error('not mapped');
  const price = { ...estimate.price, amount: usd(dollars), kind: 'live' } as const;
  return sheetAfter(undefined, {
    region: 'us-east-1',
    atMs: atMs - HOUR_MS,
    asked: [{ question, kind: 'answered', answer: { kind: 'known', price } }],
  });
}

/** What AWS lists for that training now, so many times. */
function listAt(dollars: string, times = 1): ReadonlyMap<string, readonly string[]> {
  const usagetype = 'USE1-NovaMicro-Customization-Training';
  const rate = { unit: '1K tokens', rateCode: 'R', pricePerUnit: { USD: dollars } };
  const terms = { OnDemand: { T: { priceDimensions: { R: rate } } } };
  const product = { product: { attributes: { usagetype } }, publicationDate: '2026-11-25T10:00:00Z', terms };
  return new Map([[usagetype, Array.from({ length: times }, () => JSON.stringify(product))]]);
}

describe('a price that moved between the question and the click', () => {
  it('voids the plan: nothing is reserved, the one who pressed and the card hear both prices', async () => {
    const world = waitingWorld();
    world.prices.sheet = sheetAt('0.002', world.nowMs);

    await decideLaunch(portsOf(world), yes);

    const launch = world.launches.get(LAUNCH.id);
    expect(launch).toMatchObject({ state: 'refused', reason: { kind: 'changed' } });
    expect(world.committed.get(MONTH) ?? 0).toBe(0);
    expect(noticeTo(world, BO)).toEqual([
      'Nothing was approved. The price went from $1.00 to $2.00 a million tokens since this was asked, and a yes binds the price that it was given for.',
    ]);
  });

  it('is heard of at the click itself, and what is asked next is asked at the new one', async () => {
    const world = waitingWorld();
    world.prices.sheet = sheetAt('0.001', world.nowMs);
    world.prices.listed = listAt('0.0020000000');

    await decideLaunch(portsOf(world), yes);

    expect(world.launches.get(LAUNCH.id)).toMatchObject({
      state: 'refused',
      reason: { kind: 'changed', what: expect.stringMatching(/from \$1\.00 to \$2\.00 a million tokens/) },
    });
    expect(world.committed.get(MONTH) ?? 0).toBe(0);
    expect(world.prices.sheet.quotes.map(({ price }) => price.amount)).toEqual([usd('0.002')]);
  });

  it('and that AWS lists no longer, or twice, binds at what was shown', async () => {
    for (const listed of [new Map(), listAt('0.0020000000', 2)]) {
      const world = waitingWorld();
      world.prices.sheet = sheetAt('0.001', world.nowMs);
      world.prices.listed = listed;

      await decideLaunch(portsOf(world), yes);

      expect(world.launches.get(LAUNCH.id)).toMatchObject({ state: 'approved' });
    }
  });

  it('read anew and the same, it binds as before', async () => {
    const world = waitingWorld();
    world.prices.sheet = sheetAt('0.001', world.nowMs);

    await decideLaunch(portsOf(world), yes);

    expect(world.launches.get(LAUNCH.id)).toMatchObject({ state: 'approved' });
  });

  it('keeps nobody from saying no', async () => {
    const world = waitingWorld();
    world.prices.sheet = sheetAt('0.002', world.nowMs);

    await decideLaunch(portsOf(world), { ...yes, decision: 'deny' });

    expect(world.launches.get(LAUNCH.id)).toMatchObject({ state: 'refused', reason: { kind: 'denied', by: BO } });
  });
});

describe('somebody whom the rules of a channel do not name', () => {
  const rules = [{ action: 'launch', channel: CHANNEL, people: [BO] }] as const;
  const asked = { form: FORM, formId: 'V9', channel: CHANNEL, rootTs: undefined, reason: '', personalData: '' };
  const ask = (world: World, requester: UserId) => {
    const deps = portsOf(world);
    const approval = { ...deps.settings.approval, rules };
    const request = { ...asked, requester, target: undefined };
    return requestLaunch({ ...deps, settings: { ...deps.settings, approval } }, request);
  };

  it('launches nothing there, and whom they name does', async () => {
    const world = newWorld();

    expect(await ask(world, ANA)).toEqual({
      kind: 'not-allowed',
      because: 'In this channel only <@U0BO> can launch a job.',
    });
    expect(world.launches.size).toBe(0);
    expect(await ask(world, BO)).toEqual({ kind: 'accepted' });
  });
});

describe('a click that comes late', () => {
  it.each([
    [
      'after its hours',
      (world: World) => {
        world.nowMs = LAUNCH.expiresAtMs;
      },
      /This request has expired/,
    ],
    ['when nothing is recorded', (world: World) => void world.launches.clear(), /Rung has no record of this launch/],
    [
      'when it was denied',
      (world: World) =>
        void world.launches.set(LAUNCH.id, {
          ...LAUNCH,
          state: 'refused',
          reason: { kind: 'denied', by: CY, atMs: 1 },
        }),
      /<@U0CY> said no to it\. Your click changed nothing/,
    ],
  ])('%s is answered and changes nothing', async (_, given, words) => {
    const world = waitingWorld();
    given(world);

    await decideLaunch(portsOf(world), yes);

    expect(noticeTo(world, BO).join()).toMatch(words);
    expect(world.committed.get(MONTH) ?? 0).toBe(0);
  });
});
