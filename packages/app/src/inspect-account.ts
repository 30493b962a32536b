import type { Finding } from '@rung/core/launch/finding.ts';
import { judgeRole, type RoleUse } from '@rung/core/launch/job-role.ts';
import { judgeModels, judgeRoom, type Room } from '@rung/core/launch/judge-account.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import { isKeyOf, judgeKey } from '@rung/core/launch/model-key.ts';
import { QUOTAS } from '@rung/core/launch/quota.ts';
import { isTrained, type Recipe } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'jobs' | 'quotas' | 'roles' | 'keys'>;

/** "May this run here?": what AWS says of the models today, of role and key, and whether there is room for one more job. */
export async function inspectAccount(deps: Needs, launch: Launch): Promise<{ findings: Finding[]; room: Room }> {
  const { recipe } = launch;
  const models = recipe.kind === 'import' ? [] : judgeModels(recipe, await deps.jobs.offered(), deps.clock.nowMs());
  const findings = [...models, ...(await roleFindings(deps, recipe)), ...(await keyFindings(deps, recipe))];
  if (!isTrained(recipe)) return { findings, room: { underWay: 0, quota: undefined } };
  const room = await roomFor(deps);
  return { findings: [...findings, ...judgeRoom(room)], room };
}

/** Only what trains or imports runs under the role: a router is no job, and an optimisation runs as who asked for it. */
async function roleFindings({ settings, roles }: Needs, recipe: Recipe): Promise<Finding[]> {
  if (!isTrained(recipe) && recipe.kind !== 'import') return [];
  const { bedrockRoleArn: roleArn, region } = settings;
  const jobs: RoleUse['jobs'] = recipe.kind === 'import' ? 'model-import-job' : 'model-customization-job';
  return judgeRole(await roles.look(roleArn), { roleArn, region, jobs });
}

/** A router keeps nothing that a key could cover. */
async function keyFindings({ settings, keys }: Needs, recipe: Recipe): Promise<Finding[]> {
  const { modelKey: key, region } = settings;
  if (key === undefined || recipe.kind === 'router') return [];
  // KMS of one region knows no key of another, so that one is not asked for.
  return judgeKey(key, isKeyOf(key, region) ? await keys.look(key) : { kind: 'missing' }, region);
}

/** A quota that AWS would not tell is no reason against a launch: AWS itself refuses the job that is too many. */
async function roomFor({ jobs, quotas }: Needs): Promise<Room> {
  const [underWay, quota] = await Promise.all([jobs.underWay(), quotas.valueOf(QUOTAS.jobs).catch(() => undefined)]);
  return { underWay, quota };
}
