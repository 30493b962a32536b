import type { Launch } from '@rung/core/launch/launch.ts';
import fc from 'fast-check';
import { BO } from '../core/launch/plans.ts';
import { CY, History, type Planted } from './history.ts';
import { violations } from './invariants.ts';
import type { Fault } from './seam.ts';

export interface Interleaved {
  readonly runs: number;
  readonly broken: readonly string[];
}

const ENDS: readonly Launch['state'][] = ['done', 'refused', 'stopped'];

/** The form sent twice, two people deciding at once, a click on Stop, the reconciler beside everything, and a crash or two: in any order. */
export async function interleave(options: {
  readonly runs: number;
  readonly seed: number;
  readonly bug?: Planted;
}): Promise<Interleaved> {
  const broken: string[] = [];
  let runs = 0;
  const fault = fc.record({ at: fc.nat(110), kind: fc.constantFrom('crash-before', 'crash-after', 'lose') });
  const property = fc.asyncProperty(
    fc.scheduler(),
    fc.array(fault, { maxLength: 2 }),
    fc.record({ stops: fc.boolean(), second: fc.constantFrom('approve', 'deny') }),
    async (scheduler, faults, people) => {
      runs++;
      const wrong = await race({ scheduler, faults, people, ...(options.bug ? { bug: options.bug } : {}) });
      if (wrong.length > 0) broken.push(wrong.join('; '));
      return wrong.length === 0;
    },
  );
  await fc.check(property, { numRuns: options.runs, seed: options.seed, endOnFailure: true });
  return { runs, broken };
}

async function race(of: {
  scheduler: fc.Scheduler;
  faults: readonly Fault[];
  people: { stops: boolean; second: 'approve' | 'deny' };
  bug?: Planted;
}): Promise<string[]> {
  const { scheduler, people } = of;
  const history = new History({
    faults: of.faults,
    turn: (name) => scheduler.schedule(Promise.resolve(), name),
    quiet: async () => {
      await scheduler.waitIdle();
      await new Promise((resolve) => setImmediate(resolve));
    },
    isReconciledAlways: true,
    ...(of.bug ? { bug: of.bug } : {}),
  });
  await history.fromChecked();
  await history.until(() => history.waiting() !== undefined);
  void history.decide('approve', BO);
  void history.decide(people.second, CY);
  void history.decide('approve', BO);
  void history.reconcile();
  await history.settle();
  const launch = history.launch();
  if (people.stops && launch) void history.stop(CY, launch.id);
  await history.toTheEnd();
  return violations(history.world, { ends: ENDS, hours: 26 });
}
