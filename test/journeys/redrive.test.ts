import { RedriveExecutionCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import {
  awsFor,
  CHANNEL,
  type Journey,
  jobNames,
  NOVA_MICRO,
  startJourney,
  tickets,
  trained,
  upload,
} from './journey.ts';

let journey: Journey;
let client: SFNClient;

beforeAll(async () => {
  journey = await startJourney();
  client = new SFNClient(awsFor(journey));
});
afterAll(async () => {
  client.destroy();
  await journey.end();
});

/** Ends the workflow of the newest launch by hand, once it stands in that state, and lets it go on from there. */
async function stopAndRedrive(state: RegExp): Promise<void> {
  const { executionArn } = await waitFor(journey.slack, `A workflow in ${state}`, () =>
    journey.aws.stepFunctions.executions().findLast((one) => one.status === 'RUNNING' && state.test(one.state ?? '')),
  );
  await client.send(new StopExecutionCommand({ executionArn, cause: 'by hand' }));
  await client.send(new RedriveExecutionCommand({ executionArn }));
}

async function asked(name: string): Promise<void> {
  const dataset = await upload(journey, `${name}.jsonl`, tickets(120));
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed: { name, dataset, baseModelId: NOVA_MICRO } });
}

const waiting = (name: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${name}: waiting for a yes`));
const cards = (name: string) =>
  journey.slack
    .messages(CHANNEL)
    .filter(
      ({ threadTs, ...message }) => threadTs === undefined && readMessage({ ...message }).startsWith(`*${name}:`),
    );
const jobsOf = async (name: string) => (await jobNames(journey)).filter((job) => job.startsWith(`${name}-`));

describe('a workflow that somebody stopped and redrove', () => {
  it('while it waited for a yes asks once, and trains once', async () => {
    await asked('paused');
    await waiting('paused');

    await stopAndRedrive(/AskApproval/);
    await press(journey.slack, { as: 'U0BO', message: await waiting('paused'), label: /^Approve/ });
    await trained(journey, /<@U0ANA> paused: learned/);

    expect(cards('paused')).toHaveLength(1);
    expect(await jobsOf('paused')).toHaveLength(1);
  });

  it('while it trained finds its own job again, and starts no other', async () => {
    await asked('halted');
    await press(journey.slack, { as: 'U0BO', message: await waiting('halted'), label: /^Approve/ });

    await stopAndRedrive(/^Train/);
    await messageSaying(journey.slack, CHANNEL, /<@U0ANA> halted: /);

    expect(readMessage(cards('halted')[0] ?? ({} as never))).toMatch(/stopped in AWS, not through Rung|learned/);
    expect(cards('halted')).toHaveLength(1);
    expect(await jobsOf('halted')).toHaveLength(1);
  });
});
