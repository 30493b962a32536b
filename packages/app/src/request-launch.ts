import type { MetricKind } from '@rung/core/evaluation/metrics/target-metric.ts';
import { launchIdFor, type UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { mayLaunch } from '@rung/core/launch/diagnosis-on-launch.ts';
import type { Requested } from '@rung/core/launch/launch.ts';
import type { LaunchForm } from '@rung/core/launch/launch-form.ts';
import { type ParsedRecipe, parseRecipe } from '@rung/core/launch/parse-recipe.ts';
import { acceptanceOf } from '@rung/core/launch/personal-data.ts';
import { newTelling } from '@rung/core/launch/telling.ts';
import type { Deps } from './deps.ts';
import { diagnosisOfThread } from './diagnosis-of-thread.ts';
import { mayLaunchHere } from './may-launch-here.ts';

/** A filled-in launch form. `formId` is the form's own id: sending it twice asks for one launch. */
export interface LaunchRequest {
  readonly form: LaunchForm;
  readonly formId: string;
  readonly requester: UserId;
  readonly channel: string;
  /** Root of the diagnosed thread that the form was opened from. */
  readonly rootTs: string | undefined;
  /** Why to launch although the diagnosis is against it; empty when nothing was asked or said. */
  readonly reason: string;
  /** Why personal data in the files may be trained on; empty when nothing was said. */
  readonly personalData: string;
  /** What the tuned model has to get better at; undefined when nobody said. */
  readonly target: MetricKind | undefined;
}

/** What the form shows next: nothing (it closes), errors under its fields, or one sentence. */
export type LaunchReply =
  | { readonly kind: 'accepted' }
  | Extract<ParsedRecipe, { kind: 'wrong' }>
  | { readonly kind: 'not-allowed'; readonly because: string }
  /** The diagnosis is against it and no reason was given; shown under the reason's field. */
  | { readonly kind: 'against-diagnosis'; readonly because: string };

/** "Launch this": records the intent, then starts the workflow under its id. Nothing is bought here. */
export async function requestLaunch(
  deps: Pick<
    Deps,
    'clock' | 'settings' | 'launches' | 'tellings' | 'flow' | 'people' | 'channels' | 'ledgers' | 'reader'
  >,
  request: LaunchRequest,
): Promise<LaunchReply> {
  const parsed = parseRecipe(request.form, deps.settings);
  if (parsed.kind === 'wrong') return parsed;
  const { channel } = request;
  const { person, because } = await mayLaunchHere(deps, { by: request.requester, channel });
  if (because !== undefined) return { kind: 'not-allowed', because };
  const asker = { person, channel };
  const diagnosis = await diagnosisOfThread(deps, {
    channel: request.channel,
    rootTs: request.rootTs,
    kind: parsed.recipe.kind,
  });
  const answer = mayLaunch(diagnosis, { by: request.requester, reason: request.reason });
  if (answer.kind === 'refused') return { kind: 'against-diagnosis', because: answer.because };
  const mayNotOverride = answer.kind === 'overridden' && whyNotAct('override', asker, deps.settings.approval);
  if (mayNotOverride) return { kind: 'not-allowed', because: mayNotOverride };
  const launch: Requested = {
    state: 'requested',
    id: launchIdFor({ user: request.requester, formId: request.formId }),
    recipe: parsed.recipe,
    requester: request.requester,
    requestedAtMs: deps.clock.nowMs(),
    diagnosis,
    override: answer.kind === 'overridden' ? answer.override : undefined,
    acceptance: acceptanceOf({ by: request.requester, reason: request.personalData }),
    ...(request.target ? { target: request.target } : {}),
    card: { channel: request.channel, ts: '' },
    version: 1,
  };
  await deps.tellings.open(newTelling({ id: launch.id, channel: request.channel, nowMs: launch.requestedAtMs }));
  await deps.launches.create(launch);
  // From here on it is accepted: a workflow that cannot be started now is started by the reconciler.
  await deps.flow.start(launch.id).catch(() => undefined);
  return { kind: 'accepted' };
}
