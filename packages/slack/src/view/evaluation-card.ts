import { agreementOf } from '@rung/core/evaluation/evaluation-job/agreement.ts';
import type {
  BrokenOffEvaluation,
  DoneEvaluation,
  Evaluation,
  EvaluationPlan,
  PricedEvaluation,
  RefusedEvaluation,
  RunningEvaluation,
  SettledEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationMetric } from '@rung/core/evaluation/evaluation-job/evaluator.ts';
import { ARM_WORDS } from '@rung/core/evaluation/judgement/arms.ts';
import { amountToConfirm } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import { FEWEST_PAIRS } from '@rung/core/evaluation/judgement/verdict.ts';
import { formatUsd, formatUsdLimit } from '@rung/core/money.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, code, context, count, type Drawn, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { estimateWords, priceWords, whoMay } from './judgement-card.ts';
import { gainWords, points } from './verdict-card.ts';

const LONGEST_WHY = 1000;
const NOTHING_ASKED = 'Bedrock was asked for nothing, nothing was spent.';
const STANDS = 'The verdict stands as it was judged.';

/** The one card of an evaluation, as its record stands. */
export function evaluationCard(evaluation: Evaluation, approvers: readonly string[]): Drawn {
  switch (evaluation.state) {
    case 'requested':
      return drawn(
        `${name(evaluation)} a Bedrock evaluation of its answers.* Writing both arms’ answers as Bedrock reads them.`,
        [context(`Asked by <@${evaluation.requester}>.`)],
      );
    case 'priced':
      return pricedCard(evaluation, approvers);
    case 'running':
      return runningCard(evaluation);
    case 'done':
      return doneCard(evaluation);
    case 'refused':
      return refusedCard(evaluation);
    case 'failed':
    case 'stopped':
      return brokenOffCard(evaluation);
    default:
      return evaluation satisfies never;
  }
}

const name = ({ judged }: Evaluation) => `*${safe(judged.name)}:`;

function pricedCard(evaluation: PricedEvaluation, approvers: readonly string[]): Drawn {
  const { plan, planHash, budget } = evaluation;
  const value = `${evaluation.id}:${planHash}`;
  const known = plan.estimate.kind === 'known';
  const amount = formatUsdLimit(amountToConfirm(plan.estimate, budget));
  const buttons = [
    button({
      actionId: ACTIONS.confirmEvaluation,
      text: known ? `Evaluate for ${amount} at most` : 'Evaluate, price not known',
      value,
      style: 'primary',
      confirm: {
        title: `Have Bedrock evaluate ${evaluation.judged.name}?`,
        text: known
          ? `${amount} at most, once, for the tokens of the evaluator model. Nothing stands afterwards.`
          : `Its price is not known and Bedrock enforces no limit; ${amount} is reserved.`,
        yes: 'Evaluate',
      },
    }),
    button({ actionId: ACTIONS.declineEvaluation, text: 'Not now', value }),
  ];
  return drawn(
    `${name(evaluation)} a Bedrock evaluation costs ${estimateWords(plan.estimate, amount)}, once.* ${STANDS}`,
    [
      section(workWords(evaluation)),
      ...actions(buttons),
      context(
        `Confirmed by: ${whoMay(evaluation, approvers)}. Valid until ${moment(evaluation.expiresAtMs)}. Plan ${code(planHash.slice(0, 12))}.`,
        `Bedrock works under ${code(plan.roleArn)}${plan.key === undefined ? '' : `, encrypted with ${code(plan.key)}`}.`,
        plan.estimate.kind === 'known'
          ? `${priceWords(plan.estimate)} Bedrock publishes no length of its evaluator’s reasoning; up to 600 tokens a score are counted.`
          : priceWords(plan.estimate),
      ),
    ],
  );
}

