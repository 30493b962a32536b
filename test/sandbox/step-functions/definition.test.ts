import { checkDefinition } from '@rung/sandbox/step-functions/check-definition.ts';
import { LANGUAGE_NOT_DONE } from '@rung/sandbox/step-functions/coverage.ts';
import { expect, test } from 'vitest';
import { lambda, openStage } from './stage.ts';

/** Checks a state that ends a machine of its own. */
function check(state: object, expected: RegExp | 'accepted') {
  checkMachine({ StartAt: 'S', States: { S: { End: true, ...state } } }, expected);
}

function checkMachine(definition: object, expected: RegExp | 'accepted') {
  const checking = () => checkDefinition(JSON.stringify(definition));
  if (expected === 'accepted') expect(checking).not.toThrow();
  else expect(checking).toThrow(expected);
}

const PASS = { Type: 'Pass', End: true };
const map = (more: object, processor: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { StartAt: 'P', States: { P: PASS }, ...processor },
  ...more,
});

/** A state for each feature of the language that is not done; the refusal must say its name. */
const NOT_DONE: Record<(typeof LANGUAGE_NOT_DONE)[number], object> = {
  Arguments: { ...lambda('f'), Arguments: {} },
  Assign: { ...PASS, Assign: { 'a.$': '$.b' } },
  Credentials: lambda('f', { Credentials: { RoleArn: 'x' } }),
  ItemBatcher: map({ ItemBatcher: { MaxItemsPerBatch: 2 } }),
  ItemReader: map({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } }),
  Items: map({ Items: [] }),
  JSONata: { ...PASS, QueryLanguage: 'JSONata' },
  Label: map({ Label: 'x' }),
  'Mode DISTRIBUTED': map({}, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }),
  Output: { ...PASS, Output: 1 },
  ResultWriter: map({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' } }),
  ToleratedFailureCount: map({ ToleratedFailureCount: 1 }),
  ToleratedFailureCountPath: map({ ToleratedFailureCountPath: '$.n' }),
  ToleratedFailurePercentage: map({ ToleratedFailurePercentage: 1 }),
  ToleratedFailurePercentagePath: map({ ToleratedFailurePercentagePath: '$.n' }),
  variables: { ...PASS, InputPath: '$kept.a' },
};

for (const feature of LANGUAGE_NOT_DONE)
  test(`${feature} is refused, by name`, () => {
    check(NOT_DONE[feature], new RegExp(`\\b${feature}\\b.*not supported by the sandbox`));
  });

const REFUSED: [string, object, RegExp][] = [
  ['Assign in a catcher', lambda('f', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S', Assign: {} }] }), /"Assign"/],
  ['a variable in an intrinsic', { ...PASS, Parameters: { 'a.$': 'States.Array($kept)' } }, /variables \(\$kept\)/],
  ['an unknown intrinsic', { ...PASS, Parameters: { 'a.$': 'States.Shout($.a)' } }, /States\.Shout/],
  ['a field that nobody knows', { ...PASS, Retries: 3 }, /"Retries"/],
  ['no transition', { Type: 'Pass', End: undefined }, /End|Next/],
  ['a transition to nowhere', { Type: 'Pass', End: undefined, Next: 'T' }, /TRANSITION/],
  ['a parameter Lambda does not have', { ...lambda('f'), Parameters: { FunctionName: 'f', Paylod: {} } }, /"Paylod"/],
  ['Lambda without a function', { ...lambda('f'), Parameters: { Payload: {} } }, /"FunctionName" is required/],
];

for (const [what, state, expected] of REFUSED)
  test(`${what} is refused, by name`, () => {
    check(state, expected);
  });

const RESOURCES = [
  'arn:aws:lambda:us-east-1:123456789012:function:f',
  'arn:aws:states:::lambda:invoke.sync',
  'arn:aws:states:::sqs:sendMessage',
  'arn:aws:states:::bedrock:invokeModel',
  'arn:aws:states:::aws-sdk:bedrock:createModelCustomizationJob.sync',
  'arn:aws:states:::aws-sdk:bedrock:CreateModelCustomizationJob',
  'arn:aws:states:::aws-sdk:bedrock:createGuardrail',
  'arn:aws:states:::aws-sdk:s3:getObject',
];

for (const resource of RESOURCES)
  test(`the resource ${resource} is refused, by name`, () => {
    check({ Type: 'Task', Resource: resource }, new RegExp(`${resource} is not supported`));
  });

test('a misspelt parameter of Bedrock is refused before it can be sent', () => {
  const Resource = 'arn:aws:states:::aws-sdk:bedrock:deleteCustomModel';

  check({ Type: 'Task', Resource, Parameters: { 'ModelIdentifier.$': '$.arn' } }, 'accepted');
  check({ Type: 'Task', Resource, Parameters: { modelIdentifier: 'x' } }, /"modelIdentifier" is not supported/);
});

test('what is refused is refused inside branches and processors too', () => {
  const inner = { StartAt: 'I', States: { I: { ...PASS, Assign: {} } } };

  check({ Type: 'Parallel', Branches: [inner] }, /"Assign".*\/States\/S\/States\/I/);
  check(map({ ItemProcessor: inner }), /"Assign"/);
});

test('a machine of JSONata is refused over the wire with InvalidDefinition', async () => {
  const stage = await openStage();

  const create = stage.create({ QueryLanguage: 'JSONata', StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });

  await expect(create).rejects.toMatchObject({
    name: 'InvalidDefinition',
    message: expect.stringContaining('JSONata'),
  });
  await stage.close();
});

test('a definition that is not JSON is InvalidDefinition', () => {
  expect(() => checkDefinition('{"StartAt":')).toThrow(/INVALID_JSON_DESCRIPTION/);
});

test('everything the interpreter does is accepted', () => {
  checkMachine(
    {
      Comment: 'all of it',
      StartAt: 'Pass',
      TimeoutSeconds: 60,
      States: {
        Pass: {
          Type: 'Pass',
          InputPath: '$.a',
          Parameters: { 'b.$': "States.Format('{}', $)" },
          ResultPath: '$.c',
          Next: 'Choice',
        },
        Choice: {
          Type: 'Choice',
          Choices: [
            { And: [{ Variable: '$.x', IsPresent: true }, { Not: { Variable: '$.x', IsNull: true } }], Next: 'Wait' },
          ],
          Default: 'Fail',
        },
        Wait: { Type: 'Wait', SecondsPath: '$.s', Next: 'Map' },
        Map: { ...map({ MaxConcurrencyPath: '$.n' }), Next: 'Task' },
        Task: {
          ...lambda('f', { TimeoutSecondsPath: '$.t', HeartbeatSeconds: 5 }),
          Retry: [{ ErrorEquals: ['States.ALL'], MaxDelaySeconds: 9, JitterStrategy: 'FULL' }],
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Fail' }],
          Next: 'End',
        },
        Fail: { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('{}', $.e)" },
        End: { Type: 'Succeed' },
      },
    },
    'accepted',
  );
});
