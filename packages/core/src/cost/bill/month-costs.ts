import { type Evaluation, isPaidEvaluation } from '../../evaluation/evaluation-job/evaluation.ts';
import type { EvaluationCost } from '../../evaluation/evaluation-job/evaluation-cost.ts';
import { type Judgement, trialNameOf } from '../../evaluation/judgement/judgement.ts';
import { withoutGeography } from '../../evaluation/rubric/judge-family.ts';
import type { Done, Launch } from '../../launch/launch.ts';
import { isTrained } from '../../launch/recipe.ts';
import { type MicroUsd, microUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { monthOf } from '../month.ts';
import { priceKey } from '../shipped-prices.ts';
import { type ActualCost, actualCost } from './actual-cost.ts';
import { type Bill, usageKind } from './bill.ts';
import type { HostingMeter, MeteredHosting } from './hosting-meter.ts';

/** What a month came to, for a team's own eyes. Amounts in US dollars, the month in UTC. */
export interface MonthCosts {
  readonly month: string;
  readonly spendings: readonly Spending[];
  readonly byChannel: readonly CostShare[];
  readonly byPerson: readonly CostShare[];
  readonly byModel: readonly CostShare[];
  readonly byHosting: readonly CostShare[];
  readonly total: CostShare;
  /** Evaluations in Bedrock that ran in the month, or are running. */
  readonly evaluations: readonly EvaluationShare[];
  /** Trainings of the month with an estimate, held against what they cost. */
  readonly against: Against | undefined;
  /** What AWS billed in the month for tuning and hosting services under no launch's tag; undefined while no bill was read. */
  readonly untagged: MicroUsd | undefined;
  readonly billReadAtMs: number | undefined;
  readonly leftOut: number;
}

/** What trainings cost beside the ranges that were approved; each is measured by its own, as its card does. */
export interface Against {
  readonly trainings: number;
  readonly low: MicroUsd;
  readonly high: MicroUsd;
  readonly actual: MicroUsd;
  /** How many cost more than the upper end of theirs, and by how much together. */
  readonly above: { readonly trainings: number; readonly by: MicroUsd };
  readonly below: { readonly trainings: number; readonly by: MicroUsd };
}

/** One thing that money went to. */
export interface Spending {
  readonly what: 'training' | 'judging' | 'evaluating' | 'hosting' | 'storage' | 'tokens';
  readonly name: string;
  readonly channel: string | undefined;
  readonly person: string | undefined;
  /** Id of the base model, or the instance type. */
  readonly model: string | undefined;
  /** Undefined where no price is known. */
  readonly amount: MicroUsd | undefined;
  readonly from: CostSource;
}

/** Whether AWS's bill says so, our own meter, or an estimate, by its upper end. */
export type CostSource = 'bill' | 'meter' | 'estimate';

/** What was set aside for an evaluation, and what came of it; `cost` is undefined while it runs. */
export interface EvaluationShare {
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  readonly reserved: MicroUsd;
  readonly cost: EvaluationCost | undefined;
}

export interface CostShare {
  /** Undefined for what belongs to nobody that is known. */
  readonly key: string | undefined;
  readonly amount: MicroUsd;
  /** Things of unknown price that are not in the amount. */
  readonly unknown: number;
  readonly from: readonly CostSource[];
}

export interface MonthRecords {
  readonly month: string;
  readonly launches: readonly Launch[];
  readonly judgements: readonly Judgement[];
  readonly evaluations: readonly Evaluation[];
  readonly meter: HostingMeter;
  readonly bill: Bill | undefined;
}

/** Adds up a month by whom, where, on which model and on which hosting. */
export function monthCosts(records: MonthRecords): MonthCosts {
  const { month, launches, bill, meter } = records;
  const trained = launches.filter((launch) => launch.state === 'done' && monthOf(launch.endedAtMs) === month) as Done[];
  const trainings = trained.map((launch) => ({ launch, actual: actualCost(launch, bill) }));
  // What served a trial is in its judgement’s own sum.
  const trials = new Set(records.judgements.map(({ id }) => trialNameOf(id)));
  const spendings = [
    ...trainings.map(({ launch, actual }) => training(launch, actual)),
    ...records.judgements.flatMap((judgement) => judging(judgement, month)),
    ...records.evaluations.flatMap((evaluation) => evaluating(evaluation, month)),
    ...meter.hostings.filter(({ name }) => !trials.has(name)).map((one) => hosting(one, launches)),
    ...billedBesides(records),
  ];
  return {
    month,
    spendings,
    byChannel: shares(spendings, ({ channel }) => channel),
    byPerson: shares(spendings, ({ person }) => person),
    byModel: shares(spendings, ({ model }) => model),
    byHosting: shares(
      spendings.filter(({ what }) => what === 'hosting'),
      ({ name }) => name,
    ),
    total: share(undefined, spendings),
    evaluations: records.evaluations.flatMap((evaluation) => evaluationShare(evaluation, month)),
    against: held(trainings),
    untagged: bill && sumUsd(...inMonth(bill, month).flatMap((line) => (line.launch ? [] : [line.amount]))),
    billReadAtMs: bill?.readAtMs,
    leftOut: meter.leftOut,
  };
}

const inMonth = (bill: Bill, month: string) => bill.lines.filter((line) => line.month === month);

function training(launch: Done, actual: ActualCost): Spending {
  return {
    ...ownerOf(launch),
    what: 'training',
    name: launch.recipe.name,
    amount: actual.amount,
    from: actual.kind === 'billed' ? 'bill' : 'meter',
  };
}

const ownerOf = (launch: Launch) => ({
  channel: launch.card.channel,
  person: launch.requester,
  model: isTrained(launch.recipe) ? priceKey(launch.recipe.base.id) : undefined,
});

function judging(judgement: Judgement, month: string): Spending[] {
  if (judgement.state !== 'judged' || monthOf(judgement.endedAtMs) !== month) return [];
  const { model, root, requester, spent } = judgement;
  const base = { model: priceKey(model.base.id), channel: root.channel, person: requester };
  return [{ ...base, what: 'judging', name: model.name, amount: spent, from: 'meter' }];
}

/** Money that went to the evaluator model: the most that it can have been, until the bill says. */
function evaluating(evaluation: Evaluation, month: string): Spending[] {
  if (!isPaidEvaluation(evaluation) || monthOf(evaluation.endedAtMs) !== month) return [];
  const { judged, root, requester, plan, cost } = evaluation;
  if (cost.kind === 'nothing') return [];
  const amount = cost.kind === 'unknown' ? undefined : cost.kind === 'billed' ? cost.amount : cost.high;
  const model = priceKey(withoutGeography(plan.evaluator));
  const base = { model, channel: root.channel, person: requester, name: judged.name };
  return [{ ...base, what: 'evaluating', amount, from: cost.kind === 'billed' ? 'bill' : 'estimate' }];
}

function evaluationShare(evaluation: Evaluation, month: string): EvaluationShare[] {
  const { judged } = evaluation;
  const isPaid = isPaidEvaluation(evaluation);
  if (!isPaid && evaluation.state !== 'running') return [];
  const { approval } = evaluation;
  if (monthOf(isPaid ? evaluation.endedAtMs : approval.atMs) !== month) return [];
  const cost = isPaid ? evaluation.cost : undefined;
  return [{ name: judged.name, state: evaluation.state, reserved: approval.amount, cost }];
}

/** A hosting is the launch’s whose model it serves. Hours of the last day are on no bill yet, so they are our own meter’s. */
function hosting(metered: MeteredHosting, launches: readonly Launch[]): Spending {
  const { modelArn, name, base, hourly, amount } = metered;
  const launch = launchOfModel(modelArn, launches);
  const known = launch ? ownerOf(launch) : { channel: undefined, person: undefined, model: undefined };
  return {
    ...known,
    what: 'hosting',
    name,
    model: known.model ?? (base === undefined ? undefined : priceKey(base)),
    amount: hourly === undefined && amount === 0 ? undefined : amount,
    from: 'meter',
  };
}

/** The launch that made a model. */
export function launchOfModel(modelArn: string | undefined, launches: readonly Launch[]): Launch | undefined {
  if (modelArn === undefined) return undefined;
  return launches.find(
    (launch) =>
      (launch.state === 'done' && launch.modelArn === modelArn) ||
      (launch.state === 'made' && launch.made === modelArn),
  );
}

/** What the bill names under a launch’s tag besides its training and its hours: storage, and tokens of its deployment. */
function billedBesides({ bill, launches, month }: MonthRecords): Spending[] {
  if (!bill) return [];
  return inMonth(bill, month).flatMap((line): Spending[] => {
    const what = usageKind(line.usageType);
    const launch = launches.find(({ id }) => id === line.launch);
    if (!launch || (what !== 'storage' && what !== 'tokens')) return [];
    return [{ ...ownerOf(launch), what, name: launch.recipe.name, amount: line.amount, from: 'bill' }];
  });
}

/** Shares by a key, the dearest first, what belongs to nobody last. */
function shares(spendings: readonly Spending[], keyOf: (spending: Spending) => string | undefined): CostShare[] {
  const keys = [...new Set(spendings.map(keyOf))];
  return keys
    .map((key) =>
      share(
        key,
        spendings.filter((spending) => keyOf(spending) === key),
      ),
    )
    .sort(
      (a, b) =>
        Number(a.key === undefined) - Number(b.key === undefined) || b.amount - a.amount || b.unknown - a.unknown,
    );
}

function share(key: string | undefined, spendings: readonly Spending[]): CostShare {
  const known = spendings.flatMap(({ amount }) => amount ?? []);
  const sources = (['bill', 'meter', 'estimate'] as const).filter((source) =>
    spendings.some(({ from }) => from === source),
  );
  return {
    key,
    amount: sumUsd(ZERO_USD, ...known),
    unknown: spendings.length - known.length,
    from: sources,
  };
}

function held(trainings: readonly { launch: Done; actual: ActualCost }[]): MonthCosts['against'] {
  const both = trainings.flatMap(({ launch, actual }) => {
    const { estimate } = launch.plan;
    if (estimate.kind !== 'known' || actual.amount === undefined) return [];
    return [{ low: estimate.low, high: estimate.high, actual: actual.amount }];
  });
  if (both.length === 0) return undefined;
  return {
    trainings: both.length,
    low: sumUsd(...both.map(({ low }) => low)),
    high: sumUsd(...both.map(({ high }) => high)),
    actual: sumUsd(...both.map(({ actual }) => actual)),
    above: outside(both.map(({ high, actual }) => actual - high)),
    below: outside(both.map(({ low, actual }) => low - actual)),
  };
}

function outside(differences: readonly number[]): Against['above'] {
  const beyond = differences.filter((difference) => difference > 0);
  return { trainings: beyond.length, by: sumUsd(ZERO_USD, ...beyond.map(microUsd)) };
}
