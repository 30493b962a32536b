import fs from 'node:fs';
import path from 'node:path';
import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import { FUNCTION_NAMES } from '@rung/infra/function-names.ts';
import { grantsOf } from '@rung/infra/permissions.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askEvaluation } from '../../functions/drive-evaluation.ts';
import { host, judge, launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { awsFor, CHANNEL, NOVA_MICRO, tickets, uploadModel } from '../journeys/journey.ts';
import { type BootedApp, bootApp } from './booted-app.ts';
import { command, FORM, SIGNING_SECRET, signed } from './signed-request.ts';

let booted: BootedApp;

beforeAll(async () => {
  const systemNow = Date.now;
  vi.spyOn(Date, 'now').mockImplementation(() => systemNow() + aheadMs);
  booted = await bootApp({
    SST_SECRET_SlackSigningSecret: SIGNING_SECRET,
    SST_SECRET_SlackBotToken: 'xoxb-local',
    // A third of a second: the bundles live in real time, and a throughput of this test idles at once.
    RUNG_IDLE_AFTER_HOURS: '0.0001',
    RUNG_EVALUATOR_MODEL: 'us.meta.llama3-1-70b-instruct-v1:0',
  });
});
afterAll(async () => {
  await booted.end();
  vi.restoreAllMocks();
});

let aheadMs = 0;

/** Time passes for the local AWS and, in the same step, for the bundles, which read the system's clock. */
function pass(durationMs: number): void {
  booted.stack.clock.skip(durationMs);
  aheadMs += durationMs;
}

const knock = (request: unknown) => booted.handlers.slack(request, { awsRequestId: 'a-request' });
const toAna = (says: RegExp) => messageTo(booted.stack.slack, { channel: CHANNEL, as: 'U0ANA' }, says);
const inChannel = (says: RegExp) => messageSaying(booted.stack.slack, CHANNEL, says);

describe('what is uploaded', () => {
  it.each(FUNCTION_NAMES)('for %s is what `npm run build` wrote, byte for byte', (name) => {
    const packaged = path.join(booted.app.directory, 'dist/packages', name);
    const uploaded = booted.codeOf(name);
    const built = fs
      .readdirSync(packaged, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.mjs'));

    // `resource.enc` is SST's own: links, of which we use none.
    expect([...uploaded.keys()].sort()).toEqual([...built, 'resource.enc'].sort());
    for (const file of built)
      expect(uploaded.get(file)?.equals(fs.readFileSync(path.join(packaged, file))), file).toBe(true);
  });
});

/** Tags an endpoint as its owner would; the guard's own book says where IAM's condition holds. */
async function taggedEndpoint(ResourceArn: string): Promise<void> {
  const { AddTagsCommand, SageMakerClient } = await import('@aws-sdk/client-sagemaker');
  const Tags = [{ Key: 'rung:may-delete', Value: 'yes' }];
  await new SageMakerClient(awsFor(booted.stack)).send(new AddTagsCommand({ ResourceArn, Tags }));
}

/** Only a job that runs at the moment of its look is told ours, or followed and concluded, by the reconciler. */
const BY_CHANCE = ['reconcile bedrock:ListTagsForResource', 'evaluate-step s3:ListBucket'];

/** A launch is concluded by its step or by the reconciler, whichever comes first: what one of the two did, neither has for nothing. */
function isUsed(grant: string): boolean {
  if (BY_CHANCE.includes(grant)) return true;
  const [role = '', action = ''] = grant.split(' ');
  const roles = role === 'launch-step' || role === 'reconcile' ? ['launch-step', 'reconcile'] : [role];
  return roles.some((one) => booted.book.used.has(`${one} ${action}`));
}

/**
 * Lambda's own doing; prices, which are asked for once a day by whoever comes first; a key that is not set; evaluations, which their own step
 * follows; and the waking of what was decided early or late, which only a slow machine has.
 */
const UNSEEN =
  / (?:logs|xray):|^watch pricing:|^evaluate-step kms:|^(?:desk|reconcile) bedrock:\w+EvaluationJobs?$|^(?:reconcile|\w+-step) states:SendTask/;

describe('the uploaded bundles, with no more than their deployed permissions', () => {
  it('answer Slack’s handshake', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });

    expect(await knock(signed(body, 'application/json'))).toMatchObject({ statusCode: 200, body: 'abc' });
  });

  it('turn away what somebody else signed, before the desk is asked', async () => {
    expect(await knock(signed(command('help'), FORM, 'another-secret'))).toEqual({ statusCode: 401 });
  });

  it('carry a signed command through the front door to the desk and its answer to the person', async () => {
    const reply = await knock(signed(command('help'), FORM));

    expect(reply).toMatchObject({ statusCode: 200 });
    expect(readMessage(await toAna(/\/rung diagnose/))).toContain('/rung launch');
  });

  it('ask AWS for its prices when a person does', async () => {
    await knock(signed(command('prices refresh'), FORM));

    expect(readMessage(await toAna(/AWS was last asked/))).toContain('$60.50');
  });

  it('read a problem and answer it in its thread', async () => {
    const text = '<@U0RUNG> our model doesn’t know our contracts, should we fine-tune?';

    await booted.stack.slack.say({ as: 'U0ANA', channel: CHANNEL, text });

    expect(readMessage(await inChannel(/Retrieval first/))).toContain('know our contracts');
  });

  it('announce what idles, delete it by a click where its tag allows that, and leave it standing where not', async () => {
    const { bedrock } = booted.stack.aws;
    const stands = (name: string) => bedrock.throughputs().some((throughput) => throughput.name === name);
    const order = (name: string) =>
      bedrock.createIdleThroughput({ name, modelUnits: 1, commitment: 'none', tags: [MAY_DELETE_TAG] });
    // The guard's own book says where IAM's condition holds: as if the second one's tag had been taken away meanwhile.
    booted.book.tagged.add(order('may-go'));
    const refused = order('must-stay');
    await new Promise((resolve) => setTimeout(resolve, 500));

    expect(await booted.handlers.watch({}, { awsRequestId: 'an-hour' })).toMatchObject({ looked: 2, announced: 2 });
    for (const name of ['may-go', 'must-stay']) {
      const said = (words: string) => inChannel(new RegExp(`${name} has answered nothing[\\s\\S]*${words}`));
      await press(booted.stack.slack, { as: 'U0FAY', message: await said('Adopt'), label: /^Adopt$/ });
      await press(booted.stack.slack, { as: 'U0FAY', message: await said('adopted by'), label: /^Delete$/ });
      await inChannel(new RegExp(`\\*${name}: stopping`));
    }
    pass(2 * MINUTE_MS);

    await inChannel(/\*may-go: deleted/);
    expect(readMessage(await inChannel(/AWS refused/))).toContain('rung:may-delete = yes');
    expect([stands('may-go'), stands('must-stay')]).toEqual([false, true]);
    expect(booted.book.refused.splice(0)).toEqual([
      `stop is not authorized to perform: bedrock:DeleteProvisionedModelThroughput on resource: ${refused}`,
    ]);
  });

  it('see a SageMaker endpoint that idles, and delete one of Marketplace', async () => {
    const { sageMaker } = booted.stack.aws;
    const modelSource = 'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/esm/1.0.0';
    const made = [
      sageMaker.stand({
        ...{ name: 'own-endpoint', instanceType: 'ml.g5.2xlarge', instances: 1, components: ['own-model'] },
      }),
      sageMaker.stand({ name: 'bought-endpoint', instanceType: 'ml.g5.2xlarge', instances: 1, modelSource }),
    ];
    for (const arn of made) await taggedEndpoint(arn);
    for (const arn of made) booted.book.tagged.add(arn);
    pass(9 * HOUR_MS);

    await booted.handlers.watch({}, { awsRequestId: 'another-hour' });
    for (const name of ['own-endpoint', 'bought-endpoint']) {
      const said = (words: string) => inChannel(new RegExp(`${name} has answered nothing[\\s\\S]*${words}`));
      await press(booted.stack.slack, { as: 'U0FAY', message: await said('Adopt'), label: /^Adopt$/ });
      await press(booted.stack.slack, { as: 'U0FAY', message: await said('adopted by'), label: /^Delete$/ });
      await inChannel(new RegExp(`\\*${name}: stopping`));
    }
    pass(2 * MINUTE_MS);

    await inChannel(/\*own-endpoint: deleted/);
    await inChannel(/\*bought-endpoint: deleted/);
    await knock(signed(command('idle'), FORM));
    expect(readMessage(await toAna(/hostings? stands?/))).toContain('must-stay');
  });

  it('take a launch from its form to the losses, and list it', async () => {
    const { s3 } = booted.stack.aws;
    await s3.put('data-bucket', 'datasets/booted.jsonl', tickets(120));
    const dataset = 's3://data-bucket/datasets/booted.jsonl';

    await launch(booted.stack.slack, {
      as: 'U0ANA',
      channel: CHANNEL,
      typed: { name: 'booted', baseModelId: NOVA_MICRO, dataset },
    });
    const asked = await inChannel(/\*booted: waiting for a yes/);
    await booted.handlers.reconcile({}, { awsRequestId: 'a-look' });
    await press(booted.stack.slack, {
      as: 'U0BO',
      message: asked,
      label: /^Approve/,
    });
    await inChannel(/\*booted: sent to AWS/);
    await booted.handlers.reconcile({}, { awsRequestId: 'five-minutes' });
    const ended = inChannel(/<@U0ANA> booted: /);
    // The job and the workflow's waits start one after the other: hours pass until both are through.
    const passing = setInterval(() => pass(HOUR_MS), 500);
    await ended.finally(() => clearInterval(passing));
    await knock(signed(command('jobs'), FORM));

    expect(readMessage(await toAna(/booted/))).toContain('booted');
  });

  it('judge the launched model from its price to the verdict', async () => {
    const { s3 } = booted.stack.aws;
    await s3.put('data-bucket', 'datasets/held-out.jsonl', tickets(40).replaceAll('Case ', 'Matter '));

    const form = await judge(booted.stack.slack, {
      as: 'U0ANA',
      message: await inChannel(/\*booted: (?:learned|trained)/),
      typed: { heldOut: 's3://data-bucket/datasets/held-out.jsonl' },
    });
    const priced = await inChannel(/booted: judging it costs/);
    await press(booted.stack.slack, { as: 'U0BO', message: priced, label: /^Judge, .* reserved/ });
    const ended = inChannel(/<@U0ANA> booted: .*has the rest/);
    const passing = setInterval(() => pass(10 * MINUTE_MS), 500);
    await ended.finally(() => clearInterval(passing));
    const card = booted.stack.slack.messages(CHANNEL).find(({ ts }) => ts === priced.ts);

    expect(form.kind).toBe('closed');
    expect(card && readMessage(card)).toMatch(/40 examples, exact match: .*tuned \d+\.\d\. From/);
  });

  it('have Bedrock evaluate the judged answers, too, after a yes', async () => {
    const { slack } = booted.stack;
    const verdict = await inChannel(/40 examples, exact match/);
    await askEvaluation(slack, { as: 'U0ANA', message: verdict, budgetUsd: '5' });
    const message = await inChannel(/booted: a Bedrock evaluation costs/);
    await press(slack, { as: 'U0BO', message, label: /^Evaluate for/ });
    const ended = inChannel(/<@U0ANA> booted: Bedrock’s own evaluation/);
    const passing = setInterval(() => pass(10 * MINUTE_MS), 500);
    await ended.finally(() => clearInterval(passing));

    await inChannel(/\*Bedrock, 40 answers each, points of 100:\* .+ · tuned correctness \d+\.\d/);
  });

  it('host the launched model after a yes, and take it down by a click', async () => {
    await knock(signed(command('host'), FORM));
    const form = await host(booted.stack.slack, {
      ...{ as: 'U0ANA', message: await toAna(/can be hosted/) },
      typed: { reason: 'The bundles have to show that they can' },
    });
    const priced = await inChannel(/booted: hosting it waits for a yes/);
    await press(booted.stack.slack, { as: 'U0BO', message: priced, label: /^Approve, .* reserved/ });
    const stands = inChannel(/\*booted: hosted until/);
    const passing = setInterval(() => pass(10 * MINUTE_MS), 500);
    const card = await stands.finally(() => clearInterval(passing));
    booted.book.tagged.add(/`(arn:[^`]+)`/.exec(readMessage(card))?.[1] ?? '');
    await press(booted.stack.slack, { as: 'U0BO', message: card, label: /^Stop now/ });
    await inChannel(/\*booted: stopping/);
    pass(2 * MINUTE_MS);

    expect(form.kind).toBe('closed');
    expect(readMessage(await inChannel(/\*booted: no longer hosted/))).toContain('Deleted by <@U0BO>');
  });

  it('import a model, host it, and delete it with its hosting while it could be imported again', async () => {
    const { slack } = booted.stack;
    await uploadModel(booted.stack, 'datasets/weights', { withWeights: true, bucket: 'data-bucket' });
    const folder = { kind: 'import', name: 'weights', dataset: 's3://data-bucket/datasets/weights' } as const;
    await launch(slack, { as: 'U0ANA', channel: CHANNEL, typed: folder });
    await press(slack, { as: 'U0BO', message: await inChannel(/\*weights: waiting for a yes/), label: /^Approve/ });
    const passing = setInterval(() => pass(10 * MINUTE_MS), 500);
    const message = await inChannel(/\*weights: imported/).finally(() => clearInterval(passing));
    const typed = { reason: 'The bundles have to show that they can', requestsAMonth: '100', copies: '1' };
    const form = await host(slack, { as: 'U0ANA', message, typed });
    await press(slack, { as: 'U0BO', message: await inChannel(/weights: hosting it waits for/), label: /^Approve/ });
    const card = await inChannel(/\*weights: hosted until/);
    await booted.handlers.watch({}, { awsRequestId: 'while-it-stands' });
    booted.book.tagged.add(/`(arn:[^`]+imported-model[^`]+)`/.exec(readMessage(card))?.[1] ?? '');
    await press(slack, { as: 'U0BO', message: card, label: /^Stop now/ });
    await inChannel(/\*weights: stopping/);
    pass(2 * MINUTE_MS);

    expect(form.kind).toBe('closed');
    expect(readMessage(await inChannel(/\*weights: no longer hosted/))).toContain('Deleted by <@U0BO>');
  });

  it('check a dataset, and say so when they may not read it', async () => {
    await knock(signed(command('check s3://data-bucket/datasets/booted.jsonl'), FORM));
    await knock(signed(command('check s3://rung-data/secret.jsonl'), FORM));

    await toAna(/booted\.jsonl/);
    await toAna(/rung-data/);
    expect([...new Set(booted.book.refused.splice(0))]).toEqual([
      'desk is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::rung-data',
    ]);
  });

  it('write a repaired copy, and send a sample to Amazon Comprehend', async () => {
    const { s3 } = booted.stack.aws;
    await s3.put('data-bucket', 'datasets/broken.jsonl', `${tickets(120)}{"messages": [}\n`);
    await knock(signed(command('check s3://data-bucket/datasets/broken.jsonl'), FORM));
    const card = await inChannel(/broken\.jsonl is not ready[\s\S]*in this thread/);

    await press(booted.stack.slack, { as: 'U0BO', message: card, label: /^Take the repaired copy$/ });
    await press(booted.stack.slack, { as: 'U0BO', message: card, label: /^Look for names/ });

    const copy = readMessage(await inChannel(/repaired copy of broken\.jsonl passes/));
    expect(copy).toContain('s3://data-bucket/datasets/repaired/');
    await inChannel(/found no name and no address in 100 of 120 records/);
  });

  it('read what AWS charged, and tell a channel its week', async () => {
    await knock(signed(command('digest on'), FORM));
    await booted.stack.idle();
    pass(8 * 24 * HOUR_MS);

    await booted.handlers.bill({}, { awsRequestId: 'a-day' });
  });

  it('tell a person whose request could not be finished', async () => {
    await booted.handlers.undelivered(
      {
        requestContext: { requestId: 'the-lost-request' },
        requestPayload: { body: command('jobs'), encoding: 'form', retry: 0 },
      },
      { awsRequestId: 'another' },
    );

    expect(readMessage(await toAna(/could not finish/))).toContain('the-lost-request');
  });

  it('were refused nothing else, and used all they have but what only some deployments need', async () => {
    await booted.stack.idle();

    const granted = FUNCTION_NAMES.flatMap((name) =>
      grantsOf(name).flatMap(({ actions }) => actions.map((action) => `${name} ${action}`)),
    );
    const unused = [...new Set(granted)].filter((grant) => !isUsed(grant) && !UNSEEN.test(grant));

    expect(booted.book.refused).toEqual([]);
    expect(unused.sort()).toEqual([
      // No imported model and no endpoint is in the account that would have to be looked at for a channel's week.
      'bill bedrock:GetImportedModel',
      'bill sagemaker:DescribeEndpoint',
      'bill sagemaker:DescribeEndpointConfig',
      'bill sagemaker:DescribeInferenceComponent',
      'desk bedrock:GetCustomModelDeployment',
      'desk bedrock:InvokeModel',
      'desk bedrock:Retrieve',
      // Nobody stopped a job, and nothing had to be started, woken or concluded in the workflow's place.
      'desk bedrock:StopModelCustomizationJob',
      // Lambda itself hands on what failed, and S3 itself looks at a copied file's tags.
      'desk lambda:InvokeFunction',
      // An evaluation ended by itself: nobody stopped it, and nothing of it was given back.
      'evaluate-step bedrock:StopEvaluationJob',
      'evaluate-step dynamodb:UpdateItem',
      // A hosting of a base without on-demand serving, and one that could not be made.
      'host-step bedrock:GetProvisionedModelThroughput',
      // No model took over the hosting of another.
      'host-step cloudwatch:GetMetricData',
      'host-step dynamodb:UpdateItem',
      // A trial of a base without on-demand serving, a Knowledge Base, and what a judgement of a known price gives back.
      'judge-step bedrock:GetProvisionedModelThroughput',
      'judge-step bedrock:Retrieve',
      'judge-step dynamodb:UpdateItem',
      'judge-step kms:Decrypt',
      'judge-step kms:GenerateDataKey',
      // Kinds of job that this boot does not launch.
      'launch-step bedrock:CreateAdvancedPromptOptimizationJob',
      'launch-step bedrock:GetAdvancedPromptOptimizationJob',
      'launch-step bedrock:InvokeModel',
      'launch-step bedrock:InvokeModelWithResponseStream',
      'launch-step bedrock:ListAdvancedPromptOptimizationJobs',
      'launch-step bedrock:ListPromptRouters',
      'launch-step bedrock:TagResource',
      // Whoever approves spends: the steps and the reconciler do only where no second person is needed.
      'launch-step dynamodb:ConditionCheckItem',
      // No key of the team's own is set.
      'launch-step kms:Decrypt',
      'launch-step kms:DescribeKey',
      'launch-step kms:GenerateDataKey',
      'launch-step s3:GetObjectTagging',
      'launch-step s3:GetObjectVersionTagging',
      'launch-step s3:PutObjectTagging',
      'launch-step servicequotas:GetAWSDefaultServiceQuota',
      'reconcile bedrock:GetAdvancedPromptOptimizationJob',
      'reconcile bedrock:ListAdvancedPromptOptimizationJobs',
      'reconcile bedrock:ListPromptRouters',
      'reconcile bedrock:StopModelCustomizationJob',
      'reconcile dynamodb:ConditionCheckItem',
      'reconcile states:StartExecution',
      // What a hosting of a known price gives back.
      'stop dynamodb:UpdateItem',
      // No judgement left a trial, no hosting was cut off while it was made, and no date and no policy stopped anything.
      'watch bedrock:DeleteCustomModelDeployment',
      'watch bedrock:DeleteProvisionedModelThroughput',
      'watch bedrock:GetCustomModelDeployment',
      'watch bedrock:GetProvisionedModelThroughput',
      'watch dynamodb:UpdateItem',
      'watch states:StartExecution',
    ]);
  });
});
