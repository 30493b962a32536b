import type { Finding } from '@rung/core/launch/finding.ts';
import { judgeModels, judgeRoom } from '@rung/core/launch/judge-account.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';

/** "May this run here?": what AWS says of the models today, and how many jobs are under way. */
export async function inspectAccount(deps: Pick<Deps, 'clock' | 'jobs'>, launch: Launch): Promise<Finding[]> {
  const { recipe } = launch;
  const models = recipe.kind === 'import' ? [] : judgeModels(recipe, await deps.jobs.offered(), deps.clock.nowMs());
  return isTrained(recipe) ? [...models, ...judgeRoom(await deps.jobs.underWay())] : models;
}
