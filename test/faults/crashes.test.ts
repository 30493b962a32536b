import type { Card } from '@rung/core/chat/card.ts';
import { expect, it } from 'vitest';
import { effort, IS_FULL, seeded } from './effort.ts';
import { launchFromChecked, ordinaryLaunch } from './history.ts';
import { print } from './print.ts';
import { report, sweep } from './sweep.ts';
import { sha256, type World } from './world.ts';

const TIMEOUT_MS = 300_000;
const ALL = ['crash-before', 'crash-after', 'refuse', 'lose'] as const;

it('one crash, refusal or lost answer anywhere from the form to the end leaves one job, told', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dice = seeded(1);
  const swept = await sweep({
    run: ordinaryLaunch,
    kinds: ALL,
    depth: 1,
    ...(IS_FULL ? {} : { share: () => dice() < 0.25 }),
  });

  report('one fault, form to end', swept);
  expect(swept.broken).toEqual([]);
});

it('every pair of faults after preflight leaves one job, told, and ends as a pair does that stands for it', {
  timeout: TIMEOUT_MS,
}, async () => {
  const [ends, standing] = [new Set<string>(), new Set<string>()];
  const swept = await sweep({
    run: launchFromChecked,
    kinds: ALL,
    depth: 2,
    from: IS_FULL ? 0 : await lastProcess(),
    onEnd: ({ world }, stands) => {
      ends.add(endOf(world));
      if (stands) standing.add(endOf(world));
    },
  });

  report(`two faults, all of ${IS_FULL ? 'the launch' : 'its last step'}`, swept);
  print('ends that they come to', { different: ends.size, 'reached by those that stand for others': standing.size });
  expect(swept.broken).toEqual([]);
  expect(standing.size).toBe(ends.size);
});

it('two faults of which the first comes before the plan is checked leave one job, told', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dice = seeded(2);
  const swept = await sweep({
    run: ordinaryLaunch,
    kinds: ALL,
    depth: 2,
    isReduced: true,
    to: await checkedAt(),
    share: () => dice() < effort({ full: 0.15, sample: 0.01 }),
  });

  report('two faults, the first in preflight, a share', swept);
  expect(swept.broken).toEqual([]);
});

/** Where the last process of an undisturbed launch begins. */
const lastProcess = async () => (await launchFromChecked()).seam.begun.findLastIndex(({ isFirst }) => isFirst);

/** How many effects more an undisturbed launch has when it is followed from the form. */
const checkedAt = async () => (await ordinaryLaunch()).seam.count() - (await launchFromChecked()).seam.count();

/** Everything that is left when a history is over, times and all, in a few letters. */
function endOf({ nowMs, launches, tellings, committed, jobs, posts }: World): string {
  const shown = posts.map(({ channel, ts, threadTs, cards }) => [channel, ts, threadTs, cards.map(cardOf)]);
  const left = [nowMs, [...launches.values()], [...tellings.values()], [...committed], jobs, shown];
  return sha256(Buffer.from(JSON.stringify(left)));
}

const cardOf = (card: Card) => (card.kind === 'launch' ? `${card.launch.state} ${card.launch.version}` : card.kind);
