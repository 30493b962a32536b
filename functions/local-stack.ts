import fs from 'node:fs';
import path from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { SandboxClock } from '@rung/sandbox/kit/clock.ts';
import { holdDirectory } from '@rung/sandbox/kit/hold-directory.ts';
import type { Listening } from '@rung/sandbox/kit/http.ts';
import { openClock } from '@rung/sandbox/kit/kept-clock.ts';
import { type LocalAws, startLocalAws } from '@rung/sandbox/local-aws.ts';
import { every } from '@rung/sandbox/schedule.ts';
import { openSlack } from '@rung/sandbox/slack/open-slack.ts';
import type { Slack } from '@rung/sandbox/slack/slack-options.ts';
import { billFunction } from './bill.ts';
import { deskFunction } from './desk.ts';
import { type FrontDoorEnv, frontDoorEnv, type RawEnv, type RungEnv, rungEnv } from './env.ts';
import { type EvaluateStepEvent, evaluateStepFunction } from './evaluate-step.ts';
import { type HostStepEvent, hostStepFunction } from './host-step.ts';
import { type JudgeStepEvent, judgeStepFunction } from './judge-step.ts';
import { launchStepFunction, type StepEvent } from './launch-step.ts';
import { createRole, createTable, deployed, deployFlows, WORK_BUCKET } from './local-account.ts';
import { localGrader } from './local-grader.ts';
import { TEAM_NOTES } from './local-team-notes.ts';
import {
  LOCAL_APP,
  LOCAL_COMMANDS,
  LOCAL_SHORTCUTS,
  localWorkspace,
  type MoreWorkspace,
  WATCH_CHANNEL,
} from './local-workspace.ts';
import { type ReconcileEvent, reconcileFunction } from './reconcile.ts';
import { slackFunction } from './slack.ts';
import { type StopEvent, stopFunction } from './stop.ts';
import { type FailedInvocation, undeliveredFunction } from './undelivered.ts';
import { watchFunction } from './watch.ts';

export const LOCAL_REGION = 'us-east-1';
const NOTES_ID = 'TEAMNOTES1';

export interface LocalOptions {
  /** Where state lies between runs. */
  readonly directory: string;
  readonly wireLogFile?: string;
  /** Forgets what a former run left there. */
  readonly fresh?: boolean;
  /** Sandbox seconds per real second. */
  readonly speed?: number;
  /** Settings that differ from the local ones, by their environment names. */
  readonly settings?: RawEnv;
  /** People and channels beside the local ones; a workspace that Slack has not brought charts to. */
  readonly workspace?: MoreWorkspace;
}

/** What Rung keeps in its directory; a fresh start removes these and nothing else that may lie there. */
const STATE = [
  's3',
  'dynamodb',
  'bedrock',
  'sagemaker',
  'service-quotas',
  'step-functions',
  'metrics.json',
  'usage.json',
  'credits.json',
  'slack.json',
  'clock.json',
];

