import { change, runJob } from './run-job.ts';
import type { BedrockState, JobStatus, Phase } from './state.ts';
import { JobFailure } from './training-data.ts';

/** The jobs that this process is working on. */
export interface JobRunner {
  start(arn: string): void;
  /** Calls a job off; it becomes Stopped shortly after. */
  stop(arn: string): void;
  /** Takes up every job that is not at its end, as after a restart. */
  resume(): void;
  /** Resolves when no job runs; sandbox time must pass for that. */
  idle(): Promise<void>;
  /** Lets go of all jobs as they stand, so that another process can `resume` them. */
  close(): Promise<void>;
}

const STOP = new Error('stopped');
const CLOSE = new Error('closed');

export function createJobRunner(state: BedrockState): JobRunner {
  const running = new Map<string, { abort: AbortController; done: Promise<void> }>();
  const start = (arn: string) => {
    if (running.has(arn)) return;
    const abort = new AbortController();
    if (state.jobs.get(arn)?.status === 'Stopping') abort.abort(STOP);
    const done = work(state, arn, abort.signal).finally(() => running.delete(arn));
    running.set(arn, { abort, done });
  };
  const idle = async () => {
    while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
  };
  return {
    start,
    stop: (arn) => running.get(arn)?.abort.abort(STOP),
    resume() {
      for (const { arn, status } of state.jobs.values()) {
        if (status === 'InProgress' || status === 'Stopping') start(arn);
      }
    },
    idle,
    async close() {
      for (const { abort } of running.values()) abort.abort(CLOSE);
      await idle();
    },
  };
}

async function work(state: BedrockState, arn: string, signal: AbortSignal): Promise<void> {
  try {
    signal.throwIfAborted();
    await runJob(state, arn, signal);
  } catch (error) {
    if (signal.reason === CLOSE) return;
    if (signal.reason === STOP) return settle(state, arn, { status: 'Stopped' });
    if (!(error instanceof JobFailure)) console.error('sandbox bedrock', arn, error);
    const failureMessage =
      error instanceof JobFailure ? error.message : 'Encountered an internal error when processing the request.';
    settle(state, arn, { status: 'Failed', failureMessage });
  }
}

function settle(state: BedrockState, arn: string, end: { status: JobStatus; failureMessage?: string }): void {
  const job = state.jobs.get(arn);
  if (!job) return;
  const atMs = state.clock.nowMs();
  const settled = (phase: Phase): Phase =>
    phase.status === 'InProgress' ? { ...phase, status: end.status, modifiedAtMs: atMs } : phase;
  const { validationDetails, dataProcessingDetails, trainingDetails } = job.phases;
  change(state, arn, {
    ...end,
    endedAtMs: atMs,
    modifiedAtMs: atMs,
    phases: {
      validationDetails: settled(validationDetails),
      dataProcessingDetails: settled(dataProcessingDetails),
      trainingDetails: settled(trainingDetails),
    },
  });
}
