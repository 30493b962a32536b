import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsClients } from '@rung/aws/clients.ts';
import { QUOTAS } from '@rung/core/launch/quota.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings, page, withSettings } from '../../functions/operate/doctor.ts';
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
  judgeFlow: journey.env.judgeFlow.stateMachineArn,
  evaluateFlow: journey.env.evaluateFlow.stateMachineArn,
  hostFlow: journey.env.hostFlow.stateMachineArn,
  stopFlow: journey.env.stopFlow.stateMachineArn,
});
const env = () => ({
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: journey.aws.url,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  SLACK_API_URL: journey.env.slackApiUrl,
  SLACK_BOT_TOKEN: 'xoxb-local',
  SLACK_SIGNING_SECRET: 'local-signing-secret',
  RUNG_KNOWLEDGE_BASE_ID: 'TEAMNOTES1',
  RUNG_READER_MODEL: 'amazon.nova-lite-v1:0',
  RUNG_WATCH_CHANNEL: journey.env.watchChannel,
  RUNG_ALARM_EMAIL: 'ml-platform@example.com',
});
const nowMs = () => journey.clock.nowMs();
const openOnes = async (
  changes: Readonly<Record<string, string | undefined>>,
  outputs: Readonly<Record<string, string>> = OUTPUTS(),
) =>
  (await findings({ ...env(), ...changes }, outputs, nowMs)).filter(
    ({ state }) => state === 'missing' || state === 'unknown',
  );

