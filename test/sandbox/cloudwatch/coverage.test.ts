import * as sdk from '@aws-sdk/client-cloudwatch';
import { HANDLED, REFUSED } from '@rung/sandbox/cloudwatch/coverage.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalCloudWatch, localCloudWatch } from './local-cloudwatch.ts';

type Command = new (input: object) => sdk.ListMetricsCommand;
const commands = Object.entries(sdk).flatMap(([name, value]) =>
  /^[A-Z].*Command$/.test(name) ? [[name.slice(0, -'Command'.length), value as unknown as Command] as const] : [],
);
let local: LocalCloudWatch;

beforeAll(async () => {
  local = await localCloudWatch();
});
afterAll(() => local.close());

test('every command of the SDK is either carried out or listed as refused', () => {
  expect([...HANDLED, ...REFUSED].sort()).toEqual(commands.map(([name]) => name).sort());
});

test.each(commands)('%s is answered as the coverage says', async (name, Command) => {
  const status = await local.client.send(new Command({})).then(
    () => 200,
    (error: sdk.CloudWatchServiceException) => error.$metadata?.httpStatusCode,
  );

  expect(status === 501).toBe((REFUSED as readonly string[]).includes(name));
  expect(status).toBeDefined();
});
