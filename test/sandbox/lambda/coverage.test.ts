import * as sdk from '@aws-sdk/client-lambda';
import { HANDLED, REFUSED } from '@rung/sandbox/lambda/coverage.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalLambda, localLambda } from './local-lambda.ts';

type Command = new (input: object) => sdk.ListFunctionsCommand;
const commands = Object.entries(sdk).flatMap(([name, value]) =>
  /^[A-Z].*Command$/.test(name) ? [[name.slice(0, -'Command'.length), value as unknown as Command] as const] : [],
);
/** A value for every member that some command puts into its path. */
const PATH_MEMBERS = {
  ...{ FunctionName: 'f', LayerName: 'l', VersionNumber: 1, StatementId: 's', Name: 'n', UUID: 'u', Arn: 'a' },
  ...{ CodeSigningConfigArn: 'c', CapacityProviderName: 'p', DurableExecutionArn: 'd', CheckpointToken: 't' },
  ...{ CallbackId: 'i', Resource: 'r', ResourceArn: 'r', TagKeys: ['k'], Qualifier: 'q', InvokeArgs: '{}', Tags: {} },
};
let local: LocalLambda;

beforeAll(async () => {
  local = await localLambda();
});
afterAll(() => local.close());

test('every command of the SDK is either carried out or listed as refused', () => {
  expect([...HANDLED, ...REFUSED].sort()).toEqual(commands.map(([name]) => name).sort());
});

test.each(commands)('%s is answered as the coverage says', async (name, Command) => {
  const status = await local.client.send(new Command(PATH_MEMBERS)).then(
    () => 200,
    (error: sdk.LambdaServiceException) => error.$metadata?.httpStatusCode,
  );

  expect(status).toBe((REFUSED as readonly string[]).includes(name) ? 501 : 404);
});
