import type { Condition } from '@rung/core/diagnosis/condition.ts';
import { OUTCOMES } from '@rung/core/diagnosis/leaning/outcome-numbers.ts';
import { type Outcome, TRAINING_METHODS } from '@rung/core/diagnosis/methods.ts';
import { RULES } from '@rung/core/diagnosis/rules.ts';

/** How much a method weighs on the one who takes it: words, lookups and routes, something that stands, something trained. */
function weightOf(outcome: Outcome): number {
  if (outcome === 'not-enough-info' || outcome === 'prompt') return 0;
  if (outcome === 'rag' || outcome === 'routing') return 1;
  return TRAINING_METHODS.includes(outcome) ? 3 : 2;
}

/**
 * What a fact may lean to: it never helps a method that is heavier than all that the rules let it speak for more than any
 * lighter one. So evidence for a light method cannot lift a heavy one over it, however the cases were spread.
 */
export function keepsLightFactsLight(feature: string, weights: Float64Array): void {
  const own = heaviestOf(feature);
  const byWeight = OUTCOMES.map((outcome, column) => ({ column, weight: weightOf(outcome) }));
  for (const { column, weight } of byWeight.filter((one) => one.weight > own).sort((a, b) => a.weight - b.weight)) {
    const lighter = byWeight.filter((other) => other.weight < weight).map((other) => weights[other.column] ?? 0);
    weights[column] = Math.min(weights[column] ?? 0, ...lighter);
  }
}

/** The heaviest that a rule recommends on this fact; of facts that no rule wants, nothing is kept light. */
function heaviestOf(feature: string): number {
  const speakers = RULES.filter(({ when }) => when.some((condition) => wants(condition, feature)));
  const methods = speakers.flatMap(({ effect }) => (effect.kind === 'for' ? [effect.method] : []));
  return methods.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...methods.map(weightOf));
}

function wants(condition: Condition, feature: string): boolean {
  if (typeof condition === 'string') return condition === feature;
  if ('any' in condition) return condition.any.some((part) => wants(part, feature));
  if ('all' in condition) return condition.all.some((part) => wants(part, feature));
  return !('not' in condition) && condition.fact === feature;
}