function workWords({ plan, judged }: PricedEvaluation): string {
  const { prompts, answered, evaluator, sets } = plan;
  const which = prompts === answered ? `all ${answered}` : `${prompts} of ${answered}, evenly taken,`;
  const jobs = count(sets.length, 'job');
  return `${code(evaluator)} scores the answers of ${ARM_WORDS[judged.rival]} and of tuned to ${which} examples that both answered, for ${metricWords(plan)}, each beside the right answer: ${jobs} of Bedrock’s over the answers that lie here already. No arm is asked again.`;
}

const METRIC_WORDS: Readonly<Record<EvaluationMetric, string>> = {
  'Builtin.Correctness': 'correctness',
  'Builtin.Completeness': 'completeness',
};

const metricWords = ({ metrics }: Pick<EvaluationPlan, 'metrics'>) =>
  metrics.map((metric) => METRIC_WORDS[metric]).join(' and ');

function runningCard(evaluation: RunningEvaluation): Drawn {
  const { plan, approval, stop, judged } = evaluation;
  const confirmed = `Confirmed by ${approval.by ? `<@${approval.by}>` : 'nobody'} ${moment(approval.atMs)}, for ${formatUsdLimit(approval.amount)} at most. Plan ${code(approval.planHash.slice(0, 12))}.`;
  if (stop)
    return drawn(
      `${name(evaluation)} its Bedrock evaluation is being stopped*${stop.by ? ` by <@${stop.by}>` : ''}, ${moment(stop.atMs)}.`,
      [context(confirmed)],
    );
  return drawn(
    `${name(evaluation)} Bedrock is evaluating* since ${moment(approval.atMs)}: ${count(plan.prompts, 'answer')} each of ${ARM_WORDS[judged.rival]} and of tuned.`,
    [
      section(`*Next:* nothing to do. When it ends, I mention <@${evaluation.requester}> in this thread.`),
      ...actions([
        button({
          actionId: ACTIONS.stopEvaluation,
          text: 'Stop',
          value: evaluation.id,
          confirm: {
            title: 'Stop the evaluation?',
            text: 'What the evaluator model has read by then is billed. The verdict stays as it is.',
            yes: 'Stop it',
          },
        }),
      ]),
      context(confirmed),
    ],
  );
}

/** The outcome in one sentence, and what to make of it. */
function outcomeWords(evaluation: DoneEvaluation): { readonly headline: string; readonly next: string } {
  switch (agreementOf(evaluation.judged.comparison, evaluation.comparison)) {
    case 'agrees':
      return evaluation.judged.comparison.outcome === 'too-close'
        ? { headline: 'Bedrock’s own evaluation agrees: too close to call.', next: STANDS }
        : { headline: 'Bedrock’s own evaluation agrees.', next: STANDS };
    case 'does-not-confirm':
      return {
        headline: 'Bedrock’s own evaluation does not confirm the difference.',
        next: `${STANDS} By the evaluator the difference may be chance; the flips show what your number counts and it does not.`,
      };
    case 'finds-more':
      return {
        headline: 'Bedrock’s own evaluation finds a difference where ours is too close to call.',
        next: `${STANDS} If the evaluator’s taste is yours, judge again by a rubric that says so.`,
      };
    case 'disagrees':
      return {
        headline: 'Bedrock’s own evaluation disagrees.',
        next: `${STANDS} Look at the flips before anything is hosted: the evaluator takes answers for right that your number does not, or the other way round.`,
      };
    case 'says-nothing':
      return {
        headline: 'Bedrock’s own evaluation settles nothing.',
        next: `${STANDS} Fewer than ${FEWEST_PAIRS} prompts were scored for both arms.`,
      };
  }
}

