import type { EvaluationId, JudgementId } from '@rung/core/ids.ts';
import type { Where } from './desk.ts';

/** What the form that asks for an evaluation is opened with, or why it is not. */
export type EvaluationStart =
  | { readonly kind: 'can'; readonly name: string; readonly rival: string; readonly evaluator: string }
  | { readonly kind: 'cannot'; readonly because: string };

export type EvaluationFormReply =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'wrong' | 'not-allowed'; readonly because: string };

/** What the listeners of Bedrock’s evaluations call. */
export interface EvaluationDesk {
  evaluationChoices(judgementId: JudgementId): Promise<EvaluationStart>;
  requestEvaluation(
    request: Where & { judgementId: JudgementId; budgetUsd: string; formId: string },
  ): Promise<EvaluationFormReply>;
  confirmEvaluation(
    click: Where & { evaluationId: EvaluationId; shownHash: string; decision: 'confirm' | 'decline' },
  ): Promise<void>;
  stopEvaluation(click: Where & { evaluationId: EvaluationId }): Promise<void>;
}
