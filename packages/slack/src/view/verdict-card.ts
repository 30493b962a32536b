import type { ArmResult } from '@rung/core/evaluation/judgement/answer.ts';
import { ARM_WORDS } from '@rung/core/evaluation/judgement/arms.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { ArmCost, Cost } from '@rung/core/evaluation/judgement/serving-cost.ts';
import { type Duel, isBetterUnpriced, type Trade, type Verdict } from '@rung/core/evaluation/judgement/verdict.ts';
import { METRIC_WORDS, type MetricKind, metricWords } from '@rung/core/evaluation/metrics/target-metric.ts';
import { formatUsd, type MicroUsd } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { ACTIONS } from '../action-ids.ts';
import {
  actions,
  button,
  type CardBlock,
  code,
  context,
  count,
  type Drawn,
  drawn,
  moment,
  safe,
  section,
} from './blocks.ts';
import { confusionWords } from './confusion-words.ts';
import { flipCounts, fromTo } from './flip-words.ts';
import { capital } from './lease-words.ts';
import { pictures } from './verdict-pictures.ts';
import { keepWords, nextWords, rounded, turnWords } from './verdict-words.ts';

/** The verdict: what to do, how sure that is, and what it costs. */
export function verdictCard(judgement: JudgedJudgement): Drawn {
  const { headline, rest } = verdictWords(judgement);
  return drawn(`*${safe(judgement.model.name)}: ${headline}* ${rest}`, [
    ...trialWarning(judgement),
    section(`${measuredWords(judgement)}${flipWords(judgement)}`),
    ...unreadable(judgement),
    ...('duel' in judgement.verdict ? pictures(judgement, judgement.verdict.duel) : []),
    section(`${moneyWords(judgement)}\n*Next:* ${nextWords(judgement)}`),
    ...actions([
      ...hostButton(judgement),
      ...(judgement.flips.gained + judgement.flips.lost > 0 ? [flipsButton(judgement)] : []),
      ...('duel' in judgement.verdict ? [evaluateButton(judgement)] : []),
    ]),
    ...smallPrint(judgement),
  ]);
}

/** What the first line rests on. */
type Told = Pick<JudgedJudgement, 'verdict'> & { readonly request: Pick<JudgedJudgement['request'], 'worthAPoint'> };

/** The first line in two parts: the outcome, and the numbers that it rests on. */
export function verdictWords({ verdict, request }: Told): { headline: string; rest: string } {
  switch (verdict.kind) {
    case 'ship':
      return {
        headline: isBetterUnpriced(verdict)
          ? 'the tuned model is clearly better; find its price before it is hosted.'
          : 'ship the tuned model.',
        rest: `It is ${gainWords(verdict.duel)}${forMoney(verdict.duel.trade)}.`,
      };
    case 'keep':
      return { headline: `keep ${keepWords(verdict.arm)}.`, rest: keepReason(verdict, request.worthAPoint) };
    case 'too-close': {
      const { duel } = verdict;
      const rest = `The tuned model is ${gainWords(duel)}`;
      return isTie(duel)
        ? {
            headline: `it only ties with ${ARM_WORDS[duel.rival]}, so keep ${keepWords(verdict.arm)}.`,
            rest: `${rest}${butMoney(duel.trade)}. More examples settle nothing while there is no difference.`,
          }
        : {
            headline: `too close to call, so keep ${keepWords(verdict.arm)}.`,
            rest: `${rest}: that may be chance${butMoney(duel.trade)}. ${settleWords(duel)}`,
          };
    }
    case 'needs-data':
      return {
        headline: 'not enough to judge by.',
        rest:
          verdict.because === 'judge-differs'
            ? `The judge model took what your team took in ${verdict.answered} of ${verdict.wanted} labelled pairs, so its word decides nothing.`
            : verdict.because === 'judge-disagrees'
              ? `The judge model took the right answer in ${verdict.answered} of ${verdict.wanted} pairs where it is known, so its word decides nothing.`
              : verdict.because === 'too-few'
                ? `Only ${count(verdict.answered, 'example')} were answered by tuned and by the best of the others; it takes ${verdict.wanted}.`
                : `Only ${verdict.answered} of ${verdict.wanted} examples were answered by every arm, and what failed may have something in common.`,
      };
    default:
      return verdict satisfies never;
  }
}

