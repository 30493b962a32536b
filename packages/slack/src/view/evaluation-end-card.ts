import { agreementOf } from '@rung/core/evaluation/evaluation-job/agreement.ts';
import type {
  BrokenOffEvaluation,
  DoneEvaluation,
  PaidEvaluation,
  RefusedEvaluation,
  SettledEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { ARM_WORDS } from '@rung/core/evaluation/judgement/arms.ts';
import { FEWEST_PAIRS } from '@rung/core/evaluation/judgement/verdict.ts';
import { formatUsd, formatUsdRange } from '@rung/core/money.ts';
import { code, context, count, type Drawn, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { EVALUATED_BY, evaluationName as name, VERDICT_STANDS as STANDS } from './evaluation-words.ts';
import { gainWords, points } from './verdict-card.ts';

const LONGEST_WHY = 1000;
const NOTHING_ASKED = 'Bedrock was asked for nothing, nothing was spent.';

/** The card of an evaluation that is over. */
export function evaluationEndCard(evaluation: SettledEvaluation): Drawn {
  switch (evaluation.state) {
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
  const { judged, comparison, plan, arms } = evaluation;
  const { headline, next } = outcomeWords(evaluation);
  const theirs = comparison
    ? ` There the tuned model is ${gainWords({ rival: judged.rival, comparison })}, by correctness.`
    : '';
  const scores = arms.map(({ arm, means }) => {
    const each = means.map(
      ({ metric, mean }) => `${EVALUATED_BY[metric]} ${mean === undefined ? 'not scored' : points(mean)}`,
    );
    return `${ARM_WORDS[arm]} ${each.join(', ')}`;
  });
  const withoutScore = arms
    .filter((arm) => arm.withoutScore > 0)
    .map((arm) => `${ARM_WORDS[arm.arm]} ${arm.withoutScore}`);
  return drawn(`${name(evaluation)} ${headline}*${theirs}`, [
    section(
      [
        `*Bedrock, ${count(plan.prompts, 'answer')} each, points of 100:* ${scores.join(' · ')}.`,
        `*Here:* the tuned model is ${gainWords(judged)}, by ${safe(judged.metric)}.`,
        `*Next:* ${next}`,
      ].join('\n'),
    ),
    context(
      `Scored by ${code(plan.evaluator)}. In brackets the 95 % interval of the paired difference.${withoutScore.length > 0 ? ` Without a score: ${withoutScore.join(', ')}.` : ''}`,
      `Jobs ${arms.map(({ jobArn }) => code(jobArn)).join(', ')}.`,
      costWords(evaluation),
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
      return drawn(`${headline}.* <@${reason.by}> said no, ${moment(reason.atMs)}. ${NOTHING_ASKED}`, []);
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
  const { why, jobArns, stoppedBy } = evaluation;
  const by = stoppedBy ? ` by <@${stoppedBy}>` : '';
  const headline =
    evaluation.state === 'stopped'
      ? `${name(evaluation)} its Bedrock evaluation was stopped*${by}.`
      : `${name(evaluation)} its Bedrock evaluation failed.*`;
  const said = why === '' ? '' : ` ${safeUpTo(LONGEST_WHY, why)}`;
  return drawn(`${headline}${said}`, [
    section(`*What to do:* ${STANDS} Ask for the evaluation again on the verdict if you still want it.`),
    context(costWords(evaluation), ...(jobArns.length === 0 ? [] : [`Jobs ${jobArns.map(code).join(', ')}.`])),
  ]);
}

/** What it came to, and what of its reservation is free again. */
function costWords({ cost, approval }: PaidEvaluation): string {
  const reserved = formatUsd(approval.amount);
  switch (cost.kind) {
    case 'nothing':
      return `No job was made, nothing was spent; the ${reserved} that were reserved are free again.`;
    case 'estimated':
      return `Spent by estimate: ${formatUsdRange(cost.low, cost.high)}, of ${reserved} reserved. Bedrock reports no tokens of such a job, so the upper end counts until AWS’s bill names it.`;
    case 'unknown':
      return `What it cost is not known: there was no price, and Bedrock reports no tokens of such a job. The ${reserved} that were reserved count until AWS’s bill names it.`;
    case 'billed':
      return `${formatUsd(cost.amount)} on AWS’s bill, as read ${moment(cost.readAtMs)}, of ${reserved} reserved.`;
    default:
      return cost satisfies never;
  }
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
