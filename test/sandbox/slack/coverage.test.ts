import fs from 'node:fs';
import { createRequire } from 'node:module';
import { METHODS } from '@rung/sandbox/slack/api/methods.ts';
import { METHODS_NOT_DONE } from '@rung/sandbox/slack/coverage.ts';
import { expect, test } from 'vitest';
import { refusalOf, startSetting } from './setting.ts';

/** The names that the installed client binds; its source is the only list of them. */
function methodsOfClient(): string[] {
  const file = createRequire(import.meta.url)
    .resolve('@slack/web-api')
    .replace(/index\.js$/, 'methods.js');
  const found = fs.readFileSync(file, 'utf8').matchAll(/bindApiCall\w*\)?\(this, '([\w.]+)'/g);
  return [...new Set([...found].map(([, name]) => String(name)))];
}

test('every method that the client knows is either done or listed as not done', () => {
  const known = methodsOfClient();

  const listed = [...Object.keys(METHODS), ...METHODS_NOT_DONE];

  expect(known.length).toBeGreaterThan(250);
  expect(listed.toSorted()).toEqual(known.toSorted());
});

test('every method that is listed as not done is unknown to the local Slack', async () => {
  const { client } = await startSetting();

  const refusals = await Promise.all(METHODS_NOT_DONE.map((name) => refusalOf(client.apiCall(name))));

  expect(new Set(refusals)).toEqual(new Set(['unknown_method']));
});

test('no method that is done is unknown', async () => {
  const { client } = await startSetting();

  const refusals = await Promise.all(Object.keys(METHODS).map((name) => refusalOf(client.apiCall(name))));

  expect(refusals).not.toContain('unknown_method');
  expect(refusals).not.toContain('fatal_error');
});
