import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effort } from './effort.ts';
import { DECISIONS, type HostScript, hostHistory, LATER, type PlantedInHosting, toItsEnd } from './host-history.ts';
import { wrongAtTheEnd, wrongNow } from './host-invariants.ts';
import { PLANTED_HOST_BUGS } from './planted-host-bugs.ts';
import { print } from './print.ts';

const keys = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as K[];
const USUAL = ['watch', 'a day', 'watch', 'a minute', 'wake'] as const;
const any = fc.constantFrom(...keys(LATER), ...USUAL, ...USUAL);
/** The end of a lease, with something that happens just before its day and just after. */
const itsEnd = fc
  .tuple(any, any)
  .map(([before, after]) => ['watch', 'a day', before, 'watch', after, 'a minute', 'wake'] as const);

/** A hosting with whatever people, AWS, Slack and time may do to it. */
const script: fc.Arbitrary<HostScript> = fc.record({
  way: fc.constantFrom('throughput', 'throughput', 'throughput-1-month', 'import'),
  making: fc.constantFrom(
    ...(['comes up', 'comes up', 'comes up', 'is refused', 'answer lost', 'never comes up'] as const),
    'workflow is cut off',
  ),
  decisions: fc.array(fc.constantFrom(...keys(DECISIONS), 'bo approves', 'fay approves'), { maxLength: 6 }),
  later: fc.oneof(
    fc.array(any, { maxLength: 20 }),
    itsEnd,
    fc.tuple(itsEnd, itsEnd).map((ends) => ends.flat()),
  ),
  cutAt: fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 3 })),
});

async function wrongIn(one: HostScript, bug?: PlantedInHosting): Promise<string[]> {
  const world = await hostHistory(one, bug);
  const wrong = wrongNow(world);
  if (wrong.length > 0) return wrong;
  await toItsEnd(world, bug);
  return wrongAtTheEnd(world);
}

/** The first thing that goes wrong in so many histories; undefined when nothing does. */
async function firstWrong(runs: number, bug?: PlantedInHosting): Promise<string | undefined> {
  for (const one of fc.sample(script, { numRuns: runs, seed: 8 })) {
    const [wrong] = await wrongIn(one, bug);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

describe('a hosting from its price to its end', () => {
  it('is made once, on a yes, and ends, in thousands of histories with everything that can happen to it', {
    timeout: 240_000,
  }, async () => {
    const law = async (one: HostScript) => {
      expect(await wrongIn(one)).toEqual([]);
    };

    await fc.assert(fc.asyncProperty(script, law), { numRuns: effort({ full: 20_000, sample: 1500 }) });
  });

  it('is seen to stand, to be refused and to be deleted in those histories', async () => {
    const seen = new Set<string>();
    for (const one of fc.sample(script, { numRuns: 400, seed: 8 })) {
      const world = await hostHistory(one);
      if (world.creations.length > 0) seen.add('made');
      if (world.takenDown.length > 0) seen.add('taken down');
      await toItsEnd(world);
      seen.add(world.record.state);
    }

    expect([...seen].sort()).toEqual(['ended', 'failed', 'made', 'refused', 'standing', 'taken down']);
  });
});

describe('the suite', () => {
  it.each(Object.keys(PLANTED_HOST_BUGS))('catches: %s', async (name) => {
    const caught = await firstWrong(2000, PLANTED_HOST_BUGS[name]);

    print(`planted in hosting: ${name} → ${caught ?? 'NOT CAUGHT'}`);
    expect(caught).toBeDefined();
  });
});
