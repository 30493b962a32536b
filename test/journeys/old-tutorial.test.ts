import { createHmac } from 'node:crypto';
import type { View } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formValues, openLaunchForm } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, jobNames, startJourney } from './journey.ts';

/** What a tutorial of 2025 sends: a variant for Provisioned Throughput, and a hyperparameter that Nova does not have. */
const OLD = {
  name: 'support-tone-v3',
  baseModelId: 'amazon.nova-lite-v1:0:24k',
  dataset: 's3://acme-ml/train.jsonl',
  validation: 's3://acme-ml/val.jsonl',
  epochs: '2',
  batchSize: '8',
  learningRate: '0.00001',
};

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

/** A submitted form as Slack signs and posts it, with whatever values; the front door’s answer to it. */
async function submitted(view: View, typed: Readonly<Record<string, string>>): Promise<unknown> {
  const values = Object.fromEntries(
    Object.entries(typed).map(([field, value]) => [field, { value: { type: 'plain_text_input', value } }]),
  );
  const payload = {
    ...{ type: 'view_submission', team: { id: 'T0LOCAL' }, user: { id: 'U0ANA', team_id: 'T0LOCAL' } },
    view: {
      ...{ id: view.id, type: view.type, callback_id: view.callbackId, private_metadata: view.privateMetadata },
      state: { values },
    },
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = String(Math.floor(journey.clock.nowMs() / 1000));
  const signature = createHmac('sha256', 'local-signing-secret').update(`v0:${at}:${body}`).digest('hex');
  const answer = await journey.aws.lambda.invoke('rung-slack', {
    ...{ version: '2.0', rawPath: '/', body: Buffer.from(body).toString('base64'), isBase64Encoded: true },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${signature}`,
    },
  });
  return JSON.parse((answer as { payload: { body: string } }).payload.body);
}

it('the request of an old tutorial is refused at the form, each part under its field and for its reason', async () => {
  const view = await openLaunchForm(journey.slack, { as: 'U0ANA', channel: CHANNEL });

  const answer = await submitted(view, { kind: 'fine-tuning', budgetUsd: '25', ...OLD });

  expect(answer).toEqual({
    response_action: 'errors',
    errors: {
      baseModelId: expect.stringMatching(/24k is a variant for Provisioned Throughput.*amazon\.nova-lite-v1:0:300k/),
      batchSize: expect.stringMatching(/^Nova Lite has no hyperparameter batchSize; AWS lists epochCount/),
    },
  });
  expect(await jobNames(journey)).toEqual([]);
});

it('the form itself shows no batch size for Nova, and says at once all else that is wrong', async () => {
  const view = await openLaunchForm(journey.slack, { as: 'U0ANA', channel: CHANNEL });
  const values = formValues(view, { ...OLD, epochs: '9' });

  const shown = view.blocks.map(({ block_id }) => block_id);
  const outcome = await journey.slack.submit({ as: 'U0ANA', viewId: view.id, values });

  expect(shown).not.toContain('batchSize');
  expect(outcome).toEqual({
    kind: 'errors',
    errors: { baseModelId: expect.stringContaining('24k'), epochs: 'Nova Lite takes a whole number from 1 to 5.' },
  });
});
