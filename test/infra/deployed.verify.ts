import fs from 'node:fs';
import path from 'node:path';
import { tableSchema } from '@rung/aws/table-schema.ts';
import { ANY_RESOURCE } from '@rung/infra/any-resource.ts';
import { aslFaults } from '@rung/infra/verify/check-asl.ts';
import { describe, expect, it } from 'vitest';
import { frontDoorEnv, rungEnv } from '../../functions/env.ts';
import { COMPLETE, copyOfApp, DEPLOYMENT, deployedOnce, find, parsed, ROOT } from './app-under-test.ts';
import { heldPermissions, tabledPermissions } from './held-permissions.ts';

const deployed = deployedOnce();
const inputsOf = (type: string, name: string) => find(deployed.resources, type, name).inputs;
const functionNamed = (name: string) => inputsOf('aws:lambda/function:Function', `${name}Function`);
const variablesOf = (name: string) =>
  (functionNamed(name)['environment'] as { variables: Record<string, string> }).variables;
const all = (type: string) => deployed.resources.filter((resource) => resource.type === type);

describe('the deployed app', () => {
  it('passes the real `sst diff` and consists of these resources and no others', () => {
    const made = deployed.resources
      .filter(({ type, isRead }) => !isRead && !/^(?:sst|pulumi):/.test(type))
      .map(({ type, name }) => `${type.replace(/^.*:|v\d$/g, '')} ${name}`)
      .sort();

    expect(deployed.code, deployed.output).toBe(0);
    expect(made).toEqual(fs.readFileSync(path.join(ROOT, 'test/infra/resources.txt'), 'utf8').trim().split('\n'));
  });

  it.each([
    ['FrontDoor', 'slack.handler', 10],
    ['Desk', 'desk.handler', 60],
    ['LaunchStep', 'launch-step.handler', 900],
    ['JudgeStep', 'judge-step.handler', 900],
    ['EvaluateStep', 'evaluate-step.handler', 900],
    ['HostStep', 'host-step.handler', 60],
    ['Watch', 'watch.handler', 300],
    ['Bill', 'bill.handler', 300],
    ['Reconcile', 'reconcile.handler', 300],
    ['Stop', 'stop.handler', 60],
    ['Undelivered', 'undelivered.handler', 30],
  ])('runs %s on Node 24, arm64, with its timeout and a log of its own that ends', (name, handler, timeout) => {
    const deployedFunction = functionNamed(name);
    const logs = inputsOf('aws:cloudwatch/logGroup:LogGroup', `${name}Logs`);

    expect(deployedFunction).toMatchObject({ runtime: 'nodejs24.x', architectures: ['arm64'], handler, timeout });
    expect(deployedFunction['loggingConfig']).toEqual({ logFormat: 'JSON', logGroup: logs['name'] });
    expect(logs['retentionInDays']).toBe(30);
    expect(deployedFunction['tracingConfig']).toEqual({ mode: 'Active' });
  });

  it('opens one door to the world, without CORS, and nothing else that a stranger could call', () => {
    const door = inputsOf('aws:lambda/functionUrl:FunctionUrl', 'FrontDoorUrl');

    expect(door).toMatchObject({ functionName: 'rung-ci-slack', authorizationType: 'NONE' });
    expect(door).not.toHaveProperty('cors');
    expect(all('aws:lambda/functionUrl:FunctionUrl')).toHaveLength(1);
    expect(all('aws:lambda/permission:Permission').map(({ inputs }) => inputs)).toEqual([
      {
        function: 'rung-ci-slack',
        principal: '*',
        action: 'lambda:InvokeFunctionUrl',
        functionUrlAuthType: 'NONE',
      },
      { function: 'rung-ci-slack', principal: '*', action: 'lambda:InvokeFunction', invokedViaFunctionUrl: true },
      expect.objectContaining({
        function: 'rung-ci-reconcile',
        principal: 'events.amazonaws.com',
        action: 'lambda:InvokeFunction',
        sourceAccount: '123456789012',
      }),
    ]);
  });

  it('hands a delivery that fails for good to the function that tells the person', () => {
    expect(inputsOf('aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig', 'DeskEventInvokeConfig')).toEqual(
      {
        functionName: 'rung-ci-desk',
        maximumRetryAttempts: 2,
        maximumEventAgeInSeconds: 900,
        destinationConfig: {
          onFailure: { destination: 'arn:aws:lambda:us-east-1:123456789012:function:rung-ci-undelivered' },
        },
      },
    );
  });

  it('gives the functions the environment that they read: the front door its secret and the desk’s name only', () => {
    const lambdaItself = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' };
    const ours = Object.keys(variablesOf('FrontDoor')).filter((name) => !name.startsWith('SST_'));

    expect(ours.sort()).toEqual(['RUNG_DESK_FUNCTION', 'SLACK_SIGNING_SECRET']);
    expect(frontDoorEnv({ ...variablesOf('FrontDoor'), ...lambdaItself })).toMatchObject({
      signingSecret: 'the-signing-secret',
      deskFunction: functionNamed('Desk')['name'],
    });
    const flow = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:rung-ci-${name}-flow`;
    for (const name of [
      'Desk',
      'LaunchStep',
      'JudgeStep',
      'EvaluateStep',
      'HostStep',
      'Watch',
      'Stop',
      'Reconcile',
      'Undelivered',
    ])
      expect(rungEnv({ ...variablesOf(name), ...lambdaItself })).toMatchObject({
        table: 'TableTable',
        bucket: 'data-bucket',
        launchFlow: { stepFunction: functionNamed('LaunchStep')['name'], stateMachineArn: flow('launch') },
        judgeFlow: { stepFunction: functionNamed('JudgeStep')['name'], stateMachineArn: flow('judge') },
        evaluateFlow: { stepFunction: functionNamed('EvaluateStep')['name'], stateMachineArn: flow('evaluate') },
        evaluationRoleArn: `arn:aws:iam::123456789012:role/${inputsOf('aws:iam/role:Role', 'BedrockEvaluationsRole')['name']}`,
        hostFlow: { stepFunction: functionNamed('HostStep')['name'], stateMachineArn: flow('host') },
        stopFlow: { stepFunction: functionNamed('Stop')['name'], stateMachineArn: flow('stop') },
        bedrockRoleArn: `arn:aws:iam::123456789012:role/${inputsOf('aws:iam/role:Role', 'BedrockJobsRole')['name']}`,
        watchChannel: 'C0MLPLATFORM',
      });
  });
});

/** Taken on by one workflow of our own account only. */
const onlyFor = (flow: string) => ({
  StringEquals: { 'aws:SourceAccount': '123456789012' },
  ArnLike: { 'aws:SourceArn': `arn:aws:states:us-east-1:123456789012:stateMachine:rung-ci-${flow}` },
});

describe('the permissions of the deployed app', () => {
  it('are those of the permission table, nothing missing and nothing more', () => {
    const held = heldPermissions(deployed.resources);

    expect(held.length).toBeGreaterThan(40);
    expect(held).toEqual(tabledPermissions(DEPLOYMENT));
  });

  it('let the front door call the desk, write its log and send its trace, and that is all', () => {
    expect(heldPermissions(deployed.resources).filter((line) => line.startsWith('slack '))).toEqual([
      'slack Allow lambda:InvokeFunction on arn:aws:lambda:us-east-1:123456789012:function:rung-ci-desk',
      'slack Allow logs:CreateLogStream on arn:aws:logs:us-east-1:123456789012:log-group:/rung/ci/slack:*',
      'slack Allow logs:PutLogEvents on arn:aws:logs:us-east-1:123456789012:log-group:/rung/ci/slack:*',
      'slack Allow xray:PutTelemetryRecords on *',
      'slack Allow xray:PutTraceSegments on *',
    ]);
  });

  it('name every action, and every resource except for the listed reads', () => {
    const held = heldPermissions(deployed.resources);

    expect(held.filter((line) => /Allow \S*\*/.test(line))).toEqual([]);
    expect(
      held.filter((line) => / on \*/.test(line) && !Object.keys(ANY_RESOURCE).some((action) => line.includes(action))),
    ).toEqual([]);
  });

  it('pass two roles on, each to Bedrock only, look at one, and delete only what carries the tag', () => {
    const held = heldPermissions(deployed.resources);

    expect(held.filter((line) => line.includes('iam:'))).toEqual([
      'evaluate-step Allow iam:PassRole on arn:aws:iam::123456789012:role/rung-ci-bedrock-evaluations if [{"test":"StringEquals","values":["bedrock.amazonaws.com"],"variable":"iam:PassedToService"}]',
      'launch-flow Allow iam:PassRole on arn:aws:iam::123456789012:role/rung-ci-bedrock-jobs if [{"test":"StringEquals","values":["bedrock.amazonaws.com"],"variable":"iam:PassedToService"}]',
      'launch-step Allow iam:GetRole on arn:aws:iam::123456789012:role/rung-ci-bedrock-jobs',
    ]);
    const deleting = held.filter((line) => line.includes(':Delete'));
    const tagged = 'if [{"test":"StringEquals","values":["yes"],"variable":"aws:ResourceTag/rung:may-delete"}]';
    expect(deleting.filter((line) => !line.endsWith(tagged))).toEqual([]);
    const roles = new Set(deleting.map((line) => line.split(' ')[0]));
    expect([...roles]).toEqual(['host-flow', 'judge-flow', 'stop', 'watch']);
  });

  it.each<[string, string, object | undefined]>([
    ...[
      'FrontDoor',
      'Desk',
      'LaunchStep',
      'JudgeStep',
      'EvaluateStep',
      'HostStep',
      'Watch',
      'Reconcile',
      'Undelivered',
    ].map((name): [string, string, object | undefined] => [`${name}Role`, 'lambda.amazonaws.com', undefined]),
    ['ReconcileScheduleRole', 'scheduler.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '123456789012' } }],
    ['WatchScheduleRole', 'scheduler.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '123456789012' } }],
    ['LaunchFlowRole', 'states.amazonaws.com', onlyFor('launch-flow')],
    ['JudgeFlowRole', 'states.amazonaws.com', onlyFor('judge-flow')],
    ['EvaluateFlowRole', 'states.amazonaws.com', onlyFor('evaluate-flow')],
    ['HostFlowRole', 'states.amazonaws.com', onlyFor('host-flow')],
    [
      'BedrockEvaluationsRole',
      'bedrock.amazonaws.com',
      {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': ['arn:aws:bedrock:us-east-1:123456789012:evaluation-job/*'] },
      },
    ],
    [
      'BedrockJobsRole',
      'bedrock.amazonaws.com',
      {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: {
          'aws:SourceArn': ['model-customization-job', 'model-import-job'].map(
            (kind) => `arn:aws:bedrock:us-east-1:123456789012:${kind}/*`,
          ),
        },
      },
    ],
  ])('let nobody take on %s but %s', (role, service, condition) => {
    const { Statement } = parsed(inputsOf('aws:iam/role:Role', role)['assumeRolePolicy']) as {
      Statement: Record<string, unknown>[];
    };

    expect(Statement).toHaveLength(1);
    expect(Statement[0]).toMatchObject({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: service },
    });
    expect(Statement[0]?.['Condition']).toEqual(condition);
  });

  const KEY = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6789-abcd-ef0123456789';

  it('grow by the optional parts that a team sets, and by those only', async () => {
    const optional = {
      datasetBuckets: ['team-data', 'more-data'],
      readerModel: 'eu.amazon.nova-lite-v1:0',
      knowledgeBaseId: 'KB12345678',
      modelKeyArn: KEY,
    };

    const app = copyOfApp();
    const { resources, code, output } = await app.diff({
      ...COMPLETE,
      RUNG_DATASET_BUCKETS: 'team-data, more-data',
      RUNG_READER_MODEL: 'eu.amazon.nova-lite-v1:0',
      RUNG_KNOWLEDGE_BASE_ID: 'KB12345678',
      RUNG_MODEL_KEY_ARN: KEY,
    });

    app.remove();
    const before = heldPermissions(deployed.resources);
    const after = heldPermissions(resources);
    expect(code, output).toBe(0);
    expect(after).toEqual(tabledPermissions({ ...DEPLOYMENT, ...optional }));
    expect(after.filter((line) => line.startsWith('desk ') && !before.includes(line))).toEqual([
      'desk Allow bedrock:InvokeModel on arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0',
      'desk Allow bedrock:InvokeModel on arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0',
      'desk Allow bedrock:Retrieve on arn:aws:bedrock:us-east-1:123456789012:knowledge-base/KB12345678',
      'desk Allow s3:GetObject on arn:aws:s3:::more-data/*',
      'desk Allow s3:GetObject on arn:aws:s3:::team-data/*',
      'desk Allow s3:GetObjectVersion on arn:aws:s3:::more-data/*',
      'desk Allow s3:GetObjectVersion on arn:aws:s3:::team-data/*',
      'desk Allow s3:ListBucket on arn:aws:s3:::more-data',
      'desk Allow s3:ListBucket on arn:aws:s3:::team-data',
    ]);
    expect(before.filter((line) => line.includes(' kms:'))).toEqual([]);
    expect(after.filter((line) => line.includes(' kms:') && !line.includes(`on ${KEY}`))).toEqual([]);
    expect(after.filter((line) => line.startsWith('bedrock-jobs Allow kms:'))).toHaveLength(4);
  });
});

describe('what the deployed app keeps', () => {
  it('lies in the table that the local AWS creates, paid by request, restorable, with rows that expire', () => {
    const table = inputsOf('aws:dynamodb/table:Table', 'TableTable');
    const local = tableSchema('TableTable');

    expect(table).toMatchObject({
      billingMode: local.BillingMode,
      hashKey: 'pk',
      pointInTimeRecovery: { enabled: true },
      ttl: { attributeName: 'expiresAt', enabled: true },
      globalSecondaryIndexes: [{ name: 'by-kind', hashKey: 'kind', rangeKey: 'at', projectionType: 'ALL' }],
    });
    expect(table['attributes']).toEqual(
      local.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => ({
        name: AttributeName,
        type: AttributeType,
      })),
    );
    expect(local.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['by-kind']);
    expect(table).not.toHaveProperty('rangeKey');
  });

  it('and in one bucket: versioned, private, over TLS only, without CORS, tidied', () => {
    const policy = parsed(inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'DataPolicy')['policy']);
    const { rules } = inputsOf('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', 'DataLifecycle');

    expect(inputsOf('aws:s3/bucketVersioning:BucketVersioning', 'DataVersioning')['versioningConfiguration']).toEqual({
      status: 'Enabled',
    });
    expect(inputsOf('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'DataPublicAccessBlock')).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(policy).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Resource: ['arn:aws:s3:::data-bucket', 'arn:aws:s3:::data-bucket/*'],
          Condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
    const kept = (prefix: string) => ({ filter: { prefix }, expiration: { days: 365 } });
    expect(rules).toMatchObject([
      ...['frozen', 'output', 'judgements', 'evaluations'].map((folder) => kept(`${folder}/`)),
      {
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });
});

describe('a removal of the production stage', () => {
  it('is refused, and once allowed leaves standing what holds records and files', () => {
    const config = fs.readFileSync(path.join(ROOT, 'sst.config.ts'), 'utf8');
    const sst = fs.readFileSync(path.join(ROOT, '.sst/platform/src/auto/run.ts'), 'utf8');
    const [, kept = ''] = /removal === "retain" &&\s*\[([^\]]+)\]/.exec(sst) ?? [];

    expect(config).toContain("removal: isProduction ? 'retain' : 'remove'");
    expect(config).toContain('protect: isProduction');
    for (const { type } of [...all('aws:dynamodb/table:Table'), ...all('aws:s3/bucket:Bucket')])
      expect(kept).toContain(`"${type}"`);
    expect(all('aws:dynamodb/table:Table').length + all('aws:s3/bucket:Bucket').length).toBe(2);
  });
});

describe('the launch workflow', () => {
  it('is the file as it stands, valid ASL, and calls nothing but its function and Bedrock', () => {
    const file = JSON.parse(fs.readFileSync(path.join(ROOT, 'packages/infra/src/launch-flow.asl.json'), 'utf8'));
    const machine = inputsOf('aws:sfn/stateMachine:StateMachine', 'LaunchFlow');
    const definition = parsed(machine['definition']) as { States: Record<string, { Type: string; Resource?: string }> };
    const called = new Set(Object.values(definition.States).flatMap(({ Resource }) => Resource ?? []));

    expect(definition).toEqual(file);
    expect(machine['type']).toBe('STANDARD');
    expect(machine['tracingConfiguration']).toEqual({ enabled: true });
    expect(aslFaults(definition)).toBe('');
    expect([...called].sort()).toEqual([
      'arn:aws:states:::aws-sdk:bedrock:createModelImportJob',
      'arn:aws:states:::aws-sdk:bedrock:createPromptRouter',
      'arn:aws:states:::bedrock:createModelCustomizationJob.sync',
      'arn:aws:states:::lambda:invoke',
      'arn:aws:states:::lambda:invoke.waitForTaskToken',
    ]);
  });

  it.each(['judge', 'host'])('of a %s flow is the file as it stands, and deletes what it makes', (flow) => {
    const file = JSON.parse(fs.readFileSync(path.join(ROOT, `packages/infra/src/${flow}-flow.asl.json`), 'utf8'));
    const machine = inputsOf('aws:sfn/stateMachine:StateMachine', flow === 'judge' ? 'JudgeFlow' : 'HostFlow');
    const definition = parsed(machine['definition']) as {
      States: Record<string, { Type: string; Resource?: string }>;
    };
    const called = new Set(Object.values(definition.States).flatMap(({ Resource }) => Resource ?? []));

    expect(definition).toEqual(file);
    expect(machine['type']).toBe('STANDARD');
    expect(aslFaults(definition)).toBe('');
    // An imported model stands before its hosting: what is made of it is the tag of its lease.
    const moves = ['tagResource', 'updateCustomModelDeployment', 'updateProvisionedModelThroughput'];
    expect([...called].sort()).toEqual([
      'arn:aws:states:::aws-sdk:bedrock:createCustomModelDeployment',
      'arn:aws:states:::aws-sdk:bedrock:createProvisionedModelThroughput',
      'arn:aws:states:::aws-sdk:bedrock:deleteCustomModelDeployment',
      'arn:aws:states:::aws-sdk:bedrock:deleteProvisionedModelThroughput',
      ...(flow === 'host' ? moves.map((move) => `arn:aws:states:::aws-sdk:bedrock:${move}`) : []),
      'arn:aws:states:::lambda:invoke',
      'arn:aws:states:::lambda:invoke.waitForTaskToken',
    ]);
  });

  it('of an evaluation is the file as it stands, and calls nothing but its function', () => {
    const file = JSON.parse(fs.readFileSync(path.join(ROOT, 'packages/infra/src/evaluate-flow.asl.json'), 'utf8'));
    const machine = inputsOf('aws:sfn/stateMachine:StateMachine', 'EvaluateFlow');
    const definition = parsed(machine['definition']) as { States: Record<string, { Resource?: string }> };
    const called = new Set(Object.values(definition.States).flatMap(({ Resource }) => Resource ?? []));

    expect(definition).toEqual(file);
    expect(machine['type']).toBe('STANDARD');
    expect(aslFaults(definition)).toBe('');
    expect([...called].sort()).toEqual([
      'arn:aws:states:::lambda:invoke',
      'arn:aws:states:::lambda:invoke.waitForTaskToken',
    ]);
  });

  it('is refused by the validator when a state is misspelt', () => {
    const broken = {
      StartAt: 'Ask',
      States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Nowhere' } },
    };

    expect(aslFaults(broken)).toContain('Nowhere');
  });
});
