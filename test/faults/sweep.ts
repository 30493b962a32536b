import type { Launch } from '@rung/core/launch/launch.ts';
import type { History, HistoryOptions } from './history.ts';
import { rootsOf, violations } from './invariants.ts';
import { print } from './print.ts';
import { inOrder, isLikeACrash, representatives } from './representatives.ts';
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
  /** The first fault comes at one of these effects; at any when absent. */
  readonly from?: number;
  readonly to?: number;
  /** Whether the faults that stand for others are tried in place of all: `representatives.ts` says why that is as good. */
  readonly isReduced?: boolean;
  /** Hears of the end of each history, and whether it is one that stands for others. */
  readonly onEnd?: (history: History, stands: boolean) => void;
  /** Share of the histories of the greatest depth that are run; every one when absent. */
  readonly share?: () => boolean;
  readonly bug?: HistoryOptions['bug'];
  readonly ends?: readonly Launch['state'][];
}

/** Runs every schedule of faults up to a depth: the history without, then each point of it, then each point after that. */
export async function sweep(options: SweepOptions): Promise<Swept> {
  const total = { histories: 0, brokenCount: 0, duplicates: 0, lost: 0, silent: 0, twoCards: 0 };
  const broken: { faults: readonly Fault[]; wrong: readonly string[] }[] = [];
  const note = ({ world }: History, faults: readonly Fault[]) => {
    const wrong = violations(world, { ends: options.ends ?? ['done'] });
    total.histories++;
    if (rootsOf(world) > 1) total.twoCards++;
    if (wrong.length === 0) return;
    total.brokenCount++;
    if (broken.length < 5) broken.push({ faults, wrong });
    if (wrong.some((line) => /jobs for one launch/.test(line))) total.duplicates++;
    if (wrong.some((line) => line.startsWith('lost'))) total.lost++;
    if (wrong.some((line) => line.startsWith('silent'))) total.silent++;
  };
  const visit = async ({ faults, stands }: Schedule): Promise<History> => {
    const history = await options.run({ faults, ...(options.bug ? { bug: options.bug } : {}) });
    note(history, faults);
    options.onEnd?.(history, stands);
    const last = faults.at(-1);
    const isKnown = last?.kind === 'refuse' && isLikeACrash(history.seam, last);
    if (faults.length < options.depth && !(options.isReduced && isKnown))
      await deeper({ faults, stands: stands && !isKnown }, history.seam);
    return history;
  };
  const deeper = async ({ faults, stands }: Schedule, { begun }: History['seam']): Promise<void> => {
    const isDeepest = faults.length + 1 === options.depth;
    const from = faults.length === 0 ? (options.from ?? 0) : (faults.at(-1)?.at ?? 0) + 1;
    const to = faults.length === 0 ? (options.to ?? begun.length) : begun.length;
    for (let at = from; at < to; at++) {
      const standing = representatives(begun, at, options.kinds);
      let isCrashKnown = false;
      for (const kind of inOrder(options.kinds)) {
        const isOne = standing.includes(kind) && !(kind === 'crash-after' && isCrashKnown);
        if ((options.isReduced && !isOne) || (isDeepest && options.share && !options.share())) continue;
        const fault = { at, kind };
        const { seam } = await visit({ faults: [...faults, fault], stands: stands && isOne });
        if (kind === 'lose') isCrashKnown = isLikeACrash(seam, fault);
      }
    }
  };
  await visit({ faults: [], stands: true });
  return { ...total, broken };
}

/** The counts of a sweep, in a line. */
export function report(what: string, { histories, duplicates, lost, silent, twoCards }: Swept): void {
  print(`crashes: ${what}`, { histories, 'duplicate jobs': duplicates, lost, silent, 'second card': twoCards });
}

/** Faults of one history, and whether each of them is one that stands for others. */
interface Schedule {
  readonly faults: readonly Fault[];
  readonly stands: boolean;
}
