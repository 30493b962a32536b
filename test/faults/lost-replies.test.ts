import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CreateModelCustomizationJobCommand,
  type CreateModelCustomizationJobCommandInput,
  ListAdvancedPromptOptimizationJobsCommand,
  ListModelCustomizationJobsCommand,
} from '@aws-sdk/client-bedrock';
import { awsClients } from '@rung/aws/clients.ts';
import { insertRow, type RecordTable, readDocument, replaceRow } from '@rung/aws/record-table.ts';
import { tableSchema } from '@rung/aws/table-schema.ts';
import { trainingJobs } from '@rung/aws/training-jobs.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { type LocalAws, startLocalAws } from '@rung/sandbox/local-aws.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMS, recipeOfKind, requestOf } from '../core/launch/requests.ts';
import { tickets } from '../journeys/journey.ts';
import { type FaultProxy, seededFaults, startFaultProxy } from './fault-proxy.ts';
import { print } from './print.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const RACES = Number(process.env['RUNG_FAULT_RACES'] ?? 60);

let directory: string;
let aws: LocalAws;
let proxy: FaultProxy;
let spoil = (): ReturnType<ReturnType<typeof seededFaults>> => 'pass';

const tableAt = (endpoint: string): RecordTable => ({
  name: 'rung',
  clients: awsClients({ region: 'us-east-1', endpoint, credentials }),
});

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-faults-'));
  aws = await startLocalAws({ directory, clock: createClock(), region: 'us-east-1' });
  aws.resume();
  proxy = await startFaultProxy({ upstream: aws.url, decide: () => spoil() });
  const { CreateTableCommand, waitUntilTableExists } = await import('@aws-sdk/client-dynamodb');
  const client = await tableAt(aws.url).clients.dynamo();
  await client.send(new CreateTableCommand(tableSchema('rung')));
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: 'rung' });
});
afterAll(async () => {
  await proxy.close();
  await aws.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

const row = (key: string, version: number, document: unknown) => ({ key, kind: 'race', atMs: 1, version, document });

describe('a record behind a network that loses a fifth of everything', () => {
  it('has at most one winner of each race, and nobody who won or lost believes the opposite', async () => {
    const table = tableAt(proxy.url);
    const direct = tableAt(aws.url);
    spoil = seededFaults({ seed: 7, rate: 0.2 });
    let [wrong, unknown, undecided] = [0, 0, 0];

    const race = async (key: string) => {
      await insertRow(direct, row(key, 1, {}));
      const claims = await Promise.all(
        ['a', 'b', 'c'].map(async (who) => {
          const mine = `${who}-${randomUUID()}`;
          const belief = await replaceRow(table, row(key, 2, { mine })).catch(() => 'unknown' as const);
          return { mine, belief };
        }),
      );
      const truth = (await readDocument<{ mine?: string }>(direct, key))?.mine;
      for (const { mine, belief } of claims) {
        if (belief === 'unknown') unknown++;
        else if ((belief === 'written') !== (mine === truth)) wrong++;
      }
      if (truth === undefined) undecided++;
    };
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let n = lane; n < RACES; n += 8) await race(`race-${n}`);
    });
    await Promise.all(lanes);
    spoil = () => 'pass';

    print(
      `${RACES} races of 3 writers: ${wrong} wrong beliefs, ${unknown} unknown, ${undecided} undecided`,
      proxy.counts,
    );
    expect(proxy.counts['lose-reply'] + proxy.counts.truncate).toBeGreaterThan(RACES / 20);
    expect(wrong).toBe(0);
    expect(unknown).toBeLessThan(RACES * 3 * 0.2);
  });
});

describe('Bedrock behind a network that loses a third of everything', () => {
  it('is asked for each job until it answers, and makes each once', async () => {
    const place = (endpoint: string) => awsClients({ region: 'us-east-1', endpoint, credentials });
    const [spoiled, direct] = [trainingJobs(place(proxy.url)), await place(aws.url).bedrock()];
    const bedrock = await place(proxy.url).bedrock();
    for (const bucket of ['rung-work', 'rung-data']) aws.s3.createBucket(bucket, 'us-east-1');
    await aws.s3.put('rung-work', 'frozen/a.jsonl', tickets(60));
    const forms = Array.from({ length: JOBS }, (_, index) => `V${index}`);
    const lostSoFar = () => proxy.counts['lose-reply'] + proxy.counts.truncate;
    const before = lostSoFar();
    spoil = seededFaults({ seed: 11, rate: 0.33 });

    for (const form of forms) {
      await untilAnswered(() => spoiled.optimise(requestOf(recipeOfKind(FORMS['prompt-optimisation']), form).request));
      const tune = camelCased(requestOf(recipeOfKind(FORMS['fine-tuning']), form).request);
      await untilAnswered(() => bedrock.send(new CreateModelCustomizationJobCommand(tune)));
    }
    const lost = lostSoFar() - before;
    spoil = () => 'pass';

    const { jobSummaries = [] } = await direct.send(new ListAdvancedPromptOptimizationJobsCommand({}));
    const { modelCustomizationJobSummaries: tunes = [] } = await direct.send(
      new ListModelCustomizationJobsCommand({ maxResults: 100 }),
    );
    print(`${JOBS} tunes and ${JOBS} optimisations asked for over a spoiled network`, {
      'answers lost': lost,
      tunes: tunes.length,
      optimisations: jobSummaries.length,
    });
    expect(lost).toBeGreaterThan(0);
    expect(new Set(jobSummaries.map(({ jobName }) => jobName)).size).toBe(JOBS);
    expect(jobSummaries).toHaveLength(JOBS);
    expect(new Set(tunes.map(({ jobName }) => jobName)).size).toBe(JOBS);
    expect(tunes).toHaveLength(JOBS);
  });
});

/** Fewer than an account may run at once. */
const JOBS = 8;

/** Asks again as the workflow does, whose retries go on for about as long; a job of that name is there already when the token is not taken for one. */
async function untilAnswered(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    const answer = await ask().then(
      () => 'answered',
      (error: unknown) => ((error as Error).name === 'ConflictException' ? 'answered' : 'lost'),
    );
    if (answer === 'answered') return;
  }
  throw new Error('twelve tries were lost');
}

/** A request as Step Functions writes it, with the names of the SDK: keys of hyperparameters are data and stay. */
function camelCased(request: object): CreateModelCustomizationJobCommandInput {
  const lower = (value: unknown, parent = ''): unknown => {
    if (Array.isArray(value)) return value.map((item) => lower(item));
    if (typeof value !== 'object' || value === null || parent === 'HyperParameters') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key.charAt(0).toLowerCase() + key.slice(1), lower(member, key)]),
    );
  };
  return lower(request) as CreateModelCustomizationJobCommandInput;
}
