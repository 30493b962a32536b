import { parseLaunchId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';

/** "Whose job is this?": tells the owner's channel, once, of a running job that carries our tag and has no record. Nothing is done to it. */
export async function alertOrphans(
  deps: Pick<Deps, 'launches' | 'jobs' | 'messenger' | 'settings' | 'notices'>,
): Promise<number> {
  let alerted = 0;
  for (const job of await deps.jobs.running()) {
    const id = parseLaunchId(job.launch);
    if (id && (await deps.launches.find(id))) continue;
    if (await deps.notices.wasGiven(job.arn)) continue;
    await deps.messenger.post({ channel: deps.settings.watchChannel }, { kind: 'orphan-job', job });
    await deps.notices.give(job.arn);
    alerted++;
  }
  return alerted;
}
