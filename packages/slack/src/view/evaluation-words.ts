import type { Evaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationMetric } from '@rung/core/evaluation/evaluation-job/evaluator.ts';
import { safe } from './blocks.ts';

/** What whoever reads the card of an evaluation may take it for. */
export const VERDICT_STANDS = 'The verdict stands as it was judged.';

/** Begins the headline in bold. */
export const evaluationName = ({ judged }: Pick<Evaluation, 'judged'>) => `*${safe(judged.name)}:`;

export const EVALUATED_BY: Readonly<Record<EvaluationMetric, string>> = {
  'Builtin.Correctness': 'correctness',
  'Builtin.Completeness': 'completeness',
};
