import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { awsFor, CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const check = (words: string) =>
  journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: `check ${words}` });

async function textOf(uri: string): Promise<string> {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({ ...awsFor(journey), forcePathStyle: true });
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString()) ?? '';
}

/** The text of the file in a message's thread. */
async function reportIn(threadTs: string, name = 'report.txt'): Promise<string> {
  const shared = await waitFor(journey.slack, 'The report', () =>
    journey.slack
      .messages(CHANNEL)
      .find(({ threadTs: root, files }) => root === threadTs && files?.some((file) => file.name === name)),
  );
  const [file] = shared.files ?? [];
  const response = await fetch(file?.url ?? '');
  return response.text();
}

describe('somebody who asks whether a file is sound', () => {
  it('reads on a card what to mend first, and everything in a file in its thread', async () => {
    const lines = tickets(120).trimEnd().split('\n');
    lines[4] = `${lines[4]},`;
    lines[7] = '{"messages": [}';
    for (const at of [20, 21, 22, 23, 24, 25]) lines[at] = lines[19] ?? '';
    const uri = await upload(journey, 'mixed.jsonl', lines.join('\n'));

    await check(uri);

    const card = await messageSaying(
      journey.slack,
      CHANNEL,
      /mixed\.jsonl is not ready for Nova Micro.*in this thread/s,
    );
    const words = readMessage(card);
    expect(words).toMatch(/2 errors and 6 warnings in 119 examples laid out as conversation/);
    expect(words.indexOf('Line 8, column 15')).toBeLessThan(words.indexOf('Line 5,'));
    expect(words).toMatch(/Line 21:.* repeats line 20.*Also on lines 22, 23, 24 and 2 more/s);
    const report = await reportIn(card.ts);
    expect(report).toMatch(/Mend first, in this order\s+1\. json-syntax: 1 place/);
    expect(report).toMatch(/Lines 21, 22, 23, 24, 25, 26|Line 21/);
  });

  it('names a method and a held-out set, and hears of what leaks', async () => {
    const prompt = (n: number) =>
      JSON.stringify({ messages: [{ role: 'user', content: `How many are ${n}?` }], reference_answer: `${n}` });
    const uri = await upload(journey, 'graded.jsonl', Array.from({ length: 100 }, (_, n) => prompt(n)).join('\n'));
    const held = await upload(journey, 'held.jsonl', `${prompt(7)}\n${prompt(700)}\n`);

    await check(`${uri} reinforcement-fine-tuning --eval ${held}`);

    const card = await messageSaying(
      journey.slack,
      CHANNEL,
      /graded\.jsonl is not ready for reinforcement fine-tuning of Nova 2 Lite/,
    );
    expect(readMessage(card)).toMatch(/Line 1 of held\.jsonl:.*line 8 of the training set/s);
  });

  it('is told in place how far it is while a big file is read', async () => {
    const line = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'x'.repeat(60_000) }] }] });
    const uri = await upload(journey, 'big.jsonl', `${line}\n`.repeat(560));

    await check(uri);

    const reading = await messageSaying(journey.slack, CHANNEL, /Reading s3:\/\/rung-data\/big\.jsonl: \d+ %/);
    const result = await messageSaying(journey.slack, CHANNEL, /big\.jsonl is not ready/);
    expect(result.ts).toBe(reading.ts);
  });

  it('takes a repaired copy by a click: new files that pass the check, what changed beside them, the source as it was', async () => {
    const lines = tickets(120).trimEnd().split('\n');
    lines[4] = `${lines[4]},`;
    lines[7] = '{"messages": [}';
    lines[9] = lines[8] ?? '';
    const source = lines.join('\n');
    const uri = await upload(journey, 'broken.jsonl', source);
    await check(uri);
    const card = await messageSaying(journey.slack, CHANNEL, /broken\.jsonl is not ready.*in this thread/s);

    await press(journey.slack, { as: 'U0BO', message: card, label: /Take the repaired copy/ });

    const copy = readMessage(
      await messageSaying(journey.slack, CHANNEL, /repaired copy of broken\.jsonl passes the check/),
    );
    expect(copy).toMatch(/Training: \d+ examples.*Validation: \d+ examples.*A test that training never sees/s);
    const training = /s3:\/\/\S+\.training\.jsonl/.exec(copy)?.[0] ?? '';
    expect(await textOf(uri)).toBe(source);
    expect(await textOf(training)).not.toContain('{"messages": [}');
    expect(await reportIn(card.ts, 'changes.txt')).toMatch(/Left out: 2 \(duplicate 1, json-syntax 1\)/);
    await check(training);
    await messageSaying(journey.slack, CHANNEL, /broken\.training\.jsonl (?:is ready|can be trained on)/);
  });

  it('has a copy launched from', async () => {
    const copied = await messageSaying(journey.slack, CHANNEL, /repaired copy of broken\.jsonl passes/);
    const dataset = /s3:\/\/\S+\.training\.jsonl/.exec(readMessage(copied))?.[0] ?? '';

    await launch(journey.slack, {
      as: 'U0ANA',
      channel: CHANNEL,
      typed: { name: 'from-a-copy', baseModelId: NOVA_MICRO, dataset },
    });

    await messageSaying(journey.slack, CHANNEL, /\*from-a-copy: waiting for a yes/);
  });

  it('has no copy of a file that changed since its card', async () => {
    const uri = await upload(journey, 'moved.jsonl', `${tickets(120)}{"messages": [}\n`);
    await check(uri);
    const card = await messageSaying(journey.slack, CHANNEL, /moved\.jsonl is not ready.*in this thread/s);
    await upload(journey, 'moved.jsonl', tickets(110));

    await press(journey.slack, { as: 'U0ANA', message: card, label: /Take the repaired copy/ });

    const told = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /No copy was written.*has changed/s);
    expect(readMessage(told)).toContain('Check it again');
  });

  it('has a sample looked through for names and addresses by a click on the shown amount, once, and reads where they stand', async () => {
    const lines = tickets(40).trimEnd().split('\n');
    const told = 'Write to 😀 Emma Miller, 12 Garden Street, please.';
    lines[3] = (lines[3] ?? '').replace('Case 3:', `${told} Case 3:`);
    const uri = await upload(journey, 'people.jsonl', lines.join('\n'));
    await check(uri);
    const card = await messageSaying(journey.slack, CHANNEL, /people\.jsonl .*in this thread/s);
    expect(readMessage(card)).toMatch(
      /40 requests, at most 800 units of 100 characters; what a unit costs is not known/,
    );

    const look = { as: 'U0BO', message: card, label: /Look for names and addresses \(40 requests\)/ };
    await press(journey.slack, look);

    const found = readMessage(
      await messageSaying(journey.slack, CHANNEL, /names or addresses in 1 of 40 of 40 records/),
    );
    expect(found).toMatch(/Line 4: a name in messages\[0\]\.content\[0\]\.text\.\nLine 4: an address in messages/);
    expect(found).toMatch(/Sent by this account: 40 requests, 120 units/);
    expect(found + (await reportIn(card.ts, 'names.txt'))).not.toMatch(/Emma|Garden/);
    await press(journey.slack, look);
    await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, /Nothing was sent.*already/s);
  });

  it('hears that the model’s tokens are estimated, because Bedrock counts for others only', async () => {
    const uri = await upload(journey, 'counted.jsonl', tickets(120));

    await check(uri);

    const card = await messageSaying(journey.slack, CHANNEL, /counted\.jsonl .*in this thread/s);
    expect(readMessage(card)).toContain('Bedrock offers no CountTokens for Nova Micro.');
  });

  it('has packed logs of calls read, and hears how far the prompts are from them', async () => {
    const call = (n: number) =>
      JSON.stringify({
        schemaType: 'ModelInvocationLog',
        schemaVersion: '1.0',
        operation: 'Converse',
        modelId: 'amazon.nova-pro-v1:0',
        input: {
          inputBodyJson: {
            system: [{ text: 'You are the desk of Acme. Answer in one sentence.' }],
            messages: [{ role: 'user', content: [{ text: `Where is parcel ${n} of last week, please?` }] }],
          },
        },
        output: {
          outputBodyJson: { output: { message: { role: 'assistant', content: [{ text: `At stop ${n}.` }] } } },
        },
      });
    const packed = zlib.gzipSync(Array.from({ length: 120 }, (_, n) => call(n)).join('\n'));
    await journey.aws.s3.put('rung-data', 'calls.jsonl.gz', packed);
    const uri = await upload(journey, 'mirrored.jsonl', tickets(120));

    await check('s3://rung-data/calls.jsonl.gz distillation');
    await check(`${uri} --logs s3://rung-data/calls.jsonl.gz`);

    const logs = await messageSaying(journey.slack, CHANNEL, /calls\.jsonl\.gz .*in this thread/s);
    expect(readMessage(logs)).toMatch(/120 examples laid out as invocation-log/);
    const mirrored = await messageSaying(journey.slack, CHANNEL, /mirrored\.jsonl .*in this thread/s);
    expect(readMessage(mirrored)).toMatch(/100 % of 120 logged calls have a system text that is not trained on/);
  });

  it('is told what to do with a packed file that is read unpacked only', async () => {
    await journey.aws.s3.put('rung-data', 'packed.jsonl.gz', zlib.gzipSync(tickets(120)));

    await check('s3://rung-data/packed.jsonl.gz');

    const card = readMessage(await messageSaying(journey.slack, CHANNEL, /packed\.jsonl\.gz is not ready/));
    expect(card).toMatch(/Unpack it and upload the plain \.jsonl/);
    expect(card).not.toContain('Take the repaired copy');
  });

  it.each([
    ['an address that is none', 'train.jsonl', /Nothing was checked.*Give me an S3 address/s],
    [
      'a file that is not there',
      's3://rung-data/nowhere.jsonl',
      /There is no file at s3:\/\/rung-data\/nowhere\.jsonl/,
    ],
    [
      'a model that cannot be tuned',
      's3://rung-data/mixed.jsonl cohere.command-text-v14',
      /Nothing was checked.*no longer/s,
    ],
  ])('hears alone of %s', async (_what, words, expected) => {
    await check(words);

    expect(readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, expected))).toMatch(expected);
  });
});
