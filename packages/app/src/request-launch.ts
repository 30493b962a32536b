import { launchIdFor, type UserId } from '@rung/core/ids.ts';
import type { Requested } from '@rung/core/launch/launch.ts';
import { type LaunchForm, type ParsedRecipe, parseRecipe } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';

/** A filled-in launch form. `formId` is the form's own id: sending it twice asks for one launch. */
export interface LaunchRequest {
  readonly form: LaunchForm;
  readonly formId: string;
  readonly requester: UserId;
  readonly channel: string;
}

/** What the form shows next: nothing (it closes), errors under its fields, or one sentence. */
export type LaunchReply =
  | { readonly kind: 'accepted' }
  | Extract<ParsedRecipe, { kind: 'wrong' }>
  | { readonly kind: 'not-allowed'; readonly because: string };

/** "Launch this": records the intent, then starts the workflow under its id. Nothing is bought here. */
export async function requestLaunch(
  deps: Pick<Deps, 'clock' | 'settings' | 'launches' | 'flow' | 'people'>,
  request: LaunchRequest,
): Promise<LaunchReply> {
  const parsed = parseRecipe(request.form, deps.settings.region);
  if (parsed.kind === 'wrong') return parsed;
  const { standing } = await deps.people.find(request.requester);
  if (standing !== 'member')
    return { kind: 'not-allowed', because: 'Only full members of this workspace can launch a job.' };
  const launch: Requested = {
    state: 'requested',
    id: launchIdFor({ user: request.requester, formId: request.formId }),
    recipe: parsed.recipe,
    requester: request.requester,
    requestedAtMs: deps.clock.nowMs(),
    card: { channel: request.channel, ts: '' },
    version: 1,
  };
  await deps.launches.create(launch);
  await deps.flow.start(launch.id);
  return { kind: 'accepted' };
}
