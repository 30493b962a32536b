import { type ObjectStore, s3Place } from './object-store.ts';
import type { StepLoss, Trained } from './small-model/train.ts';
import type { JobRecord } from './state.ts';
import type { Reward } from './training/reinforce.ts';

/** How much of the data the small model read. */
export interface Share {
  readonly used: number;
  readonly of: number;
}

/**
 * Writes what a finished job leaves in S3, in AWS's folders (Bedrock user guide, model-customization-analyze). A second validator's
 * metrics lie in a folder of their own; AWS does not document where they go.
 */
export async function writeJobOutput(
  objects: ObjectStore,
  job: JobRecord,
  outcome: { trained: Trained; share: Share },
): Promise<void> {
  const { bucket, key } = s3Place(job.request.outputDataConfig.s3Uri);
  const folder = [key, `model-customization-job-${job.id}`].filter((part) => part !== '').join('/');
  const put = (name: string, text: string) => objects.put(bucket, `${folder}/${name}`, text);
  const { training, validation } = outcome.trained;
  await put('training_artifacts/step_wise_training_metrics.csv', csv('training_loss', training));
  for (const [index, rows] of validation.entries()) {
    const place = index === 0 ? 'validation' : `validation-${index + 1}`;
    const name = `validation_artifacts/post_fine_tuning_validation/${place}/validation_metrics.csv`;
    await put(name, csv('validation_loss', rows));
  }
  await put('training_artifacts/sandbox-model.txt', note(outcome.share));
}

/** What the grader said of each sampled answer. AWS does not document the file that it leaves of them; this name is the sandbox's. */
export async function writeRewards(objects: ObjectStore, job: JobRecord, rewards: readonly Reward[]): Promise<void> {
  const { bucket, key } = s3Place(job.request.outputDataConfig.s3Uri);
  const name = [key, `model-customization-job-${job.id}`, 'training_artifacts/sandbox-rewards.csv']
    .filter(Boolean)
    .join('/');
  const lines = rewards.map(({ id, score }) => `${id},${score}`);
  await objects.put(bucket, name, `${['answer_id,reward', ...lines].join('\n')}\n`);
}

function csv(lossColumn: string, rows: readonly StepLoss[]): string {
  const lines = rows.map(({ step, epoch, loss }) =>
    [step, epoch, loss.toFixed(6), Math.exp(loss).toFixed(6)].join(','),
  );
  return `${[`step_number,epoch_number,${lossColumn},perplexity`, ...lines].join('\n')}\n`;
}

function note({ used, of }: Share): string {
  const percent = of === 0 ? 0 : (100 * used) / of;
  return `Trained by the sandbox: a small model, not the base model named in the job. It read ${used} of ${of} examples (${percent.toFixed(1)} %), evenly spaced. The losses are measured on this small model.\n`;
}
