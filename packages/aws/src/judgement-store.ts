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

const row = (judgement: Judgement): Row => ({
  key: `judgement#${judgement.id}`,
  kind: 'judgement',
  atMs: judgement.requestedAtMs,
  version: judgement.version,
  document: judgement,
});

/** Judgements in DynamoDB. */
export function judgementStore(table: RecordTable): JudgementStore {
  return {
    create: async (judgement) => ((await insertRow(table, row(judgement))) === 'written' ? 'created' : 'exists'),
    find: (id) => readDocument<Judgement>(table, `judgement#${id}`),
    async move(to, budget) {
      const result = budget ? await replaceRowWithBudget(table, row(to), budget) : await replaceRow(table, row(to));
      return result === 'written' ? 'moved' : result;
    },
    recent: (limit) => listDocuments<Judgement>(table, 'judgement', limit),
  };
}
