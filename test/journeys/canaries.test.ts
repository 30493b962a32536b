import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { HOUR_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launch, messageSaying, messageTo, press } from '../../functions/drive-slack.ts';
import { type FailedInvocation, undeliveredFunction } from '../../functions/undelivered.ts';
import { canaries, found } from '../functions/canaries.ts';
import { CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

/**
 * Secrets and personal data let in at every door, through every flow, with every part made to fail. What may be repeated, and where: the
 * words that somebody typed, in the conversation that they typed them in (a quote, a name, an address). Nothing else, nowhere else.
 */
const SECRETS = canaries('secret', 40);
const [signingSecret = '', botToken = ''] = SECRETS;
const WORDS = canaries('words', 104);
const FILE = canaries('file', 104);
const OTHER_CHANNEL = 'C0SUPPORT';

const logged: string[] = [];
const lost: FailedInvocation[] = [];
let journey: Journey;
/** Canaries by the conversation that they were typed in. */
const typed = new Map<string, string[]>();

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const at = () => ({ region: 'us-east-1', endpoint: journey.aws.url, credentials: CREDENTIALS });

/** The next canaries, noted as typed in that conversation. */
function words(channel: string, count: number): string {
  const used = [...typed.values()].flat().length;
  const taken = WORDS.slice(used, used + count);
  typed.set(channel, [...(typed.get(channel) ?? []), ...taken]);
  return taken.join(' and ');
}

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...said) => void logged.push(said.map(String).join(' ')));
  journey = await startJourney({
    RUNG_STAGE: 'canary',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    RUNG_KNOWLEDGE_BASE_ID: 'NOSUCHBASE',
    RUNG_BEDROCK_ROLE_ARN: 'arn:aws:iam::123456789012:user/not-a-role',
  });
  const undelivered = undeliveredFunction(journey.env, journey.clock);
  journey.aws.lambda.register('rung-undelivered', (event, context) => {
    lost.push(event as FailedInvocation);
    return undelivered(event as FailedInvocation, context);
  });
  await askEverywhere();
  await checkFiles();
  await launchIntoFailure();
  await breakTheDesk();
}, 60_000);
afterAll(async () => {
  await journey.end();
  vi.restoreAllMocks();
});

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
  // A file in which keys or addresses are found is stopped, so the one that is launched carries names, which nobody finds.
  const sound = carrying(FILE.filter((canary) => /street|^[A-Z]\w+ [A-Z]\w+$/.test(canary)));
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
  await new DynamoDBClient(at()).send(new DeleteTableCommand({ TableName: 'rung' }));
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

const everything = () => [...SECRETS, ...WORDS, ...FILE];

describe('more than two hundred secrets and personal data', () => {
  it('went in, and every part failed at least once', () => {
    const broke = logged.filter((line) => line.includes('"level":"error"'));

    expect(new Set(everything()).size).toBeGreaterThanOrEqual(240);
    expect([...typed.values()].flat().length).toBeGreaterThan(60);
    for (const part of ['desk', 'launch-step', 'watch'])
      expect(broke.filter((line) => line.includes(`"function":"${part}"`)).length, part).toBeGreaterThan(0);
    expect(lost.length).toBeGreaterThan(0);
  });

  it('are in no line of any log', () => {
    expect(found(everything(), logged.join('\n'))).toEqual([]);
  });

  it('are in nothing that an on-failure record adds to the delivery itself', () => {
    const added = lost.map(({ requestPayload, ...rest }) => ({ ...rest, retry: requestPayload.retry }));

    expect(JSON.stringify(added)).toContain('requestContext');
    expect(found(everything(), JSON.stringify(added))).toEqual([]);
    expect(found([...SECRETS, ...FILE], JSON.stringify(lost))).toEqual([]);
  });

  it('are in no execution’s input, steps or output', async () => {
    const client = new SFNClient(at());
    const { executions = [] } = await client.send(
      new ListExecutionsCommand({ stateMachineArn: journey.env.launchFlow.stateMachineArn }),
    );

    const histories = await Promise.all(
      executions.map(({ executionArn }) =>
        client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 })),
      ),
    );
    const events = histories.flatMap(({ events: steps = [] }) => steps);

    expect(executions.length).toBe(2);
    expect(events.length).toBeGreaterThan(20);
    expect(found(everything(), JSON.stringify(events))).toEqual([]);
  });

  it('are in nothing that Rung says, but for the words of that very conversation', () => {
    const { slack } = journey;
    for (const channel of [CHANNEL, OTHER_CHANNEL]) {
      const said = ['U0ANA', 'U0BO', 'U0FAY']
        .flatMap((as) => slack.messages(channel, as))
        .filter(({ user }) => user === 'U0RUNG');
      const own = typed.get(channel) ?? [];

      expect(said.length).toBeGreaterThan(5);
      expect(
        found(
          everything().filter((canary) => !own.includes(canary)),
          JSON.stringify(said),
        ),
      ).toEqual([]);
    }
  });
});
