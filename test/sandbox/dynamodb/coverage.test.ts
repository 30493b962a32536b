import * as sdk from '@aws-sdk/client-dynamodb';
import { BY_DYNALITE, BY_SANDBOX, REFUSED } from '@rung/sandbox/dynamodb/coverage.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamo, localDynamo } from './local-dynamo.ts';

type Command = new (input: object) => sdk.ListTablesCommand;
const commands = Object.entries(sdk).flatMap(([name, value]) =>
  /^[A-Z].*Command$/.test(name) ? [[name.slice(0, -'Command'.length), value as unknown as Command] as const] : [],
);
let local: LocalDynamo;

beforeAll(async () => {
  local = await localDynamo();
});
afterAll(() => local.close());

test('every command of the SDK is either carried out or listed as refused', () => {
  const known = [...BY_DYNALITE, ...BY_SANDBOX, ...REFUSED].sort();

  expect(known).toEqual(commands.map(([name]) => name).sort());
});

test.each(commands)('%s is answered as the coverage says', async (name, Command) => {
  const status = await local.client.send(new Command({})).then(
    () => 200,
    (error: sdk.DynamoDBServiceException) => error.$metadata.httpStatusCode,
  );

  expect(status === 501).toBe((REFUSED as readonly string[]).includes(name));
});
