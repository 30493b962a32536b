import type { FactName } from './fact-names.ts';
import type { Fact, Situation } from './situation.ts';

/**
 * What a rule waits for, as data: a fact's name means "known", `denied:` its denial; a number or a choice is compared only
 * when it is there. Nothing here is true of an unknown fact except `unknown` and `not`, which rules for training never use.
 */
export type Condition =
  | FactName
  | `denied:${FactName}`
  | `unknown:${FactName}`
  | { readonly fact: FactName; readonly atLeast?: number; readonly below?: number }
  | { readonly fact: FactName; readonly oneOf: readonly string[] }
  /** Known, in words that hold this. */
  | { readonly fact: FactName; readonly says: RegExp }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }
  | { readonly not: Condition };

export function holds(condition: Condition, situation: Situation): boolean {
  if (typeof condition === 'string') return holdsName(condition, situation);
  if ('any' in condition) return condition.any.some((part) => holds(part, situation));
  if ('all' in condition) return condition.all.every((part) => holds(part, situation));
  if ('not' in condition) return !holds(condition.not, situation);
  const fact = situation.facts[condition.fact];
  if (fact?.state !== 'known') return false;
  if ('says' in condition) return condition.says.test(fact.quote);
  if ('oneOf' in condition) return fact.choice !== undefined && condition.oneOf.includes(fact.choice);
  return inRange(fact, condition);
}

function holdsName(condition: string, situation: Situation): boolean {
  const colon = condition.indexOf(':');
  if (colon < 0) return situation.facts[condition as FactName]?.state === 'known';
  const fact = situation.facts[condition.slice(colon + 1) as FactName];
  return condition.startsWith('unknown') ? fact === undefined : fact?.state === 'denied';
}

function inRange(fact: Fact, range: { atLeast?: number; below?: number }): boolean {
  const value = fact.amount?.value;
  if (value === undefined) return false;
  return value >= (range.atLeast ?? Number.NEGATIVE_INFINITY) && value < (range.below ?? Number.POSITIVE_INFINITY);
}

/** The facts that a condition looks at. */
export function namesIn(condition: Condition): readonly FactName[] {
  if (typeof condition === 'string') return [condition.slice(condition.indexOf(':') + 1) as FactName];
  if ('any' in condition) return condition.any.flatMap(namesIn);
  if ('all' in condition) return condition.all.flatMap(namesIn);
  if ('not' in condition) return namesIn(condition.not);
  return [condition.fact];
}

/** The facts that made a condition true: names looked at, without what a `not` or an untrue `any` only excluded. */
export function supportOf(condition: Condition, situation: Situation): readonly FactName[] {
  if (typeof condition !== 'string') {
    if ('not' in condition) return [];
    if ('any' in condition)
      return condition.any.filter((part) => holds(part, situation)).flatMap((part) => supportOf(part, situation));
    if ('all' in condition) return condition.all.flatMap((part) => supportOf(part, situation));
    return [condition.fact];
  }
  return condition.startsWith('unknown:') ? [] : namesIn(condition);
}
