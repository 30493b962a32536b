import type { RequestedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import {
  type JudgementForm,
  type ParsedJudgement,
  parseJudgementForm,
} from '@rung/core/evaluation/judgement/judgement-form.ts';
import type { MetricKind } from '@rung/core/evaluation/metrics/target-metric.ts';
import { judgementIdFor, type LaunchId, type UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';

/** A filled-in form. `formId` is the form's own id: sending it twice asks for one judgement. */
export interface JudgementAsked {
  readonly launchId: LaunchId;
  readonly form: JudgementForm;
  readonly formId: string;
  readonly requester: UserId;
}

/** What the form shows next: nothing (it closes), errors under its fields, or one sentence. */
export type JudgementReply =
  | { readonly kind: 'accepted' }
  | Extract<ParsedJudgement, { kind: 'wrong' }>
  | { readonly kind: 'not-allowed'; readonly because: string };

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'judgements' | 'judgeFlow' | 'people'>;

/** "Judge it": records the intent, then starts the workflow under its id. Nothing is asked of a model before its price is confirmed. */
export async function requestJudgement(deps: Needs, asked: JudgementAsked): Promise<JudgementReply> {
  const parsed = parseJudgementForm(asked.form);
  if (parsed.kind === 'wrong') return parsed;
  const person = await deps.people.find(asked.requester);
  const launch = await deps.launches.find(asked.launchId);
  const mayNot = whyNotAct('judge', { person, channel: launch?.card.channel ?? '' }, deps.settings.approval);
  if (mayNot !== undefined) return { kind: 'not-allowed', because: mayNot };
  if (launch?.state !== 'done' || launch.modelArn === '')
    return { kind: 'not-allowed', because: 'This launch has no finished model to judge.' };
  const { recipe, plan, modelArn, card } = launch;
  const trainedOn = plan.training?.sha256;
  if (!isTrained(recipe) || trainedOn === undefined)
    return {
      kind: 'not-allowed',
      because: 'It learnt from logged calls, so no set can be proved to be new to it. Judge it outside of Rung.',
    };
  const judgement: RequestedJudgement = {
    state: 'requested',
    id: judgementIdFor({ launch: launch.id, formId: asked.formId }),
    model: {
      launchId: launch.id,
      name: recipe.name,
      base: recipe.base,
      region: recipe.region,
      modelArn,
      trainedOn,
    },
    request: parsed.request,
    declared: launch.target,
    requester: asked.requester,
    requestedAtMs: deps.clock.nowMs(),
    root: card,
    card: { channel: card.channel, ts: '' },
    version: 1,
  };
  await deps.judgements.create(judgement);
  await deps.judgeFlow.start(judgement.id);
  return { kind: 'accepted' };
}

/** What the form is opened with: the model's name, and the validation set as the likeliest held-out set. */
export async function judgementChoices(
  deps: Pick<Deps, 'launches'>,
  id: LaunchId,
): Promise<{ name: string; heldOut: string; target: MetricKind | undefined } | undefined> {
  const launch = await deps.launches.find(id);
  if (launch?.state !== 'done') return undefined;
  return { name: launch.recipe.name, heldOut: launch.plan.validation?.uri ?? '', target: launch.target };
}
