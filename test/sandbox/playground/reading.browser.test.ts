import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ANA, APP, BO, GENERAL, launchBrowser, openPlayground, type Playground, visit } from './playground-fixture.ts';

let browser: Browser;
let playground: Playground;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  playground = await openPlayground();
  page = await visit(browser, playground);
});
afterEach(async () => {
  await page.context().close();
  await playground.server.close();
});

const log = () => page.getByRole('log').first();
const newer = () => page.getByRole('button', { name: 'New messages' });
const write = (text: string, onlyFor?: string) =>
  playground.slack.write({ channel: GENERAL, user: APP, text, ...(onlyFor !== undefined && { onlyFor }) });
const lines = (number: number) => Array.from({ length: number }, (_, i) => `line ${i}`).join('\n');

async function scrollUp(): Promise<void> {
  await page.locator('.messages').first().hover();
  await page.mouse.wheel(0, -5000);
  await expect
    .poll(() =>
      page
        .locator('.messages')
        .first()
        .evaluate((list) => list.scrollTop),
    )
    .toBe(0);
}

test('a message taller than the pane is shown from its beginning', async () => {
  write('before');

  write(`the outcome\n${lines(80)}`);

  await log().getByText('the outcome').waitFor();
  await expect
    .poll(() =>
      log()
        .getByText('the outcome')
        .evaluate((line) => line.getBoundingClientRect().top),
    )
    .toBeGreaterThan(0);
  expect(
    await page
      .locator('.messages')
      .first()
      .evaluate((list) => list.scrollTop),
  ).toBeGreaterThan(0);
});

test('who reads further up is told of new messages and brought to them by a click', async () => {
  write(lines(80));
  write('the end');
  await log().getByText('the end').waitFor();
  await scrollUp();

  write('said meanwhile');
  await newer().click();

  await expect
    .poll(() =>
      log()
        .getByText('said meanwhile')
        .evaluate((line) => line.getBoundingClientRect().bottom < window.innerHeight),
    )
    .toBe(true);
  await expect.poll(() => newer().count()).toBe(0);
});

test('what only the reader sees is shown wherever they read', async () => {
  write(lines(80));
  write('the end');
  await log().getByText('the end').waitFor();
  await scrollUp();

  write('an answer to your click', ANA);

  await expect
    .poll(() =>
      log()
        .getByText('an answer to your click')
        .evaluate((line) => line.getBoundingClientRect().bottom < window.innerHeight),
    )
    .toBe(true);
});

test('opening a thread narrows the channel and leaves its newest message in sight', async () => {
  for (let i = 0; i < 20; i += 1) write('a long line that is broken anew when the column is narrower '.repeat(6));
  const root = write('a card');
  write('the newest');
  playground.slack.write({ channel: GENERAL, user: APP, text: 'a reply', threadTs: root.ts });

  await log()
    .getByRole('button', { name: /1 reply/ })
    .click();

  await expect
    .poll(() =>
      log()
        .getByText('the newest')
        .evaluate((line) => line.getBoundingClientRect().bottom < window.innerHeight),
    )
    .toBe(true);
});

test('the answer to a mention opens beside it; the answer to another person’s does not', async () => {
  const others = playground.slack.write({ channel: GENERAL, user: BO, text: 'a question' });
  playground.slack.write({ channel: GENERAL, user: APP, text: 'for Bo', threadTs: others.ts });
  await log().getByText('1 reply').waitFor();
  expect(await page.getByRole('complementary', { name: 'Thread' }).count()).toBe(0);

  const asked = playground.slack.write({ channel: GENERAL, user: ANA, text: 'my question' });
  playground.slack.write({ channel: GENERAL, user: APP, text: 'for Ana', threadTs: asked.ts });

  await page.getByRole('complementary', { name: 'Thread' }).getByText('for Ana').waitFor();
});

test('a group that is called is shown by its handle, and whoever is in it is told', async () => {
  const root = write('an alert');
  playground.slack.write({
    channel: GENERAL,
    user: APP,
    text: '<!subteam^S0OWNERS> nobody answered',
    threadTs: root.ts,
  });
  await log().getByText('1 new').waitFor();

  await page.getByRole('radio', { name: /Bo Lindqvist/ }).check({ force: true });
  await log().getByText('mentions you').click();

  await page.getByRole('complementary', { name: 'Thread' }).getByText('@ml-owners nobody answered').waitFor();
});

test('a thread says that it has new replies, and that one is for the reader, until it is opened', async () => {
  const root = write('a card');
  playground.slack.write({ channel: GENERAL, user: APP, text: 'a detail', threadTs: root.ts });
  await log().getByText('1 new').waitFor();

  playground.slack.write({ channel: GENERAL, user: APP, text: `<@${ANA}> it is done`, threadTs: root.ts });
  await log().getByText('mentions you').click();

  await page.getByRole('complementary', { name: 'Thread' }).getByText('it is done').waitFor();
  await expect.poll(() => log().getByText('mentions you').count()).toBe(0);
});
