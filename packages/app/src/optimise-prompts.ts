import type { LaunchId } from '@rung/core/ids.ts';
import type { AwsRequest } from '@rung/core/launch/aws-request.ts';
import type { Deps } from './deps.ts';

/** "Optimise these prompts": makes the one call that Step Functions may not know, for a launch that was approved and frozen. */
export async function optimisePrompts(
  deps: Pick<Deps, 'launches' | 'jobs'>,
  ask: { id: LaunchId; request: AwsRequest['request'] | undefined },
): Promise<void> {
  const launch = await deps.launches.find(ask.id);
  if (launch?.state !== 'training' || launch.recipe.kind !== 'prompt-optimisation' || !ask.request) return;
  await deps.jobs.optimise(ask.request);
}
