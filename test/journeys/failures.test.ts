import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;
afterEach(() => journey.end());

const seenByAna = () => ({ channel: CHANNEL, as: 'U0ANA' });

describe('when something breaks', () => {
  it('the person hears that it was not done, with a request id and nothing else of the error', async () => {
    journey = await startJourney({ RUNG_KNOWLEDGE_BASE_ID: 'NOSUCHBASE' });

    await journey.slack.say({ as: 'U0ANA', channel: CHANNEL, text: '<@U0RUNG> what is distillation?' });
    const told = readMessage(await messageTo(journey.slack, seenByAna(), /Something broke on my side/));

    expect(told).toMatch(/this was not done\.\* .*request [0-9a-f-]{36}/);
    expect(told).not.toMatch(/ResourceNotFound|NOSUCHBASE|at .*\.ts/);
  });

  it('and the desk itself cannot run, the person hears it after three tries', async () => {
    journey = await startJourney();
    const client = new DynamoDBClient({
      region: 'us-east-1',
      endpoint: journey.aws.url,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await client.send(new DeleteTableCommand({ TableName: 'rung' }));

    await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'jobs' });

    expect(readMessage(await messageTo(journey.slack, seenByAna(), /could not finish/))).toMatch(/tried three times/);
  });

  it('and Bedrock refuses the job, the card has its reason and the reservation is given back', async () => {
    journey = await startJourney({
      RUNG_BEDROCK_ROLE_ARN: 'arn:aws:iam::123456789012:user/not-a-role',
      RUNG_MONTHLY_CAP_USD: '0.02',
    });
    const dataset = await upload(journey, 'train.jsonl', tickets(120));
    const ask = (name: string) =>
      launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed: { name, baseModelId: NOVA_MICRO, dataset } });

    for (const name of ['first', 'second', 'third', 'fourth']) {
      await ask(name);
      await press(journey.slack, {
        as: 'U0BO',
        message: await messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${name}: waiting`)),
        label: /^Approve/,
      });
      await messageSaying(journey.slack, CHANNEL, new RegExp(`<@U0ANA> ${name}: failed`));
    }

    const card = readMessage(await messageSaying(journey.slack, CHANNEL, /\*fourth: failed in AWS/));
    expect(card).toMatch(/roleArn/);
    expect(card).toContain('No job was made');
    expect(card).toMatch(/What to do:.*was given back/);
  });
});