describe('the doctor of a deployment', () => {
  it('finds nothing at a stage that works, once an event has come', async () => {
    const before = await openOnes({});
    await journey.slack.say({ as: 'U0ANA', channel: CHANNEL, text: '<@U0RUNG> what is distillation?' });
    await journey.idle();

    const after = await findings(env(), OUTPUTS(), nowMs);

    expect(before.map(({ says }) => says)).toEqual([expect.stringMatching(/Nothing came from Slack/)]);
    expect(page(after)).toMatch(/Nothing is missing\.\n$/);
    expect(after).toHaveLength(12);
    expect(after.filter(({ state }) => state !== 'ok').map(({ says }) => says)).toEqual([
      expect.stringMatching(/^The account has 0 model units .+ judged nor hosted\.$/),
    ]);
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
      'a channel that Rung is not in',
      { RUNG_WATCH_CHANNEL: 'C0NOWHERE' },
      { says: /not in C0NOWHERE.+\(channel_not_found\)/, fix: /\/invite @rung/ },
    ],
    ['no channel', { RUNG_WATCH_CHANNEL: undefined }, { says: /RUNG_WATCH_CHANNEL is not set/, fix: /\.env/ }],
    [
      'a reader model that is not here',
      { RUNG_READER_MODEL: 'amazon.nobody-v1:0' },
      { says: /amazon\.nobody-v1:0/, fix: /Model access/ },
    ],
  ])(
    'names %s with its fix, and nothing else but what it keeps from being looked at',
    async (_, changes, { says, fix }) => {
      const found = await openOnes(changes);

      expect(found.slice(1).filter(({ state }) => state !== 'unknown')).toEqual([]);
      expect(found[0]?.says).toMatch(says);
      expect(found[0]?.fix).toMatch(fix);
    },
  );

  it('sends a stage away from a region that tunes nothing', async () => {
    const found = await openOnes({ AWS_REGION: 'eu-west-3', RUNG_READER_MODEL: undefined });

    expect(found.map(({ says }) => says)).toEqual([
      'Bedrock offers no model for fine-tuning in this region.',
      'Rung knows no model that can be tuned in eu-west-3.',
    ]);
    expect(found.every(({ fix }) => fix === 'Deploy to us-east-1 or us-west-2.')).toBe(true);
  });

  it('names the models that are closed to the account, and no others', async () => {
    journey.aws.bedrock.closeModel('amazon.nova-pro-v1:0');

    const found = await openOnes({});
    journey.aws.bedrock.openModel('amazon.nova-pro-v1:0');

    expect(found).toEqual([
      {
        state: 'missing',
        says: 'Closed to this account: Nova Pro (terms not accepted).',
        fix: expect.stringMatching(/Model catalog/),
      },
    ]);
    expect(await openOnes({})).toEqual([]);
  });

  it('counts what the account may still start against its own quotas', async () => {
    const { serviceQuotas } = journey.aws;
    serviceQuotas.grant({ code: QUOTAS.jobs.code, value: 0 });
    const none = await openOnes({});
    serviceQuotas.grant({ code: QUOTAS.jobs.code, value: 10 });
    serviceQuotas.grant({ code: QUOTAS.modelUnits.code, value: 2 });

    const granted = await findings(env(), OUTPUTS(), nowMs);

    expect(none).toMatchObject([
      { says: expect.stringMatching(/0 of 0 customization jobs under way/), fix: expect.stringMatching(/L-0406044C/) },
    ]);
    expect(granted.map(({ state }) => state)).toEqual(granted.map(() => 'ok'));
    expect(granted.map(({ says }) => says)).toContain(
      'There is room: 0 of 10 customization jobs under way, 0 of 100 custom models.',
    );
  });

  it('says what is left out by choice without calling it missing', async () => {
    const found = await findings(
      { ...env(), RUNG_KNOWLEDGE_BASE_ID: undefined, RUNG_ALARM_EMAIL: undefined },
      OUTPUTS(),
      nowMs,
    );

    expect(found.filter(({ state }) => state === 'optional').map(({ fix }) => fix)).toEqual([
      expect.stringMatching(/RUNG_MAKE_KNOWLEDGE_BASE=yes/),
      expect.stringMatching(/RUNG_ALARM_EMAIL/),
    ]);
    expect(page(found)).toMatch(/Nothing is missing\.\n$/);
  });

  it('looks at the Knowledge Base that the deployment made, and says how its handbook is read', async () => {
    const [found] = await openOnes({}, { ...OUTPUTS(), knowledgeBase: 'NOSUCHBASE', handbookSource: 'SOURCE1' });

    expect(found?.fix).toBe(
      'aws bedrock-agent start-ingestion-job --knowledge-base-id NOSUCHBASE --data-source-id SOURCE1',
    );
  });

  it('reads the settings that a deployment reads, and lets the environment go first', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-env-'));
    const file = path.join(directory, '.env');
    fs.writeFileSync(file, 'RUNG_WATCH_CHANNEL=C0FILE\nRUNG_ALARM_EMAIL="a@example.com" # whoever is on call\n');

    const read = withSettings({ RUNG_WATCH_CHANNEL: 'C0HERE' }, file);

    expect(read).toEqual({ RUNG_WATCH_CHANNEL: 'C0HERE', RUNG_ALARM_EMAIL: 'a@example.com' });
    expect(withSettings({ A: 'b' }, path.join(directory, 'absent'))).toEqual({ A: 'b' });
    fs.rmSync(directory, { recursive: true });
  });

  it('takes an AWS that does not answer for unknown, not for missing', async () => {
    const found = await openOnes({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });

    expect(found.length).toBeGreaterThan(5);
    expect(found.filter(({ state }) => state !== 'unknown')).toEqual([]);
    expect(found.every(({ fix }) => fix === 'Run this again.')).toBe(true);
  });

  it('says of a folder that nothing was deployed from what to do first', async () => {
    const found = await findings({ ...env(), SLACK_BOT_TOKEN: undefined }, {});

    expect(found.slice(0, 5).map(({ state }) => state)).toEqual([
      'missing',
      'missing',
      'missing',
      'unknown',
      'missing',
    ]);
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

  it.each(['launch', 'judge', 'evaluate', 'host', 'stop'])('names the %s workflow when it is gone', async (name) => {
    const flow = `${name}Flow` as keyof ReturnType<typeof OUTPUTS>;

    const found = await openOnes({}, { ...OUTPUTS(), [flow]: `${OUTPUTS()[flow]}-gone` });

    expect(found.map(({ says }) => says)).toEqual([`There is no ${name} workflow.`]);
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
