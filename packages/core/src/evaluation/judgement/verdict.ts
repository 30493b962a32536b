import type { MicroUsd } from '../../money.ts';
import { microUsd } from '../../money.ts';
import { LEAST_AGREEMENT } from '../rubric/known-pairs.ts';
import { type Comparison, compareArms } from '../statistics/compare-arms.ts';
import type { PairedMeasure } from '../statistics/paired-measure.ts';
import type { JudgeReport } from './answer.ts';
import { ARM_NAMES, type ArmName } from './arms.ts';
import type { ArmCost } from './serving-cost.ts';

/** The tuned model beside the best of the others. */
export interface Duel {
  readonly rival: ArmName;
  readonly comparison: Comparison;
  readonly trade: Trade;
}

/** What the tuned model adds to the month's bill, and what a point of the target metric costs so. */
export interface Trade {
  /** Negative when the tuned model is cheaper; undefined when a price is missing. */
  readonly extraAMonth: MicroUsd | undefined;
  /** Undefined without a gain, without an extra cost, or without a price. */
  readonly perPoint: MicroUsd | undefined;
}

/** What a judgement says. */
export type Verdict =
  | { readonly kind: 'ship'; readonly duel: Duel }
  | { readonly kind: 'keep'; readonly arm: ArmName; readonly because: 'better' | 'not-worth-it'; readonly duel: Duel }
  | { readonly kind: 'too-close'; readonly arm: ArmName; readonly duel: Duel }
  | {
      readonly kind: 'needs-data';
      readonly because: 'too-few' | 'too-many-failed' | 'judge-disagrees' | 'judge-differs';
      readonly answered: number;
      readonly wanted: number;
    };

/** Fewer pairs than this settle nothing but a landslide; the exact test needs six of six to speak at all. */
export const FEWEST_PAIRS = 30;
/** More failed answers than this may hide what the failed ones have in common. */
const MOST_FAILED_SHARE = 0.05;

/** Everything that a verdict rests on. */
export interface Evidence {
  readonly examples: number;
  /** The arms that were judged; the tuned one is among them. */
  readonly arms: readonly { readonly arm: ArmName; readonly value: number; readonly failed: number }[];
  /** The two arms over the examples that both answered. */
  pair(before: ArmName, after: ArmName): PairedMeasure;
  readonly costs: readonly ArmCost[];
  /** What a point of the target metric is worth a month to the team; undefined when nobody said. */
  readonly worthAPoint: MicroUsd | undefined;
  /** How a judge model did on pairs whose better answer is known; undefined where no judge decides. */
  readonly judge?: Pick<JudgeReport, 'known' | 'agreed' | 'labelled'> | undefined;
  /** The same judgement gives the same verdict. */
  readonly seed: string;
}

/** Judges the tuned model against everything that is cheaper to keep. A tie is called a tie, whoever is ahead in it. */
export function judgeArms(evidence: Evidence): Verdict {
  const { examples, arms } = evidence;
  const failed = Math.max(0, ...arms.map((arm) => arm.failed));
  if (failed > examples * MOST_FAILED_SHARE)
    return { kind: 'needs-data', because: 'too-many-failed', answered: examples - failed, wanted: examples };
  const { judge } = evidence;
  if (judge && (judge.known === 0 || judge.agreed < judge.known * LEAST_AGREEMENT))
    return { kind: 'needs-data', because: 'judge-disagrees', answered: judge.agreed, wanted: judge.known };
  const { labelled } = judge ?? {};
  if (labelled && labelled.agreed < labelled.pairs * LEAST_AGREEMENT)
    return { kind: 'needs-data', because: 'judge-differs', answered: labelled.agreed, wanted: labelled.pairs };
  const rival = bestRival(arms);
  const measure = evidence.pair(rival, 'tuned');
  if (measure.examples < FEWEST_PAIRS)
    return { kind: 'needs-data', because: 'too-few', answered: measure.examples, wanted: FEWEST_PAIRS };
  const comparison = compareArms(measure, evidence.seed);
  const duel = { rival, comparison, trade: tradeOf(evidence, { rival, gain: comparison.difference.estimate }) };
  switch (comparison.outcome) {
    case 'worse':
      return { kind: 'keep', arm: champion(evidence), because: 'better', duel };
    case 'too-close':
      return { kind: 'too-close', arm: champion(evidence), duel };
    case 'better':
      return isWorthIt(duel.trade, evidence.worthAPoint)
        ? { kind: 'ship', duel }
        : { kind: 'keep', arm: champion(evidence), because: 'not-worth-it', duel };
    default:
      return comparison.outcome satisfies never;
  }
}

/** Clearly better at a month’s cost that nobody knew: nothing to host by before there is a price. */
export function isBetterUnpriced(verdict: Verdict): boolean {
  return verdict.kind === 'ship' && verdict.duel.trade.extraAMonth === undefined;
}

/** The verdict on the same answers at other costs: points stay, money moves. */
export function verdictAt(verdict: Verdict, money: Pick<Evidence, 'costs' | 'worthAPoint'>): Verdict {
  if (verdict.kind === 'needs-data') return verdict;
  const { rival, comparison } = verdict.duel;
  const duel = { rival, comparison, trade: tradeOf(money, { rival, gain: comparison.difference.estimate }) };
  if (comparison.outcome !== 'better') return { ...verdict, duel };
  if (isWorthIt(duel.trade, money.worthAPoint)) return { kind: 'ship', duel };
  const arm = verdict.kind === 'keep' ? verdict.arm : rival;
  return { kind: 'keep', arm, because: 'not-worth-it', duel };
}

const rivals = (arms: Evidence['arms']) =>
  ARM_NAMES.filter((name) => name !== 'tuned').flatMap((name) => arms.find(({ arm }) => arm === name) ?? []);

/** The best of the others as measured: the bar that a tuned model has to clear. */
function bestRival(arms: Evidence['arms']): ArmName {
  const [first, ...others] = rivals(arms);
  if (!first) throw new RangeError('a tuned model is judged against at least one other arm');
  return others.reduce((best, arm) => (arm.value > best.value ? arm : best), first).arm;
}

/** The simplest of the others that no other one clearly beats: what to keep. */
function champion(evidence: Evidence): ArmName {
  const [first, ...others] = rivals(evidence.arms);
  return others.reduce(
    (kept, { arm }) => (compareArms(evidence.pair(kept, arm), evidence.seed).outcome === 'better' ? arm : kept),
    first?.arm ?? 'prompt',
  );
}

function tradeOf({ costs }: Pick<Evidence, 'costs'>, duel: { rival: ArmName; gain: number }): Trade {
  const monthly = (arm: ArmName) => costs.find((cost) => cost.arm === arm)?.monthly;
  const [tuned, rival] = [monthly('tuned'), monthly(duel.rival)];
  if (tuned?.kind !== 'known' || rival?.kind !== 'known') return { extraAMonth: undefined, perPoint: undefined };
  const extra = tuned.amount - rival.amount;
  const points = duel.gain * 100;
  return {
    extraAMonth: microUsd(extra),
    perPoint: points > 0 && extra > 0 ? microUsd(Math.round(extra / points)) : undefined,
  };
}

/** Better and no dearer is worth it; better and dearer is unless the team's own price of a point is lower. An unknown cost is not free. */
function isWorthIt({ extraAMonth, perPoint }: Trade, worthAPoint: MicroUsd | undefined): boolean {
  if (worthAPoint === undefined) return true;
  if (extraAMonth === undefined) return false;
  return perPoint === undefined || perPoint <= worthAPoint;
}
