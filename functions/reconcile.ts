import { reconcileEvaluations } from '@rung/app/reconcile-evaluations.ts';
import { type Reconciled, reconcileJob, reconcileLaunches } from '@rung/app/reconcile-launches.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, wire } from './wiring.ts';

/** The schedule's empty event, or EventBridge's word that a job has changed: a hint, after which AWS itself is asked. */
export interface ReconcileEvent {
  readonly 'detail-type'?: string;
  readonly detail?: { readonly jobName?: string };
}

/** The reconciler: settles what is not over and tells what is owed. */
export function reconcileFunction(
  env: RungEnv,
  clock: Clock,
): (event: ReconcileEvent, context: Invocation) => Promise<Reconciled | null> {
  const wired = wire(env, clock);
  const { log } = wired;
  return invocation({ name: 'reconcile', log }, async ({ detail }: ReconcileEvent) => {
    if (detail?.jobName !== undefined) {
      await reconcileJob(wired, detail.jobName);
      return null;
    }
    const done = await reconcileLaunches(wired);
    for (const { launchId, error } of done.failed) log.error(error, { event: 'not-reconciled', launchId });
    const evaluations = await reconcileEvaluations(wired);
    for (const { evaluationId, error } of evaluations.failed)
      log.error(error, { event: 'evaluation-not-reconciled', evaluationId });
    log.count('OldestOpenEvaluationHours', evaluations.oldestHours);
    log.count('OldestOpenLaunchHours', done.oldestHours);
    log.count('OwedMinutes', done.owedMinutes);
    log.count('NotReconciled', done.failed.length + evaluations.failed.length);
    return done;
  });
}

let running: ReturnType<typeof reconcileFunction> | undefined;

export const handler = (event: ReconcileEvent, context: Invocation): Promise<Reconciled | null> => {
  running ??= reconcileFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
