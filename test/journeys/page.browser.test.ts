import fs from 'node:fs';
import path from 'node:path';
import type { Listening } from '@rung/sandbox/kit/http.ts';
import { startPlayground } from '@rung/sandbox/playground/server.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_FILES } from '../../functions/local-examples.ts';
import { localPanel } from '../../functions/local-panel.ts';
import { LOCAL_APP, LOCAL_COMMANDS, LOCAL_SHORTCUTS } from '../../functions/local-workspace.ts';
import { launchBrowser } from '../sandbox/playground/playground-fixture.ts';
import { type Journey, jobNames, startJourney } from './journey.ts';

/** Longest real wait for something to show: a training of twenty sandbox minutes, with both cores busy. */
const PATIENCE_MS = 60_000;

let journey: Journey;
let server: Listening;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [journey, browser] = await Promise.all([startJourney(), launchBrowser()]);
  server = await startPlayground({
    port: 0,
    slack: journey.slack,
    clock: journey.clock,
    panel: localPanel(journey),
    app: { userId: LOCAL_APP.botUserId, name: LOCAL_APP.name, description: LOCAL_APP.description },
    commands: LOCAL_COMMANDS,
    shortcuts: LOCAL_SHORTCUTS,
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await journey.end();
});
beforeEach(async () => {
  complaints.length = 0;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(server.url);
  await page.getByRole('heading', { name: '#ml-platform', exact: true }).waitFor();
});
afterEach(async () => {
  await page.context().close();
  expect(complaints).toEqual([]);
});

const channel = () => page.getByRole('log').first();
const thread = () => page.getByRole('complementary', { name: 'Thread' });
const panel = () => page.getByRole('complementary', { name: 'Local AWS' });
const form = () => page.getByRole('dialog', { name: 'Launch', exact: true });
/** The message of a channel that says this. */
const card = (says: RegExp | string) => channel().getByRole('article').filter({ hasText: says }).last();

async function become(name: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(name) }).check({ force: true });
  await page.getByRole('textbox', { name: new RegExp(`^Message .* as ${name}`) }).waitFor();
}

async function say(text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message/ }).fill(text);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

async function drop(file: string): Promise<void> {
  const dropped = await page.evaluateHandle(
    ({ name, content }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      return transfer;
    },
    { name: path.basename(file), content: fs.readFileSync(file, 'utf8') },
  );
  await panel()
    .getByRole('button', { name: /Drop a JSONL file/ })
    .dispatchEvent('drop', { dataTransfer: dropped });
  await panel()
    .getByText(`s3://rung-data/${path.basename(file)}`, { exact: true })
    .waitFor();
}

async function askToLaunch(typed: { name: string; dataset: string; validation: string }): Promise<void> {
  await say('/rung launch');
  await form().getByLabel('Name').fill(typed.name);
  await form().getByLabel('Base model').selectOption('amazon.nova-2-lite-v1:0:256k');
  await form().getByText('Nova 2 Lite takes no validation set').waitFor();
  await form().getByLabel('Base model').selectOption('amazon.nova-micro-v1:0:128k');
  await form().getByText('Nova Micro takes 1 to 5').waitFor();
  await form().getByLabel('Training data in S3').fill(typed.dataset);
  await form().getByLabel('Validation data in S3').fill(typed.validation);
  await form().getByRole('button', { name: 'Check and ask' }).click();
}

