import { Buffer } from 'node:buffer';
import type { FormValues } from '@rung/sandbox/playground/protocol.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takingApp } from './memory-slack.ts';
import {
  ANA,
  APP,
  GENERAL,
  launchBrowser,
  modal,
  openPlayground,
  type Playground,
  plain,
  visit,
} from './playground-fixture.ts';
import { JUDGEMENT, LAUNCH_FORM, LOSSES } from './seed.ts';

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

describe('a modal', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Launch a job' });

  test('is filled, refused with the reason under the field, mended and taken', async () => {
    const forms: FormValues[] = [];
    playground.slack.app = {
      submit: ({ values }) => {
        forms.push(values);
        return forms.length > 1
          ? { kind: 'closed' }
          : { kind: 'errors', errors: { name: 'There is a launch of this name.' } };
      },
    };
    playground.slack.open(modal('V1', ANA, LAUNCH_FORM));

    await dialog().getByLabel('Name').fill('support-tone');
    await dialog().getByLabel('Base model').selectOption('Nova Micro');
    await dialog().getByLabel('Distillation').check();
    await dialog().getByLabel('12 duplicates').check();
    await dialog().getByLabel('Epochs').fill('');
    await dialog().getByRole('button', { name: 'Check it' }).click();
    await dialog().getByText('There is a launch of this name.').waitFor();
    await expect
      .poll(() =>
        dialog()
          .getByLabel('Name')
          .evaluate((field) => field === document.activeElement),
      )
      .toBe(true);
    await page.keyboard.type('-v3');
    await page.keyboard.press('Enter');

    await expect.poll(() => dialog().count()).toBe(0);
    expect(forms[1]).toMatchObject({
      name: { name: { type: 'plain_text_input', value: expect.stringContaining('-v3') } },
      uri: { uri: { value: 's3://rung-data/train.jsonl' } },
      model: { model: { selectedOption: { value: 'Nova Micro' } } },
      method: { method: { selectedOption: { value: 'di' } } },
      accept: { accept: { selectedOptions: [{ value: 'dup' }] } },
    });
    expect(forms[1]?.['epochs']?.['epochs']).toEqual({ actionId: 'epochs', blockId: 'epochs', type: 'number_input' });
  });

  test('keeps what was entered when the app updates it or puts another on top', async () => {
    playground.slack.open(modal('V1', ANA, LAUNCH_FORM));
    await dialog().getByLabel('Name').fill('kept');

    playground.slack.emit({
      type: 'view-updated',
      view: modal('V1', ANA, [...LAUNCH_FORM, { type: 'header', text: plain('Updated') }]),
    });
    await dialog().getByText('Updated').waitFor();
    playground.slack.open({ ...modal('V2', ANA, [{ type: 'header', text: plain('On top') }]), title: 'Another' });
    await page.getByRole('dialog', { name: 'Another' }).getByRole('button', { name: 'Back' }).click();

    await expect.poll(() => dialog().getByLabel('Name').inputValue()).toBe('kept');
  });

  test('closes with Escape, keeps the focus inside, and says a failure without losing the form', async () => {
    playground.slack.app = { submit: () => ({ kind: 'failed', reason: 'it did not answer within 3 seconds' }) };
    playground.slack.open(modal('V1', ANA, LAUNCH_FORM));
    await dialog().waitFor();

    for (let step = 0; step < 25; step += 1) await page.keyboard.press('Tab');
    const isInside = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body || activeElement?.closest('dialog') !== null;
    });
    expect(isInside).toBe(true);
    await dialog().getByLabel('Name').fill('kept');
    await dialog().getByRole('button', { name: 'Check it' }).click();
    await dialog().getByText('it did not answer within 3 seconds').waitFor();
    expect(await dialog().getByLabel('Name').inputValue()).toBe('kept');
    await page.keyboard.press('Escape');

    await expect.poll(() => dialog().count()).toBe(0);
    await expect.poll(() => playground.slack.views(ANA)).toEqual([]);
  });

  test('tells the app at once of a field that asks for it, with the whole form', async () => {
    const { app, taken: acts } = takingApp('act');
    playground.slack.app = app;
    const blocks = LAUNCH_FORM.map((block) =>
      block.block_id === 'model' ? { ...block, dispatch_action: true } : block,
    );
    playground.slack.open(modal('V1', ANA, blocks));

    await dialog().getByLabel('Base model').selectOption('Nova Lite');

    await expect
      .poll(() => acts)
      .toMatchObject([
        {
          as: ANA,
          element: { actionId: 'model' },
          values: { model: { model: { selectedOption: { value: 'Nova Lite' } } }, uri: {} },
        },
      ]);
  });
});

