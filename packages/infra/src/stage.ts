import type { Deployment } from './deployment.ts';
import type { secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What the parts of one stage share. */
export interface Stage {
  readonly settings: Settings;
  readonly secrets: ReturnType<typeof secrets>;
  readonly at: $util.Output<Deployment>;
  /** Where a schedule or an event goes that could not be handed over. */
  readonly deadLettersArn: $util.Output<string>;
  /** The environment of everything behind the front door, by the names that `functions/env.ts` reads. */
  readonly environment: Record<string, $util.Input<string>>;
}
