import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, jobNames, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6789-abcd-ef0123456789';
let journey: Journey;
let dataset: string;
beforeAll(async () => {
  journey = await startJourney({ RUNG_MODEL_KEY_ARN: KEY });
  dataset = await upload(journey, 'train.jsonl', tickets(60));
});
afterAll(() => journey.end());

/** What the card says of a launch that nobody has to decide. */
async function refused(name: string): Promise<string> {
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed: { name, dataset, baseModelId: NOVA_MICRO } });
  return readMessage(await messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${name}: not started`)));
}

const trusting = (service: string) => ({
  name: 'rung-bedrock',
  trust: { Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] },
});

describe('a launch whose job could not read, or not encrypt, ends before anybody is asked', () => {
  it('the key is gone, then disabled', async () => {
    const gone = await refused('gone-key');
    journey.aws.kms.putKey({ arn: KEY, state: 'Disabled' });
    const disabled = await refused('disabled-key');

    expect(gone).toContain('The KMS key …ef0123456789, under which Rung is set to keep models, does not exist.');
    expect(disabled).toMatch(/is disabled\..*Enable it in KMS\..*RUNG_MODEL_KEY_ARN/s);
    expect(await jobNames(journey)).toEqual([]);
  });

  it('the role is gone, then trusts somebody else, and a launch goes on when both are mended', async () => {
    journey.aws.kms.putKey({ arn: KEY });
    journey.aws.iam.deleteRole('rung-bedrock');
    const gone = await refused('gone-role');
    journey.aws.iam.putRole(trusting('lambda.amazonaws.com'));
    const closed = await refused('closed-role');
    journey.aws.iam.putRole(trusting('bedrock.amazonaws.com'));
    const typed = { name: 'mended', dataset, baseModelId: NOVA_MICRO };
    await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
    const waiting = await messageSaying(journey.slack, CHANNEL, /\*mended: waiting for a yes/);

    expect(gone).toMatch(/The role rung-bedrock.*does not exist\..*deploy it again/s);
    expect(closed).toContain('The role rung-bedrock does not let Bedrock take it on for this job.');
    expect(readMessage(waiting)).toMatch(/Preflight: nothing against it|in order/);
  });
});
