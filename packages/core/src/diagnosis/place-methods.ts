import { holds } from './condition.ts';
import { METHODS, type Method, type Outcome } from './methods.ts';
import type { Effect, Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { Situation } from './situation.ts';

/** Points below which nothing is recommended: one weak hint is not a diagnosis. */
const ENOUGH = 3;

export interface Placement {
  readonly outcome: Outcome;
  readonly scores: Readonly<Record<Method, number>>;
  /** The rule that forbids a method, where one does. */
  readonly vetoes: ReadonlyMap<Method, Rule>;
  readonly spoke: readonly Rule[];
}

/** Rules that decide the first place. */
const PLACING: readonly Rule[] = RULES.filter((rule) => ['for', 'against', 'veto'].includes(rule.effect.kind));

/** Adds up what the rules say; the most points win, and of equals the lighter method. */
export function placeMethods(situation: Situation): Placement {
  const spoke = PLACING.filter((rule) => speaks(rule, situation));
  const scores = Object.fromEntries(METHODS.map((method) => [method, 0])) as Record<Method, number>;
  const vetoes = new Map<Method, Rule>();
  for (const rule of spoke) {
    const { effect } = rule;
    if (effect.kind === 'veto') for (const method of effect.methods) vetoes.set(method, vetoes.get(method) ?? rule);
    else addPoints(scores, effect);
  }
  const eligible = METHODS.filter((method) => !vetoes.has(method) && scores[method] >= ENOUGH);
  const outcome = eligible.reduce<Outcome>(
    (best, method) => (best === 'not-enough-info' || scores[method] > scores[best] ? method : best),
    'not-enough-info',
  );
  return { outcome, scores, vetoes, spoke };
}

export function speaks(rule: Rule, situation: Situation): boolean {
  return rule.when.every((condition) => holds(condition, situation));
}

function addPoints(scores: Record<Method, number>, effect: Effect): void {
  if (effect.kind === 'for') scores[effect.method] += effect.weight;
  if (effect.kind === 'against') scores[effect.method] -= effect.weight;
}
