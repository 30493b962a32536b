import { askConfirmation } from '@rung/app/await-confirmation.ts';
import { askForEvaluation } from '@rung/app/make-evaluation.ts';
import { priceEvaluation } from '@rung/app/price-evaluation.ts';
import { requestEvaluation } from '@rung/app/request-evaluation.ts';
import type { Evaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { Judgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { evaluationIdFor } from '@rung/core/ids.ts';
import { expect, it } from 'vitest';
import { ANA, BO } from '../core/launch/plans.ts';
import { priced } from '../slack/view/sample-judgements.ts';
import { evaluationPorts, JUDGEMENT, newEvaluationWorld } from './evaluation-world.ts';

/** A record with a price, and the step that asks for its yes. */
interface Asking<R> {
  record: R;
  readonly woken: string[];
  ask(taskToken: string): Promise<void>;
}

/** The row of the table. Somebody else writes it once, right after it was read. */
function rowOf<R extends { readonly version: number }>(asking: Asking<R>) {
  let reads = 0;
  return {
    async find() {
      const read = asking.record;
      if (reads++ === 0) asking.record = { ...read, version: read.version + 1 };
      return read;
    },
    async move(to: R) {
      if (to.version !== asking.record.version + 1) return 'lost' as const;
      asking.record = to;
      return 'moved' as const;
    },
  };
}

const flowOf = (woken: string[]) => ({
  start: async () => undefined,
  async wake(token: string) {
    woken.push(token);
    return 'woken' as const;
  },
});

async function judgement(): Promise<Asking<Judgement>> {
  const ports = evaluationPorts(newEvaluationWorld());
  const asking: Asking<Judgement> = {
    ...{ record: { ...priced({ text: 'tone', many: 1 }), taskToken: '' }, woken: [] },
    ask: (taskToken) => askConfirmation(deps, { id: asking.record.id, taskToken }),
  };
  const judgements = { ...ports.judgements, ...rowOf(asking) };
  const deps = { ...ports, judgements, judgeFlow: flowOf(asking.woken) };
  return asking;
}

async function evaluation(): Promise<Asking<Evaluation>> {
  const world = newEvaluationWorld();
  const ports = evaluationPorts(world);
  const form = { judgementId: JUDGEMENT.id, budgetUsd: '5', formId: 'V9', requester: ANA };
  const id = evaluationIdFor({ judgement: JUDGEMENT.id, formId: form.formId });
  await requestEvaluation(ports, form);
  await priceEvaluation(ports, id);
  if (!world.record) throw new Error('nothing was recorded');
  const asking: Asking<Evaluation> = {
    ...{ record: world.record, woken: [] },
    ask: (taskToken) => askForEvaluation(deps, { id, taskToken }),
  };
  const evaluations = { ...ports.evaluations, ...rowOf(asking) };
  const deps = { ...ports, evaluations, evaluateFlow: flowOf(asking.woken) };
  return asking;
}

const refused = { state: 'refused', reason: { kind: 'denied', by: BO, atMs: 0 } } as const;

it('a judgement’s workflow that asks while somebody else writes asks again, and one that comes after the decision goes on', async () => {
  const asking = await judgement();

  await asking.ask('first');
  const asked = asking.record;
  asking.record = { ...asked, ...refused };
  await asking.ask('second');

  expect(asked).toMatchObject({ state: 'priced', taskToken: 'first' });
  expect(asking.woken).toEqual(['second']);
});

it('an evaluation’s workflow that asks while somebody else writes asks again, and one that comes after the decision goes on', async () => {
  const asking = await evaluation();

  await asking.ask('first');
  const asked = asking.record;
  asking.record = { ...asked, ...refused, isTold: false };
  await asking.ask('second');

  expect(asked).toMatchObject({ state: 'priced', taskToken: 'first' });
  expect(asking.woken).toEqual(['second']);
});