function keepReason({ duel, because }: Extract<Verdict, { kind: 'keep' }>, worth: MicroUsd | undefined): string {
  if (because === 'better') return `The tuned model is ${gainWords(duel)}.`;
  const limit = worth === undefined ? '' : `, and a point is worth ${formatUsd(worth)} to you`;
  const price = duel.trade.extraAMonth === undefined ? ', at a cost that is not known' : forMoney(duel.trade);
  return `The tuned model is ${gainWords(duel)}${price}${limit}.`;
}

/** No difference to a tenth of a point. */
const isTie = ({ comparison }: Pick<Duel, 'comparison'>) => Math.abs(comparison.difference.estimate) < 0.0005;

/** "4.1 points better than few-shot (2.0 to 6.2)". */
export function gainWords({ rival, comparison }: Pick<Duel, 'rival' | 'comparison'>): string {
  const { estimate, low, high } = comparison.difference;
  const interval = `(${points(low)} to ${points(high)})`;
  if (isTie({ comparison })) return `no better and no worse than ${ARM_WORDS[rival]} ${interval}`;
  const size = points(Math.abs(estimate));
  return `${size} ${size === '1.0' ? 'point' : 'points'} ${estimate > 0 ? 'better' : 'worse'} than ${ARM_WORDS[rival]} ${interval}`;
}

export const points = (share: number) => (share * 100).toFixed(1).replace('-', '−').replace('−0.0', '0.0');

function forMoney({ extraAMonth, perPoint }: Trade): string {
  if (extraAMonth === undefined) return '; what it costs a month is not known';
  if (extraAMonth <= 0) return `, and costs ${formatUsd(-extraAMonth as MicroUsd)} a month less`;
  const each = perPoint === undefined ? '' : ` = ${formatUsd(perPoint)} a point`;
  return `, for ${formatUsd(extraAMonth)} a month more${each}`;
}

function butMoney({ extraAMonth }: Trade): string {
  if (extraAMonth === undefined) return '';
  return extraAMonth > 0
    ? `, and it costs ${formatUsd(extraAMonth)} a month more`
    : `, though it costs ${formatUsd(-extraAMonth as MicroUsd)} a month less`;
}

function settleWords({ comparison }: Duel): string {
  if (comparison.settlesAt === undefined) return '';
  return `It would take about ${rounded(comparison.settlesAt)} examples to settle a difference of this size.`;
}

/** Offered first where the verdict says to ship, not first where its price is not known, and not where it is hosted already; elsewhere `/rung host` takes a reason. */
function hostButton({ verdict, model, hostedUntilMs }: JudgedJudgement) {
  if (verdict.kind !== 'ship' || hostedUntilMs !== undefined) return [];
  const words = { actionId: ACTIONS.host, text: 'Host it', value: model.launchId };
  return [button(isBetterUnpriced(verdict) ? words : { ...words, style: 'primary' })];
}

/** A metric that was changed after the training is said, because whoever changes it may have seen what looks best. */
const declaredWords = (kind: MetricKind, declared: MetricKind | undefined) =>
  declared === undefined || declared === kind ? '' : ` (before the launch, ${METRIC_WORDS[declared]} was declared)`;

function measuredWords({ plan, request, results, declared }: JudgedJudgement): string {
  const values = results.map(({ arm, value }) => `${ARM_WORDS[arm]} ${points(value)}`).join(' · ');
  const failed = results
    .filter((result) => result.failed > 0)
    .map((result) => `${ARM_WORDS[result.arm]} ${result.failed}`);
  const missing = failed.length > 0 ? ` Not answered: ${failed.join(', ')}.` : '';
  return `${count(plan.examples, 'example')}, ${safe(metricWords(request.metric))}${declaredWords(request.metric.kind, declared)}: ${values}.${missing}`;
}

/** An arm that never gave what can be read was no rival: whoever compares with it has to know. */
function unreadable({ results, plan }: JudgedJudgement): CardBlock[] {
  const none = results.filter(({ answered, validJson }) => answered > 0 && validJson === 0);
  if (none.length === 0) return [];
  const cut = none.filter(({ cutOff }) => cutOff > 0).map(({ arm, cutOff }) => `${ARM_WORDS[arm]} ${cutOff}`);
  const limit = cut.length === 0 ? '' : ` Cut off at ${plan.maxTokens} tokens: ${cut.join(', ')}.`;
  const names = none.map(({ arm }) => ARM_WORDS[arm]).join(' and ');
  return [
    section(`*Compare with care:* no answer of ${names} was valid JSON, so a lead over that says little.${limit}`),
  ];
}

function flipWords(judgement: JudgedJudgement): string {
  if (!('duel' in judgement.verdict)) return '';
  const { rival } = judgement.verdict.duel;
  return ` ${capital(fromTo(rival))}, ${flipCounts(judgement, rival)}.`;
}

