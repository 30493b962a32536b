import { ARM_WORDS } from '@rung/core/evaluation/judgement/arms.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { CriterionNow, SecondLook } from '@rung/core/evaluation/judgement/reversal.ts';
import type { Cost } from '@rung/core/evaluation/judgement/serving-cost.ts';
import type { Duel, Verdict } from '@rung/core/evaluation/judgement/verdict.ts';
import { formatUsd, type MicroUsd } from '@rung/core/money.ts';
import { ACTIONS } from '../action-ids.ts';
import {
  actions,
  button,
  type CardBlock,
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
import { LIMITS, shorten } from './limits.ts';
import { keepWords, requestWords, rounded } from './verdict-words.ts';

interface Looked {
  readonly judgement: JudgedJudgement;
  readonly look: SecondLook;
}

/** A verdict looked at again after 30 days: what it would be today, what changed, and what to do. */
export function lookedAgainCard(looked: Looked): Drawn {
  const { judgement, look } = looked;
  const turned = look.criteria.filter(({ kind }) => kind === 'turned');
  const others = look.criteria.filter(({ kind }) => kind !== 'turned');
  const isTurned = turned.length > 0 || isAnother(looked);
  const changed = [trafficWords(looked), ...turned.map((one) => criterionNow(one))].filter((line) => line !== '');
  return drawn(`<@${judgement.requester}> *${safe(judgement.model.name)}: ${headline(looked, isTurned)}*`, [
    section(`*${isTurned ? 'What changed:' : 'What is known:'}* ${changed.join(' ')}`),
    ...moneyChart(looked),
    ...(isTurned ? [section(`*What to do:* ${whatToDo(looked)}`)] : []),
    ...(isTurned ? actions(buttons(looked)) : []),
    context(...others.map((one) => criterionNow(one)), 'Rung looks at a verdict once, 30 days after it.'),
  ]);
}

const VERDICTS: Readonly<Record<Verdict['kind'], (verdict: Verdict) => string>> = {
  ship: () => 'ship the tuned model',
  keep: (verdict) => `keep ${keptWords(verdict)}`,
  'too-close': (verdict) => `too close to call, keep ${keptWords(verdict)}`,
  'needs-data': () => 'not enough to judge by',
};

const keptWords = (verdict: Verdict) => ('arm' in verdict ? keepWords(verdict.arm) : '');
const verdictWords = (verdict: Verdict) => VERDICTS[verdict.kind](verdict);
const isAnother = ({ judgement, look }: Looked) => verdictWords(judgement.verdict) !== verdictWords(look.verdict);

function headline(looked: Looked, isTurned: boolean): string {
  const { judgement, look } = looked;
  const on = `the verdict of ${moment(judgement.endedAtMs)}`;
  if (isAnother(looked))
    return `${on} would be another today: ${verdictWords(look.verdict)}, not “${verdictWords(judgement.verdict)}”.`;
  if (isTurned) return `${on} (${verdictWords(judgement.verdict)}) rests on numbers that have changed.`;
  const isUnseen = look.traffic.kind === 'not-known' || look.criteria.some(({ kind }) => kind === 'not-known');
  return isUnseen
    ? `nothing that Rung can see has turned ${on} (${verdictWords(judgement.verdict)}).`
    : `${on} still holds: ${verdictWords(judgement.verdict)}.`;
}

/** The traffic that was measured beside the one that was told, and what the two arms cost at it. */
function trafficWords({ judgement, look }: Looked): string {
  const told = judgement.request.requestsAMonth.toLocaleString('en-US');
  const { traffic, verdict } = look;
  if (traffic.kind === 'not-known') return `The verdict was for ${told} requests a month, and ${traffic.why}.`;
  const short = traffic.days < 30 ? ` (${count(traffic.requests, 'request')} in ${count(traffic.days, 'day')})` : '';
  const measured = `${traffic.requestsAMonth.toLocaleString('en-US')} requests a month were measured${short}, and the verdict was for ${told}.`;
  return 'duel' in verdict ? `${measured} ${moneyWords(verdict.duel)}` : measured;
}

/** "At that, tuned costs $271.00 a month more than few-shot." */
function moneyWords({ rival, trade }: Duel): string {
  const { extraAMonth } = trade;
  if (extraAMonth === undefined) return 'What tuned costs at that is not known.';
  if (extraAMonth === 0) return `At that, tuned costs what ${ARM_WORDS[rival]} does.`;
  const sign = extraAMonth > 0 ? 'more' : 'less';
  return `At that, tuned costs ${formatUsd(Math.abs(extraAMonth) as MicroUsd)} a month ${sign} than ${ARM_WORDS[rival]}.`;
}

/** What became of one of the numbers that would turn it. */
function criterionNow(now: CriterionNow): string {
  const { kind, criterion } = now;
  const unknown = now.kind === 'not-known' ? `, and ${safeUpTo(200, now.why)}` : '';
  switch (criterion.kind) {
    case 'traffic': {
      const side = criterion.turns === 'above' ? 'More' : 'Fewer';
      const makes = kind === 'turned' ? 'make' : 'would make';
      const than = `than ${requestWords(criterion.requestsAMonth)} requests a month ${makes}`;
      return `${side} ${than} tuned ${criterion.becomes} than ${ARM_WORDS[criterion.than]}.`;
    }
    case 'worth': {
      const side = criterion.turns === 'above' ? 'More' : 'Fewer';
      const makes = kind === 'turned' ? 'make' : 'would make';
      const worth = criterion.becomes === 'worth-it' ? 'no more' : 'more';
      return `${side} than ${requestWords(criterion.requestsAMonth)} requests a month ${makes} a point cost ${worth} than it is worth to you.`;
    }
    case 'more-examples':
      return `About ${rounded(criterion.examples)} held-out examples would settle it${unknown}.`;
    case 'base-ends':
      return kind === 'turned'
        ? `Its base model ended on ${day(criterion.on)}, and the tuned model with it.`
        : `Its base model goes on until ${day(criterion.on)}.`;
    case 'price-known':
      return kind === 'turned'
        ? 'The price that was missing is known now.'
        : `A price is still missing (${safeUpTo(200, criterion.why)}).`;
    default:
      return criterion satisfies never;
  }
}

/** One thing to do, on what the numbers of today say. */
function whatToDo({ judgement, look }: Looked): string {
  const { verdict } = look;
  const name = safe(judgement.model.name);
  if (look.criteria.some(({ kind, criterion }) => kind === 'turned' && criterion.kind === 'base-ends'))
    return `tune a base that goes on: \`/rung launch\` with the same files, then judge that. Until then use ${insteadOf(judgement)}.`;
  switch (verdict.kind) {
    case 'ship':
      return judgement.verdict.kind === 'ship'
        ? shipWords(name, verdict.duel)
        : `host ${name}: it is clearly better, and its cost is within what a point is worth to you.`;
    case 'keep':
      return judgement.verdict.kind === 'ship'
        ? `stop ${name} with the button on its hosting card, and use ${keptWords(verdict)} as it stands in this thread. ${pointWords(judgement, verdict.duel)}`
        : `go on with ${keptWords(verdict)}; the answers are what they were. Judge again when the data or the prompt has changed.`;
    case 'too-close':
      return (verdict.duel.trade.extraAMonth ?? 0) < 0
        ? `the answers are no better, so ${name} is worth hosting only for the money that it saves; \`/rung host\` takes that as a reason. Otherwise go on with ${keptWords(verdict)}.`
        : `go on with ${keptWords(verdict)}: the answers are no better, and tuned is no cheaper.`;
    case 'needs-data':
      return 'judge it again; there was not enough to judge by.';
    default:
      return verdict satisfies never;
  }
}

const insteadOf = ({ verdict }: JudgedJudgement) =>
  'duel' in verdict ? `${keepWords(verdict.duel.rival)} as it stands in this thread` : 'what you used before';

function shipWords(name: string, { rival, trade }: Duel): string {
  const { extraAMonth, perPoint } = trade;
  if (extraAMonth === undefined)
    return 'find its price: it is clearly better, and what it costs is not known. `/rung prices refresh` reads AWS’s list.';
  if (extraAMonth <= 0) return 'nothing; it is clearly better, and it costs no more.';
  const each = perPoint === undefined ? '' : ` = ${formatUsd(perPoint)} a point`;
  return `decide whether the gain is worth ${formatUsd(extraAMonth)} a month${each}. If it is not, stop ${name} with the button on its hosting card and use ${keepWords(rival)}.`;
}

function pointWords({ request }: JudgedJudgement, { trade }: Duel): string {
  if (trade.perPoint === undefined || request.worthAPoint === undefined) return '';
  return `A point costs ${formatUsd(trade.perPoint)} a month now, and is worth ${formatUsd(request.worthAPoint)} to you.`;
}

function buttons({ judgement, look }: Looked) {
  const { launchId } = judgement.model;
  const isToHost = look.verdict.kind === 'ship' && judgement.verdict.kind !== 'ship';
  return [
    ...(isToHost ? [button({ actionId: ACTIONS.host, text: 'Host it', value: launchId, style: 'primary' })] : []),
    button({ actionId: ACTIONS.judge, text: 'Judge it again', value: launchId }),
  ];
}

/** The two arms at the traffic that was told and at the one that was measured; nothing where one of the four is not known. */
function moneyChart({ judgement, look }: Looked): CardBlock[] {
  const { verdict, traffic } = look;
  if (traffic.kind === 'not-known' || !('duel' in verdict)) return [];
  const arms = [verdict.duel.rival, 'tuned'] as const;
  const cost = (costs: SecondLook['costs'], arm: (typeof arms)[number]): Cost | undefined =>
    costs.find((one) => one.arm === arm)?.monthly;
  const bars = (costs: SecondLook['costs']) =>
    arms.flatMap((arm) => {
      const monthly = cost(costs, arm);
      return monthly?.kind === 'known'
        ? [{ label: ARM_WORDS[arm], value: Math.round(monthly.amount / 1e4) / 100 }]
        : [];
    });
  const [then, now] = [bars(judgement.costs), bars(look.costs)];
  if (then.length < arms.length || now.length < arms.length) return [];
  const at = (how: string, requests: number) =>
    shorten(`${how}: ${requests.toLocaleString('en-US')}`, LIMITS.chartLabel);
  return [
    {
      type: 'data_visualization',
      title: shorten('A month at the requests told and measured', LIMITS.chartTitle),
      chart: {
        type: 'bar',
        series: [
          { name: at('told', judgement.request.requestsAMonth), data: then },
          { name: at('measured', traffic.requestsAMonth), data: now },
        ],
        axis_config: { categories: arms.map((arm) => ARM_WORDS[arm]), x_label: 'Arm', y_label: 'US dollars a month' },
      },
    },
  ];
}
