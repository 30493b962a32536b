import {
  type HostErrors,
  type HostForm,
  type HostOffer,
  type HostWish,
  parseHostForm,
} from '@rung/core/hosting/lease/host-form.ts';
import type { Imported } from '@rung/core/hosting/lease/imported.ts';
import { type JudgedResult, resultOf } from '@rung/core/hosting/lease/judged-result.ts';
import { hashLeasePlan, type PricedLease } from '@rung/core/hosting/lease/lease.ts';
import { type LeasePrice, priceLease, whyAboveBudget } from '@rung/core/hosting/lease/lease-price.ts';
import { paidUnits } from '@rung/core/hosting/lease/replaced.ts';
import { isTerm } from '@rung/core/hosting/lease/ways.ts';
import { type LaunchId, leaseIdFor, type UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { APPROVAL_VALID_MS } from '@rung/core/launch/approval-rule.ts';
import { type Override, overrideBy } from '@rung/core/launch/diagnosis-on-launch.ts';
import type { Done, Made } from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';
import { findModelToHost, hasModel, judgementOf, notPassed } from './find-model-to-host.ts';
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
export interface HostStart extends HostOffer {
  readonly baseName: string;
  /** Set for an imported model. */
  readonly imported: Imported | undefined;
  /** Why hosting it takes a reason; undefined when a judgement passed it. */
  readonly notPassed: string | undefined;
  /** What its judgement said and counted; undefined where there is none. */
  readonly judged: JudgedResult | undefined;
  /** As its judgement measured them; undefined where there is none. */
  readonly requestsAMonth: number | undefined;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

type Needs = Pick<
  Deps,
  'clock' | 'settings' | 'launches' | 'judgements' | 'leases' | 'hostings' | 'hostFlow' | 'people' | 'prices'
>;

/** "How can it be hosted?": the ways that are open to it, and what its judgement measured; or why it cannot. */
export async function hostChoices(
  deps: Pick<Needs, 'clock' | 'settings' | 'launches' | 'judgements' | 'leases' | 'hostings'>,
  id: LaunchId,
): Promise<HostStart | { readonly because: string }> {
  const found = await findModelToHost(deps, await deps.launches.find(id));
  if (typeof found === 'string') return { because: found };
  const { launch, model, offer } = found;
  const judgement = await judgementOf(deps, launch);
  const tuned = judgement?.results.find(({ arm, answered }) => arm === 'tuned' && answered > 0);
  const each = (tokens: number) => (tuned ? Math.ceil(tokens / tuned.answered) : undefined);
  return {
    ...offer,
    baseName: model.baseName,
    imported: model.imported,
    notPassed: notPassed(launch),
    judged: judgement && resultOf(judgement),
    requestsAMonth: judgement?.request.requestsAMonth,
    inputTokens: tuned && each(tuned.inputTokens),
    outputTokens: tuned && each(tuned.outputTokens),
  };
}

/** "Host it": fixes plan and price and records them, then starts the workflow that asks for a yes. Nothing is made before it. */
export async function requestHosting(deps: Needs, asked: HostAsked): Promise<HostReply> {
  const found = await findModelToHost(deps, await deps.launches.find(asked.launchId));
  if (typeof found === 'string') return no(found);
  const { launch, model, offer } = found;
  const asker = { person: await deps.people.find(asked.by), channel: launch.card.channel };
  const mayNot = whyNotAct('host', asker, deps.settings.approval);
  if (mayNot !== undefined) return no(mayNot);
  const parsed = parseHostForm(asked.form, offer, deps.clock.nowMs());
  if (parsed.kind === 'wrong') return parsed;
  const override = overrideOf(launch, asked);
  if (override !== undefined && 'because' in override) return { kind: 'wrong', errors: { reason: override.because } };
  const mayNotOverride = override && whyNotAct('override', asker, deps.settings.approval);
  if (mayNotOverride !== undefined) return no(mayNotOverride);
  const price = priceLease(parsed.wish, found.pricedBy, await priceBook(deps));
  const errors = errorsOf(price, parsed.wish);
  if (errors) return { kind: 'wrong', errors };
  const plan = { model, wish: parsed.wish, price, override };
  const judgement = await judgementOf(deps, launch);
  const nowMs = deps.clock.nowMs();
  const lease: PricedLease = {
    ...{ state: 'priced', id: leaseIdFor({ launch: launch.id, formId: asked.formId }), ...plan },
    ...{ requester: asked.by, requestedAtMs: nowMs, root: launch.card, card: { channel: launch.card.channel, ts: '' } },
    ...{ isOwed: true, version: 1, planHash: hashLeasePlan(plan), expiresAtMs: nowMs + APPROVAL_VALID_MS },
    ...{ taskToken: '', firstYes: undefined, paidUnits: parsed.wish.inPlaceOf ? [] : paidUnits(offer.moves) },
    ...(judgement ? { judged: resultOf(judgement) } : {}),
  };
  await deps.leases.create(lease);
  await deps.hostFlow.start(lease.id);
  return { kind: 'accepted' };
}

/** A budget caps nothing that bills to the end of its term. */
const NO_BLIND_TERM =
  'Rung knows no price of this term, and a term cannot be left. /rung prices refresh asks AWS; until there is one, take a unit with no term.';

/** What speaks against the price, under the field that can change it. */
function errorsOf(price: LeasePrice, wish: HostWish): HostErrors | undefined {
  if (price.kind === 'unknown' && isTerm(wish.way)) return { way: NO_BLIND_TERM };
  const above = whyAboveBudget(price, wish);
  return above === undefined ? undefined : { budgetUsd: above };
}

/** A model that no judgement passed is hosted only over somebody's name and reason. */
function overrideOf(launch: Done | Made, { by, form }: HostAsked): Override | { because: string } | undefined {
  const because = notPassed(launch);
  if (because === undefined) return undefined;
  const override = overrideBy({ by, reason: form.reason });
  return override ?? { because: `${because} Say why you host it nevertheless; it is recorded with your name.` };
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
  const launches = recent.filter(hasModel);
  await deps.messenger.whisper(
    { place: { channel: asker.channel }, user: asker.by },
    { kind: 'models-to-host', launches },
  );
}
