import type { MessageRef } from '@rung/core/chat/person.ts';
import type { BudgetChange } from '@rung/core/cost/budget.ts';
import { amountToConfirm, mayConfirm, type PricedOnce } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import type { UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { type Approval, policyIn } from '@rung/core/launch/approval-rule.ts';
import type { MicroUsd } from '@rung/core/money.ts';
import type { EpochMs } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { recordYes } from './record-yes.ts';

/** A click on a price. `shownHash` is the plan that the clicked card showed. */
export interface PriceClick {
  readonly decision: 'confirm' | 'decline';
  readonly by: UserId;
  readonly shownHash: string;
}

interface Asked {
  readonly state: string;
  readonly root: MessageRef;
  readonly approval?: Approval;
}

interface Priced extends Asked, PricedOnce {
  readonly taskToken: string;
}

type Reason =
  | { readonly kind: 'denied'; readonly by: UserId; readonly atMs: EpochMs }
  | { readonly kind: 'changed'; readonly what: string };

/** What the click is on: `R` in any state, `P` with a price that waits, `D` once it is decided. */
interface OnPrice<R extends Asked, P extends R & Priced, D extends R> {
  readonly noun: 'judgement' | 'evaluation';
  find(): Promise<R | undefined>;
  isPriced(record: R): record is P;
  /** The requester's own, where the price is not known. */
  budgetOf(priced: P): MicroUsd;
  /** How its price moved since the card was shown; undefined while it did not. */
  priceMoved(priced: P): Promise<string | undefined>;
  confirmed(priced: P, approval: Approval): D;
  refused(priced: P, reason: Reason): D;
  move(to: D, budget?: BudgetChange): Promise<'moved' | 'lost' | 'over-cap'>;
  tell(decided: D): Promise<unknown>;
  wake(taskToken: string): Promise<unknown>;
}

type Needs = Pick<Deps, 'clock' | 'settings' | 'spending' | 'launches' | 'people' | 'messenger'>;

const NOT_DECIDED = 'Nothing was decided.';
const NOT_CONFIRMED = 'Nothing was confirmed.';

/** "Yes, for that price" or "no". The first recorded click wins; everybody after is told what stands. */
export async function confirmPrice<R extends Asked, P extends R & Priced, D extends R>(
  deps: Needs,
  click: PriceClick,
  on: OnPrice<R, P, D>,
): Promise<void> {
  const found = await on.find();
  if (!found || !on.isPriced(found)) return tooLate(deps, click, { found, noun: on.noun });
  const mayNot = await whyNot(deps, found, click);
  if (mayNot !== undefined) return whisper(deps, click, { about: found, headline: NOT_DECIDED, detail: mayNot });
  const outcome = await decide(deps, found, { click, on });
  if (outcome.kind === 'lost') return tooLate(deps, click, { found: await on.find(), noun: on.noun });
  if (outcome.kind === 'no-room')
    return whisper(deps, click, { about: found, headline: NOT_CONFIRMED, detail: outcome.because });
  if (outcome.changed !== undefined)
    await whisper(deps, click, { about: found, headline: NOT_CONFIRMED, detail: outcome.changed });
  const [told] = await Promise.allSettled([on.tell(outcome.decided)]);
  await on.wake(found.taskToken);
  if (told.status === 'rejected') throw told.reason;
}

/** The rule of a price that is spent once; whoever asked may say no to it, without being an approver. */
async function whyNot(deps: Needs, priced: Priced, click: PriceClick): Promise<string | undefined> {
  const { approval } = deps.settings;
  const person = await deps.people.find(click.by);
  const isRequester = click.by === priced.requester;
  if (click.decision === 'decline' && person.standing === 'member' && isRequester) return undefined;
  const { channel } = priced.root;
  const mayNot = isRequester ? whyNotAct('judge', { person, channel }, approval) : undefined;
  if (mayNot !== undefined) return mayNot;
  const attempt = { person, shownHash: click.shownHash, nowMs: deps.clock.nowMs() };
  const answer = mayConfirm(priced, attempt, policyIn(channel, approval));
  return answer.kind === 'not-allowed' ? answer.because : undefined;
}

type Outcome<D> =
  | { readonly kind: 'lost' }
  | { readonly kind: 'no-room'; readonly because: string }
  | { readonly kind: 'decided'; readonly decided: D; readonly changed: string | undefined };

/** The yes and the reservation are one write; a price that moved since the card was shown is no yes, whatever was clicked. */
async function decide<R extends Asked, P extends R & Priced, D extends R>(
  deps: Needs,
  priced: P,
  { click, on }: { click: PriceClick; on: OnPrice<R, P, D> },
): Promise<Outcome<D>> {
  const { by, decision } = click;
  if (decision === 'decline') return refuse(on, priced, { kind: 'denied', by, atMs: deps.clock.nowMs() });
  const what = await on.priceMoved(priced);
  if (what !== undefined) return refuse(on, priced, { kind: 'changed', what });
  const { planHash, plan, root } = priced;
  const yes = { planHash, by, amount: amountToConfirm(plan.estimate, on.budgetOf(priced)), channel: root.channel };
  const outcome = await recordYes(deps, yes, async (approval, budget) => {
    const confirmed = on.confirmed(priced, approval);
    const moved = await on.move(confirmed, budget);
    return moved === 'moved' ? confirmed : moved;
  });
  return outcome.kind === 'recorded' ? { kind: 'decided', decided: outcome.record, changed: undefined } : outcome;
}

async function refuse<R extends Asked, P extends R & Priced, D extends R>(
  on: OnPrice<R, P, D>,
  priced: P,
  reason: Reason,
): Promise<Outcome<D>> {
  const decided = on.refused(priced, reason);
  const changed = reason.kind === 'changed' ? reason.what : undefined;
  return (await on.move(decided)) === 'moved' ? { kind: 'decided', decided, changed } : { kind: 'lost' };
}

async function tooLate(
  deps: Needs,
  click: PriceClick,
  { found, noun }: { found: Asked | undefined; noun: string },
): Promise<void> {
  if (!found) return;
  const by = found.approval?.by;
  const became = by ? `<@${by}> confirmed it.` : `The ${noun} is ${found.state} now.`;
  await whisper(deps, click, {
    about: found,
    headline: 'This was decided already.',
    detail: `${became} Your click changed nothing.`,
  });
}

function whisper(
  deps: Needs,
  click: PriceClick,
  { about, ...words }: { about: Asked; headline: string; detail: string },
): Promise<void> {
  const place = { channel: about.root.channel, threadTs: about.root.ts };
  return deps.messenger.whisper({ place, user: click.by }, { kind: 'notice', ...words });
}
