import type { Evaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationStore } from '@rung/core/evaluation/evaluation-job/ports.ts';
import {
  insertRow,
  listDocuments,
  type RecordTable,
  type Row,
  readDocument,
  replaceRow,
  replaceRowWithBudget,
} from './record-table.ts';

const row = (evaluation: Evaluation): Row => ({
  key: `evaluation#${evaluation.id}`,
  kind: 'evaluation',
  atMs: evaluation.requestedAtMs,
  version: evaluation.version,
  document: evaluation,
});

/** Evaluations in DynamoDB. */
export function evaluationStore(table: RecordTable): EvaluationStore {
  return {
    create: async (evaluation) => ((await insertRow(table, row(evaluation))) === 'written' ? 'created' : 'exists'),
    find: (id) => readDocument<Evaluation>(table, `evaluation#${id}`),
    async move(to, budget) {
      const result = budget ? await replaceRowWithBudget(table, row(to), budget) : await replaceRow(table, row(to));
      return result === 'written' ? 'moved' : result;
    },
    recent: (limit) => listDocuments<Evaluation>(table, 'evaluation', limit),
  };
}
