import { describe, expect, it } from 'vitest';
import { seeded } from './effort.ts';
import { launchFromChecked, type Planted } from './history.ts';
import { interleave } from './interleavings.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { print } from './print.ts';
import { SCENARIOS } from './scenarios.ts';
import { sweep } from './sweep.ts';

/** The first thing that goes wrong, and where; undefined when nothing does. */
async function firstWrong(bug?: Planted): Promise<string | undefined> {
  const planted = bug ? { bug } : {};
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    const [wrong] = await scenario(planted);
    if (wrong !== undefined) return `${name}: ${wrong}`;
  }
  const dice = seeded(4);
  const share = () => dice() < 0.5;
  const swept = await sweep({ run: launchFromChecked, kinds: ['crash-after', 'lose'], depth: 1, share, ...planted });
  if (swept.broken[0]) return `a crash at ${swept.broken[0].faults[0]?.at ?? 'none'}: ${swept.broken[0].wrong[0]}`;
  const { broken } = await interleave({ runs: 100, seed: 7, ...planted });
  return broken[0] && `at once: ${broken[0]}`;
}

describe('the suite', () => {
  it('finds nothing wrong with the product in any scenario', async () => {
    for (const [name, scenario] of Object.entries(SCENARIOS)) expect([name, await scenario({})]).toEqual([name, []]);
  });

  it.each(Object.keys(PLANTED_BUGS))('catches: %s', async (name) => {
    const caught = await firstWrong(PLANTED_BUGS[name]);

    print(`planted: ${name} → ${caught ?? 'NOT CAUGHT'}`);
    expect(caught).toBeDefined();
  });
});
