import { BedrockClient, CreateCustomModelDeploymentCommand } from '@aws-sdk/client-bedrock';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  host,
  judge,
  launch,
  messageSaying,
  press,
  readMessage,
  type TypedJudgement,
} from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { awsFor, CHANNEL, type Journey, startJourney, tickets, trained, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
  const dataset = await upload(journey, 'tone.jsonl', tickets(240));
  const typed = { name: 'tone', baseModelId: 'amazon.nova-2-lite-v1:0:256k', dataset };
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  await press(journey.slack, { as: 'U0BO', message: await saying(/\*tone: waiting for a yes/), label: /^Approve/ });
  await trained(journey, /<@U0ANA> tone: (?:learned|trained)/);
});
afterAll(() => journey.end());

const saying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const now = (message: Message) => journey.slack.messages(CHANNEL).find(({ ts }) => ts === message.ts) ?? message;

/** Judged on tickets that training never saw, for so many requests a month; a point is worth a cent. */
async function judged(name: string, typed: TypedJudgement, says: RegExp): Promise<Message> {
  const words = (_: string, index: string) => `Case ${Number(index) + 5000}${name}: a thing with`;
  const heldOut = await upload(journey, `${name}.jsonl`, tickets(60).replaceAll(/Case (\d+): something about/g, words));
  const before = new Set(journey.slack.messages(CHANNEL).map(({ ts }) => ts));
  const message = await saying(/\*tone: (?:learned|trained)/);
  await judge(journey.slack, { as: 'U0ANA', message, typed: { heldOut, worthAPointUsd: '0.01', ...typed } });
  const card = await waitFor(journey.slack, 'the price', () =>
    journey.slack.messages(CHANNEL).find((one) => !before.has(one.ts) && /judging it costs/.test(readMessage(one))),
  );
  await press(journey.slack, { as: 'U0ANA', message: card, label: /^Judge/ });
  return waitFor(journey.slack, 'the verdict', () => (says.test(readMessage(now(card))) ? now(card) : undefined));
}

/** Days pass, each with its requests as AWS counts them. */
async function served(arn: string, { days, aDay }: { days: number; aDay: number }): Promise<void> {
  for (let day = 0; day < days; day++) {
    journey.clock.skip(DAY_MS);
    const at = { namespace: 'AWS/Bedrock', metric: 'Invocations', dimensions: { ModelId: arn } };
    journey.aws.cloudWatch.record({ ...at, value: aDay, atMs: journey.clock.nowMs() - HOUR_MS, unit: 'Count' });
  }
}

/** What two looks at once say of verdicts that are due. */
async function looked(says: RegExp): Promise<Message> {
  await Promise.all([journey.watch(), journey.watch()]);
  const card = await saying(says);
  const told = journey.slack.messages(CHANNEL).filter((message) => says.test(readMessage(message)));
  expect(told).toHaveLength(1);
  return card;
}

it('a model that was worth shipping is not at the traffic that was measured: what changed, and what to stop', async () => {
  const verdict = await judged('busy', { requestsAMonth: '300000' }, /tone: ship the tuned model/);
  await host(journey.slack, { as: 'U0ANA', message: verdict, typed: { days: '31' } });
  const priced = await saying(/\*tone: hosting it waits for a yes/);
  await press(journey.slack, { as: 'U0BO', message: priced, label: /^Approve/ });
  const hosted = await saying(/\*tone: hosted until/);
  const arn = /arn:aws:bedrock:[\w-]+:\d+:custom-model-deployment\/\w+/.exec(readMessage(hosted))?.[0] ?? '';

  await served(arn, { days: 30, aDay: 4 });
  const card = readMessage(await looked(/the verdict of .* would be another today/));

  expect(readMessage(verdict)).toMatch(/This would turn with fewer than [\d,]+ requests a month/);
  expect(card).toMatch(/<@U0ANA> \*tone: .*would be another today: keep few-shot, not “ship the tuned model”/);
  expect(card).toMatch(/What changed:\* 1(?:1[6-9]|2\d) requests a month were measured.*the verdict was for 300,000/);
  expect(card).toMatch(
    /At that, tuned costs \$\d\.\d\d a month more than few-shot\. Fewer than [\d,]+ requests a month make/,
  );
  expect(card).toMatch(
    /What to do:\* stop tone with the button on its hosting card, and use few-shot.* A point costs \$[\d.]+ a month now, and is worth \$0\.01 to you/,
  );
  expect(card).toContain('[ Judge it again ]');
  await press(journey.slack, { as: 'U0BO', message: now(hosted), label: /^Stop now/ });
  await saying(/\*tone: no longer hosted/);
});

it('a model that was too dear for its traffic is worth hosting at the traffic that was measured, whoever serves it', async () => {
  const verdict = await judged('quiet', { requestsAMonth: '100' }, /tone: keep few-shot/);
  const client = new BedrockClient(awsFor(journey));
  const modelArn = /arn:aws:bedrock:[\w-]+:\d+:custom-model\/[\w./:-]+/.exec(await models(client))?.[0];
  const made = await client.send(new CreateCustomModelDeploymentCommand({ modelDeploymentName: 'by-hand', modelArn }));

  await served(made.customModelDeploymentArn ?? '', { days: 30, aDay: 20_000 });
  const card = readMessage(await looked(/would be another today: ship the tuned model, not “keep few-shot”/));

  expect(readMessage(verdict)).toMatch(/and a point is worth \$0\.01 to you/);
  expect(card).toMatch(
    /What changed:\* (?:59|60)\d,\d{3} requests a month were measured.* tuned costs \$[\d.]+ a month less than few-shot/,
  );
  expect(card).toMatch(/What to do:\* host tone: it is clearly better/);
  expect(card).toContain('[ Host it ] [ Judge it again ]');
});

it('traffic of less than a week is not taken for a month', async () => {
  await judged('young', { requestsAMonth: '300000' }, /tone: ship the tuned model/);
  const client = new BedrockClient(awsFor(journey));
  const modelArn = /arn:aws:bedrock:[\w-]+:\d+:custom-model\/[\w./:-]+/.exec(await models(client))?.[0];
  const { DeleteCustomModelDeploymentCommand } = await import('@aws-sdk/client-bedrock');
  await client.send(new DeleteCustomModelDeploymentCommand({ customModelDeploymentIdentifier: 'by-hand' }));
  journey.clock.skip(26 * DAY_MS);
  const made = await client.send(new CreateCustomModelDeploymentCommand({ modelDeploymentName: 'late', modelArn }));

  await served(made.customModelDeploymentArn ?? '', { days: 4, aDay: 1 });
  const card = readMessage(
    await looked(/nothing that Rung can see has turned the verdict of .* \(ship the tuned model\)/),
  );

  expect(card).toMatch(
    /What is known:\* The verdict was for 300,000 requests a month, and it has served this model for less than 7 days/,
  );
  expect(card).not.toContain('What to do');
});

async function models(client: BedrockClient): Promise<string> {
  const { ListCustomModelsCommand } = await import('@aws-sdk/client-bedrock');
  return JSON.stringify(await client.send(new ListCustomModelsCommand({})));
}
