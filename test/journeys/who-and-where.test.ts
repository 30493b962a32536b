import type { Slack } from '@rung/sandbox/slack/slack-options.ts';
import type { FormValues, View } from '@rung/sandbox/slack/workspace.ts';
import { LAUNCH_SHORTCUT } from '@rung/slack/action-ids.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formValues, launch, messageSaying, openLaunchForm, readBlocks } from '../../functions/drive-slack.ts';
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

const NOT_JOINED = { id: 'C0ELSE', name: 'elsewhere', kind: 'channel' as const, members: ['U0ANA'] };

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({ RUNG_RULES: 'launch@C0SUPPORT=U0FAY' }, undefined, {
    people: [GUEST, STRANGER],
    channels: [SHARED],
    unjoined: [NOT_JOINED],
  });
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

/** `/rung launch`, and what stands in the form's place. */
async function opened(as: string, channel: string): Promise<string> {
  const view = await openLaunchForm(journey.slack, { as, channel });
  const words = readBlocks(view.blocks);
  await journey.slack.closeView({ as, viewId: view.id });
  return words;
}

describe('a launch', () => {
  it.each([
    [
      'in a channel that is shared with another company',
      'U0ANA',
      SHARED.id,
      /shared with another company.*only your own company reads/,
    ],
    ['by a guest', GUEST.id, SHARED.id, /Guests cannot launch.*Ask a full member/],
    [
      'by somebody of another company',
      STRANGER.id,
      SHARED.id,
      /Only members of this workspace can launch, because it pays/,
    ],
    ['where Rung is not', 'U0ANA', NOT_JOINED.id, /I am not in this channel.*Invite me/],
  ] as const)('is not begun %s, and a sentence says why', async (...[, as, channel, says]) => {
    const words = await opened(as, channel);

    expect(words).toMatch(says);
    expect(words).toContain('Nothing was launched.');
    expect(words).not.toContain('Base model');
  });

  it('is refused by the form too, when its channel was shared after it was opened', async () => {
    const dataset = await upload(journey, 'shared.jsonl', tickets(60));
    const view = await openLaunchForm(journey.slack, { as: 'U0ANA', channel: CHANNEL });
    const typed = formValues(view, { name: 'shared', baseModelId: NOVA_MICRO, dataset });
    const metadata = JSON.stringify({ channel: SHARED.id });
    const outcome = await journey.aws.lambda.invoke('rung-desk', submission(view, typed, metadata));

    expect(JSON.stringify(outcome)).toContain('This channel is shared with another company');
    expect(journey.slack.messages(SHARED.id)).toEqual([]);
  });

  it('that only others may ask for is refused with their names, which a line under a field cannot show', async () => {
    const dataset = await upload(journey, 'ruled.jsonl', tickets(60));
    const view = await openLaunchForm(journey.slack, { as: 'U0ANA', channel: CHANNEL });
    const typed = formValues(view, { name: 'ruled', baseModelId: NOVA_MICRO, dataset });
    const metadata = JSON.stringify({ channel: 'C0SUPPORT' });
    const outcome = JSON.stringify(await journey.aws.lambda.invoke('rung-desk', submission(view, typed, metadata)));
    await journey.slack.closeView({ as: 'U0ANA', viewId: view.id });

    expect(outcome).toMatch(/response_action.*update.*mrkdwn.*In this channel only <@U0FAY> can launch a job\./);
  });

  it('is opened from a message with the files that it names', async () => {
    const dataset = await upload(journey, 'told.jsonl', tickets(60));
    const text = `The new triage set is ready: ${dataset}, held out: s3://rung-data/told.validation.jsonl.`;
    const { ts } = await journey.slack.say({ as: 'U0BO', channel: CHANNEL, text });

    const before = new Set(journey.slack.views('U0ANA').map(({ id }) => id));
    await journey.slack.shortcut({ as: 'U0ANA', channel: CHANNEL, ts, callbackId: LAUNCH_SHORTCUT });
    const form = await waitFor(journey.slack, 'The form', () =>
      journey.slack.views('U0ANA').find(({ id }) => !before.has(id)),
    );

    const shown = JSON.stringify(form.blocks);
    expect(shown).toContain(`"initial_value":"${dataset}"`);
    expect(shown).toContain('"initial_value":"s3://rung-data/told.validation.jsonl"');
  });
});

/** A form as Slack hands it in, with metadata as somebody's old form may have. */
function submission(view: View, typed: FormValues, metadata: string) {
  const fields = Object.entries(typed).map(([block, actions]) => [
    block,
    Object.fromEntries(
      Object.entries(actions).map(([action, { value, selectedOption }]) => [
        action,
        { value, selected_option: selectedOption },
      ]),
    ),
  ]);
  const payload = {
    type: 'view_submission',
    team: { id: 'T0LOCAL' },
    user: { id: 'U0ANA' },
    view: {
      ...{ id: view.id, type: 'modal', callback_id: view.callbackId, private_metadata: metadata },
      state: { values: Object.fromEntries(fields) },
    },
  };
  return { body: `payload=${encodeURIComponent(JSON.stringify(payload))}`, encoding: 'form', retry: 0 };
}
