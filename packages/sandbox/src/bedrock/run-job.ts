import { accountArn } from './arns.ts';
import { findBaseModel, type Tuning } from './base-models.ts';
import { effectiveHyperParameters } from './customization-rules.ts';
import { tellOfJob } from './job-events.ts';
import { writeJobOutput, writeRewards } from './job-output.ts';
import { createPace, type Pace } from './small-model/pace.ts';
import { hashText } from './small-model/pieces.ts';
import { type Trained, train } from './small-model/train.ts';
import { validationSamples, withinBudget } from './small-model/work-budget.ts';
import { addTags, type BedrockState, type JobRecord, type PhaseName } from './state.ts';
import { distilled } from './training/distil.ts';
import { reinforced } from './training/reinforce.ts';
import { type DataSet, JobFailure, readDataSet, requireRecordCount } from './training-data.ts';
import { billTraining } from './usage.ts';

const MINUTE_MS = 60_000;
/** When a job's phases end, in sandbox time after its creation. */
const VALIDATED_AFTER_MS = 2 * MINUTE_MS;
const PROCESSED_AFTER_MS = 5 * MINUTE_MS;
/** Training takes ten minutes and one more per hundred records and epoch, up to the 81 min that a Llama 3.3 job took (field log, 2026-08). */
const TRAINING_BASE_MS = 10 * MINUTE_MS;
const TRAINING_PER_RECORD_MS = MINUTE_MS / 100;
const TRAINING_MAX_MS = 81 * MINUTE_MS;

/** Takes a job from where it stands to its end. Training starts anew after a restart and, being deterministic, comes out the same. */
export async function runJob(state: BedrockState, arn: string, signal: AbortSignal): Promise<void> {
  const job = requireJob(state, arn);
  const tuning = findBaseModel(job.baseModelId)?.tuning;
  if (!tuning) throw new JobFailure(`The model ${job.baseModelId} cannot be fine-tuned any more.`);
  const pace = createPace(signal);
  const until = (afterMs: number) => state.clock.sleep(job.createdAtMs + afterMs - state.clock.nowMs(), signal);

  await state.gate.pass(signal);
  mark(state, arn, { phase: 'validationDetails', status: 'InProgress', atMs: job.createdAtMs });
  await until(VALIDATED_AFTER_MS);
  const data = await dataOf(state, job, { tuning, pace });
  mark(state, arn, { phase: 'validationDetails', status: 'Completed', atMs: job.createdAtMs + VALIDATED_AFTER_MS });

  mark(state, arn, {
    phase: 'dataProcessingDetails',
    status: 'InProgress',
    atMs: job.createdAtMs + VALIDATED_AFTER_MS,
  });
  await until(PROCESSED_AFTER_MS);
  mark(state, arn, { phase: 'dataProcessingDetails', status: 'Completed', atMs: job.createdAtMs + PROCESSED_AFTER_MS });

  mark(state, arn, { phase: 'trainingDetails', status: 'InProgress', atMs: job.createdAtMs + PROCESSED_AFTER_MS });
  const epochs = epochsOf(job, tuning);
  const trainingMs = TRAINING_BASE_MS + data.training.records * epochs * TRAINING_PER_RECORD_MS;
  const endAfterMs = PROCESSED_AFTER_MS + Math.min(TRAINING_MAX_MS, trainingMs);
  const outcome = await trainOn(data, { job, tuning, pace });
  const computedAtMs = state.clock.nowMs();
  await until(endAfterMs);
  await writeJobOutput(state.objects, job, outcome);
  await state.trained.save(job.id, outcome.trained.network);
  signal.throwIfAborted();
  const endedAtMs = Math.max(computedAtMs, job.createdAtMs + endAfterMs);
  billTraining(state, job, { examples: data.training.examples, epochs, atMs: endedAtMs });
  complete(state, job, { ...outcome, endedAtMs });
}

interface JobData {
  readonly training: DataSet;
  readonly validation: readonly DataSet[];
}

