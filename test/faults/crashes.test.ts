import { expect, it } from 'vitest';
import { effort, IS_FULL, seeded } from './effort.ts';
import { launchFromChecked, ordinaryLaunch } from './history.ts';
import { print } from './print.ts';
import { type Swept, sweep } from './sweep.ts';

const TIMEOUT_MS = 120_000;

function report(what: string, { histories, duplicates, lost, silent, twoCards }: Swept): void {
  print(`crashes: ${what}`, { histories, 'duplicate jobs': duplicates, lost, silent, 'second card': twoCards });
}

it('one crash, refusal or lost answer anywhere from the form to the end leaves one job, told', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dice = seeded(1);
  const swept = await sweep({
    run: ordinaryLaunch,
    kinds: ['crash-before', 'crash-after', 'refuse', 'lose'],
    depth: 1,
    ...(IS_FULL ? {} : { share: () => dice() < 0.25 }),
  });

  report('one fault, form to end', swept);
  expect(swept.broken).toEqual([]);
});

it('two crashes or lost answers anywhere after preflight leave one job, told', { timeout: TIMEOUT_MS }, async () => {
  const dice = seeded(2);
  const swept = await sweep({
    run: launchFromChecked,
    kinds: ['crash-after', 'lose'],
    depth: 2,
    share: () => dice() < effort({ full: 1, sample: 0.04 }),
  });

  report('two faults', swept);
  expect(swept.broken).toEqual([]);
});

it('three crashes close upon each other leave one job, told', { timeout: TIMEOUT_MS }, async () => {
  const dice = seeded(3);
  const swept = await sweep({
    run: launchFromChecked,
    kinds: ['crash-after'],
    depth: 3,
    within: 14,
    share: () => dice() < effort({ full: 1, sample: 0.02 }),
  });

  report('three crashes', swept);
  expect(swept.broken).toEqual([]);
});
