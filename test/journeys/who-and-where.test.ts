import type { Slack } from '@rung/sandbox/slack/slack-options.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, readBlocks } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

/** A workspace with a guest, somebody of another company, and a channel that is shared with theirs. */
const GUEST = { id: 'U0GIL', name: 'gil', realName: 'Gil Guest', isGuest: true };
const STRANGER = { id: 'U0SAM', name: 'sam', realName: 'Sam Stranger', isStranger: true };
const SHARED = {
  id: 'C0SHARED',
  name: 'with-acme',
  kind: 'channel' as const,
  members: ['U0ANA', 'U0BO', GUEST.id, STRANGER.id],
  isExternallyShared: true,
};

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({}, undefined, { people: [GUEST, STRANGER], channels: [SHARED] });
});
afterAll(() => journey.end());

/** Opens the Home tab; what it says once that is there. */
async function homeOf(slack: Slack, as: string, says: RegExp): Promise<string> {
  await slack.openApp({ as, tab: 'home' });
  return waitFor(slack, `A Home that says ${says}`, () => {
    const words = readBlocks(slack.home(as)?.blocks ?? []);
    return says.test(words) ? words : undefined;
  });
}

describe('the Home tab', () => {
  it('says to each person what waits for them and what is theirs, and to a guest nothing of it', async () => {
    const dataset = await upload(journey, 'home.jsonl', tickets(60));
    const typed = { name: 'home', dataset, baseModelId: NOVA_MICRO };
    await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
    await messageSaying(journey.slack, CHANNEL, /\*home: waiting for a yes/);

    const bo = await homeOf(journey.slack, 'U0BO', /waits/);
    const ana = await homeOf(journey.slack, 'U0ANA', /under way/);
    const guest = await homeOf(journey.slack, GUEST.id, /full members/);

    expect(bo).toMatch(/One launch waits for your yes.*Waiting for your yes.*home.*waiting for a yes until/s);
    expect(ana).toMatch(/1 under way\*, none waits for you.*Yours, under way.*home/s);
    expect(guest).not.toContain('home*');
  });
});
