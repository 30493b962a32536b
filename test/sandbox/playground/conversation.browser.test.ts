import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { takingApp } from './memory-slack.ts';
import { ANA, APP, BO, GENERAL, launchBrowser, openPlayground, type Playground, visit } from './playground-fixture.ts';
import { IDLE_CARD } from './seed.ts';

let browser: Browser;
let playground: Playground;
let page: Page;
const complaints: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  complaints.length = 0;
  playground = await openPlayground();
  page = await visit(browser, playground);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
});
afterEach(async () => {
  await page.context().close();
  await playground.server.close();
  expect(complaints).toEqual([]);
});

const composer = () => page.getByRole('textbox', { name: /^Message/ });
const log = () => page.getByRole('log');

test('a command is completed with Tab, its word with the arrows and Enter, and then sent', async () => {
  const { app, taken: heard } = takingApp('command');
  playground.slack.app = app;

  await composer().pressSequentially('/ru');
  await page.getByRole('option', { name: /\/rung/ }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('s3://rung-data/train.jsonl');
  await page.keyboard.press('Enter');

  await expect
    .poll(() => heard)
    .toEqual([{ as: ANA, channel: GENERAL, command: '/rung', text: 'launch s3://rung-data/train.jsonl' }]);
  await expect.poll(() => composer().inputValue()).toBe('');
});

test('a command that the app does not answer says so, and one that there is not is not sent', async () => {
  playground.slack.app = { command: () => ({ status: 'timeout' }) };

  await composer().fill('/rung');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');

  await page.getByText('/rung failed: Rung did not answer within 3 seconds.').waitFor();
  await composer().fill('/rugn');
  await page.keyboard.press('Enter');
  await page.getByText('/rugn is not a command here').waitFor();
  expect(playground.slack.messages(GENERAL)).toEqual([]);
});

test('Shift and Enter break the line; a mention is sent by id and shown by name', async () => {
  await composer().pressSequentially('hello @b');
  await page.getByRole('option', { name: '@bo' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Enter');

  await log().getByText('@Bo Lindqvist').waitFor();
  expect(playground.slack.messages(GENERAL)[0]?.text).toBe(`hello <@${BO}> \nsecond line`);
});

test('a button with a confirmation is pressed only after the yes, and is busy until the app has answered', async () => {
  const pressed: string[] = [];
  const answer = Promise.withResolvers<void>();
  playground.slack.app = {
    act: async ({ element }) => {
      pressed.push(element.value ?? '');
      await answer.promise;
      return { status: 200, body: '' };
    },
  };
  playground.slack.write({ channel: GENERAL, user: APP, text: 'idle', blocks: IDLE_CARD });
  const stop = log().getByRole('button', { name: 'Stop it' });

  await stop.click();
  await page.getByRole('dialog', { name: 'Stop contracts-pt?' }).getByRole('button', { name: 'Keep it' }).click();
  expect(pressed).toEqual([]);
  await stop.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();

  await expect.poll(() => stop.isDisabled()).toBe(true);
  answer.resolve();
  await expect.poll(() => stop.isDisabled()).toBe(false);
  expect(pressed).toEqual(['contracts-pt']);
});

test('a click that the app did not take has a warning beside it', async () => {
  playground.slack.app = { act: () => ({ status: 500, body: '' }) };
  playground.slack.write({ channel: GENERAL, user: APP, text: 'idle', blocks: IDLE_CARD });

  await log().getByRole('button', { name: 'Keep, because…' }).click();

  expect(await log().getByRole('alert').textContent()).toContain('Rung answered with an error (HTTP 500).');
});

test('a choice from a menu reaches the app as Slack sends it', async () => {
  const { app, taken: chosen } = takingApp('act');
  playground.slack.app = app;
  playground.slack.write({ channel: GENERAL, user: APP, text: 'idle', blocks: IDLE_CARD });

  await log().getByRole('combobox').selectOption('1 day');
  await log().getByRole('button', { name: 'More options' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect
    .poll(() => chosen)
    .toMatchObject([
      {
        element: {
          actionId: 'snooze',
          blockId: 'a',
          type: 'static_select',
          selectedOption: { value: '1 day', text: { type: 'plain_text' } },
        },
      },
      { element: { actionId: 'more', blockId: 'a', type: 'overflow', selectedOption: { value: 'plan' } } },
    ]);
});

test('the other person sees what is theirs, and what waits for them is marked', async () => {
  playground.slack.write({ channel: GENERAL, user: APP, text: 'for Ana only', onlyFor: ANA });
  playground.slack.write({ channel: 'C0FIN', user: APP, text: 'for Bo only', onlyFor: BO });
  await log().getByText('Only visible to you').waitFor();

  await page.getByRole('radio', { name: 'Bo Lindqvist has unread messages' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Message #ml-platform as Bo Lindqvist' }).waitFor();

  await expect.poll(() => log().getByText('for Ana only').count()).toBe(0);
  await page.getByRole('button', { name: /cloud-costs\s*1 unread/ }).click();
  await log().getByText('for Bo only').waitFor();
  await expect.poll(() => page.getByText('unread').count()).toBe(0);
});

test('a reply is written in the thread, counted in the channel, and is not shown there', async () => {
  const root = playground.slack.write({ channel: GENERAL, user: BO, text: 'should we?' });

  await page.getByText('should we?').hover();
  await page.getByRole('button', { name: 'Reply in thread' }).click();
  await page.getByRole('textbox', { name: /^Reply in thread/ }).fill('no');
  await page.keyboard.press('Enter');

  await page.getByRole('complementary', { name: 'Thread' }).getByText('no', { exact: true }).waitFor();
  await page.getByRole('button', { name: /1 reply/ }).waitFor();
  expect(playground.slack.messages(GENERAL).at(-1)).toMatchObject({ text: 'no', threadTs: root.ts, user: ANA });
  await page.getByRole('button', { name: 'Close thread' }).click();
  await expect.poll(() => page.getByText('no', { exact: true }).count()).toBe(0);
});

test('an edited message changes where it stands, and a deleted one goes', async () => {
  const first = playground.slack.write({ channel: GENERAL, user: APP, text: 'training' });
  const second = playground.slack.write({ channel: GENERAL, user: APP, text: 'a slip' });
  await log().getByText('a slip').waitFor();

  playground.slack.edit(first.ts, { text: 'trained' });
  playground.slack.unsay(GENERAL, second.ts);

  await log().getByText('trained').waitFor();
  expect(await log().getByText('(edited)').count()).toBe(1);
  await expect.poll(() => log().getByText('a slip').count()).toBe(0);
});

test('the Messages tab shows prompts and what the app is doing, and the answer opens in its thread', async () => {
  playground.slack.app = {
    opened: ({ channel }) =>
      playground.slack.emit({
        type: 'prompts',
        channel,
        prompts: [{ title: 'Fine-tune?', message: 'Should we fine-tune?' }],
      }),
  };

  await page.getByRole('button', { name: 'Messages' }).click();
  await page.getByRole('button', { name: 'Fine-tune?' }).click();
  await log().getByText('Should we fine-tune?').waitFor();
  const [asked] = playground.slack.messages('D0ANA');
  playground.slack.emit({ type: 'status', channel: 'D0ANA', threadTs: asked?.ts ?? '', text: 'is reading…' });

  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.getByText('Rung is reading…').waitFor();
  playground.slack.write({ channel: 'D0ANA', user: APP, text: 'Retrieval first.', threadTs: asked?.ts ?? '' });
  await thread.getByText('Retrieval first.').waitFor();
});

test('a message shortcut carries the message', async () => {
  const { app, taken: run } = takingApp('shortcut');
  playground.slack.app = app;
  const { ts } = playground.slack.write({ channel: GENERAL, user: BO, text: 'our model is wrong' });

  await page.getByText('our model is wrong').hover();
  await page.getByRole('button', { name: 'Message shortcuts' }).click();
  await page.getByRole('menuitem', { name: 'Diagnose this' }).click();

  await expect.poll(() => run).toEqual([{ as: ANA, channel: GENERAL, ts, callbackId: 'diagnose' }]);
});

test('hostile text is shown as text', async () => {
  const hostile =
    '<script>window.hacked = 1</script> <img src=x onerror="window.hacked = 1"> &lt;b&gt; <javascript:alert(1)|click>';
  const plain = { type: 'plain_text', text: '<svg onload="window.hacked = 1">' };
  playground.slack.write({ channel: GENERAL, user: BO, text: hostile });
  playground.slack.write({
    channel: GENERAL,
    user: APP,
    text: 'x',
    blocks: [
      { type: 'header', text: plain },
      { type: 'markdown', text: '<img src=x onerror="window.hacked = 1"> [a](javascript:alert(1))' },
      { type: 'section', text: { type: 'mrkdwn', text: '*<b>bold</b>*' } },
      { type: '<i>odd</i>' },
    ],
  });

  await log().getByText('<script>window.hacked = 1</script> <img src=x onerror="window.hacked = 1"> <b>').waitFor();
  await log().getByText('<svg onload="window.hacked = 1">').waitFor();
  await log().getByText('<b>bold</b>').waitFor();
  await log().getByText('block not drawn: <i>odd</i>').waitFor();
  expect(await log().locator('script, img, b, svg, a').count()).toBe(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});
