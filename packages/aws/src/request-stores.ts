import type { BudgetChange } from '@rung/core/cost/budget.ts';
import type { Evaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationStore } from '@rung/core/evaluation/evaluation-job/ports.ts';
import type { Judgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementStore } from '@rung/core/evaluation/judgement/ports.ts';
import {
  insertRow,
  listDocuments,
  type RecordTable,
  type Row,
  readDocument,
  replaceRow,
  replaceRowWithBudget,
} from './record-table.ts';

/** What somebody asked for and what became of it; each change of it has the next version. */
interface Request {
  readonly id: string;
  readonly requestedAtMs: number;
  readonly version: number;
}

interface RequestStore<Kind extends Request> {
  create(request: Kind): Promise<'created' | 'exists'>;
  find(id: Kind['id']): Promise<Kind | undefined>;
  move(to: Kind, budget?: BudgetChange): Promise<'moved' | 'lost' | 'over-cap'>;
  recent(limit: number): Promise<Kind[]>;
}

/** Judgements in DynamoDB. */
export function judgementStore(table: RecordTable): JudgementStore {
  return requestStore<Judgement>(table, 'judgement');
}

/** Evaluations in DynamoDB. */
export function evaluationStore(table: RecordTable): EvaluationStore {
  return requestStore<Evaluation>(table, 'evaluation');
}

function requestStore<Kind extends Request>(table: RecordTable, kind: 'judgement' | 'evaluation'): RequestStore<Kind> {
  const keyOf = (id: string) => `${kind}#${id}`;
  const row = (request: Kind): Row => ({
    key: keyOf(request.id),
    kind,
    atMs: request.requestedAtMs,
    version: request.version,
    document: request,
  });
  return {
    create: async (request) => ((await insertRow(table, row(request))) === 'written' ? 'created' : 'exists'),
    find: (id) => readDocument<Kind>(table, keyOf(id)),
    async move(to, budget) {
      const result = budget ? await replaceRowWithBudget(table, row(to), budget) : await replaceRow(table, row(to));
      return result === 'written' ? 'moved' : result;
    },
    recent: (limit) => listDocuments<Kind>(table, kind, limit),
  };
}