/** What the small model learns from: the file's answers, the teacher's, or those that earned a reward. */
async function dataOf(state: BedrockState, job: JobRecord, how: { tuning: Tuning; pace: Pace }): Promise<JobData> {
  const { request } = job;
  switch (request.customizationType) {
    case 'DISTILLATION':
      return { training: await distilled(state.objects, request, how.pace), validation: [] };
    case 'REINFORCEMENT_FINE_TUNING': {
      const { rewards, ...training } = await reinforced(state, request, how.pace);
      await writeRewards(state.objects, job, rewards);
      return { training, validation: [] };
    }
    default:
      return readAll(state, job, how);
  }
}

function epochsOf({ request }: JobRecord, tuning: Tuning): number {
  const { rftConfig } = request.customizationConfig ?? {};
  if (rftConfig) return rftConfig.hyperParameters?.epochCount ?? 1;
  return effectiveHyperParameters(tuning, request.hyperParameters).epochs?.value ?? 1;
}

async function readAll(
  { objects }: BedrockState,
  { request }: JobRecord,
  how: { tuning: Tuning; pace: Pace },
): Promise<JobData> {
  const uri = request.trainingDataConfig.s3Uri ?? '';
  const training = await readDataSet(objects, { role: 'training', uri }, how);
  const validation: DataSet[] = [];
  for (const { s3Uri } of request.validationDataConfig?.validators ?? []) {
    validation.push(await readDataSet(objects, { role: 'validation', uri: s3Uri }, how));
  }
  requireRecordCount(training, validation, how.tuning);
  return { training, validation };
}

async function trainOn(data: JobData, { job, tuning, pace }: { job: JobRecord; tuning: Tuning; pace: Pace }) {
  const { rate, warmup } = effectiveHyperParameters(tuning, job.request.hyperParameters);
  const plan = {
    seed: hashText(job.baseModelId),
    epochs: epochsOf(job, tuning),
    learningRate: rate ? rate.value / rate.fallback : 1,
    warmupSteps: warmup?.value ?? 0,
  };
  const examples = withinBudget(data.training.examples, plan.epochs);
  const validation = validationSamples(
    data.validation.map((set) => set.examples),
    plan.epochs,
  );
  const trained = await train({ examples, validation }, plan, pace);
  return { trained, share: { used: examples.length, of: data.training.examples.length } };
}

function complete(
  state: BedrockState,
  job: JobRecord,
  { trained, endedAtMs }: { trained: Trained; endedAtMs: number },
): void {
  const { arn, id, region, baseModelId } = job;
  const modelArn = accountArn({ region, account: state.account }, `custom-model/${baseModelId}/${id}`);
  const name = job.request.customModelName;
  state.models.set(modelArn, { arn: modelArn, id, region, name, baseModelId, jobArn: arn, createdAtMs: endedAtMs });
  addTags(state, modelArn, job.request.customModelTags);
  mark(state, arn, { phase: 'trainingDetails', status: 'Completed', atMs: endedAtMs });
  change(state, arn, {
    status: 'Completed',
    endedAtMs,
    modifiedAtMs: endedAtMs,
    modelArn,
    trainingLoss: trained.training.at(-1)?.loss ?? 0,
    validationLosses: trained.validation.map((rows) => rows.at(-1)?.loss ?? 0),
  });
}

function requireJob(state: BedrockState, arn: string): JobRecord {
  const job = state.jobs.get(arn);
  if (!job) throw new Error(`no job ${arn}`);
  return job;
}

/** Writes `changes` into the job as it stands now; whoever listens hears of a new status. */
export function change(state: BedrockState, arn: string, changes: Partial<JobRecord>): void {
  const before = requireJob(state, arn);
  const job = { ...before, ...changes };
  state.jobs.set(arn, job);
  if (job.status !== before.status) tellOfJob(state, job);
}

/** Moves a phase on to `status`; one that is past it already (before a restart) stays as it is. */
function mark(
  state: BedrockState,
  arn: string,
  to: { phase: PhaseName; status: 'InProgress' | 'Completed'; atMs: number },
) {
  const { phases } = requireJob(state, arn);
  const before = phases[to.phase];
  if (before.status !== (to.status === 'InProgress' ? 'NotStarted' : 'InProgress')) return;
  const marked = { createdAtMs: to.atMs, ...before, status: to.status, modifiedAtMs: to.atMs };
  change(state, arn, { modifiedAtMs: to.atMs, phases: { ...phases, [to.phase]: marked } });
}
