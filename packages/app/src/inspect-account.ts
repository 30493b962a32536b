import type { Finding } from '@rung/core/launch/finding.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';

/** "May this run here?": what AWS says of the model today. */
export async function inspectAccount(deps: Pick<Deps, 'settings' | 'jobs'>, launch: Launch): Promise<Finding[]> {
  const { recipe } = launch;
  if (!('base' in recipe)) return [];
  const offered = await deps.jobs.offered();
  return offered.some(({ id }) => id === recipe.base.id) ? [] : [notOffered(recipe.base.name, deps.settings.region)];
}

function notOffered(name: string, region: string): Finding {
  return {
    level: 'stop',
    rule: 'model-not-tunable',
    message: `Bedrock does not offer ${name} for fine-tuning in ${region} today.`,
    remedy: 'Choose a base model that ListFoundationModels names as tunable there.',
  };
}
