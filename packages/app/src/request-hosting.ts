import { type BaseModel, findBaseModel } from '@rung/core/dataset/base-models.ts';
import { passesToHosting } from '@rung/core/evaluation/judgement/judgement.ts';
import { type HostErrors, type HostForm, type HostOffer, parseHostForm } from '@rung/core/hosting/lease/host-form.ts';
import { hashLeasePlan, type PricedLease } from '@rung/core/hosting/lease/lease.ts';
import { priceLease } from '@rung/core/hosting/lease/lease-price.ts';
import { type Move, movesFor, paidUnits } from '@rung/core/hosting/lease/replaced.ts';
import { type HostWay, waysFor } from '@rung/core/hosting/lease/ways.ts';
import { type LaunchId, leaseIdFor, type UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { APPROVAL_VALID_MS } from '@rung/core/launch/approval-rule.ts';
import { type Override, overrideBy } from '@rung/core/launch/diagnosis-on-launch.ts';
import type { Done, Launch } from '@rung/core/launch/launch.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

/** A filled-in form. `formId` is the form's own id: sending it twice asks for one hosting. */
export interface HostAsked {
  readonly launchId: LaunchId;
  readonly form: HostForm;
  readonly formId: string;
  readonly by: UserId;
}

export type HostReply =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'wrong'; readonly errors: HostErrors }
  | { readonly kind: 'not-allowed'; readonly because: string };

/** What the form is opened with. */
export interface HostStart {
  readonly name: string;
  readonly baseName: string;
  readonly ways: readonly HostWay[];
  /** Hostings of the same base that it can take over. */
  readonly moves: readonly Move[];
  /** Why hosting it takes a reason; undefined when a judgement passed it. */
  readonly notPassed: string | undefined;
  /** As its judgement measured them; undefined where there is none. */
  readonly requestsAMonth: number | undefined;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'judgements' | 'leases' | 'hostFlow' | 'people' | 'prices'>;

/** A launch with a model that can be hosted, and the base that decides how. */
function modelToHost(
  launch: Launch | undefined,
): { launch: Done; base: BaseModel; name: string; region: string } | undefined {
  if (launch?.state !== 'done' || launch.modelArn === '' || !isTrained(launch.recipe)) return undefined;
  const { base, name, region } = launch.recipe;
  const found = findBaseModel(base.id);
  return found.kind === 'tunable' ? { launch, base: found.model, name, region } : undefined;
}

/** The ways that its base takes here, and what of the same base stands already. */
async function offerOf(
  deps: Pick<Needs, 'clock' | 'settings' | 'leases'>,
  { launch, base, name, region }: NonNullable<ReturnType<typeof modelToHost>>,
): Promise<HostOffer> {
  const model = { baseName: base.name, region, modelArn: launch.modelArn };
  return {
    name,
    ways: waysFor(base, { region, areTermsAllowed: deps.settings.areTermsAllowed }),
    moves: movesFor(model, await deps.leases.open(), deps.clock.nowMs()),
  };
}

/** "How can it be hosted?": the ways that its base takes, and what its judgement measured; undefined when there is no model to host. */
export async function hostChoices(
  deps: Pick<Needs, 'clock' | 'settings' | 'launches' | 'judgements' | 'leases'>,
  id: LaunchId,
): Promise<HostStart | undefined> {
  const found = modelToHost(await deps.launches.find(id));
  if (!found) return undefined;
  const { launch, base } = found;
  const passed = passesToHosting(launch.judged);
  const judgement = launch.judged && (await deps.judgements.find(launch.judged.id));
  const tuned =
    judgement?.state === 'judged'
      ? judgement.results.find(({ arm, answered }) => arm === 'tuned' && answered > 0)
      : undefined;
  const each = (tokens: number) => (tuned ? Math.ceil(tokens / tuned.answered) : undefined);
  return {
    ...(await offerOf(deps, found)),
    baseName: base.name,
    notPassed: passed.kind === 'passed' ? undefined : passed.because,
    requestsAMonth: judgement?.request.requestsAMonth,
    inputTokens: tuned && each(tuned.inputTokens),
    outputTokens: tuned && each(tuned.outputTokens),
  };
}

/** "Host it": fixes plan and price and records them, then starts the workflow that asks for a yes. Nothing is made before it. */
export async function requestHosting(deps: Needs, asked: HostAsked): Promise<HostReply> {
  const found = modelToHost(await deps.launches.find(asked.launchId));
  if (!found) return no('This launch has no finished model to host.');
  const asker = { person: await deps.people.find(asked.by), channel: found.launch.card.channel };
  const mayNot = whyNotAct('host', asker, deps.settings.approval);
  if (mayNot !== undefined) return no(mayNot);
  const { launch, base, name, region } = found;
  const offer = await offerOf(deps, found);
  const parsed = parseHostForm(asked.form, offer, deps.clock.nowMs());
  if (parsed.kind === 'wrong') return parsed;
  const override = overrideOf(launch, asked);
  if (override !== undefined && 'because' in override) return { kind: 'wrong', errors: { reason: override.because } };
  const mayNotOverride = override && whyNotAct('override', asker, deps.settings.approval);
  if (mayNotOverride !== undefined) return no(mayNotOverride);
  const model = { launchId: launch.id, name, baseName: base.name, region, modelArn: launch.modelArn };
  const price = priceLease(parsed.wish, { base, region }, await priceBook(deps));
  const plan = { model, wish: parsed.wish, price, override };
  const nowMs = deps.clock.nowMs();
  const lease: PricedLease = {
    ...{ state: 'priced', id: leaseIdFor({ launch: launch.id, formId: asked.formId }), ...plan },
    ...{ requester: asked.by, requestedAtMs: nowMs, root: launch.card, card: { channel: launch.card.channel, ts: '' } },
    ...{ isOwed: true, version: 1, planHash: hashLeasePlan(plan), expiresAtMs: nowMs + APPROVAL_VALID_MS },
    ...{ taskToken: '', firstYes: undefined, paidUnits: parsed.wish.inPlaceOf ? [] : paidUnits(offer.moves) },
  };
  await deps.leases.create(lease);
  await deps.hostFlow.start(lease.id);
  return { kind: 'accepted' };
}

/** A model that no judgement passed is hosted only over somebody's name and reason. */
function overrideOf({ judged }: Done, { by, form }: HostAsked): Override | { because: string } | undefined {
  const passed = passesToHosting(judged);
  if (passed.kind === 'passed') return undefined;
  const override = overrideBy({ by, reason: form.reason });
  if (override) return override;
  return { because: `${passed.because} Say why you host it nevertheless; it is recorded with your name.` };
}

const no = (because: string): HostReply => ({ kind: 'not-allowed', because });

/** How many launches are looked through for models. */
const LOOKED_THROUGH = 40;

/** "What can I host?": finished models, newest first, and which of them a judgement passed. */
export async function showModelsToHost(
  deps: Pick<Deps, 'launches' | 'messenger'>,
  asker: { by: UserId; channel: string },
): Promise<void> {
  const recent = await deps.launches.recent(LOOKED_THROUGH);
  const launches = recent.flatMap((launch) => modelToHost(launch)?.launch ?? []);
  await deps.messenger.whisper(
    { place: { channel: asker.channel }, user: asker.by },
    { kind: 'models-to-host', launches },
  );
}
