import type { Launch } from '@rung/core/launch/launch.ts';
import type { History, HistoryOptions } from './history.ts';
import { rootsOf, violations } from './invariants.ts';
import type { Fault, FaultKind } from './seam.ts';

export interface Swept {
  readonly histories: number;
  /** Histories that broke a promise: their faults and what was wrong, at most a few of them. */
  readonly broken: readonly { readonly faults: readonly Fault[]; readonly wrong: readonly string[] }[];
  readonly brokenCount: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly silent: number;
  /** Histories in which a second card was posted, because Slack takes no key. */
  readonly twoCards: number;
}

export interface SweepOptions {
  readonly run: (options: HistoryOptions) => Promise<History>;
  readonly kinds: readonly FaultKind[];
  /** Faults in one history, at most. */
  readonly depth: number;
  /** How many effects after one fault the next one may come; all when absent. */
  readonly within?: number;
  /** Share of the histories of the greatest depth that are run; every one when absent. */
  readonly share?: () => boolean;
  readonly bug?: HistoryOptions['bug'];
  readonly ends?: readonly Launch['state'][];
}

/** Runs every schedule of faults up to a depth: the history without, then each point of it, then each point after that. */
export async function sweep(options: SweepOptions): Promise<Swept> {
  const total = { histories: 0, brokenCount: 0, duplicates: 0, lost: 0, silent: 0, twoCards: 0 };
  const broken: { faults: readonly Fault[]; wrong: readonly string[] }[] = [];
  const visit = async (faults: readonly Fault[]): Promise<void> => {
    const history = await options.run({ faults, ...(options.bug ? { bug: options.bug } : {}) });
    const wrong = violations(history.world, { ends: options.ends ?? ['done'] });
    total.histories++;
    if (rootsOf(history.world) > 1) total.twoCards++;
    if (wrong.length > 0) {
      total.brokenCount++;
      if (broken.length < 5) broken.push({ faults, wrong });
      if (wrong.some((line) => /jobs for one launch/.test(line))) total.duplicates++;
      if (wrong.some((line) => line.startsWith('lost'))) total.lost++;
      if (wrong.some((line) => line.startsWith('silent'))) total.silent++;
    }
    if (faults.length === options.depth) return;
    const from = (faults.at(-1)?.at ?? -1) + 1;
    const to = Math.min(history.seam.count(), from + (faults.length === 0 ? Infinity : (options.within ?? Infinity)));
    for (let at = from; at < to; at++)
      for (const kind of options.kinds) {
        const isDeepest = faults.length + 1 === options.depth;
        if (isDeepest && options.share && !options.share()) continue;
        await visit([...faults, { at, kind }]);
      }
  };
  await visit([]);
  return { ...total, broken };
}
