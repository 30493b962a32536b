import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { launch, messageSaying, press } from '../../functions/drive-slack.ts';
import { type ReconcileEvent, reconcileFunction } from '../../functions/reconcile.ts';
import { CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;
const woken: ReconcileEvent[] = [];
beforeAll(async () => {
  journey = await startJourney();
  const reconcile = reconcileFunction(journey.env, journey.clock);
  // The five-minute look finds everything sooner or later; here only what Bedrock says of itself may wake the reconciler.
  journey.aws.lambda.register('rung-reconcile', async (event, context) => {
    const { detail } = event as ReconcileEvent;
    if (detail === undefined) return null;
    woken.push(event as ReconcileEvent);
    return reconcile(event as ReconcileEvent, context);
  });
});
afterAll(() => journey.end());

it('a launch whose workflow is gone is concluded by Bedrock’s word that its job has ended', async () => {
  const dataset = await upload(journey, 'train.jsonl', tickets(60));
  await launch(journey.slack, {
    as: 'U0ANA',
    channel: CHANNEL,
    typed: { name: 'woken', baseModelId: NOVA_MICRO, dataset },
  });
  await press(journey.slack, {
    as: 'U0BO',
    message: await messageSaying(journey.slack, CHANNEL, /\*woken: waiting for a yes/),
    label: /^Approve/,
  });
  await vi.waitFor(() => expect(woken).toHaveLength(1), { timeout: 60_000 });
  // The workflow goes without its end, as nobody's StopExecution would have it, and the job trains on.
  await journey.aws.stepFunctions.close();

  await messageSaying(journey.slack, CHANNEL, /<@U0ANA> woken: /);

  const heard = woken.map(({ detail }) => detail as { jobName: string; jobStatus: string });
  expect(heard.every(({ jobName }) => jobName.startsWith('woken-'))).toBe(true);
  expect(heard.map(({ jobStatus }) => jobStatus)).toEqual(['InProgress', 'Completed']);
});
