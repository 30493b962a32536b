import { parseLaunchId } from '@rung/core/ids.ts';
import type { Telling } from '@rung/core/launch/telling.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { alertOrphans } from './alert-orphans.ts';
import type { Deps } from './deps.ts';
import { type ReconcileNeeds, reconcileLaunch } from './reconcile-launch.ts';

/** Launches that are looked at in one run, oldest first; the next run comes in five minutes. */
const MOST = 200;
/** A telling without a launch is one whose request broke off; its asker was told so. */
const FORGOTTEN_AFTER_MS = HOUR_MS;

export interface Reconciled {
  readonly open: number;
  /** Launches that could not be looked at, and why by error name: never a message. */
  readonly failed: readonly { readonly launchId: string; readonly error: unknown }[];
  readonly orphans: number;
  /** Hours since the oldest launch that is not over was asked for; 0 when all are. */
  readonly oldestHours: number;
  /** Minutes since the oldest message was owed; 0 when none is. */
  readonly owedMinutes: number;
}

/** "Is anything stuck?": every launch that is not over, and every message that is owed; one that fails holds up no other. */
export async function reconcileLaunches(deps: ReconcileNeeds & Pick<Deps, 'notices'>): Promise<Reconciled> {
  const failed: { launchId: string; error: unknown }[] = [];
  const guarded = <T>(launchId: string, work: Promise<T>) =>
    work.catch((error: unknown) => void failed.push({ launchId, error }));
  for (const telling of await deps.tellings.pending(MOST)) await guarded(telling.launchId, reconcileOne(deps, telling));
  const orphans = (await guarded('orphans', alertOrphans(deps))) ?? 0;
  const left = await deps.tellings.pending(MOST);
  return { open: left.length, failed, orphans, ...ages(left, deps.clock.nowMs()) };
}

async function reconcileOne(deps: ReconcileNeeds, telling: Telling): Promise<void> {
  if (await deps.launches.find(telling.launchId)) return reconcileLaunch(deps, telling.launchId);
  if (deps.clock.nowMs() - telling.openedAtMs < FORGOTTEN_AFTER_MS) return;
  await deps.tellings.save({ ...telling, isClosed: true, version: telling.version + 1 });
}

/** The same for the launch of one job, when AWS says that the job has changed. */
export async function reconcileJob(deps: ReconcileNeeds, jobName: string): Promise<void> {
  const id = parseLaunchId(`lch_${jobName.slice(-20)}`);
  if (id) await reconcileLaunch(deps, id);
}

function ages(open: readonly Telling[], nowMs: number): { oldestHours: number; owedMinutes: number } {
  const since = (times: readonly number[]) => (times.length === 0 ? 0 : nowMs - Math.min(...times));
  return {
    oldestHours: since(open.map(({ openedAtMs }) => openedAtMs)) / 3_600_000,
    owedMinutes: since(open.flatMap(({ owedSinceMs }) => owedSinceMs ?? [])) / 60_000,
  };
}
