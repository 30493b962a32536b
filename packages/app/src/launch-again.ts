import type { LaunchId } from '@rung/core/ids.ts';
import { type FilledLaunch, launchAgainOf } from '@rung/core/launch/launch-again.ts';
import type { Deps } from './deps.ts';

/** "Run it again": the form as it was, with what the run taught. Nothing is launched before it is submitted and approved. */
export async function launchAgain(
  { launches }: Pick<Deps, 'launches'>,
  id: LaunchId,
): Promise<FilledLaunch | undefined> {
  const launch = await launches.find(id);
  return launch && launchAgainOf(launch);
}
