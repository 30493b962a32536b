import type {
  Evaluation,
  EvaluationPlan,
  PricedEvaluation,
  RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { ARM_WORDS } from '@rung/core/evaluation/judgement/arms.ts';
import { amountToConfirm } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import { formatUsdLimit } from '@rung/core/money.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, code, context, count, type Drawn, drawn, moment, section } from './blocks.ts';
import { evaluationEndCard } from './evaluation-end-card.ts';
import { EVALUATED_BY, evaluationName as name, VERDICT_STANDS as STANDS } from './evaluation-words.ts';
import { confirmedWords, estimateWords, priceWords, whoMay } from './judgement-card.ts';

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
    case 'refused':
    case 'failed':
    case 'stopped':
      return evaluationEndCard(evaluation);
    default:
      return evaluation satisfies never;
  }
}

function pricedCard(evaluation: PricedEvaluation, approvers: readonly string[]): Drawn {
  const { plan, planHash, budget } = evaluation;
  const value = `${evaluation.id}:${planHash}`;
  const known = plan.estimate.kind === 'known';
  const amount = formatUsdLimit(amountToConfirm(plan.estimate, budget));
  const buttons = [
    button({
      actionId: ACTIONS.confirmEvaluation,
      text: known ? `Evaluate for ${amount} at most` : `Evaluate, ${amount} reserved`,
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
  return drawn(`${name(evaluation)} a Bedrock evaluation costs ${estimateWords(plan.estimate, amount)}.* ${STANDS}`, [
    section(workWords(evaluation)),
    ...actions(buttons),
    context(
      `Asked by <@${evaluation.requester}>. May confirm: ${whoMay(evaluation, approvers)}. Valid until ${moment(evaluation.expiresAtMs)}. Plan ${code(planHash.slice(0, 12))}.`,
      `Bedrock works under ${code(plan.roleArn)}${plan.key === undefined ? '' : `, encrypted with ${code(plan.key)}`}.`,
      plan.estimate.kind === 'known'
        ? `${priceWords(plan.estimate)} Bedrock publishes no length of its evaluator’s reasoning; up to 600 tokens a score are counted.`
        : priceWords(plan.estimate),
    ),
  ]);
}

function workWords({ plan, judged }: PricedEvaluation): string {
  const { prompts, answered, evaluator, sets } = plan;
  const which =
    prompts === answered ? `all ${answered} examples` : `${prompts}, evenly taken, of the ${answered} examples`;
  const jobs = count(sets.length, 'job');
  return `${code(evaluator)} scores the answers of ${ARM_WORDS[judged.rival]} and of tuned to ${which} that both answered, for ${metricWords(plan)}, each beside the right answer. That takes ${jobs} of Bedrock’s, over answers that are here already: no arm is asked again.`;
}

const metricWords = ({ metrics }: Pick<EvaluationPlan, 'metrics'>) =>
  metrics.map((metric) => EVALUATED_BY[metric]).join(' and ');

function runningCard(evaluation: RunningEvaluation): Drawn {
  const { plan, approval, stop, judged } = evaluation;
  const confirmed = `Confirmed by ${approval.by ? `<@${approval.by}>` : 'nobody'} ${moment(approval.atMs)}, ${confirmedWords(plan.estimate, approval.amount)}. Plan ${code(approval.planHash.slice(0, 12))}.`;
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
