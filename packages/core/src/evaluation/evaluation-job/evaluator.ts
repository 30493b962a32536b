import { familyOf, withoutGeography } from '../rubric/judge-family.ts';

/** Built-in metrics that look at the right answer; the others are a matter of taste, which a rubric of the team's own says better. */
export const METRICS = ['Builtin.Correctness', 'Builtin.Completeness'] as const;
export type EvaluationMetric = (typeof METRICS)[number];

/** Models that Bedrock takes as evaluators for built-in metrics, themselves or as a profile across regions (User Guide, evaluation-judge, read 2026-11-27). */
const EVALUATORS: readonly string[] = [
  'amazon.nova-2-lite-v1:0',
  'amazon.nova-micro-v1:0',
  'amazon.nova-premier-v1:0',
  'amazon.nova-pro-v1:0',
  'anthropic.claude-3-5-haiku-20241022-v1:0',
  'anthropic.claude-3-5-sonnet-20240620-v1:0',
  'anthropic.claude-3-5-sonnet-20241022-v2:0',
  'anthropic.claude-3-7-sonnet-20250219-v1:0',
  'anthropic.claude-3-haiku-20240307-v1:0',
  'anthropic.claude-haiku-4-5-20251001-v1:0',
  'anthropic.claude-opus-4-5-20251101-v1:0',
  'anthropic.claude-sonnet-4-20250514-v1:0',
  'anthropic.claude-sonnet-4-5-20250929-v1:0',
  'meta.llama3-1-70b-instruct-v1:0',
  'mistral.mistral-large-2402-v1:0',
];

/** Why this model may not evaluate answers of that one; undefined when it may. A model prefers what sounds like itself. */
export function whyNoEvaluator(
  evaluator: string | undefined,
  tunedBase: string,
): { readonly message: string; readonly remedy: string } | undefined {
  const family = familyOf(tunedBase);
  const remedy = `Whoever runs Rung sets RUNG_EVALUATOR_MODEL to an evaluator model of Bedrock’s that is no ${family}.`;
  if (evaluator === undefined)
    return { message: 'A Bedrock evaluation needs an evaluator model, and none is set.', remedy };
  if (!EVALUATORS.includes(withoutGeography(evaluator)))
    return { message: `Bedrock takes ${evaluator} for no evaluator model of built-in metrics.`, remedy };
  if (familyOf(evaluator) === family)
    return {
      message: `The evaluator model ${evaluator} is of the same family as the tuned one, and models prefer what sounds like themselves.`,
      remedy,
    };
  return undefined;
}
