import { recentAudit } from '@rung/aws/audited-launches.ts';
import { awsClients } from '@rung/aws/clients.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  formValues,
  launch,
  messageSaying,
  messageTo,
  openLaunchForm,
  press,
  readMessage,
  type TypedLaunch,
} from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, jobNames, NOVA_MICRO, startJourney, tickets, trained, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const ask = (typed: Partial<TypedLaunch> & { name: string; dataset: string }) =>
  launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed: { baseModelId: NOVA_MICRO, ...typed } });

const waiting = (name: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${name}: waiting for a yes`));
const cardOf = (name: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${name}: `));
const approvedBy = async (name: string, as: string) =>
  press(journey.slack, { as, message: await waiting(name), label: /^Approve/ });

/** The lines that the audit holds of a launch, newest first. */
async function auditOf(name: string): Promise<string[]> {
  const clients = awsClients({
    region: 'us-east-1',
    endpoint: journey.aws.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const lines = await recentAudit({ clients, name: journey.env.table }, 100);
  return lines
    .filter((line) => line.name === name)
    .map(({ act, by, outcome }) => [act, by && `by ${by}`, outcome].filter(Boolean).join(' '));
}

describe('a launch', () => {
  it('goes from the form through a second person’s yes to the loss curve and the verdict, in one card and one thread', async () => {
    const dataset = await upload(journey, 'good.jsonl', tickets(240));
    const validation = await upload(journey, 'good.validation.jsonl', tickets(48).replaceAll('Case', 'Ticket'));

    await ask({ name: 'good', dataset, validation });
    const card = await waiting('good');
    await approvedBy('good', 'U0BO');
    const ended = await trained(journey, /<@U0ANA> good: learned/);

    const final = await cardOf('good');
    const thread = journey.slack.messages(CHANNEL).filter((message) => message.threadTs === card.ts);
    expect(final.ts).toBe(card.ts);
    expect(readMessage(final)).toMatch(/learned.*by Rung’s own count/s);
    expect(readMessage(final)).toContain('Approved by <@U0BO>');
    expect(thread.map((message) => message.ts)).toContain(ended.ts);
    expect(thread.map(readMessage).join('\n')).toMatch(
      /Preflight: \d checks in order.*✓ \d of the 10 customization jobs that your account may run at once are under way/s,
    );
    expect(thread.some((message) => message.blocks?.some((block) => block.type === 'data_visualization'))).toBe(true);
    expect((await jobNames(journey)).filter((name) => name.startsWith('good-'))).toHaveLength(1);
    expect(await auditOf('good')).toEqual(['ended done', 'started', 'approved by U0BO', 'requested by U0ANA']);
  });

  it('is one launch, however often its form is delivered', async () => {
    const dataset = await upload(journey, 'twice.jsonl', tickets(60));
    const view = await openLaunchForm(journey.slack, { as: 'U0ANA', channel: CHANNEL });
    const typed = formValues(view, { name: 'twice', baseModelId: NOVA_MICRO, dataset });
    const fields = Object.entries(typed).map(([block, actions]) => [
      block,
      Object.fromEntries(
        Object.entries(actions).map(([action, { value, selectedOption }]) => [
          action,
          { value, selected_option: selectedOption },
        ]),
      ),
    ]);
    const submission = (attempt: number) => ({
      type: 'view_submission',
      team: { id: 'T0LOCAL' },
      user: { id: 'U0ANA' },
      attempt,
      view: {
        id: view.id,
        type: 'modal',
        callback_id: view.callbackId,
        private_metadata: view.privateMetadata,
        state: { values: Object.fromEntries(fields) },
      },
    });
    const deliver = (attempt: number) =>
      journey.aws.lambda.invoke('rung-desk', {
        body: `payload=${encodeURIComponent(JSON.stringify(submission(attempt)))}`,
        encoding: 'form',
        retry: 0,
      });

    await Promise.all([deliver(1), deliver(2), deliver(3)]);
    await waiting('twice');
    await journey.idle();

    expect(journey.aws.stepFunctions.executions().filter(({ status }) => status === 'RUNNING')).toHaveLength(1);
    expect(journey.slack.messages(CHANNEL).filter((message) => /\*twice: /.test(readMessage(message)))).toHaveLength(1);
  });

  it('ends before AWS is asked when lines are bad, and names the worst one', async () => {
    const lines = tickets(40).split('\n');
    lines[6] = lines[6]?.slice(0, -3) ?? '';
    lines[20] = (lines[20] ?? '').replace('"user"', '"system"');
    const dataset = await upload(journey, 'bad.jsonl', lines.join('\n'));

    await ask({ name: 'bad', dataset });
    await messageSaying(journey.slack, CHANNEL, /<@U0ANA> bad: not started/);

    const card = readMessage(await cardOf('bad'));
    expect(card).toMatch(/not started\.\* Line 7/);
    expect(card).toContain('Nothing was sent to Bedrock');
    expect((await jobNames(journey)).some((name) => name.startsWith('bad-'))).toBe(false);
  });

  it('ends in a card when there is no such file', async () => {
    await ask({ name: 'nofile', dataset: 's3://rung-data/none.jsonl' });

    expect(readMessage(await messageSaying(journey.slack, CHANNEL, /\*nofile: not started/))).toContain(
      'There is no file at',
    );
  });

  it('says under the field that a model cannot be tuned', async () => {
    const outcome = await ask({
      name: 'wrong',
      dataset: 's3://rung-data/good.jsonl',
      baseModelId: 'amazon.nova-lite-v1:0:24k',
    });

    expect(outcome).toMatchObject({ kind: 'errors', errors: { baseModelId: expect.stringContaining('24k') } });
  });

  it('is refused when it would cost more than its budget', async () => {
    const dataset = await upload(journey, 'dear.jsonl', tickets(2000));

    await ask({ name: 'dear', dataset, budgetUsd: '0.01' });

    expect(readMessage(await messageSaying(journey.slack, CHANNEL, /\*dear: not started/))).toMatch(
      /above your budget of \$0\.01/,
    );
  });

  it('ends in a card that names who said no, and starts nothing', async () => {
    const dataset = await upload(journey, 'denied.jsonl', tickets(60));
    await ask({ name: 'denied', dataset });

    await press(journey.slack, { as: 'U0FAY', message: await waiting('denied'), label: /^Deny/ });
    await messageSaying(journey.slack, CHANNEL, /<@U0ANA> denied: not started/);

    expect(readMessage(await cardOf('denied'))).toMatch(/denied by <@U0FAY>/);
    expect((await jobNames(journey)).some((name) => name.startsWith('denied-'))).toBe(false);
  });

  it('is not approved by the one who asked for it', async () => {
    const dataset = await upload(journey, 'own.jsonl', tickets(60));
    await ask({ name: 'own', dataset });

    await approvedBy('own', 'U0ANA');
    const told = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /somebody else has to approve/);

    expect(told.onlyFor).toBe('U0ANA');
    expect(readMessage(await cardOf('own'))).toContain('waiting for a yes');
  });

  it('tells a second decider whose decision stands', async () => {
    const dataset = await upload(journey, 'raced.jsonl', tickets(60));
    await ask({ name: 'raced', dataset });
    const card = await waiting('raced');

    await press(journey.slack, { as: 'U0BO', message: card, label: /^Approve/ });
    await messageSaying(journey.slack, CHANNEL, /\*raced: (approved|training|learned)/);
    await press(journey.slack, { as: 'U0FAY', message: card, label: /^Deny/ });

    expect(readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0FAY' }, /decided already/))).toContain(
      '<@U0BO> approved it',
    );
    await trained(journey, /<@U0ANA> raced: /);
  });

  it('raced by two people who press at once has one decision, and only the other one is told that it was too late', async () => {
    for (const name of ['race-a', 'race-b']) {
      const dataset = await upload(journey, `${name}.jsonl`, tickets(60));
      await ask({ name, dataset });
      const message = await waiting(name);

      await Promise.all([
        press(journey.slack, { as: 'U0BO', message, label: /^Approve/ }),
        press(journey.slack, { as: 'U0FAY', message, label: /^Deny/ }),
      ]);
      await messageSaying(journey.slack, CHANNEL, new RegExp(`<@U0ANA> ${name}: `));
      await journey.idle();

      const card = readMessage(await cardOf(name));
      const jobs = (await jobNames(journey)).filter((job) => job.startsWith(`${name}-`)).length;
      const decided = (await auditOf(name)).filter((line) => /approved by|denied/.test(line));
      expect([card.includes('denied by <@U0FAY>'), jobs]).toEqual(
        card.includes('Approved by <@U0BO>') ? [false, 1] : [true, 0],
      );
      expect(decided).toHaveLength(1);
    }
  });

  it('is stopped while it trains by whoever asked for it, in a card that says who and what it may cost', async () => {
    const dataset = await upload(journey, 'stopped.jsonl', tickets(240));
    await ask({ name: 'stopped', dataset });
    await approvedBy('stopped', 'U0BO');
    const started = async () => (await jobNames(journey)).some((job) => job.startsWith('stopped-'));
    await expect.poll(started).toBe(true);

    await press(journey.slack, { as: 'U0ANA', message: await cardOf('stopped'), label: /^Stop/ });
    await messageSaying(journey.slack, CHANNEL, /<@U0ANA> stopped: stopped by <@U0ANA>/);

    const card = readMessage(await cardOf('stopped'));
    expect(card).toMatch(
      /\*stopped: stopped by <@U0ANA>\* after .*AWS may bill what was trained until then: at most \$/,
    );
    expect(card).toContain('[ Launch it again ]');
    expect((await jobNames(journey)).filter((job) => job.startsWith('stopped-'))).toHaveLength(1);
  });

  it('expires after a day in a card that says so, and starts nothing', async () => {
    const dataset = await upload(journey, 'late.jsonl', tickets(60));
    await ask({ name: 'late', dataset });
    await waiting('late');

    journey.clock.skip(DAY_MS);
    await messageSaying(journey.slack, CHANNEL, /<@U0ANA> late: not started/);

    expect(readMessage(await cardOf('late'))).toContain('expired');
    expect((await jobNames(journey)).some((name) => name.startsWith('late-'))).toBe(false);
  });

  it('is refused when the file was replaced after the yes was asked for', async () => {
    const dataset = await upload(journey, 'swapped.jsonl', tickets(60));
    await ask({ name: 'swapped', dataset });
    await waiting('swapped');
    await upload(journey, 'swapped.jsonl', tickets(90));

    await approvedBy('swapped', 'U0BO');
    await messageSaying(journey.slack, CHANNEL, /<@U0ANA> swapped: not started/);

    expect(readMessage(await cardOf('swapped'))).toContain('no longer the file that was checked');
    expect((await jobNames(journey)).some((name) => name.startsWith('swapped-'))).toBe(false);
  });
});
