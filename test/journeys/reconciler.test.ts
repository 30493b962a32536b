import { BedrockClient, CreateModelCustomizationJobCommand } from '@aws-sdk/client-bedrock';
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { WATCH_CHANNEL } from '../../functions/local-workspace.ts';
import { awsFor, CHANNEL, type Journey, jobNames, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;
let dataset: string;
beforeAll(async () => {
  journey = await startJourney();
  dataset = await upload(journey, 'train.jsonl', tickets(60));
});
afterAll(() => journey.end());

const saying = (says: RegExp, channel = CHANNEL) => messageSaying(journey.slack, channel, says);
const cardOf = (name: string, channel = CHANNEL) => saying(new RegExp(`^\\*${name}: `), channel);

async function waiting(name: string) {
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed: { name, dataset, baseModelId: NOVA_MICRO } });
  return saying(new RegExp(`^\\*${name}: waiting for a yes`));
}

async function training(name: string) {
  await press(journey.slack, { as: 'U0BO', message: await waiting(name), label: /^Approve/ });
  await waitFor(journey.slack, 'A job', () => executionOf(/^Train/));
  await expect.poll(async () => (await jobNames(journey)).some((job) => job.startsWith(`${name}-`))).toBe(true);
  return saying(new RegExp(`^\\*${name}: (?:training|sent to AWS|AWS)`));
}

const executionOf = (state: RegExp) =>
  journey.aws.stepFunctions.executions().findLast((one) => one.status === 'RUNNING' && state.test(one.state ?? ''));

/** Ends the newest workflow by hand; nobody lets it go on. */
async function endWorkflow(state: RegExp): Promise<void> {
  const client = new SFNClient(awsFor(journey));
  const { executionArn } = await waitFor(journey.slack, `A workflow in ${state}`, () => executionOf(state));
  await client.send(new StopExecutionCommand({ executionArn, cause: 'by hand' }));
  client.destroy();
}

describe('what the look every five minutes settles', () => {
  it('a job that AWS accepted and does not begin is told after hours, with Stop, and stopped by it', async () => {
    journey.aws.bedrock.stallJobs(true);
    await training('stalled');

    journey.clock.skip(4 * HOUR_MS);
    await journey.reconcile();
    const note = await saying(/<@U0ANA> stalled: \*AWS took the job and has not begun to train for more than 3 h/);
    await press(journey.slack, { as: 'U0ANA', message: note, label: /^Stop/ });
    await saying(/<@U0ANA> stalled: stopped/);
    journey.aws.bedrock.stallJobs(false);

    expect(readMessage(note)).toContain('Nothing is billed before tokens are trained.');
    expect(readMessage(await cardOf('stalled'))).toMatch(/^\*stalled: stopped/);
  });

  it('a job that AWS stopped with its workflow is told as that, and no other is made', async () => {
    await training('orphaned');

    await endWorkflow(/^Train/);
    await saying(/<@U0ANA> orphaned: stopped in AWS, not through Rung/);

    expect(readMessage(await cardOf('orphaned'))).toContain('AWS may bill what was trained until then');
    expect((await jobNames(journey)).filter((name) => name.startsWith('orphaned-'))).toHaveLength(1);
  });

  it('a launch whose workflow is gone before the yes ends with what to do', async () => {
    await waiting('forgotten');

    await endWorkflow(/AskApproval/);
    await journey.reconcile();
    const card = await cardOf('forgotten');

    expect(readMessage(card)).not.toContain('waiting for a yes');
    expect(readMessage(card)).toMatch(/What to do:/);
    expect((await jobNames(journey)).some((name) => name.startsWith('forgotten-'))).toBe(false);
  });

  it('a running job with Rung’s tag and no record is told to the owner’s channel once by looks at the same moment, and left alone', async () => {
    const client = new BedrockClient(awsFor(journey));
    journey.aws.bedrock.stallJobs(true);
    await client.send(
      new CreateModelCustomizationJobCommand({
        ...{ jobName: 'nobodys', customModelName: 'nobodys', baseModelIdentifier: NOVA_MICRO },
        roleArn: 'arn:aws:iam::123456789012:role/rung-bedrock',
        customizationType: 'FINE_TUNING',
        hyperParameters: { epochCount: '1' },
        trainingDataConfig: { s3Uri: dataset },
        outputDataConfig: { s3Uri: 's3://rung-work/output/' },
        jobTags: [{ key: 'rung:launch', value: 'lch_00000000000000000000' }],
      }),
    );

    const alerts = async () => {
      await Promise.all([journey.reconcile(), journey.reconcile(), journey.reconcile()]);
      await journey.aws.lambda.idle();
      return journey.slack
        .messages(WATCH_CHANNEL)
        .map(readMessage)
        .filter((words) => words.includes('nobodys'));
    };
    const first = await alerts();
    const later = await alerts();
    journey.aws.bedrock.stallJobs(false);
    client.destroy();

    // The look of the schedule may have met those here.
    expect(first).toHaveLength(1);
    expect(first[0]).toMatch(/runs that Rung has no record of.*What to do:/s);
    expect(later).toEqual(first);
    expect(await jobNames(journey)).toContain('nobodys');
  });
});