function doneCard(evaluation: DoneEvaluation): Drawn {
  const { judged, comparison, plan, approval, arms } = evaluation;
  const { headline, next } = outcomeWords(evaluation);
  const theirs = comparison
    ? ` There the tuned model is ${gainWords({ rival: judged.rival, comparison })}, by correctness.`
    : '';
  const scores = arms.map(({ arm, means }) => {
    const each = means.map(
      ({ metric, mean }) => `${METRIC_WORDS[metric]} ${mean === undefined ? 'not scored' : points(mean)}`,
    );
    return `${ARM_WORDS[arm]} ${each.join(', ')}`;
  });
  const withoutScore = arms
    .filter((arm) => arm.withoutScore > 0)
    .map((arm) => `${ARM_WORDS[arm.arm]} ${arm.withoutScore}`);
  return drawn(`${name(evaluation)} ${headline}*${theirs}`, [
    section(
      [
        `*Bedrock, ${count(plan.prompts, 'answer')} each, of 100:* ${scores.join(' · ')}.`,
        `*Here:* the tuned model is ${gainWords(judged)}, by ${safe(judged.metric)}.`,
        `*Next:* ${next}`,
      ].join('\n'),
    ),
    context(
      `Scored by ${code(plan.evaluator)}. In brackets the 95 % interval of the paired difference.${withoutScore.length > 0 ? ` Without a score: ${withoutScore.join(', ')}.` : ''}`,
      `Jobs ${arms.map(({ jobArn }) => code(jobArn)).join(', ')}.`,
      `Bedrock tells no tokens of such a job, so ${formatUsd(approval.amount)} stays reserved until the bill says more.`,
    ),
  ]);
}

function refusedCard(evaluation: RefusedEvaluation): Drawn {
  const { reason } = evaluation;
  const headline = `${name(evaluation)} not evaluated by Bedrock`;
  switch (reason.kind) {
    case 'finding':
      return drawn(`${headline}.* ${safeUpTo(LONGEST_WHY, reason.message)} ${NOTHING_ASKED}`, [
        section(`*What to do:* ${safeUpTo(LONGEST_WHY, reason.remedy)}`),
      ]);
    case 'denied':
      return drawn(`${headline}*, by <@${reason.by}>, ${moment(reason.atMs)}. ${NOTHING_ASKED}`, []);
    case 'changed':
      return drawn(`${headline}.* ${safeUpTo(LONGEST_WHY, reason.what)} ${NOTHING_ASKED}`, [
        section('*What to do:* ask for it again on the verdict; it is priced anew.'),
      ]);
    case 'expired':
      return drawn(`${headline}.* Nobody confirmed the price in a day. ${NOTHING_ASKED}`, [
        section('*What to do:* ask for it again on the verdict; prices are read anew.'),
      ]);
    default:
      return reason satisfies never;
  }
}

function brokenOffCard(evaluation: BrokenOffEvaluation): Drawn {
  const { why, jobArns, approval, stoppedBy } = evaluation;
  const by = stoppedBy ? ` by <@${stoppedBy}>` : '';
  const headline =
    evaluation.state === 'stopped'
      ? `${name(evaluation)} its Bedrock evaluation was stopped*${by}.`
      : `${name(evaluation)} its Bedrock evaluation failed.*`;
  const said = why === '' ? '' : ` ${safeUpTo(LONGEST_WHY, why)}`;
  const money =
    jobArns.length === 0
      ? 'No job was made, nothing was spent; what was reserved is free again.'
      : `${formatUsd(approval.amount)} stays reserved: what the evaluator model had read by then is billed, and Bedrock tells no tokens of such a job.`;
  return drawn(`${headline}${said}`, [
    section(`*What to do:* ${STANDS} Ask for the evaluation again on the verdict if you still want it.`),
    context(money, ...(jobArns.length === 0 ? [] : [`Jobs ${jobArns.map(code).join(', ')}.`])),
  ]);
}

/** The one message at the end that mentions the requester: an edited card notifies nobody. */
export function evaluationEndedCard(evaluation: SettledEvaluation): Drawn {
  const words = evaluation.state === 'done' ? outcomeWords(evaluation).headline : ENDED[evaluation.state];
  return drawn(`<@${evaluation.requester}> ${safe(evaluation.judged.name)}: ${words} The card above has the rest.`, []);
}

const ENDED = {
  refused: 'not evaluated by Bedrock.',
  failed: 'its Bedrock evaluation failed.',
  stopped: 'its Bedrock evaluation was stopped.',
} as const;
