import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsClients } from '@rung/aws/clients.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings, page } from '../../functions/operate/doctor.ts';
import { exportStage } from '../../functions/operate/export.ts';
import { CHANNEL, type Journey, startJourney } from '../journeys/journey.ts';

let journey: Journey;
let door: string;
beforeAll(async () => {
  journey = await startJourney();
  const listening = await journey.aws.lambda.functionUrl('rung-slack');
  door = `${listening.url}/`;
});
afterAll(() => journey.end());

const OUTPUTS = () => ({
  slackRequestUrl: door,
  table: journey.env.table,
  launchFlow: journey.env.launchFlow.stateMachineArn,
});
const env = () => ({
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: journey.aws.url,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  SLACK_API_URL: journey.env.slackApiUrl,
  SLACK_BOT_TOKEN: 'xoxb-local',
  SLACK_SIGNING_SECRET: 'local-signing-secret',
  RUNG_KNOWLEDGE_BASE_ID: 'RUNGBOOK01',
  RUNG_READER_MODEL: 'amazon.nova-lite-v1:0',
});
const nowMs = () => journey.clock.nowMs();
const openOnes = async (changes: Readonly<Record<string, string | undefined>>, outputs = OUTPUTS()) =>
  (await findings({ ...env(), ...changes }, outputs, nowMs)).filter(({ state }) => state !== 'ok');

describe('the doctor of a deployment', () => {
  it('finds nothing at a stage that works, once an event has come', async () => {
    const before = await openOnes({});
    await journey.slack.say({ as: 'U0ANA', channel: CHANNEL, text: '<@U0RUNG> what is distillation?' });
    await journey.idle();

    const after = await findings(env(), OUTPUTS(), nowMs);

    expect(before.map(({ says }) => says)).toEqual([expect.stringMatching(/Nothing came from Slack/)]);
    expect(page(after)).toMatch(/Nothing is missing\.\n$/);
    expect(after).toHaveLength(7);
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, { says: RegExp; fix: RegExp }]>([
    [
      'another secret',
      { SLACK_SIGNING_SECRET: 'another' },
      { says: /refuses what Slack signs/, fix: /secret set SlackSigningSecret/ },
    ],
    [
      'no secret to try',
      { SLACK_SIGNING_SECRET: undefined },
      { says: /was not looked at/, fix: /Set SLACK_SIGNING_SECRET/ },
    ],
    ['no token', { SLACK_BOT_TOKEN: undefined }, { says: /SLACK_BOT_TOKEN is not set/, fix: /Install App/ }],
    [
      'a token of somebody else',
      { SLACK_BOT_TOKEN: 'xoxb-other' },
      { says: /refuses the token \(invalid_auth\)/, fix: /copy the token/ },
    ],
    [
      'a Knowledge Base that is gone',
      { RUNG_KNOWLEDGE_BASE_ID: 'NOSUCHBASE' },
      { says: /no Knowledge Base/, fix: /sync its data source/ },
    ],
    [
      'a reader model that is not here',
      { RUNG_READER_MODEL: 'amazon.nobody-v1:0' },
      { says: /amazon\.nobody-v1:0/, fix: /Model access/ },
    ],
  ])('names %s with its fix, and nothing else', async (_, changes, { says, fix }) => {
    const found = await openOnes(changes);

    expect(found).toHaveLength(1);
    expect(found[0]?.says).toMatch(says);
    expect(found[0]?.fix).toMatch(fix);
  });

  it('says of a folder that nothing was deployed from what to do first', async () => {
    const found = await findings({ ...env(), SLACK_BOT_TOKEN: undefined }, {});

    expect(found.slice(0, 4).map(({ state }) => state)).toEqual(['missing', 'missing', 'missing', 'missing']);
    expect(found[0]).toMatchObject({
      says: 'Nothing was deployed from this folder.',
      fix: expect.stringMatching(/npm run deploy/),
    });
  });

  it('has beside it an export of every record and every file, as they were stored', async () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-export-'));
    await journey.aws.s3.put('rung-work', 'frozen/abc/train.jsonl', '{"a":1}\n');
    const clients = awsClients({
      region: 'us-east-1',
      endpoint: journey.aws.url,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });

    const written = await exportStage({ clients, table: journey.env.table, bucket: journey.env.bucket }, directory);

    const lines = fs.readFileSync(path.join(directory, 'records.jsonl'), 'utf8').trim().split('\n');
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(written).toEqual({ records: lines.length, files: 1 });
    expect(kinds).toContain('delivery');
    expect(fs.readFileSync(path.join(directory, 'files/frozen/abc/train.jsonl'), 'utf8')).toBe('{"a":1}\n');
    fs.rmSync(directory, { recursive: true });
  });

  it('sees that half a stage is gone', async () => {
    await new DynamoDBClient({
      region: 'us-east-1',
      endpoint: journey.aws.url,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }).send(new DeleteTableCommand({ TableName: journey.env.table }));

    const found = await openOnes({}, { ...OUTPUTS(), launchFlow: `${OUTPUTS().launchFlow}-gone` });

    expect(found.map(({ says }) => says)).toEqual(['There is no table rung.', 'There is no launch workflow.']);
  });
});