describe('what could not be said', () => {
  afterEach(() => {
    journey.slack.outage(false);
    journey.slack.slow(0);
  });

  it('or is being said, slowly, is said once, however often the look comes by meanwhile', async () => {
    await training('slowly');
    const curves = () => journey.slack.messages(CHANNEL).filter(({ text }) => text.startsWith('Loss by step.'));
    const ends = () => journey.slack.messages(CHANNEL).filter(({ text }) => text.startsWith('<@U0ANA> slowly: '));
    const before = curves().length;

    journey.slack.slow(600);
    journey.clock.skip(30 * MINUTE_MS);
    await waitFor(journey.slack, 'The loss curve', () => curves().length > before || undefined);
    for (let look = 0; look < 4; look += 1) await journey.reconcile();
    await waitFor(journey.slack, 'The end', () => ends().length > 0 || undefined);
    await journey.aws.lambda.idle();

    expect([curves().length - before, ends().length]).toEqual([1, 1]);
  });

  it('while Slack was out is said by the first look after its return: the newest state, and nothing of those between', async () => {
    const card = await training('unheard');
    await journey.aws.lambda.idle();
    const shown: string[] = [];
    const forget = journey.slack.subscribe((event) => {
      if (event.type === 'message-changed' && event.message.ts === card.ts) shown.push(readMessage(event.message));
    });

    journey.slack.outage(true);
    journey.clock.skip(30 * MINUTE_MS);
    await waitFor(journey.slack, 'The end of the workflow', () => (executionOf(/./) ? undefined : true));
    // What was on its way to Slack has given up by then: a clock this fast outruns the minute that one teller has.
    await journey.aws.lambda.idle();
    journey.slack.outage(false);
    await journey.reconcile();
    await saying(/<@U0ANA> unheard: (?:learned|trained)/);
    forget();

    const states = new Set(shown.map((words) => /^\*unheard: (\w+)/.exec(words)?.[1]));
    expect([...states]).toEqual([expect.stringMatching(/learned|trained/)]);
    expect(readMessage(await cardOf('unheard'))).toMatch(/^\*unheard: (?:learned|trained)/);
  });

  it('in a channel that Rung was taken out of goes to the requester’s messages, card and all', async () => {
    await training('exiled');

    await journey.slack.remove({ as: 'U0ANA', channel: CHANNEL, user: 'U0RUNG' });
    await saying(/exiled: (?:learned|trained)/, 'D0ANA');
    await saying(/^<@U0ANA> exiled: /, 'D0ANA');

    expect(readMessage(await cardOf('exiled', 'D0ANA'))).toMatch(/^\*exiled: (?:learned|trained)/);
    expect(readMessage(await saying(/<#C0MLPLATFORM>/, 'D0ANA'))).toMatch(/cannot write|not in|any more/);
  });
});
