import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { ScratchApp } from '@rung/infra/verify/scratch-app.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMPLETE, copyOfApp, copyThatBuilds, DEPLOYMENT, ROOT } from './app-under-test.ts';
import { heldPermissions, tabledPermissions } from './held-permissions.ts';

let app: ScratchApp;

beforeEach(() => {
  app = copyOfApp();
});
afterEach(() => app.remove());

describe('a deployment', () => {
  it('without a secret is refused, by its name', async () => {
    const { code, output } = await app.diff({ ...COMPLETE, SST_SECRET_SlackSigningSecret: undefined });

    expect(code).not.toBe(0);
    expect(output).toContain('SlackSigningSecret');
  });

  it('without a channel for the watch is refused, with what to set', async () => {
    const { code, output } = await app.diff({ ...COMPLETE, RUNG_WATCH_CHANNEL: undefined });

    expect(code).not.toBe(0);
    expect(output).toContain('RUNG_WATCH_CHANNEL must be the id of the Slack channel');
  });

  it('of a function whose source is gone is refused', async () => {
    app.remove();
    app = copyThatBuilds();
    fs.rmSync(path.join(app.directory, 'functions/watch.ts'));

    const { code, output } = await app.diff(COMPLETE);

    expect(code).not.toBe(0);
    expect(output).toContain('functions/watch.ts');
  });

  it('of a handler that is not in its bundle is refused', async () => {
    app.change('packages/infra/src/bundles.ts', 'dist/packages/$' + '{name}', 'dist/packages/desk');

    const { code, output } = await app.diff(COMPLETE);

    expect(code).not.toBe(0);
    expect(output).toMatch(/dist\/packages\/desk holds no [a-z-]+\.mjs/);
  });

  it('with a value that AWS would not take does not pass the type-check', () => {
    app.change('packages/infra/src/front-door.ts', "'10 seconds'", "'10 moments'");
    fs.copyFileSync(path.join(ROOT, 'tsconfig.infra.json'), path.join(app.directory, 'tsconfig.infra.json'));

    const tsc = spawnSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.infra.json'], {
      cwd: app.directory,
      encoding: 'utf8',
    });

    expect(tsc.status).not.toBe(0);
    expect(tsc.stdout).toContain('10 moments');
  });
});

describe('a permission changed by hand', () => {
  it('is seen beside the permission table: in a policy, attached, aside, and taken away', async () => {
    app.change(
      'packages/infra/src/lambda.ts',
      'args.inlinePolicies = inlinePolicies(name, at);',
      `args.inlinePolicies = [...inlinePolicies(name, at), { name: 'more', policy: aws.iam.getPolicyDocumentOutput({
        statements: [{ actions: ['s3:DeleteObject'], resources: ['arn:aws:s3:::data-bucket/*'] }] }).json }];`,
    );
    app.change(
      'packages/infra/src/lambda.ts',
      'args.managedPolicyArns = [];',
      "args.managedPolicyArns = ['arn:aws:iam::aws:policy/AmazonBedrockFullAccess'];",
    );
    app.change(
      'packages/infra/src/watch.ts',
      "  onSchedule('watch'",
      "  new aws.iam.RolePolicy('Aside', { role: watching.nodes.role.name, policy: '{}' });\n  onSchedule('watch'",
    );
    app.change(
      'packages/infra/src/launch-flow.ts',
      "inlinePolicies('bedrock-jobs', at)",
      "inlinePolicies('watch-schedule', at)",
    );

    const { resources, code, output } = await app.diff(COMPLETE);

    const held = heldPermissions(resources);
    const tabled = tabledPermissions(DEPLOYMENT);
    const functions = [
      'bill',
      'desk',
      'evaluate-step',
      'host-step',
      'judge-step',
      'launch-step',
      'reconcile',
      'slack',
      'stop',
      'undelivered',
      'watch',
    ];
    expect(code, output).toBe(0);
    expect(held.filter((line) => !tabled.includes(line))).toEqual(
      [
        'aws:iam/rolePolicy:RolePolicy Aside',
        'bedrock-jobs Allow lambda:InvokeFunction on arn:aws:lambda:us-east-1:123456789012:function:rung-ci-watch',
        'bedrock-jobs Allow sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:rung-ci-dead-letters',
        ...functions.map((role) => `${role} Allow s3:DeleteObject on arn:aws:s3:::data-bucket/*`),
        ...functions.map((role) => `${role} holds all of arn:aws:iam::aws:policy/AmazonBedrockFullAccess`),
      ].sort(),
    );
    expect(tabled.filter((line) => !held.includes(line))).toEqual([
      'bedrock-jobs Allow s3:GetObject on arn:aws:s3:::data-bucket/datasets/*',
      'bedrock-jobs Allow s3:GetObject on arn:aws:s3:::data-bucket/frozen/*',
      'bedrock-jobs Allow s3:GetObject on arn:aws:s3:::data-bucket/output/*',
      'bedrock-jobs Allow s3:ListBucket on arn:aws:s3:::data-bucket',
      'bedrock-jobs Allow s3:ListBucket on arn:aws:s3:::data-bucket',
      'bedrock-jobs Allow s3:PutObject on arn:aws:s3:::data-bucket/output/*',
    ]);
  });

  it('on every resource, where AWS knows finer ones, ends the deployment', async () => {
    app.change(
      'packages/infra/src/hosting-permissions.ts',
      "on: ['provisioned throughputs', 'custom model deployments', 'imported models', 'endpoints'],\n      only",
      "on: ['any'],\n      only",
    );

    const { code, output } = await app.diff(COMPLETE);

    expect(code).not.toBe(0);
    expect(output).toMatch(/stop asks for bedrock:DeleteCustomModelDeployment, .+ on every resource/);
  });
});