describe('a chart', () => {
  test('has a point for every value, its numbers as a table, and reads them with the arrow keys', async () => {
    playground.slack.write({ channel: GENERAL, user: APP, text: 'x', blocks: [LOSSES] });
    const chart = page.getByRole('figure', { name: 'Loss by step' });

    await chart.waitFor();
    expect(await chart.locator('circle').count()).toBe(14);
    expect(await chart.getByRole('img').getAttribute('aria-label')).toContain('Validation: 1.95 at 0 to 1.11 at 360');
    await chart.getByText('Numbers').click();
    expect(await chart.getByRole('row').count()).toBe(8);
    await chart.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');

    await expect
      .poll(() => chart.getByRole('slider').getAttribute('aria-valuetext'))
      .toBe('60: Training 1.61, Validation 1.68');
  });

  test('draws bars and slices, one for each value, and every other block of a verdict', async () => {
    playground.slack.write({ channel: GENERAL, user: APP, text: 'x', blocks: JUDGEMENT });

    await page.getByRole('figure', { name: 'Exact match by candidate' }).waitFor();
    expect(await page.locator('.bar').count()).toBe(4);
    expect(await page.locator('.slice').count()).toBe(3);
    expect(await page.getByText(/not drawn/).allTextContents()).toEqual(['block not drawn: hologram']);
  });

  test('a data table is sorted by a click, and turned', async () => {
    playground.slack.write({ channel: GENERAL, user: APP, text: 'x', blocks: JUDGEMENT });
    const table = page.getByRole('table', { name: 'Exact match on 200 held-out examples' });

    await table.getByRole('button', { name: 'Right' }).click();
    await expect.poll(() => table.getByRole('rowheader').first().textContent()).toBe('Prompt');
    await table.getByRole('button', { name: 'Right' }).click();
    await expect.poll(() => table.getByRole('rowheader').first().textContent()).toBe('Tuned');
    await page.getByRole('button', { name: 'Next' }).click();

    await expect.poll(() => table.getByRole('rowheader').allTextContents()).toEqual(['Prompt']);
  });
});

describe('the panel', () => {
  const panel = () => page.getByRole('complementary', { name: 'Local AWS' });

  test('stores a dropped file and shows where it lies', async () => {
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['{"prompt":"a"}\n'], 'train.jsonl'));
      return transfer;
    });

    await panel()
      .getByRole('button', { name: /Drop a JSONL file/ })
      .dispatchEvent('drop', { dataTransfer: dropped });

    await panel().getByText('s3://rung-data/train.jsonl').waitFor();
    expect(playground.panel.contents.get('train.jsonl')?.toString()).toBe('{"prompt":"a"}\n');
  });

  test('stores a chosen file, and says why one with a bad name was not stored', async () => {
    const chooser = panel().getByLabel('Dataset file');

    await chooser.setInputFiles({ name: 'a:b.jsonl', mimeType: '', buffer: Buffer.from('{}') });
    await panel().getByText('Nothing was stored').waitFor();
    await chooser.setInputFiles({ name: 'held-out.jsonl', mimeType: '', buffer: Buffer.from('{}') });

    await panel().getByRole('button', { name: 'Copy s3://rung-data/held-out.jsonl' }).waitFor();
    expect([...playground.panel.contents.keys()]).toEqual(['held-out.jsonl']);
  });

  test('moves the sandbox clock', async () => {
    const before = playground.clock.nowMs();

    await panel().getByRole('button', { name: '+1 day' }).click();
    await panel().getByText('Sun, 22 Nov 2026').waitFor();
    await panel().getByText('600×').click();

    await expect.poll(() => playground.clock.speed()).toBe(600);
    expect(playground.clock.nowMs() - before).toBeGreaterThanOrEqual(86_400_000);
  });

  test('makes an idle throughput and sends it traffic', async () => {
    await panel().getByLabel('Name').fill('contracts-pt');
    await panel().getByRole('button', { name: '+1 day' }).click();
    await panel().getByText('Sun, 22 Nov 2026').waitFor();
    expect(await panel().getByLabel('Name').inputValue()).toBe('contracts-pt');
    await panel().getByRole('button', { name: 'Create idle throughput' }).click();
    await panel().getByText('No requests in the last hour').waitFor();
    await panel().getByRole('button', { name: 'Send 10 requests' }).click();

    await panel().getByText('10 requests in the last hour').waitFor();
  });
});

test('what the app publishes in Home is drawn, and its buttons work', async () => {
  const { app, taken: acts } = takingApp('act');
  const button = { type: 'button', action_id: 'look', text: plain('Look now') };
  playground.slack.app = {
    opened: ({ as }) =>
      playground.slack.publishHome({
        ...modal('VH', as, [{ type: 'actions', block_id: 'a', elements: [button] }]),
        type: 'home',
      }),
    ...app,
  };

  await page.getByRole('button', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Look now' }).click();

  await expect.poll(() => acts).toMatchObject([{ element: { actionId: 'look' } }]);
});

test('a page that lost the server says so, and shows what it missed when the server is back', async () => {
  const { port } = playground.server;

  await playground.server.close();
  await page.getByText('Connection lost').waitFor();
  playground = await openPlayground(port);
  playground.slack.write({ channel: GENERAL, user: APP, text: 'said meanwhile' });

  await page.getByText('said meanwhile').waitFor();
  await expect.poll(() => page.getByText('Connection lost').count()).toBe(0);
});
