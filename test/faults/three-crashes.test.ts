import { expect, it } from 'vitest';
import { effort, seeded } from './effort.ts';
import { launchFromChecked } from './history.ts';
import { report, sweep } from './sweep.ts';

it('three crashes anywhere after preflight leave one job, told', async () => {
  const dice = seeded(3);
  const swept = await sweep({
    run: launchFromChecked,
    kinds: ['crash-before', 'crash-after'],
    depth: effort({ full: 3, sample: 2 }),
    isReduced: true,
    share: () => dice() < effort({ full: 1, sample: 0.3 }),
  });

  report(`${effort({ full: 3, sample: 2 })} crashes, each that stands for others`, swept);
  expect(swept.broken).toEqual([]);
});