describe('on the page, somebody who asks', () => {
  it('sees the answer open beside the question, presses an answer and sees the same card change', async () => {
    await say('@Rung our model doesn’t know our contracts, should we fine-tune?');

    const answer = thread().getByRole('article').last();
    await answer.getByText('Retrieval first.').waitFor();
    const before = await answer.innerText();
    const sawOutcome = await answer.getByText('Retrieval first.').evaluate((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
    await answer.getByRole('button').first().click();
    await answer.getByText('(edited)').waitFor();

    expect(sawOutcome).toBe(true);
    expect(before).toContain('You said “our model doesn’t know our contracts”');
    expect(await answer.innerText()).not.toBe(before);
    expect(await thread().getByRole('article').count()).toBe(2);
  });
});

describe('on the page, a launch', () => {
  it('goes from two dropped files through one person’s form and another’s yes to the loss curve', async () => {
    await drop(EXAMPLE_FILES.training);
    await drop(EXAMPLE_FILES.validation);
    await askToLaunch({ name: 'not a name', dataset: 'train.jsonl', validation: '' });
    await form().getByText('Letters and digits, with single - or _ between them, at most 40.').first().waitFor();
    await form().getByText('Not an S3 address').waitFor();
    await form().getByLabel('Name').fill('from-the-page');
    await form().getByLabel('Training data in S3').fill('s3://rung-data/support-triage.jsonl');
    await form().getByLabel('Validation data in S3').fill('s3://rung-data/support-triage.validation.jsonl');
    await form().getByRole('button', { name: 'Check and ask' }).click();
    await card('from-the-page: waiting for a yes.')
      .getByRole('button', { name: /^Approve/ })
      .click();
    await channel().getByText('somebody else has to approve it').waitFor();

    await become('Bo Okafor');
    const ownWhisper = await channel().getByText('somebody else has to approve it').count();
    await card('from-the-page: waiting for a yes.')
      .getByRole('button', { name: /^Approve/ })
      .click();
    await card(/from-the-page: learned/).waitFor();
    await become('Ana Brandt');
    await card(/from-the-page: learned/)
      .getByRole('button', { name: /^\d repl/ })
      .click();
    const chart = thread().getByRole('figure', { name: 'Loss of from-the-page' });
    await chart.waitFor();

    const losses = await chart.locator('circle').count();
    const drawn = journey.slack
      .messages('C0MLPLATFORM')
      .flatMap(({ blocks = [] }) => blocks.filter(({ type }) => type === 'data_visualization'));
    const values = drawn.flatMap((block) =>
      (block['chart'] as unknown as { series: { data: unknown[] }[] }).series.flatMap(({ data }) => data),
    );
    expect(losses).toBe(values.length);
    expect(losses).toBeGreaterThanOrEqual(20);
    expect(ownWhisper).toBe(0);
    expect(
      await card(/from-the-page: learned/)
        .getByRole('button', { name: /Approve|Deny/ })
        .count(),
    ).toBe(0);
    expect(await thread().getByText('@Ana Brandt').last().isVisible()).toBe(true);
    expect(await jobNames(journey)).toEqual([expect.stringMatching(/^from-the-page-/)]);
  });

  it('of a file with faults ends before AWS is asked, with every fault in its thread', async () => {
    await drop(EXAMPLE_FILES.faulty);

    await askToLaunch({ name: 'with-faults', dataset: 's3://rung-data/support-triage.faulty.jsonl', validation: '' });
    await card('with-faults: not started.').getByText('mentions you').click();

    expect(await card('with-faults: not started.').innerText()).toContain(
      'Nothing was sent to Bedrock, nothing was spent.',
    );
    expect(await thread().getByRole('article').nth(1).innerText()).toMatch(/^[\s\S]*\d+ findings[\s\S]*Line 7, column/);
    expect((await jobNames(journey)).some((name) => name.startsWith('with-faults'))).toBe(false);
  });
});

describe('on the page, a throughput that idles', () => {
  async function idle(name: string): Promise<void> {
    await panel().getByLabel('Name').fill(name);
    await panel().getByRole('button', { name: 'Create idle throughput' }).click();
    await panel().getByRole('list', { name: 'Provisioned Throughputs' }).getByText(name).waitFor();
    await panel().getByRole('button', { name: '+6 hours' }).click();
    await panel().getByRole('button', { name: '+1 hour' }).click();
    await card(`${name} has answered nothing`).waitFor();
  }
  async function adopt(name: string): Promise<void> {
    await card(`${name} has answered nothing`).getByRole('button', { name: 'Adopt' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'It is ours' }).click();
    await card(`${name} has answered nothing`).getByText('adopted by').waitFor();
  }
  const stands = (name: string) => journey.aws.bedrock.throughputs().some((throughput) => throughput.name === name);

  it('is announced as time goes on, and deleted after a confirmation only', async () => {
    await idle('forgotten-pt');
    await adopt('forgotten-pt');
    const stop = card('forgotten-pt has answered nothing').getByRole('button', { name: 'Delete' });

    await stop.click();
    await page.getByRole('dialog', { name: 'Delete forgotten-pt?' }).getByRole('button', { name: 'Go back' }).click();
    const stoodAfterNo = stands('forgotten-pt');
    await stop.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
    const end = card('forgotten-pt: deleted.');
    await end.waitFor();

    expect(stoodAfterNo).toBe(true);
    expect(stands('forgotten-pt')).toBe(false);
    expect(await end.innerText()).toContain('By @Ana Brandt');
    expect(await end.getByRole('button', { name: 'Delete' }).count()).toBe(0);
  });

  it('is kept when traffic came back before the click', async () => {
    await idle('revived-pt');
    await adopt('revived-pt');
    const row = panel().getByRole('listitem').filter({ hasText: 'revived-pt' });

    await row.getByRole('button', { name: 'Send 10 requests' }).click();
    await row.getByText('10 requests in the last hour').waitFor();
    await card('revived-pt has answered nothing').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
    await card('revived-pt: kept.').waitFor();

    expect(await card('revived-pt: kept.').innerText()).toContain('Nothing was deleted.');
    expect(stands('revived-pt')).toBe(true);
  });
});
