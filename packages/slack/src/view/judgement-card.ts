import {
  amountToConfirm,
  needsSecondConfirmer,
  type PricedOnce,
} from '@rung/core/evaluation/judgement/confirm-rule.ts';
import {
  type AnsweringJudgement,
  chunksOf,
  type FailedJudgement,
  type Judgement,
  type JudgementPlan,
  type PricedJudgement,
  type RefusedJudgement,
  type SettledJudgement,
  trialNameOf,
} from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementEstimate } from '@rung/core/evaluation/judgement/judgement-price.ts';
import { metricWords } from '@rung/core/evaluation/metrics/target-metric.ts';
import { formatUsd, formatUsdLimit, formatUsdRange, type MicroUsd } from '@rung/core/money.ts';
import { ACTIONS } from '../action-ids.ts';
import {
  actions,
  button,
  type CardBlock,
  code,
  context,
  count,
  type Drawn,
  day,
  drawn,
  moment,
  safe,
  safeUpTo,
  section,
} from './blocks.ts';
import { verdictCard, verdictWords } from './verdict-card.ts';

const LONGEST_WHY = 1000;
const NOTHING_ASKED = 'No model was asked, nothing was spent.';

/** The one card of a judgement, as its record stands. */
export function judgementCard(judgement: Judgement, approvers: readonly string[]): Drawn {
  switch (judgement.state) {
    case 'requested':
      return drawn(`${name(judgement)} judging.* Reading the held-out set, and looking that training never saw it.`, [
        context(`Asked by <@${judgement.requester}>: ${code(judgement.request.heldOut)}.`),
      ]);
    case 'priced':
      return pricedCard(judgement, approvers);
    case 'answering':
      return answeringCard(judgement);
    case 'judged':
      return verdictCard(judgement);
    case 'refused':
      return refusedCard(judgement);
    case 'failed':
      return failedCard(judgement);
    default:
      return judgement satisfies never;
  }
}

const name = ({ model }: Judgement) => `*${safe(model.name)}:`;

function pricedCard(judgement: PricedJudgement, approvers: readonly string[]): Drawn {
  const { plan, request, planHash } = judgement;
  const value = `${judgement.id}:${planHash}`;
  const known = plan.estimate.kind === 'known';
  const amount = formatUsdLimit(amountToConfirm(plan.estimate, request.budget));
  const buttons = [
    button({
      actionId: ACTIONS.confirmJudgement,
      text: known ? `Judge for ${amount} at most` : `Judge, ${amount} reserved`,
      value,
      style: 'primary',
      confirm: {
        title: `Judge ${judgement.model.name}?`,
        text: known
          ? `${amount} at most, once. ${trialWords(plan)}`
          : `Its price is not known and Bedrock enforces no limit; ${amount} is reserved. ${trialWords(plan)}`,
        yes: `Judge it`,
      },
    }),
    button({ actionId: ACTIONS.declineJudgement, text: 'Not now', value }),
  ];
  return drawn(`${name(judgement)} judging it costs ${estimateWords(plan.estimate, amount)}.* ${trialWords(plan)}`, [
    section(
      `${count(plan.examples, 'held-out example')}, decided by ${safe(metricWords(request.metric))}: ${armWords(plan)}.${judgeWords(judgement)} None of their prompts stands in the trained file, compared by hash. What each arm is asked stands below.`,
    ),
    ...actions(buttons),
    context(
      `Asked by <@${judgement.requester}>. May confirm: ${whoMay(judgement, approvers)}. Valid until ${moment(judgement.expiresAtMs)}. Plan ${code(planHash.slice(0, 12))}.`,
      priceWords(plan.estimate),
    ),
  ]);
}

export const estimateWords = (estimate: JudgementEstimate, amount: string) =>
  estimate.kind === 'known'
    ? `${formatUsdRange(estimate.low, estimate.high)}, once`
    : `an unknown amount; ${amount} is reserved for it`;

export const priceWords = (estimate: JudgementEstimate) =>
  estimate.kind === 'known'
    ? `Counted from characters, up to the longest answer allowed; prices of ${day(estimate.asOf)} or later.`
    : safe(estimate.why);

/** Who decides by the rubric, before anybody pays for it. */
function judgeWords({ plan, request }: PricedJudgement): string {
  if (plan.judge === undefined || request.metric.kind !== 'rubric') return '';
  return ` ${code(plan.judge)} compares every answer with the right one by “${safeUpTo(300, request.metric.rubric)}”, in both places, and is tried on pairs whose better answer is known.`;
}

function armWords({ arms, prompts }: JudgementPlan): string {
  const words = {
    prompt: 'prompt',
    'few-shot': `few-shot (${prompts.shots.length} shown)`,
    retrieval: 'retrieval',
    tuned: 'tuned',
  };
  return arms.map((arm) => words[arm]).join(', ');
}

