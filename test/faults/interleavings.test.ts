import { expect, it } from 'vitest';
import { effort } from './effort.ts';
import { interleave } from './interleavings.ts';
import { print } from './print.ts';

it('people, workflow and reconciler at once, in any order and with crashes, leave one job and one story', async () => {
  const seed = Number(process.env['RUNG_FAULT_SEED'] ?? 42);

  const { runs, broken } = await interleave({ runs: effort({ full: 10_000, sample: 150 }), seed });

  print(`interleavings, seed ${seed}`, { runs, broken: broken.length });
  expect(broken).toEqual([]);
});