const flipsButton = ({ id }: JudgedJudgement) =>
  button({ actionId: ACTIONS.showFlips, text: 'See the flips', value: id });

/** A second opinion that is asked for, never bought unasked. */
const evaluateButton = ({ id }: JudgedJudgement) =>
  button({ actionId: ACTIONS.evaluate, text: 'Also as a Bedrock evaluation', value: id });

function moneyWords({ costs, request, plan }: JudgedJudgement): string {
  const each = costs.map((cost) => `${ARM_WORDS[cost.arm]} ${monthly(cost)}`).join(' · ');
  const store = plan.arms.includes('retrieval') ? ' The store that retrieval searches is not counted.' : '';
  return `*A month of ${request.requestsAMonth.toLocaleString('en-US')} requests:* ${each}.${store}`;
}

const monthly = ({ monthly: cost }: ArmCost) => amountWords(cost);
const amountWords = (cost: Cost) => (cost.kind === 'known' ? formatUsd(cost.amount) : 'not known');

/** A trial that could not be deleted is said before anything else. */
function trialWarning({ trial }: JudgedJudgement): CardBlock[] {
  if (trial.kind === 'deleted') return [];
  return [
    section(
      `*Still standing:* ${code(trial.arn)}, made for this trial. The watch deletes it with its next look; in Bedrock you can do it now.`,
    ),
  ];
}

function smallPrint(judgement: JudgedJudgement): CardBlock[] {
  const { results, spent, trial, startedAtMs, endedAtMs, verdict } = judgement;
  const took = formatDuration(endedAtMs - startedAtMs);
  const cost = spent === undefined ? 'at a cost that is not known' : `for ${formatUsd(spent)} by Rung’s own count`;
  const gone = trial.kind === 'deleted' ? ' What served the tuned model is deleted.' : '';
  return [
    context(...results.map(armPrint)),
    context(
      ...('duel' in verdict ? [testWords(verdict.duel)] : []),
      ...confusionWords(judgement),
      ...judgeWords(judgement),
      reversalWords(judgement),
      `Judged in ${took} ${cost}.${gone}`,
    ),
  ];
}

function armPrint(result: ArmResult): string {
  const { arm, answered, inputTokens, outputTokens, latencyMs, validJson, fieldsRight, cutOff } = result;
  const each = (tokens: number) => Math.round(tokens / (answered || 1)).toLocaleString('en-US');
  const json = validJson === undefined ? '' : `, valid JSON ${points(validJson)} %`;
  const fields = fieldsRight === undefined ? '' : `, fields right ${points(fieldsRight)} %`;
  const cut = cutOff > 0 ? `, ${cutOff} cut off` : '';
  return `*${ARM_WORDS[arm]}* ${each(inputTokens)} tokens in, ${each(outputTokens)} out, ${latencyMs.median} ms (p95 ${latencyMs.p95})${json}${fields}${cut}`;
}

function testWords({ comparison }: Duel): string {
  const test = comparison.test === 'mcnemar' ? 'McNemar’s exact test' : 'permutation test';
  const p = comparison.pValue < 0.001 ? 'p below 0.001' : `p = ${comparison.pValue.toFixed(3)}`;
  return `In brackets the 95 % interval of the paired difference (bootstrap, ${count(comparison.examples, 'pair')}); ${test}, ${p}.`;
}

/** How far the judge's word goes, beside what it decided. */
function judgeWords({ judge }: JudgedJudgement): string[] {
  if (!judge) return [];
  const { modelId, agreed, known, judged, differed, labelled } = judge;
  const people = labelled
    ? `It took what your team took in ${labelled.agreed} of ${labelled.pairs} pairs that your team labelled.`
    : 'Nobody labelled those pairs: each is a right answer of the held-out set beside one that belongs to another request. A file of your own labels, in the form, says how far it agrees with you.';
  return [
    `Judge: ${safe(modelId)}, no model of the tuned one’s family. It saw each answer beside the right one, then the other way round; 50 means as good as the right ones. It took the known better answer in ${agreed} of ${known} pairs, and changed its mind when the two changed places in ${differed} of ${judged}. ${people}`,
  ];
}

function reversalWords({ reversal, verdict }: JudgedJudgement): string {
  if (verdict.kind === 'needs-data') return `To be looked at again ${moment(reversal.lookAgainAtMs)}.`;
  return `${turnWords(reversal.criteria)}To be looked at again ${moment(reversal.lookAgainAtMs)}.`;
}
