import { recentAudit } from '@rung/aws/audited-launches.ts';
import { awsClients } from '@rung/aws/clients.ts';
import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, messageSaying, messageTo, press, pressToForm, readMessage } from '../../functions/drive-slack.ts';
import { awsFor, CHANNEL, type Journey, startJourney } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const stands = (name: string) => journey.aws.bedrock.throughputs().some((throughput) => throughput.name === name);
const alertOf = (name: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`${name} has answered nothing`));
const turned = (name: string, word: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${name}: ${word}`));
const whisperTo = (as: string, says: RegExp) => messageTo(journey.slack, { channel: CHANNEL, as }, says);

/** The lines that the audit holds of a hosting, newest first. */
async function auditOf(name: string): Promise<string[]> {
  const lines = await recentAudit({ clients: awsClients(awsFor(journey)), name: journey.env.table }, 100);
  return lines.filter((line) => line.name === name).map(({ act, by }) => `${act} by ${by}`);
}

/** A throughput that nobody uses, seen by the watch nine hours later; tagged by its owner unless said otherwise. */
async function idle(name: string, made: { commitment?: 'OneMonth'; isTagged?: boolean } = {}): Promise<string> {
  const { commitment = 'none', isTagged = true } = made;
  const tags = isTagged ? [MAY_DELETE_TAG] : [];
  const arn = journey.aws.bedrock.createIdleThroughput({ name, modelUnits: 1, commitment, tags });
  journey.clock.skip(9 * HOUR_MS);
  await journey.watch();
  return arn;
}

/** The same, adopted by Fay. */
async function adopted(name: string): Promise<string> {
  const arn = await idle(name);
  await press(journey.slack, { as: 'U0FAY', message: await alertOf(name), label: /^Adopt$/ });
  await messageSaying(journey.slack, CHANNEL, new RegExp(`${name} has answered nothing[\\s\\S]*adopted by <@U0FAY>`));
  return arn;
}

async function keep(name: string): Promise<Message> {
  const form = await pressToForm(journey.slack, { as: 'U0FAY', message: await alertOf(name), label: /^Keep/ });
  const reason = {
    reason: { value: { actionId: 'value', blockId: 'reason', type: 'plain_text_input', value: 'Demo on Monday' } },
  };
  await journey.slack.submit({ as: 'U0FAY', viewId: form.id, values: reason });
  expect(JSON.stringify(form)).toContain(`*${name}* stays, and goes on costing $108.15 an hour, $2,596 a day.`);
  return turned(name, 'kept');
}

const pressDelete = async (name: string, as = 'U0FAY') =>
  press(journey.slack, { as, message: await alertOf(name), label: /^Delete$/ });

describe('a throughput without traffic', () => {
  it('is announced with its burn rate, adopted, deleted by one confirmed click after its minute', async () => {
    await adopted('unused');
    const alert = await alertOf('unused');

    await pressDelete('unused');
    const end = await turned('unused', 'deleted');

    expect(readMessage(alert)).toMatch(/costs \$108\.15 an hour, \$2,596 a day\.\* \$[\d,.]+ since it was made/);
    expect(readMessage(end)).toMatch(/By <@U0FAY>.*Saving \$108\.15 an hour, \$2,596 a day; it cost \$(?:9\d\d|1,0)/);
    expect(readMessage(alert)).toMatch(
      /Who may press:\* .*Delete asks once more, then waits a minute: .* The model stays\./,
    );
    expect(end.ts).toBe(alert.ts);
    expect(stands('unused')).toBe(false);
    expect(await auditOf('unused')).toEqual(['deleted by U0FAY', 'stop confirmed by U0FAY']);
  });

  it('asks to confirm, naming the throughput and what stops', async () => {
    await adopted('named');

    const buttons = (await alertOf('named')).blocks?.find((block) => block.type === 'actions');

    expect(JSON.stringify(buttons)).toContain('Delete named?');
    expect(JSON.stringify(buttons)).toMatch(
      /It saves \$108\.15 an hour, \$2,596 a day\. Whoever calls it fails from then on\./,
    );
  });

  it('is announced once for one stretch, however often and however close together the watch looks', async () => {
    await idle('once');

    await Promise.all([journey.watch(), journey.watch()]);
    await journey.idle();

    expect(
      journey.slack.messages(CHANNEL).filter((message) => /once has answered nothing/.test(readMessage(message))),
    ).toHaveLength(1);
  });

  it('can be cancelled for a minute, and stands', async () => {
    await adopted('spared');
    journey.clock.setSpeed(1);

    await pressDelete('spared');
    await press(journey.slack, { as: 'U0BO', message: await turned('spared', 'stopping'), label: /^Cancel$/ });
    await alertOf('spared');
    const told = await messageSaying(journey.slack, CHANNEL, /Your Delete was cancelled/);
    journey.clock.setSpeed(300);
    journey.clock.skip(HOUR_MS);
    await journey.idle();

    expect(stands('spared')).toBe(true);
    expect(readMessage(told)).toMatch(
      /^<@U0FAY> \*Your Delete was cancelled\.\* <@U0BO> pressed Cancel, .*It goes on at \$108\.15 an hour, \$2,596 a day\./s,
    );
  });

  it('is kept when traffic comes back inside the minute', async () => {
    const arn = await adopted('revived');
    journey.clock.setSpeed(1);

    await pressDelete('revived');
    await turned('revived', 'stopping');
    await journey.aws.bedrock.invoke(arn, 14);
    journey.clock.setSpeed(300);

    expect(readMessage(await turned('revived', 'kept'))).toMatch(/Traffic came back.*\(14 requests\)\. Nothing was/);
    expect(stands('revived')).toBe(true);
    const told = await messageSaying(journey.slack, CHANNEL, /Your Delete was called off: traffic came back/);
    expect(readMessage(told)).toMatch(/^<@U0FAY> .*It goes on at \$108\.15 an hour/s);
  });

  it('cannot be deleted inside its term, and the alert offers no button for it', async () => {
    await idle('committed', { commitment: 'OneMonth' });

    const alert = await alertOf('committed');

    expect(readMessage(alert)).toMatch(/It cannot be deleted:.*its term ends/);
    await expect(press(journey.slack, { as: 'U0FAY', message: alert, label: /^Delete$/ })).rejects.toThrow(/No button/);
    expect(stands('committed')).toBe(true);
  });

  it('is somebody else’s without the tag: shown, and adopting it changes nothing', async () => {
    await idle('foreign', { isTagged: false });
    const alert = await alertOf('foreign');

    await press(journey.slack, { as: 'U0FAY', message: alert, label: /^Adopt$/ });
    await journey.idle();
    const after = await alertOf('foreign');

    expect(readMessage(alert)).toMatch(/Not made by Rung\..*tag it `rung:may-delete` = `yes`/s);
    await expect(press(journey.slack, { as: 'U0FAY', message: after, label: /^Delete$/ })).rejects.toThrow(/No button/);
    expect(stands('foreign')).toBe(true);
  });

  it('answers a second click and deletes nothing more', async () => {
    await adopted('doubled');
    const alert = await alertOf('doubled');

    await press(journey.slack, { as: 'U0FAY', message: alert, label: /^Delete$/ });
    await turned('doubled', 'deleted');
    await press(journey.slack, { as: 'U0BO', message: alert, label: /^Delete$/ });

    expect(readMessage(await whisperTo('U0BO', /deleted it already/))).toContain('<@U0FAY> deleted it already');
  });

  it('is left alone while it is young', async () => {
    journey.aws.bedrock.createIdleThroughput({ name: 'young', modelUnits: 1, commitment: 'none' });
    journey.clock.skip(5 * HOUR_MS);

    await journey.watch();
    await journey.idle();

    expect(journey.slack.messages(CHANNEL).some((message) => /young has answered/.test(readMessage(message)))).toBe(
      false,
    );
  });
});

describe('an alert that waits', () => {
  it('is put off, says what that costs, and comes back', async () => {
    await adopted('drowsy');

    await choose(journey.slack, { as: 'U0FAY', message: await alertOf('drowsy'), option: /^4 hours \(\$432\.60\)$/ });
    const asleep = await turned('drowsy', 'snoozed');
    journey.clock.skip(5 * HOUR_MS);
    await journey.watch();

    expect(readMessage(asleep)).toMatch(/By <@U0FAY>\. Standing idle until then costs \$432\.60/);
    expect(readMessage(await alertOf('drowsy'))).toMatch(/adopted by/);
    const over = await messageSaying(journey.slack, CHANNEL, /The snooze is over, and it still idles/);
    expect(readMessage(over)).toMatch(/^<@U0FAY> .*It has cost \$1,\d\d\d since it idles\./s);
  });

  it('asks before a touch of the list puts it off, and one that is put off can still be adopted and deleted', async () => {
    await idle('dozing');
    const alert = await alertOf('dozing');

    await choose(journey.slack, { as: 'U0BO', message: alert, option: /^7 days \(\$18,169\)$/ });
    await press(journey.slack, { as: 'U0FAY', message: await turned('dozing', 'snoozed'), label: /^Adopt$/ });
    const asleep = await messageSaying(journey.slack, CHANNEL, /\*dozing: snoozed.*\[ Delete \]/s);

    expect(JSON.stringify(alert.blocks)).toContain(
      'It goes on at $108.15 an hour, $2,596 a day: 4 hours ($432.60), Tomorrow 9:00 (up to $3,569), 7 days ($18,169).',
    );
    await press(journey.slack, { as: 'U0FAY', message: asleep, label: /^Delete$/ });
    await turned('dozing', 'deleted');
  });

  it('is closed with a name and a reason', async () => {
    await idle('wanted');

    const kept = await keep('wanted');

    expect(readMessage(kept)).toMatch(/<@U0FAY>: “Demo on Monday”\. It goes on at \$108\.15 an hour, \$2,596 a day\./);
    await expect(press(journey.slack, { as: 'U0FAY', message: kept, label: /^Delete$/ })).rejects.toThrow(/No button/);
  });

  it('says in the list who keeps it, since when, why and for how much, and can be deleted by its card', async () => {
    await adopted('demo');
    await keep('demo');
    journey.clock.skip(10 * HOUR_MS);
    await journey.slack.command({ as: 'U0BO', channel: CHANNEL, command: '/rung', text: 'idle' });
    const list = readMessage(await whisperTo('U0BO', /\*demo\*.*kept by/));
    journey.clock.setSpeed(1);
    await press(journey.slack, { as: 'U0BO', message: await turned('demo', 'kept'), label: /^Delete$/ });
    await press(journey.slack, { as: 'U0FAY', message: await turned('demo', 'stopping'), label: /^Cancel$/ });
    const again = await turned('demo', 'kept');
    journey.clock.setSpeed(300);
    await press(journey.slack, { as: 'U0BO', message: again, label: /^Delete$/ });
    await turned('demo', 'deleted');

    expect(list).toMatch(/\*demo\*.* · kept by <@U0FAY> since <!date.*: “Demo on Monday”, \$1,08\d since then/);
    expect(list).toMatch(/Delete stands on the alert of .*demo/);
    expect(readMessage(again)).toMatch(/<@U0FAY>: “Demo on Monday”/);
    expect(stands('demo')).toBe(false);
  });

  it('is asked about once a week, of whoever keeps it, and stays', async () => {
    await idle('board');
    const { ts } = await keep('board');

    for (const days of [6, 1.1, 0.1]) {
      journey.clock.skip(days * 24 * HOUR_MS);
      await Promise.all([journey.watch(), journey.watch()]);
    }

    const asked = journey.slack
      .messages(CHANNEL)
      .filter((message) => message.threadTs === ts && /does the reason still hold/.test(readMessage(message)));
    expect(asked.map(readMessage)).toEqual([
      expect.stringMatching(/^<@U0FAY> \*You keep it for 7 days.*, which cost \$18,\d\d\d: .*Demo on Monday/s),
    ]);
    expect(stands('board')).toBe(true);
  });

  it('shows on its card, hours later, what it has cost by then, and calls the owners again after a week', async () => {
    await idle('forgotten');
    const ts = (await alertOf('forgotten')).ts;
    const card = () => messageSaying(journey.slack, CHANNEL, /forgotten has answered nothing for/);

    journey.clock.skip(7 * HOUR_MS);
    await journey.watch();
    const later = readMessage(await card());
    for (const days of [2, 7.1]) {
      journey.clock.skip(days * 24 * HOUR_MS);
      await journey.watch();
    }

    expect(later).toMatch(/for 16 h.* \$1,7\d\d since/);
    expect((await card()).ts).toBe(ts);
    const calls = journey.slack
      .messages(CHANNEL)
      .filter((message) => message.threadTs === ts && /Nobody has answered/.test(readMessage(message)));
    expect(calls).toHaveLength(2);
    expect(readMessage(calls[1] as never)).toMatch(
      /It has cost \$\d\d,\d\d\d since it idles\. It goes on at \$108\.15/,
    );
  });

  it('closes by itself when traffic comes back', async () => {
    const arn = await idle('busy-again');
    await alertOf('busy-again');

    await journey.aws.bedrock.invoke(arn, 3);
    await journey.watch();

    // The list of what is active says no more than that: not when, and not since when.
    expect(readMessage(await turned('busy-again', 'kept'))).toMatch(
      /Traffic came back: asked at least once since <!date/,
    );
  });

  it('names the owners when nobody answers for a day', async () => {
    await idle('ignored');
    await alertOf('ignored');

    journey.clock.skip(25 * HOUR_MS);
    await journey.watch();

    const called = await messageSaying(journey.slack, CHANNEL, /Nobody has answered this alert for 1 day/);
    // What Slack received: the sign of the group as Slack reads it, in the block that is shown and in the text that notifies.
    expect(readMessage(called)).toMatch(/^<!subteam\^S0OWNERS> \*Nobody has answered/);
    expect(called.text).toMatch(/^<!subteam\^S0OWNERS> Nobody has answered/);
  });
});

describe('an endpoint in SageMaker', () => {
  it('is found among everything that stands, with what AWS made of it', async () => {
    journey.aws.sageMaker.stand({ name: 'reranker', instanceType: 'ml.g5.2xlarge', instances: 2 });
    const modelSource = 'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/esm/1.0.0';
    journey.aws.sageMaker.stand({ name: 'folding', instanceType: 'ml.g5.2xlarge', instances: 1, modelSource });
    const asleep = { name: 'asleep', instanceType: 'ml.g5.2xlarge', instances: 1, running: 0 } as const;
    journey.aws.sageMaker.stand({ ...asleep, components: ['nightly'], copies: 0 });
    journey.clock.skip(9 * HOUR_MS);

    await journey.watch();
    await journey.slack.command({ as: 'U0FAY', channel: CHANNEL, command: '/rung', text: 'idle' });
    const list = readMessage(await whisperTo('U0FAY', /hostings stand/));

    expect(readMessage(await alertOf('reranker'))).toMatch(/SageMaker endpoint, 2 × `ml\.g5\.2xlarge`/);
    expect(list).toMatch(/\*reranker\* · SageMaker endpoint ·/);
    expect(list).toMatch(/\*folding\* · Marketplace endpoint ·/);
    // What has scaled to zero costs nothing: it is listed with its copies, and nobody is told that it idles.
    expect(list).toMatch(
      /\*asleep\* · SageMaker endpoint · scaled to zero, which costs nothing · shared by 1 model \(nightly: 0 copies\) · unused for 9 h/,
    );
    expect(journey.slack.messages(CHANNEL).map(readMessage).join()).not.toContain('asleep');
    expect(list).toMatch(/Knowledge Base · S3 Vectors: billed by what it stores and answers, nothing for standing/);
  });
});
