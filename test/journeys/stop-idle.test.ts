import { HOUR_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, startJourney } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const stands = (name: string) => journey.aws.bedrock.throughputs().some((throughput) => throughput.name === name);
const alertOf = (name: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`${name} has answered nothing`));
const resolved = (name: string, word: string) =>
  messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${name}: ${word}`));

async function idle(name: string, commitment: 'none' | 'OneMonth' = 'none'): Promise<string> {
  const arn = journey.aws.bedrock.createIdleThroughput({ name, modelUnits: 1, commitment });
  journey.clock.skip(9 * HOUR_MS);
  await journey.watch();
  return arn;
}

describe('a throughput without traffic', () => {
  it('is announced with its burn rate and what it has cost, and deleted by one confirmed click', async () => {
    await idle('unused');
    const alert = await alertOf('unused');

    await press(journey.slack, { as: 'U0FAY', message: alert, label: /^Delete$/ });
    const end = await resolved('unused', 'deleted');

    expect(readMessage(alert)).toMatch(/costs \$108\.15 an hour\.\* \$97\d\.\d\d since it was made/);
    expect(readMessage(end)).toMatch(/By <@U0FAY>.*Saving \$108\.15 an hour; it cost \$9\d\d/);
    expect(end.ts).toBe(alert.ts);
    expect(stands('unused')).toBe(false);
  });

  it('asks to confirm, naming the throughput and what stops', async () => {
    await idle('named');

    const buttons = (await alertOf('named')).blocks?.find((block) => block.type === 'actions');

    expect(JSON.stringify(buttons)).toContain('Delete named?');
    expect(JSON.stringify(buttons)).toContain('It saves $108.15 an hour');
  });

  it('is announced once for one stretch, however often and however close together the watch looks', async () => {
    journey.aws.bedrock.createIdleThroughput({ name: 'once', modelUnits: 1, commitment: 'none' });
    journey.clock.skip(9 * HOUR_MS);

    await journey.watch();
    await journey.watch();
    await journey.idle();

    expect(
      journey.slack.messages(CHANNEL).filter((message) => /once has answered nothing/.test(readMessage(message))),
    ).toHaveLength(1);
  });

  it('is kept when traffic came back between the alert and the click', async () => {
    const arn = await idle('revived');
    const alert = await alertOf('revived');
    await journey.aws.bedrock.invoke(arn, 14);

    await press(journey.slack, { as: 'U0FAY', message: alert, label: /^Delete$/ });

    expect(readMessage(await resolved('revived', 'kept'))).toMatch(
      /Traffic came back .*\(14 requests\)\. Nothing was deleted/,
    );
    expect(stands('revived')).toBe(true);
  });

  it('cannot be deleted inside its term, and the alert offers no button for it', async () => {
    await idle('committed', 'OneMonth');

    const alert = await alertOf('committed');

    expect(readMessage(alert)).toMatch(/It cannot be stopped:.*its term ends/);
    await expect(press(journey.slack, { as: 'U0FAY', message: alert, label: /^Delete$/ })).rejects.toThrow(/No button/);
    expect(stands('committed')).toBe(true);
  });

  it('answers a second click and deletes nothing more', async () => {
    await idle('doubled');
    const alert = await alertOf('doubled');

    await press(journey.slack, { as: 'U0FAY', message: alert, label: /^Delete$/ });
    await resolved('doubled', 'deleted');
    await press(journey.slack, { as: 'U0BO', message: alert, label: /^Delete$/ });

    expect(readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, /already/))).toContain(
      '<@U0FAY> deleted it already',
    );
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
