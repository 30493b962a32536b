import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MINUTE_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { messageSaying } from '../../functions/drive-slack.ts';
import type { RawEnv } from '../../functions/env.ts';
import { wireLogFile } from '../../functions/env.ts';
import { type LocalOptions, type LocalStack, startLocalStack } from '../../functions/local-stack.ts';

/** Fast enough that twenty minutes of training take four seconds. */
const SPEED = 300;

export const CHANNEL = 'C0MLPLATFORM';
export const NOVA_MICRO = 'amazon.nova-micro-v1:0:128k';

/** The whole desk, with a directory of its own; `settings` differ from the local defaults by their environment names. */
export interface Journey extends LocalStack {
  end(): Promise<void>;
}

/** With a file for the wire log where the test reads it. */
export async function startJourney(
  settings: RawEnv = {},
  wireLog?: string,
  workspace?: LocalOptions['workspace'],
): Promise<Journey> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-journey-'));
  const stack = await startLocalStack({
    directory,
    speed: SPEED,
    settings,
    ...(workspace ? { workspace } : {}),
    ...(wireLog ? { wireLogFile: wireLog } : wireLogFile(process.env)),
  });
  return {
    ...stack,
    async end() {
      await stack.close();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A fine-tuning set in Nova's form: `records` tickets, sorted into `teams` by a word in them. */
export function tickets(records: number, teams: readonly string[] = ['billing', 'engineering', 'sales']): string {
  const line = (index: number) => {
    const team = teams[index % teams.length] ?? '';
    return JSON.stringify({
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: 'Name the team.' }],
      messages: [
        {
          role: 'user',
          content: [{ text: `Case ${index}: something about ${team} went wrong on day ${(index * 7) % 31}.` }],
        },
        { role: 'assistant', content: [{ text: `{"team":"${team}"}` }] },
      ],
    });
  };
  return `${Array.from({ length: records }, (_, index) => line(index)).join('\n')}\n`;
}

/** States in which a workflow waits for nobody but a job of AWS's. */
const WAITS_FOR_JOB = /^(?:Train|Reinforce|Distil|WaitForJob)/;

/** Waits for a message that ends a training, whose sandbox time is skipped: a real second stands for half an hour of it. */
export async function trained(journey: LocalStack, says: RegExp): Promise<Message> {
  const hurry = setInterval(() => {
    const running = journey.aws.stepFunctions.executions().filter(({ status }) => status === 'RUNNING');
    if (running.length > 0 && running.every(({ state = '' }) => WAITS_FOR_JOB.test(state)))
      journey.clock.skip(3 * MINUTE_MS);
  }, 100);
  return messageSaying(journey.slack, CHANNEL, says).finally(() => clearInterval(hurry));
}

export async function upload(journey: Journey, key: string, content: string): Promise<string> {
  await journey.aws.s3.put('rung-data', key, content);
  return `s3://rung-data/${key}`;
}

/** A model in a folder, as small as one can be imported. */
export async function uploadModel(
  { aws }: Pick<LocalStack, 'aws'>,
  folder: string,
  { withWeights, bucket = 'rung-data' }: { withWeights: boolean; bucket?: string },
): Promise<void> {
  await aws.s3.put(bucket, `${folder}/config.json`, JSON.stringify({ model_type: 'llama', hidden_size: 8 }));
  await aws.s3.put(bucket, `${folder}/tokenizer.json`, '{}');
  if (!withWeights) return;
  const header = Buffer.from(
    JSON.stringify({ 'lm_head.weight': { dtype: 'F16', shape: [4, 8], data_offsets: [0, 64] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const weights = Buffer.concat([length, header, Buffer.alloc(64)]);
  await aws.s3.put(bucket, `${folder}/model.safetensors`, weights);
}

/** What a client of the local AWS is made with. */
export function awsFor(journey: Pick<LocalStack, 'aws'>) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { region: 'us-east-1', endpoint: journey.aws.url, credentials };
}

/** Names of the customization jobs that the local Bedrock has been asked for. */
export async function jobNames(journey: Pick<LocalStack, 'aws'>): Promise<string[]> {
  const { BedrockClient, ListModelCustomizationJobsCommand } = await import('@aws-sdk/client-bedrock');
  const client = new BedrockClient(awsFor(journey));
  const { modelCustomizationJobSummaries = [] } = await client.send(new ListModelCustomizationJobsCommand({}));
  return modelCustomizationJobSummaries.flatMap(({ jobName }) => jobName ?? []);
}
