import type { Deployment } from './deployment.ts';
import type { secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What the parts of one stage share. */
export interface Stage {
  readonly settings: Settings;
  readonly secrets: ReturnType<typeof secrets>;
  readonly at: $util.Output<Deployment>;
  /** The environment of everything behind the front door, by the names that `functions/env.ts` reads. */
  readonly environment: Record<string, $util.Input<string>>;
}
