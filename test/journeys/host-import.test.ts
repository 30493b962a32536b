import { setTimeout } from 'node:timers/promises';
import {
  BedrockClient,
  CreateModelImportJobCommand,
  DeleteImportedModelCommand,
  ListImportedModelsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-bedrock';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { host, launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { awsFor, CHANNEL, type Journey, startJourney, trained, uploadModel } from './journey.ts';

const REASON = 'The pilot has its customers waiting for it';

let journey: Journey;
let bedrock: BedrockClient;

beforeAll(async () => {
  journey = await startJourney({ RUNG_MONTHLY_CAP_USD: '100000' });
  bedrock = new BedrockClient(awsFor(journey));
});
afterAll(() => journey.end());

const saying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const now = (message: Message) => journey.slack.messages(CHANNEL).find(({ ts }) => ts === message.ts) ?? message;
const turned = (card: Message, says: RegExp) =>
  waitFor(journey.slack, `${says}`, () => (says.test(readMessage(now(card))) ? now(card) : undefined));

/** An import from the form over Bo's yes to the card that says what it is. */
async function imported(name: string): Promise<Message> {
  await uploadModel(journey, `weights/${name}`, { withWeights: true });
  const typed = { kind: 'import' as const, name, dataset: `s3://rung-data/weights/${name}` };
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  const waiting = await saying(new RegExp(`\\*${name}: waiting for a yes`));
  await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  await trained(journey, new RegExp(`<@U0ANA> ${name}: `));
  return saying(new RegExp(`\\*${name}: imported`));
}

/** "Host it" on that card, the form filled in; the card with the price. */
async function asked(name: string): Promise<Message> {
  const message = await imported(name);
  const typed = { reason: REASON, days: '2', requestsAMonth: '1000', copies: '2', budgetUsd: '500' };
  expect(await host(journey.slack, { as: 'U0ANA', message, typed })).toMatchObject({ kind: 'closed' });
  return saying(new RegExp(`\\*${name}: hosting it waits for a yes`));
}

async function hosted(name: string): Promise<Message> {
  const priced = await asked(name);
  await press(journey.slack, { as: 'U0BO', message: priced, label: /^Approve/ });
  return turned(priced, new RegExp(`${name}: hosted until`));
}

/** Its announcement a day ahead, and then the hour of its end. */
async function toTheEnd(name: string): Promise<Message> {
  journey.clock.skip(26 * HOUR_MS);
  await journey.watch();
  const soon = await saying(new RegExp(`${name} is deleted .* unless somebody extends it`));
  journey.clock.skip(23 * HOUR_MS);
  await journey.watch();
  return soon;
}

async function models(name: string): Promise<string[]> {
  const { modelSummaries = [] } = await bedrock.send(new ListImportedModelsCommand({}));
  return modelSummaries.flatMap(({ modelName, modelArn }) => (modelName?.startsWith(name) ? (modelArn ?? []) : []));
}

async function tagsOf(resourceARN: string): Promise<ReadonlyMap<string | undefined, string | undefined>> {
  const { tags = [] } = await bedrock.send(new ListTagsForResourceCommand({ resourceARN }));
  return new Map(tags.map(({ key, value }) => [key, value]));
}

/** The import takes as long as the sandbox says; what it made is listed when it is over. */
async function secondImport(name: string): Promise<string> {
  for (let look = 0; look < 100; look++) {
    const [arn] = await models(name);
    if (arn !== undefined) return arn;
    await setTimeout(100);
  }
  throw new Error('the second import did not end');
}

const removeWeights = (name: string) =>
  new S3Client({ ...awsFor(journey), forcePathStyle: true }).send(
    new DeleteObjectCommand({ Bucket: 'rung-data', Key: `weights/${name}/model.safetensors` }),
  );

describe('hosting an imported model', () => {
  it('gives what stands an end, over a reason and a second person’s yes; silence deletes it, and its weights stay', async () => {
    const priced = await asked('mail');
    const [arn = ''] = await models('mail');
    const before = await tagsOf(arn);
    await press(journey.slack, { as: 'U0BO', message: priced, label: /^Approve/ });
    const card = await turned(priced, /mail: hosted until/);
    const during = await tagsOf(arn);
    const soon = await toTheEnd('mail');
    const ended = await turned(card, /no longer hosted.*Deleted at its end date/);

    expect(readMessage(priced)).toContain(`No judgement passed it.* <@U0ANA> asks nevertheless: “${REASON}”`);
    // One unit: $1.95 of storage, 1,000 windows × 5 minutes × 2 copies × $0.05718 (the shipped table, 20 Nov 2026).
    expect(readMessage(priced)).toMatch(/\$573\.75 a month at 1,000 requests; \$37\.73 for 2 days/);
    expect(readMessage(priced)).toContain('2 copies of 1 unit, five minutes for each request at worst');
    expect(before.get('rung:may-delete')).toBeUndefined();
    expect(during.get('rung:may-delete')).toBe('yes');
    expect(readMessage(soon)).toMatch(/the imported model is deleted from Bedrock.*s3:\/\/rung-data\/weights\/mail\//);
    expect(await models('mail')).toEqual([]);
    expect(readMessage(ended)).toMatch(
      /Its weights lie in `s3:\/\/rung-data\/weights\/mail\/`.*\[ Import it again \]|\[ Import it again \].*Its weights lie/s,
    );
  });

  it('is refused a second time while it stands, and a no leaves it as it was', async () => {
    const priced = await asked('second');
    const message = await saying(/\*second: imported/);
    await press(journey.slack, { as: 'U0ANA', message, label: /^Host it/ });
    const refused = await messageTo(
      journey.slack,
      { channel: CHANNEL, as: 'U0ANA' },
      /There is nothing to host.*hosted already/s,
    );
    await press(journey.slack, { as: 'U0BO', message: priced, label: /^Deny/ });
    await turned(priced, /not hosted\.\* <@U0BO> said no/);

    expect(refused.onlyFor).toBe('U0ANA');
    expect(await models('second')).toHaveLength(1);
  });

  it('is listed with what its storage costs and the copies that ran, by the price table and AWS’s own count', async () => {
    const [arn = ''] = await models('second');
    journey.aws.cloudWatch.record({
      ...{ namespace: 'AWS/Bedrock', metric: 'ModelCopy', value: 2, unit: 'Count', atMs: journey.clock.nowMs() },
      dimensions: { ModelId: arn },
    });
    await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'idle' });
    const list = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /1 hosting stands/);

    expect(readMessage(list)).toContain('all bill what they answer, and $1.95 a month for storing imported models');
    expect(readMessage(list)).toMatch(
      /\*second-[0-9a-f]+\* · imported model · \$1\.95 a month for storage \(price of \d+ Nov 2026, read from AWS\), copies by use · 2 copies of late/,
    );
  });

  it('whose weights are gone from S3 is not deleted, by its date or by a click, and a person is asked', async () => {
    const card = await hosted('lost');
    await removeWeights('lost');
    await press(journey.slack, { as: 'U0BO', message: card, label: /^Stop now/ });
    const stays = await saying(/lost was not deleted/);
    const atOnce = await models('lost');
    await toTheEnd('lost');
    const again = await waitFor(journey.slack, 'the second word', () =>
      journey.slack
        .messages(CHANNEL)
        .find((one) => one.ts !== stays.ts && /lost was not deleted/.test(readMessage(one))),
    );
    await turned(stays, /lost: asked again since/);

    expect(readMessage(again)).toContain('a person’s to give up');
    expect(readMessage(stays)).toMatch(
      /The files in s3:\/\/rung-data\/weights\/lost\/ are not those that it was imported from/,
    );
    expect(readMessage(stays)).toContain('a person’s to give up');
    expect(atOnce).toHaveLength(1);
    expect(await models('lost')).toEqual(atOnce);
  });

  it('that was deleted and imported anew under the same name is another, and stays', async () => {
    const card = await hosted('anew');
    const [arn = ''] = await models('anew');
    const { modelSummaries = [] } = await bedrock.send(new ListImportedModelsCommand({}));
    const importedModelName = modelSummaries.find(({ modelArn }) => modelArn === arn)?.modelName ?? '';
    const tags = await tagsOf(arn);
    await bedrock.send(new DeleteImportedModelCommand({ modelIdentifier: arn }));
    await bedrock.send(
      new CreateModelImportJobCommand({
        ...{ jobName: 'somebody-elses', importedModelName, roleArn: 'arn:aws:iam::123456789012:role/theirs' },
        modelDataSource: { s3DataSource: { s3Uri: 's3://rung-data/weights/anew/' } },
        importedModelTags: [...tags].map(([key = '', value = '']) => ({ key, value })),
      }),
    );
    journey.clock.skip(20 * MINUTE_MS);
    const other = await secondImport('anew');
    journey.clock.skip(26 * HOUR_MS);
    await journey.watch();
    await turned(card, /no longer hosted.*AWS does not list it any more/);

    expect(other).not.toBe(arn);
    expect(await models('anew')).toEqual([other]);
  });
});
