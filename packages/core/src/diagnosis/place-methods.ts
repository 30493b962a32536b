import { holds } from './condition.ts';
import { leaningOf } from './leaning/leaning.ts';
import { METHODS, type Method, type Outcome, TRAINING_METHODS } from './methods.ts';
import type { Effect, Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { Situation } from './situation.ts';

/** Points that a method has to pass before anything is recommended: one weak hint is not a diagnosis. */
const ENOUGH = 2.9;
/** What the rules have to give a training method so that the least lead is enough, and the lead that it needs with less. */
const STRONG = 8;
const AHEAD = 8;
/** Points of one unit of leaning; fitted with the weights. */
const POINTS_PER_LEANING = 8;

export interface Placement {
  readonly outcome: Outcome;
  readonly scores: Readonly<Record<Method, number>>;
  /** The rule that forbids a method, where one does. */
  readonly vetoes: ReadonlyMap<Method, Rule>;
  readonly spoke: readonly Rule[];
}

/** Rules that decide the first place. */
const PLACING: readonly Rule[] = RULES.filter((rule) => ['for', 'against', 'veto'].includes(rule.effect.kind));

/** Adds up what the rules say and what facts and words lean to; the most points win, and of equals the lighter method. */
export function placeMethods(situation: Situation): Placement {
  const spoke = PLACING.filter((rule) => speaks(rule, situation));
  const leaning = leaningOf(situation);
  const scores = Object.fromEntries(METHODS.map((method) => [method, POINTS_PER_LEANING * leaning[method]])) as Record<
    Method,
    number
  >;
  const vetoes = new Map<Method, Rule>();
  for (const rule of spoke) {
    const { effect } = rule;
    if (effect.kind === 'veto') for (const method of effect.methods) vetoes.set(method, vetoes.get(method) ?? rule);
    else addPoints(scores, effect);
  }
  const nothing = ENOUGH + POINTS_PER_LEANING * leaning['not-enough-info'];
  const points = { scores, nothing, earned: weightsOf(spoke) };
  const outcome = foremost(points, (method) => !vetoes.has(method) && mayWin(method, points, vetoes));
  return { outcome, scores, vetoes, spoke };
}

interface Points {
  readonly scores: Readonly<Record<Method, number>>;
  /** What a method has to pass. */
  readonly nothing: number;
  /** What the rules on known facts alone gave. */
  readonly earned: Readonly<Partial<Record<Method, number>>>;
}

function foremost({ scores, nothing }: Points, isEligible: (method: Method) => boolean): Outcome {
  return METHODS.filter(isEligible).reduce<Outcome>((best, method) => {
    const most = best === 'not-enough-info' ? nothing : scores[best];
    return scores[method] > most ? method : best;
  }, 'not-enough-info');
}

/**
 * Training is earned by rules on known facts; facts and words that merely lean to it are not enough. Where only a weak rule
 * speaks for it, it has to be well ahead of what is lighter.
 */
function mayWin(method: Method, points: Points, vetoes: Placement['vetoes']): boolean {
  const earned = points.earned[method] ?? 0;
  if (!TRAINING_METHODS.includes(method)) return true;
  if (earned === 0 || earned >= STRONG) return earned > 0;
  const lighter = METHODS.filter((other) => !TRAINING_METHODS.includes(other) && !vetoes.has(other));
  return lighter.every((other) => points.scores[method] - points.scores[other] >= AHEAD);
}

function weightsOf(spoke: readonly Rule[]): Points['earned'] {
  const earned: Partial<Record<Method, number>> = {};
  for (const { effect } of spoke)
    if (effect.kind === 'for') earned[effect.method] = (earned[effect.method] ?? 0) + effect.weight;
  return earned;
}

export function speaks(rule: Rule, situation: Situation): boolean {
  return rule.when.every((condition) => holds(condition, situation));
}

function addPoints(scores: Record<Method, number>, effect: Effect): void {
  if (effect.kind === 'for') scores[effect.method] += effect.weight;
  if (effect.kind === 'against') scores[effect.method] -= effect.weight;
}
