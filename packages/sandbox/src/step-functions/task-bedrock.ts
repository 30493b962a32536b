import crypto from 'node:crypto';
import type { TaskState } from './definition.ts';
import { Failure, Interruption, isSuspension } from './failure.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { fromApiNames, toApiNames } from './member-names.ts';
import { BEDROCK, bedrockOperation, type Task } from './resources.ts';
import { beforeDeadline, enterPhase, sleepUntil, unlessEnded, type Visit } from './run.ts';
import { serviceFailure } from './service-failure.ts';
import { begin, fail, parametersOf, report } from './task-events.ts';

/** Sandbox time between two looks at a job: AWS does not publish its own. */
const POLL_MS = 30_000;

/** Calls one operation of Amazon Bedrock and gives its answer. */
export async function runBedrockCall(visit: Visit<TaskState>, task: Task): Promise<Json> {
  const parameters = parametersOf(visit);
  const { timeoutMs } = begin(visit, task, parameters);
  const deadlineMs = timeoutMs === undefined ? undefined : visit.run.world.clock.nowMs() + timeoutMs;
  const operation = bedrockOperation(task) ?? '';
  try {
    const work = (signal: AbortSignal) => unlessEnded(signal, call(visit, operation, parameters));
    const output = await beforeDeadline(visit, deadlineMs, work);
    report(visit, task, { type: 'TaskSucceeded', output });
    return output;
  } catch (error) {
    return fail(visit, task, { error });
  }
}

/** Creates a customization job and waits until it has ended; stops it when the state is ended first. */
export async function runCustomizationJob(visit: Visit<TaskState>, task: Task): Promise<Json> {
  const { jobArn, deadlineMs } = visit.frame.phase.kind === 'job' ? visit.frame.phase : await submit(visit, task);
  try {
    const output = await beforeDeadline(visit, deadlineMs, (signal) => ended(visit, jobArn, signal));
    report(visit, task, { type: 'TaskSucceeded', output });
    return output;
  } catch (error) {
    if (endsBeforeJob(error)) stop(visit, jobArn);
    return fail(visit, task, { error });
  }
}

async function submit(visit: Visit<TaskState>, task: Task): Promise<{ jobArn: string; deadlineMs?: number }> {
  const given = parametersOf(visit);
  const { timeoutMs } = begin(visit, task, given);
  const deadline = timeoutMs === undefined ? {} : { deadlineMs: visit.run.world.clock.nowMs() + timeoutMs };
  const creating = call(visit, 'CreateModelCustomizationJob', { ...tokenOf(visit), ...(isObject(given) ? given : {}) });
  try {
    const created = await beforeDeadline(visit, deadline.deadlineMs, (signal) => unlessEnded(signal, creating));
    const job = { jobArn: text(created, 'JobArn'), ...deadline };
    report(visit, task, { type: 'TaskSubmitted', output: created });
    enterPhase(visit, { kind: 'job', ...job });
    return job;
  } catch (error) {
    // The job may still come to be: then it has nobody to wait for it.
    if (endsBeforeJob(error))
      creating.then(
        (created) => stop(visit, text(created, 'JobArn')),
        () => undefined,
      );
    return fail(visit, task, { error, type: 'TaskSubmitFailed' });
  }
}

/** A token that is the same when the same attempt is made again after a crash, so that it cannot buy twice. */
function tokenOf({ run, path, frame }: Visit): JsonObject {
  const attempt = [run.record.executionArn, path, frame.state, frame.enteredMs, ...frame.retries].join('\n');
  return { ClientRequestToken: crypto.createHash('sha256').update(attempt).digest('hex') };
}

const endsBeforeJob = (error: unknown) =>
  error instanceof Interruption ? !isSuspension(error) : error instanceof Failure && error.error === 'States.Timeout';

const text = (value: Json, name: string): string => (isObject(value) ? String(value[name]) : '');

async function ended(visit: Visit, jobArn: string, signal: AbortSignal): Promise<Json> {
  for (;;) {
    const job = await unlessEnded(signal, look(visit, jobArn));
    const status = job && text(job, 'Status');
    if (job && status === 'Completed') return job;
    if (status === 'Failed' || status === 'Stopped') throw new Failure('States.TaskFailed', JSON.stringify(job));
    await sleepUntil(visit, visit.run.world.clock.nowMs() + POLL_MS, signal);
  }
}

const PASSING = ['Bedrock.ThrottlingException', 'Bedrock.InternalServerException', 'Bedrock.SdkClientException'];

/** The job, or undefined when it could not be asked for now. */
async function look(visit: Visit, jobArn: string): Promise<Json | undefined> {
  try {
    return await call(visit, 'GetModelCustomizationJob', { JobIdentifier: jobArn });
  } catch (error) {
    if (error instanceof Failure && PASSING.includes(error.error)) return undefined;
    throw error;
  }
}

/** Best effort, as on AWS: a job that has ended meanwhile cannot be stopped. */
function stop(visit: Visit, jobArn: string): void {
  call(visit, 'StopModelCustomizationJob', { JobIdentifier: jobArn }).catch((error: Error) =>
    console.error('sandbox', 'stepfunctions', `could not stop ${jobArn}:`, error.message),
  );
}

async function call({ run }: Visit, operation: string, parameters: Json): Promise<Json> {
  const { input, output } = BEDROCK.operations[operation] ?? {};
  const members = toApiNames(BEDROCK, input, parameters);
  const request = run.world.call('bedrock', operation, isObject(members) ? members : {});
  try {
    return fromApiNames(BEDROCK, output, await run.world.working(request));
  } catch (error) {
    throw serviceFailure('Bedrock', error);
  }
}
