import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HOUR_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, messageTo, press } from '../../functions/drive-slack.ts';
import { found } from '../functions/canaries.ts';
import {
  type CanaryJourney,
  EVERYTHING,
  FILE,
  NOT_FOUND,
  OTHER_CHANNEL,
  SECRETS,
  startCanaryJourney,
} from './canary-journey.ts';
import { awsFor, CHANNEL, NOVA_MICRO, tickets, upload } from './journey.ts';

/**
 * Secrets and personal data let in at every door, through the flows of asking, checking and launching, with every part made to fail. What
 * may be repeated, and where: the words that somebody typed, in the conversation that they typed them in (a quote, a name, an address).
 * Nothing else, nowhere else.
 */
let journey: CanaryJourney;

beforeAll(async () => {
  journey = await startCanaryJourney({
    RUNG_KNOWLEDGE_BASE_ID: 'NOSUCHBASE',
    RUNG_BEDROCK_ROLE_ARN: 'arn:aws:iam::123456789012:user/not-a-role',
  });
  await askEverywhere();
  await checkFiles();
  await launchIntoFailure();
  await breakTheDesk();
});
afterAll(() => journey.end());

const words = (channel: string, count: number) => journey.words(channel, count);

async function askEverywhere(): Promise<void> {
  const { slack } = journey;
  for (const channel of [CHANNEL, OTHER_CHANNEL]) {
    await slack.say({
      as: 'U0ANA',
      channel,
      text: `<@U0RUNG> our model doesn’t know ${words(channel, 8)}, should we fine-tune? We have 400 examples with ${words(channel, 4)}.`,
    });
    await slack.say({ as: 'U0BO', channel, text: `<@U0RUNG> what is distillation? ${words(channel, 8)}` });
    await slack.command({ as: 'U0ANA', channel, command: '/rung', text: `diagnose ${words(channel, 8)} is too slow` });
    await slack.command({ as: 'U0ANA', channel, command: '/rung', text: words(channel, 2) });
    await slack.command({ as: 'U0ANA', channel, command: '/rung', text: `check s3://rung-data/${words(channel, 1)}` });
    await slack.command({ as: 'U0ANA', channel, command: '/rung', text: `check ${words(channel, 2)}` });
  }
  await slack.openApp({ as: 'U0FAY', tab: 'messages' });
  await journey.idle();
}

async function checkFiles(): Promise<void> {
  const lines = tickets(FILE.length).trim().split('\n');
  const carrying = (planted: readonly string[]) =>
    lines.map((line, index) => line.replace(/something about \w+/, `$& ${planted[index % planted.length]}`));
  const broken = carrying(FILE).map((line, index) => (index % 3 === 0 ? line.slice(0, -2) : line));
  const sound = carrying(NOT_FOUND);
  await upload(journey, 'sound.jsonl', `${sound.join('\n')}\n`);
  await upload(journey, 'broken.jsonl', `${broken.join('\n')}\n`);
  for (const file of ['sound', 'broken'])
    await journey.slack.command({
      as: 'U0ANA',
      channel: CHANNEL,
      command: '/rung',
      text: `check s3://rung-data/${file}.jsonl`,
    });
  await journey.idle();
}

async function launchIntoFailure(): Promise<void> {
  const { slack } = journey;
  const ask = (name: string) => {
    const dataset = `s3://rung-data/${name}.jsonl`;
    return launch(slack, { as: 'U0ANA', channel: CHANNEL, typed: { name, baseModelId: NOVA_MICRO, dataset } });
  };
  await ask('broken');
  await messageSaying(slack, CHANNEL, /\*broken: not started/);
  slack.throttleNext({ method: 'chat.postMessage', retryAfterSeconds: 1 });
  await ask('sound');
  await press(slack, {
    as: 'U0BO',
    message: await messageSaying(slack, CHANNEL, /\*sound: waiting/),
    label: /^Approve/,
  });
  await messageSaying(slack, CHANNEL, /<@U0ANA> sound: failed/);
}

async function breakTheDesk(): Promise<void> {
  await new DynamoDBClient(awsFor(journey)).send(new DeleteTableCommand({ TableName: 'rung' }));
  await journey.slack.command({
    as: 'U0ANA',
    channel: CHANNEL,
    command: '/rung',
    text: `diagnose ${words(CHANNEL, 8)}`,
  });
  await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /could not finish/);
  journey.aws.bedrock.createIdleThroughput({ name: 'idle-pt', modelUnits: 1, commitment: 'none' });
  journey.clock.skip(8 * HOUR_MS);
  await journey.watch();
  const [step = '', launchId = ''] = FILE;
  await journey.aws.lambda.invoke('rung-launch-step', { step, launchId });
}

describe('more than two hundred secrets and personal data', () => {
  it('went in, and every part failed at least once', () => {
    const broke = journey.logged.filter((line) => line.includes('"level":"error"'));

    expect(journey.planted()).toBeGreaterThanOrEqual(200);
    expect([CHANNEL, OTHER_CHANNEL].flatMap(journey.typedIn).length).toBeGreaterThan(60);
    for (const part of ['desk', 'launch-step', 'watch'])
      expect(broke.filter((line) => line.includes(`"function":"${part}"`)).length, part).toBeGreaterThan(0);
    expect(journey.lost.length).toBeGreaterThan(0);
  });

  it('are in no line of any log', () => {
    expect(found(EVERYTHING, journey.logged.join('\n'))).toEqual([]);
  });

  it('are in nothing that an on-failure record adds to the delivery itself', () => {
    const added = journey.lost.map(({ requestPayload, ...rest }) => ({ ...rest, retry: requestPayload.retry }));

    expect(JSON.stringify(added)).toContain('requestContext');
    expect(found(EVERYTHING, JSON.stringify(added))).toEqual([]);
    expect(found([...SECRETS, ...FILE], JSON.stringify(journey.lost))).toEqual([]);
  });

  it('are in no execution’s input, steps or output', async () => {
    const events = (await journey.histories()).flat();

    expect(events.length).toBeGreaterThan(20);
    expect(found(EVERYTHING, JSON.stringify(events))).toEqual([]);
  });

  it('are in nothing that Rung says, but for the words of that very conversation', () => {
    for (const channel of [CHANNEL, OTHER_CHANNEL]) {
      const said = journey.said(channel);
      const own = journey.typedIn(channel);
      const others = EVERYTHING.filter((canary) => !own.includes(canary));

      expect(said.length).toBeGreaterThan(5);
      expect(found(others, JSON.stringify(said))).toEqual([]);
    }
  });
});
