import { parseLaunchId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { tellOnce } from './tell-once.ts';

type Needs = Pick<Deps, 'clock' | 'launches' | 'jobs' | 'messenger' | 'settings' | 'notices'>;

/** "Whose job is this?": tells the owner's channel, once, of a running job that carries our tag and has no record. Nothing is done to it. */
export async function alertOrphans(deps: Needs): Promise<number> {
  let alerted = 0;
  for (const job of await deps.jobs.running()) {
    const id = parseLaunchId(job.launch);
    if (id && (await deps.launches.find(id))) continue;
    const place = { channel: deps.settings.watchChannel };
    if (await tellOnce(deps, job.arn, () => deps.messenger.post(place, { kind: 'orphan-job', job }))) alerted++;
  }
  return alerted;
}