/** What a yes was for: a limit where there is a price, and what is kept free for it where there is none. */
export const confirmedWords = (estimate: JudgementEstimate, amount: MicroUsd) =>
  estimate.kind === 'known'
    ? `for ${formatUsdLimit(amount)} at most`
    : `at no known price, with ${formatUsdLimit(amount)} reserved`;

/** How the tuned model answers for the trial, and that it goes. */
function trialWords({ serving, trialHours }: JudgementPlan): string {
  if (serving === 'on-demand')
    return 'The tuned model answers through a custom model deployment that bills by the token and is deleted afterwards.';
  return `This base has no on-demand serving: a Provisioned Throughput without a term stands for up to ${trialHours} hours, billed by the hour, and is deleted afterwards.`;
}

export function whoMay(priced: PricedOnce, approvers: readonly string[]): string {
  if (!needsSecondConfirmer(priced)) return 'any full member';
  return approvers.length > 0
    ? approvers.map((id) => `<@${id}>`).join(', ')
    : `any full member except <@${priced.requester}>`;
}

function answeringCard(judgement: AnsweringJudgement): Drawn {
  const { plan, progress, approval, trialArn } = judgement;
  const all = chunksOf(plan) * plan.arms.length;
  const share = Math.floor((progress.chunks / all) * 100);
  const asks = count(plan.examples * plan.arms.length, 'answer');
  const how = trialArn
    ? `${share} % of ${asks}, ${moment(progress.atMs)}.`
    : `Waiting for what serves the tuned model, ${safe(trialNameOf(judgement.id))}; then ${asks}.`;
  return drawn(`${name(judgement)} judging* since ${moment(judgement.startedAtMs)}. ${how}`, [
    section(`*Next:* nothing to do. When it ends, I mention <@${judgement.requester}> in this thread.`),
    context(
      `Confirmed by ${approval.by ? `<@${approval.by}>` : 'nobody'} ${moment(approval.atMs)}, ${confirmedWords(plan.estimate, approval.amount)}. Plan ${code(approval.planHash.slice(0, 12))}.`,
    ),
  ]);
}

function refusedCard(judgement: RefusedJudgement): Drawn {
  const { reason } = judgement;
  switch (reason.kind) {
    case 'finding':
      return drawn(`${name(judgement)} not judged.* ${safeUpTo(LONGEST_WHY, reason.message)} ${NOTHING_ASKED}`, [
        section(`*What to do:* ${safeUpTo(LONGEST_WHY, reason.remedy)}`),
      ]);
    case 'denied':
      return drawn(
        `${name(judgement)} not judged.* <@${reason.by}> said no, ${moment(reason.atMs)}. ${NOTHING_ASKED}`,
        [],
      );
    case 'changed':
      return drawn(`${name(judgement)} not judged.* ${safeUpTo(LONGEST_WHY, reason.what)} ${NOTHING_ASKED}`, [
        section('*What to do:* press Judge it again; it is priced anew.'),
      ]);
    case 'expired':
      return drawn(`${name(judgement)} not judged.* Nobody confirmed the price in a day. ${NOTHING_ASKED}`, [
        section('*What to do:* press Judge it again; files and prices are read anew.'),
      ]);
    default:
      return reason satisfies never;
  }
}

function failedCard(judgement: FailedJudgement): Drawn {
  const stands: CardBlock[] =
    judgement.trial.kind === 'stands'
      ? [
          section(
            `*Still standing:* ${code(judgement.trial.arn)}. The watch deletes it with its next look; in Bedrock you can do it now.`,
          ),
        ]
      : [context('What served the tuned model for the trial is deleted.')];
  return drawn(`${name(judgement)} not judged to the end.* ${safeUpTo(LONGEST_WHY, judgement.why)}`, [
    ...stands,
    section(`*What to do:* judge it again. ${spentWords(judgement)}`),
  ]);
}

/** What a judgement that broke off may have cost. */
function spentWords({ plan, approval }: FailedJudgement): string {
  const amount = formatUsd(approval.amount);
  return plan.estimate.kind === 'known'
    ? `At most ${amount} was spent, and it stays reserved this month.`
    : `What was spent is not known; ${amount} stays reserved this month.`;
}

/** The one message at the end that mentions the requester: an edited card notifies nobody. */
export function judgementEndedCard(judgement: SettledJudgement): Drawn {
  const words = {
    judged: () => (judgement.state === 'judged' ? verdictWords(judgement).headline : ''),
    refused: () => `not judged. ${NOTHING_ASKED}`,
    failed: () => 'not judged to the end.',
  };
  return drawn(
    `<@${judgement.requester}> ${safe(judgement.model.name)}: ${words[judgement.state]()} The card above has the rest.`,
    [],
  );
}
