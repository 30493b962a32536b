import type { Finding } from '@rung/core/launch/finding.ts';
import { judgeModels, judgeRoom, type Room } from '@rung/core/launch/judge-account.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import { QUOTAS } from '@rung/core/launch/quota.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'jobs' | 'quotas'>;

/** "May this run here?": what AWS says of the models today, and whether there is room for one more job. */
export async function inspectAccount(deps: Needs, launch: Launch): Promise<{ findings: Finding[]; room: Room }> {
  const { recipe } = launch;
  const models = recipe.kind === 'import' ? [] : judgeModels(recipe, await deps.jobs.offered(), deps.clock.nowMs());
  if (!isTrained(recipe)) return { findings: models, room: { underWay: 0, quota: undefined } };
  const room = await roomFor(deps);
  return { findings: [...models, ...judgeRoom(room)], room };
}

/** A quota that AWS would not tell is no reason against a launch: AWS itself refuses the job that is too many. */
async function roomFor({ jobs, quotas }: Needs): Promise<Room> {
  const [underWay, quota] = await Promise.all([jobs.underWay(), quotas.valueOf(QUOTAS.jobs).catch(() => undefined)]);
  return { underWay, quota };
}
