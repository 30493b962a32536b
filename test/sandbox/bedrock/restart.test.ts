import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CreateModelCustomizationJobCommand as Create,
  CreateCustomModelDeploymentCommand,
  GetModelCustomizationJobCommand as Get,
} from '@aws-sdk/client-bedrock';
import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, createObjects, MINUTE_MS, novaJob, startBench } from './bench.ts';
import { makeTickets, novaFile, SYSTEM } from './tickets.ts';

let directory: string;
let bench: Bench;
const clock = createClock();
const store = createObjects({ data: 'us-east-1' });
const open = () => startBench({ directory, clock, objects: store.objects });

beforeEach(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'bedrock-'));
  await store.objects.put('data', 'train.jsonl', novaFile(makeTickets(320, 1)));
  bench = await open();
});
afterEach(async () => {
  await bench.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

const curveOf = (jobArn = '') =>
  store.text(`data/out/model-customization-job-${jobArn.slice(-12)}/training_artifacts/step_wise_training_metrics.csv`);

async function untilTraining(jobArn: string | undefined) {
  clock.skip(6 * MINUTE_MS);
  const phase = async () =>
    (await bench.east.send(new Get({ jobIdentifier: jobArn }))).statusDetails?.trainingDetails?.status;
  await expect.poll(phase, { interval: 1 }).toBe('InProgress');
}

async function restart() {
  await bench.close();
  bench = await open();
}

test('a job that a restart interrupts in mid-training goes on and ends with the curve of an undisturbed one', async () => {
  const undisturbed = await bench.east.send(new Create(novaJob({ jobName: 'a', customModelName: 'a' })));
  clock.skip(60 * MINUTE_MS);
  await bench.bedrock.idle();
  const { jobArn } = await bench.east.send(new Create(novaJob({ jobName: 'b', customModelName: 'b' })));
  await untilTraining(jobArn);

  await restart();
  const before = await bench.east.send(new Get({ jobIdentifier: jobArn }));
  bench.bedrock.resume();
  clock.skip(60 * MINUTE_MS);
  await bench.bedrock.idle();

  expect(before).toMatchObject({ status: 'InProgress', statusDetails: { trainingDetails: { status: 'InProgress' } } });
  expect((await bench.east.send(new Get({ jobIdentifier: jobArn }))).status).toBe('Completed');
  expect(curveOf(jobArn)).toBe(curveOf(undisturbed.jobArn));
});

test('a job that was being stopped is Stopped after the restart', async () => {
  const { jobArn } = await bench.east.send(new Create(novaJob()));
  await untilTraining(jobArn);
  await bench.close();
  // As when the process dies between the answer to StopModelCustomizationJob and the job's end.
  const jobs = path.join(directory, 'jobs.json');
  fs.writeFileSync(jobs, fs.readFileSync(jobs, 'utf8').replace('"status":"InProgress"', '"status":"Stopping"'));
  bench = await open();

  bench.bedrock.resume();
  await bench.bedrock.idle();

  expect((await bench.east.send(new Get({ jobIdentifier: jobArn }))).status).toBe('Stopped');
});

test('a trained model answers after a restart as before it', async () => {
  const { jobArn } = await bench.east.send(new Create(novaJob()));
  clock.skip(60 * MINUTE_MS);
  await bench.bedrock.idle();
  const { outputModelArn } = await bench.east.send(new Get({ jobIdentifier: jobArn }));
  const { customModelDeploymentArn: modelId } = await bench.east.send(
    new CreateCustomModelDeploymentCommand({ modelDeploymentName: 'd', modelArn: outputModelArn }),
  );
  clock.skip(10 * MINUTE_MS);
  const ask = async () => {
    const messages = [{ role: 'user' as const, content: [{ text: 'my parcel was shipped but the courier is late' }] }];
    const { output } = await bench.runtime.send(new ConverseCommand({ modelId, system: [{ text: SYSTEM }], messages }));
    return output?.message?.content?.[0]?.text;
  };
  const before = await ask();

  await restart();

  expect(before).toBe('{"category":"shipping","priority":"normal"}');
  expect(await ask()).toBe(before);
});
