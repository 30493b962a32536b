import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { awsClients } from '@rung/aws/clients.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, messageSaying, messageTo, press, readBlocks, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { exportStage } from '../../functions/operate/export.ts';
import { awsFor, CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;
let dataset: string;
beforeAll(async () => {
  journey = await startJourney();
  dataset = await upload(journey, 'train.jsonl', tickets(60));
  journey.aws.bedrock.stallJobs(true);
});
afterAll(() => journey.end());

const saying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);

async function asked(as: string, name: string) {
  await launch(journey.slack, { as, channel: CHANNEL, typed: { name, dataset, baseModelId: NOVA_MICRO } });
  return saying(new RegExp(`^\\*${name}: waiting for a yes`));
}

async function running(as: string, name: string, approver: string) {
  await press(journey.slack, { as: approver, message: await asked(as, name), label: /^Approve/ });
  return saying(new RegExp(`^\\*${name}: sent to AWS`));
}

it('/rung jobs tells each person what waits for them, what is theirs, what else runs and what has ended; no id is ever typed', async () => {
  await running('U0BO', 'bos-own', 'U0FAY');
  await running('U0FAY', 'fays', 'U0BO');
  await press(journey.slack, { as: 'U0FAY', message: await asked('U0ANA', 'refused'), label: /^Deny/ });
  await saying(/<@U0ANA> refused: not started/);
  await asked('U0ANA', 'open');

  const command = { channel: CHANNEL, command: '/rung', text: 'jobs' };
  await journey.slack.command({ ...command, as: 'U0BO' });
  const bo = readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, /Waiting for your yes/));
  await journey.slack.command({ ...command, as: 'U0ANA' });
  const ana = readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /Yours, under way/));

  expect(bo).toMatch(/\*One launch waits for your yes\*, 2 under way\./);
  expect(bo).toMatch(
    /\*Waiting for your yes\*\n• \*open\*.*\n\*Yours, under way\*\n• \*bos-own\*.*\n\*Under way\*\n• \*fays\*.*\n\*Ended, newest first\*\n• \*refused\* · not started \(denied by <@U0FAY>\)/,
  );
  expect(ana).not.toContain('Waiting for your yes');
  expect(ana).toMatch(/\*Yours, under way\*\n• \*open\*/);
  expect(bo + ana).not.toMatch(/lch_/);
});

it('Home has the same groups for each person', async () => {
  await journey.slack.openApp({ as: 'U0BO', tab: 'home' });

  const home = await waitFor(journey.slack, 'Home', () => {
    const words = readBlocks(journey.slack.home('U0BO')?.blocks ?? []);
    return words.includes('Waiting for your yes') ? words : undefined;
  });

  expect(home).toMatch(/Waiting for your yes.*open.*Yours, under way.*bos-own.*Under way.*fays/s);
});

it('every act leaves a line that is exported, with who did it, and what a yes bound', async () => {
  const card = await saying(/^\*bos-own: sent to AWS/);
  await press(journey.slack, { as: 'U0BO', message: card, label: /^Stop/ });
  await saying(/<@U0BO> bos-own: stopped/);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-audit-'));

  const { table, bucket } = journey.env;
  await exportStage({ clients: awsClients(awsFor(journey)), table, bucket }, directory);
  const exported = fs.readFileSync(path.join(directory, 'records.jsonl'), 'utf8').trim().split('\n');
  fs.rmSync(directory, { recursive: true });

  const lines = exported
    .map((line) => JSON.parse(line) as { kind: string; value: Record<string, unknown> })
    .filter(({ kind, value }) => kind === 'audit' && value['name'] === 'bos-own')
    .map(({ value }) => [value['act'], value['by'], value['outcome'], typeof value['planHash']]);
  expect(lines.sort()).toEqual([
    ['approved', 'U0FAY', undefined, 'string'],
    ['ended', 'U0BO', 'stopped', 'string'],
    ['requested', 'U0BO', undefined, 'undefined'],
    ['started', undefined, undefined, 'string'],
  ]);
});
