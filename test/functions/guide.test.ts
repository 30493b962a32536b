import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageSaying, readMessage } from '../../functions/drive-slack.ts';
import { type LocalStack, startLocalStack } from '../../functions/local-stack.ts';
import { manifestText } from '../../functions/operate/manifest.ts';
import { commandOf, commands, minutes, steps } from '../infra/guide.ts';
import { CHANNEL } from '../journeys/journey.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TYPED = { signingSecret: 'local-signing-secret', botToken: 'xoxb-local', channel: CHANNEL };
const run = promisify(execFile);

let stack: LocalStack;
let clone: string;
let state: string;
let door: string;
beforeAll(async () => {
  // In real time, as the commands are: what they sign is of now.
  state = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-guide-'));
  stack = await startLocalStack({ directory: state });
  door = `${(await stack.aws.lambda.functionUrl('rung-slack')).url}/`;
  clone = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rung-clone-')));
  for (const item of ['package.json', 'functions', 'packages/slack'])
    fs.cpSync(path.join(ROOT, item), path.join(clone, item), { recursive: true });
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(clone, 'node_modules'));
});
afterAll(async () => {
  await stack.close();
  for (const directory of [clone, state]) fs.rmSync(directory, { recursive: true, force: true });
});

/** A line typed into a shell in the clone. */
const type = async (line: string, env: Readonly<Record<string, string | undefined>> = {}) =>
  (await run('sh', ['-c', line], { cwd: clone, env: { PATH: process.env['PATH'], HOME: clone, ...env } })).stdout;

/** What SST writes after a deployment: here the local stack is what stands. */
function deployed(slackRequestUrl: string): void {
  fs.mkdirSync(path.join(clone, '.sst'), { recursive: true });
  const { table, launchFlow, judgeFlow, evaluateFlow, hostFlow, stopFlow } = stack.env;
  const outputs = {
    ...{ slackRequestUrl, table, knowledgeBase: 'TEAMNOTES1', launchFlow: launchFlow.stateMachineArn },
    ...{ judgeFlow: judgeFlow.stateMachineArn, hostFlow: hostFlow.stateMachineArn },
    ...{ evaluateFlow: evaluateFlow.stateMachineArn, stopFlow: stopFlow.stateMachineArn },
  };
  fs.writeFileSync(path.join(clone, '.sst/outputs.json'), JSON.stringify(outputs));
}

describe('the guide from zero to the first answer, followed literally', () => {
  it('takes ten minutes of a person’s time at most', () => {
    expect(steps).toHaveLength(8);
    expect(minutes.every((one) => one > 0)).toBe(true);
    expect(minutes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(10);
  });

  it('names scripts that do what its steps say', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };

    expect(commandOf(steps[0] ?? '')).toMatch(/^git clone … rung && cd rung && npm ci$/);
    expect(commandOf(steps[4] ?? '')).toBe('npm run deploy -- --stage production');
    expect(scripts['deploy']).toBe('sst deploy');
    expect(fs.readFileSync(path.join(ROOT, 'sst.config.ts'), 'utf8')).toContain("input?.stage === 'production'");
  });

  it('prints the manifest with the deployed address', async () => {
    deployed('https://abc.lambda-url.us-east-1.on.aws/');

    const printed = await type(commandOf(steps[5] ?? ''));

    expect(printed).toBe(manifestText('https://abc.lambda-url.us-east-1.on.aws/'));
  });

  it('saves the address in Slack, asks, is answered, and then finds nothing missing', async () => {
    const [, question = ''] = /`@Rung (.+?)`/.exec(steps[6] ?? '') ?? [];
    for (const line of commands(TYPED).filter((one) => /^echo RUNG_WATCH/.test(one))) await type(line);
    deployed(door);
    const look = commandOf(steps[7] ?? '')
      .replace('SLACK_BOT_TOKEN=…', `SLACK_BOT_TOKEN=${TYPED.botToken}`)
      .replace('SLACK_SIGNING_SECRET=…', `SLACK_SIGNING_SECRET=${TYPED.signingSecret}`);

    const isVerified = await stack.slack.verifyUrl();
    await stack.slack.say({ as: 'U0ANA', channel: CHANNEL, text: `<@U0RUNG> ${question}` });
    const answer = readMessage(await messageSaying(stack.slack, CHANNEL, /retrieval/i));
    const printed = await type(look, {
      ...{ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: stack.aws.url, SLACK_API_URL: stack.env.slackApiUrl },
      ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    });

    expect(isVerified).toBe(true);
    expect(answer).toContain('contracts');
    expect(printed).toMatch(/Nothing is missing\.\n$/);
  });
});