/** The whole desk on this machine: the real functions between a local Slack and a local AWS. */
export interface LocalStack {
  readonly slack: Slack;
  readonly aws: LocalAws;
  readonly clock: SandboxClock;
  /** Environment that the functions run with. */
  readonly env: RungEnv;
  /** Looks at all hostings now, as the hourly schedule does. */
  watch(): Promise<void>;
  /** Reads AWS's bill now, as the daily schedule does. */
  readBill(): Promise<void>;
  /** Settles what is stuck now, as the schedule does every five minutes. */
  reconcile(): Promise<void>;
  /** Resolves when neither Slack nor AWS is at work. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startLocalStack(options: LocalOptions): Promise<LocalStack> {
  const held = holdDirectory(options.directory);
  if (options.fresh)
    for (const name of STATE) fs.rmSync(path.join(options.directory, name), { recursive: true, force: true });
  const { clock, stop: stopClock } = openClock(path.join(options.directory, 'clock.json'), options.speed ?? 1);
  const aws = await startLocalAws({
    directory: options.directory,
    clock,
    region: regionOf(options),
    knowledgeBases: [{ id: NOTES_ID, documents: TEAM_NOTES }],
    ...(options.wireLogFile ? { wireLogFile: options.wireLogFile } : {}),
  });
  const door: { listening?: Listening } = {};
  const raw = { ...localEnv(aws), ...options.settings };
  const slack = await openLocalSlack({ ...options, clock, raw, door });
  const env = rungEnv({ ...raw, SLACK_API_URL: slack.apiUrl, ...deployFlows(aws, regionOf(options)) });
  createRole(aws, env);
  await createTable(aws, env);
  registerFunctions(aws, { env, frontDoor: frontDoorEnv(raw), clock });
  door.listening = await aws.lambda.functionUrl('rung-slack');
  const jobChanged = JSON.parse(deployed('job-changed.json'));
  aws.events.rule(jobChanged, (event) => aws.lambda.invokeLater('rung-reconcile', event));
  aws.resume();
  const schedules = [
    every(clock, HOUR_MS, () => aws.lambda.invoke('rung-watch', {})),
    every(clock, DAY_MS, () => aws.lambda.invoke('rung-bill', {})),
    every(clock, 5 * MINUTE_MS, () => aws.lambda.invoke('rung-reconcile', {})),
  ];
  return {
    ...{ slack, aws, clock, env },
    watch: async () => void (await aws.lambda.invoke('rung-watch', {})),
    readBill: async () => void (await aws.lambda.invoke('rung-bill', {})),
    reconcile: async () => void (await aws.lambda.invoke('rung-reconcile', {})),
    idle: () => settle(slack, aws),
    async close() {
      for (const schedule of schedules) schedule.stop();
      await slack.close();
      await door.listening?.close();
      await aws.close();
      stopClock();
      held.release();
    },
  };
}

const regionOf = ({ settings }: LocalOptions) => settings?.['AWS_REGION'] ?? LOCAL_REGION;

/** The environment of the local functions, by the names that the deployed ones read. */
function localEnv(aws: LocalAws): RawEnv {
  return {
    AWS_REGION: LOCAL_REGION,
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    SLACK_SIGNING_SECRET: 'local-signing-secret',
    SLACK_BOT_TOKEN: 'xoxb-local',
    RUNG_DESK_FUNCTION: 'rung-desk',
    RUNG_STEP_FUNCTION: 'rung-launch-step',
    RUNG_JUDGE_STEP_FUNCTION: 'rung-judge-step',
    RUNG_EVALUATE_STEP_FUNCTION: 'rung-evaluate-step',
    RUNG_HOST_STEP_FUNCTION: 'rung-host-step',
    RUNG_STOP_FUNCTION: 'rung-stop',
    RUNG_TABLE: 'rung',
    RUNG_BUCKET: WORK_BUCKET,
    RUNG_GRADER_ARN: `arn:aws:lambda:${LOCAL_REGION}:123456789012:function:team-grader`,
    RUNG_BEDROCK_ROLE_ARN: 'arn:aws:iam::123456789012:role/rung-bedrock',
    RUNG_EVALUATION_ROLE_ARN: 'arn:aws:iam::123456789012:role/rung-bedrock-evaluations',
    RUNG_KNOWLEDGE_BASE_ID: NOTES_ID,
    RUNG_JUDGE_MODEL: 'us.meta.llama3-3-70b-instruct-v1:0',
    RUNG_EVALUATOR_MODEL: 'us.meta.llama3-1-70b-instruct-v1:0',
    RUNG_WATCH_CHANNEL: WATCH_CHANNEL,
    RUNG_HOSTING_OWNERS: 'S0OWNERS',
  };
}

function openLocalSlack(at: {
  directory: string;
  workspace?: LocalOptions['workspace'];
  clock: SandboxClock;
  raw: RawEnv;
  door: { listening?: Listening };
}): Promise<Slack> {
  const { invitedTo, ...workspace } = localWorkspace(at.workspace);
  return openSlack({
    clock: at.clock,
    stateFile: path.join(at.directory, 'slack.json'),
    signingSecret: at.raw['SLACK_SIGNING_SECRET'] ?? '',
    botToken: at.raw['SLACK_BOT_TOKEN'] ?? '',
    teamId: 'T0LOCAL',
    app: { ...LOCAL_APP, invitedTo, requestUrl: () => `${at.door.listening?.url}/` },
    ...workspace,
    commands: LOCAL_COMMANDS,
    shortcuts: LOCAL_SHORTCUTS,
  });
}

const LONGEST = { timeoutMs: 900_000 } as const;
function registerFunctions(aws: LocalAws, given: { env: RungEnv; frontDoor: FrontDoorEnv; clock: SandboxClock }): void {
  const { env, frontDoor, clock } = given;
  const { lambda } = aws;
  const door = slackFunction(frontDoor, clock);
  const desk = deskFunction(env, clock);
  const step = launchStepFunction(env, clock);
  const judge = judgeStepFunction(env, clock);
  const evaluate = evaluateStepFunction(env, clock);
  const host = hostStepFunction(env, clock);
  const reconcile = reconcileFunction(env, clock);
  const stop = stopFunction(env, clock);
  const lost = undeliveredFunction(env, clock);
  lambda.register('rung-slack', (event) => door(event as Parameters<typeof door>[0]));
  lambda.register('rung-desk', (event, context) => desk(event as Parameters<typeof desk>[0], context), {
    timeoutMs: 60_000,
    onFailure: 'rung-undelivered',
  });
  lambda.register('team-grader', localGrader, { timeoutMs: 60_000 });
  lambda.register('rung-launch-step', (event, context) => step(event as StepEvent, context), LONGEST);
  lambda.register('rung-judge-step', (event, context) => judge(event as JudgeStepEvent, context), LONGEST);
  lambda.register('rung-evaluate-step', (event, context) => evaluate(event as EvaluateStepEvent, context), LONGEST);
  lambda.register('rung-host-step', (event, context) => host(event as HostStepEvent, context), { timeoutMs: 60_000 });
  lambda.register('rung-watch', watchFunction(env, clock), { timeoutMs: 300_000 });
  lambda.register('rung-bill', billFunction(env, clock), { timeoutMs: 300_000 });
  lambda.register('rung-reconcile', (event, context) => reconcile(event as ReconcileEvent, context), {
    timeoutMs: 300_000,
    maxRetries: 0,
  });
  lambda.register('rung-stop', (event, context) => stop(event as StopEvent, context), { timeoutMs: 60_000 });
  lambda.register('rung-undelivered', (event, context) => lost(event as FailedInvocation, context), {
    timeoutMs: 30_000,
  });
}

/** What Slack delivers starts functions, and functions write to Slack: both are asked until both are quiet. */
async function settle(slack: Slack, aws: LocalAws): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await slack.idle();
    await aws.idle();
  }
}
